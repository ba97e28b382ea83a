"""`naskah agreements`."""

from __future__ import annotations

import datetime
import io
import sys
from typing import Any, get_args

import click

from archive.home import Home, HomeChoice
from archive.model import HOME, Agreement
from archive.model.record import Instrument, Relation, Status

SORTS = ("signed", "-signed", "home", "partner", "country", "status", "valid_to", "-documents", "score", "-score")
_SHOWN = ("table", "csv", "json", "xlsx", "ids")


def chosen(command: Any) -> Any:
    """Adds the options that choose agreements."""
    several = {
        "home": "Indonesian government, by name or code.",
        "partner": "Foreign partner, by name in any spelling, or code.",
        "country": "Country of the partner, by name or two-letter code.",
        "instrument": f"One of {', '.join(get_args(Instrument))}.",
        "relation": f"One of {', '.join(get_args(Relation))}.",
        "status": f"One of {', '.join(get_args(Status))}.",
        "field": "Field of cooperation, by code or name.",
        "year": "Year of signing (2017) or range (2015..2019).",
    }
    for name, help in reversed(several.items()):
        command = click.option(f"--{name}", multiple=True, help=help + " May be given again.")(command)
    command = click.option(
        "--institutions/--regions", default=None, help="Only institutions (KSDLL) or regions (KSDPL)."
    )(command)
    command = click.option("--expiring", type=click.IntRange(0), metavar="DAYS", help="Only what ends within DAYS.")(
        command
    )
    command = click.option("--score", type=click.FloatRange(0, 1), default=0.0, help="Least score, 0 to 1.")(command)
    return click.option("--sort", type=click.Choice(SORTS), default="-signed", show_default=True, help="Order.")(
        command
    )


def choose(home: Home, options: dict[str, Any], today: datetime.date) -> list[Agreement]:
    """The agreements that the options choose. Raises click.BadParameter where a value means nothing."""
    from archive.catalogue import AgreementFilter
    from archive.register.history import expiring

    wanted = AgreementFilter(
        home=_places(options["home"], home=True),
        partner=_places(options["partner"], home=False),
        country=tuple(_country(name) for name in options["country"]),
        instrument=tuple(_one_of(value, get_args(Instrument), "--instrument") for value in options["instrument"]),
        relation=tuple(_one_of(value, get_args(Relation), "--relation") for value in options["relation"]),
        status=tuple(_one_of(value, get_args(Status), "--status") for value in options["status"]),
        field=tuple(_field(value) for value in options["field"]),
        years=tuple(year for value in options["year"] for year in _years(value)),
        score=options["score"],
    )
    found = home.catalogue.agreements(wanted, sort=options["sort"])
    if options["institutions"] is not None:
        found = [one for one in found if (one.partner.level == "institution") == options["institutions"]]
    if options["expiring"] is not None:
        found = expiring(found, today, options["expiring"])
    return found


@click.command()
@chosen
@click.option("--limit", type=click.IntRange(0), help="Show so many at most.")
@click.option(
    "--format", "shape", type=click.Choice(_SHOWN), default="table", show_default=True, help="How to print the list."
)
@click.option("--statistics", is_flag=True, help="Counts of what was chosen instead of the list (table or json).")
@click.option("-o", "--output", type=click.File("wb"), help="Write to this file instead of the terminal.")
@click.pass_obj
def agreements(
    choice: HomeChoice, /, limit: int | None, shape: str, statistics: bool, output: Any, **options: Any
) -> None:
    """List the agreements of the register.

    \b
    naskah agreements --home "Jawa Barat" --status signed
    naskah agreements --partner Inchon --format csv > incheon.csv
    naskah agreements --expiring 365
    naskah agreements --home Surabaya --statistics
    """
    home = choice.open()
    today = datetime.datetime.now(tz=datetime.UTC).date()
    found = choose(home, options, today)
    shown = found if limit is None else found[:limit]
    if statistics and shape not in {"table", "json"}:
        raise click.UsageError("Statistics come as table or json.")
    if statistics and output:
        raise click.UsageError("Statistics go to the terminal; use > FILE in place of -o.")
    if statistics:
        _statistics(home, found, today, as_json=shape == "json")
        return
    if shape == "table":
        _table(shown, len(found), today, output)
        return
    out = output or sys.stdout.buffer
    if shape == "ids":
        out.write("".join(f"{agreement.id}\n" for agreement in shown).encode())
    elif shape == "json":
        from archive.model import encode

        out.write(encode(shown) + b"\n")
    else:
        from archive.exports import export, gather

        if shape == "xlsx" and output is None and sys.stdout.isatty():
            raise click.UsageError("A workbook cannot be shown in a terminal: name a file with -o.")
        export(gather(home.catalogue, shown, home.settings.base_url, today.isoformat()), shape, out)


def _table(shown: list[Agreement], total: int, today: datetime.date, output: Any) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from archive.register.history import stage_of

    console = Console(highlight=False)
    if output is not None:
        console = Console(highlight=False, width=200, file=io.TextIOWrapper(output, "utf-8", write_through=True))
    elif not console.is_terminal:
        # Piped output is not cut to a width that nobody sees.
        console = Console(highlight=False, width=200)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Home", "Partner", "", "Instrument", "Signed", "Until", "Stage", "Docs", "Agreement"):
        table.add_column(name, overflow="fold", no_wrap=name in {"Signed", "Until", ""})
    for agreement in shown:
        documents = len({link.document for link in agreement.links})
        conflict = any(c.dissent and c.judged is None for s, c in agreement.conclusions.items() if s == "signed")
        mark = "!" if conflict else ""
        cells = (
            agreement.home.name,
            agreement.partner.name,
            agreement.partner.country or "",
            agreement.instrument or agreement.relation or "",
            f"{agreement.signed or ''}{mark}",
            agreement.valid_to or "",
            stage_of(agreement, today).replace("_", " "),
            str(documents),
            agreement.id,
        )
        style = "dim" if agreement.status in {"planned", "expired", "terminated"} else ""
        table.add_row(*[Text(str(cell)) for cell in cells], style=style)
    if shown:
        console.print(table)
    more = f"; {len(shown)} shown" if len(shown) < total else ""
    hint = " `naskah show AGREEMENT` shows the evidence; ! marks dates in conflict." if shown else ""
    click.echo(f"{total} agreement{'' if total == 1 else 's'}{more}.{hint}", err=output is not None)


def _statistics(home: Home, found: list[Agreement], today: datetime.date, *, as_json: bool) -> None:
    from archive.register.facts import facts_of
    from archive.register.statistics import statistics

    documents = sorted({link.document for agreement in found for link in agreement.links})
    facts = {row.id: facts_of(row, {}) for row in home.catalogue.documents(documents)}
    counted = statistics(found, facts, on=today)
    if as_json:
        from archive.model import encode

        click.echo(encode(counted).decode())
        return
    click.echo(
        f"{counted.total} agreements between {counted.pairs} pairs: {counted.existing} exist or existed; "
        f"{counted.regional} with regions (KSDPL), {counted.institutional} with institutions (KSDLL)."
    )
    for name in ("statuses", "instruments", "relations", "years", "countries", "homes", "fields"):
        table = [(label or "not said", count) for label, count in getattr(counted, name) if count]
        click.secho(f"\n{name.capitalize()}", bold=True)
        click.echo("  " + ", ".join(f"{label.replace('_', ' ')} {count}" for label, count in table))
    for name, ids in (
        ("Ending within a year", counted.expiring),
        ("Planned, and nothing signed between the two", counted.never_signed),
        ("Without any report", counted.unreported),
    ):
        click.secho(f"\n{name}: {len(ids)}", bold=True)
        for id in ids[:20]:
            click.echo(f"  {id}")


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    for code in allowed:
        if value.casefold().replace(" ", "_").replace("-", "_") == code.casefold():
            return code
    raise click.BadParameter(f"{value!r} is none of {', '.join(allowed)}.", param_hint=option)


def _country(name: str) -> str:
    from archive.reference import countries

    code = name.upper() if len(name) == 2 else countries().named(name)
    if code is None or countries().get(code) is None:
        raise click.BadParameter(f"no country is called {name!r}.", param_hint="--country")
    return code


def _field(name: str) -> str:
    from archive.reference import fields, fold

    wanted = fold(name).replace("_", " ")
    for field in fields():
        names = (field.code.replace("_", " "), field.name_en, field.name_id, *field.terms_en, *field.terms_id)
        if wanted in {fold(one) for one in names}:
            return field.code
    raise click.BadParameter(
        f"no field is called {name!r}; the codes are {', '.join(field.code for field in fields())}.",
        param_hint="--field",
    )


def _years(value: str) -> range:
    first, _, last = value.partition("..")
    if not (first.isdigit() and (last or first).isdigit()) or int(last or first) - int(first) > 500:
        raise click.BadParameter(f"{value!r} is no year and no range like 2015..2019.", param_hint="--year")
    if int(last or first) < int(first):
        raise click.BadParameter(f"{value!r} ends before it begins.", param_hint="--year")
    return range(int(first), int(last or first) + 1)


def _places(names: tuple[str, ...], *, home: bool) -> tuple[str, ...]:
    """The names themselves, and the codes of all places and institutions that are called so."""
    from archive.reference import institutions, places

    found: list[str] = []
    for name in names:
        found += [name, *[place.code for place in places().named(name) if not home or place.country == HOME]]
        body = institutions().named(name)
        if body is not None and not home:
            found.append(body.code)
    return tuple(dict.fromkeys(found))
