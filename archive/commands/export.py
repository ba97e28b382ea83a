"""`naskah export`."""

from __future__ import annotations

import csv
import datetime
import sys
from pathlib import Path
from typing import Any, BinaryIO

import click

from archive.commands.agreements import choose, chosen
from archive.errors import NaskahError
from archive.home import Home, HomeChoice

NAMES = ("csv", "xlsx", "jsonl", "bibtex", "ris", "csl", "ftm", "jsonld", "quickstatements", "gold")


@click.command()
@click.option("--format", "name", type=click.Choice(NAMES), required=True, help="The format to write.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else the terminal."
)
@click.option("--language", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Headings of xlsx.")
@click.option(
    "--wikidata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For quickstatements: a CSV of place name or code and Wikidata number.",
)
@chosen
@click.pass_obj
def export(
    choice: HomeChoice, /, name: str, output: Path | None, language: str, wikidata: Path | None, **options: Any
) -> None:
    """Write the register in a format of your choice.

    \b
    csv, xlsx         tables; xlsx has sheets of evidence and sources
    jsonl             everything, to be read back: documents, records, judgements, agreements
    bibtex, ris, csl  bibliographies of agreements and documents
    ftm               FollowTheMoney entities, for Aleph
    jsonld            schema.org
    quickstatements   Wikidata: twinned with (P190)
    gold              what people decided, as annotations to measure with

    All but jsonl and gold write the agreements that the other options choose.
    """
    if output is None and name == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("A workbook cannot be shown in a terminal: name a file with -o.")
    home = choice.open()
    if output is None:
        _write(home, name, sys.stdout.buffer, language, wikidata, options)
        return
    # Written aside first: a run that is interrupted leaves the old file as it was.
    aside = output.with_name(output.name + ".part")
    try:
        with aside.open("wb") as out:
            _write(home, name, out, language, wikidata, options)
        aside.replace(output)
    except OSError as error:
        raise NaskahError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)
    click.echo(f"Wrote {output}.", err=True)


def _write(home: Home, name: str, out: BinaryIO, language: str, wikidata: Path | None, options: dict[str, Any]) -> None:
    from archive.exports import export as write
    from archive.exports import gather

    if name == "jsonl":
        from archive.exports.jsonl import write as write_all

        write_all(home.catalogue, out)
        return
    if name == "gold":
        _gold(home, out)
        return
    today = datetime.datetime.now(tz=datetime.UTC).date()
    holding = gather(home.catalogue, choose(home, options, today), home.settings.base_url, today.isoformat())
    if name == "xlsx":
        from archive.exports.xlsx import write as write_workbook

        write_workbook(holding, out, language)
    elif name == "quickstatements":
        from archive.exports.quickstatements import number, twinned
        from archive.exports.quickstatements import write as write_statements

        numbers = _numbers(wikidata)
        write_statements(holding, out, numbers)
        twins = [one for one in holding.agreements if twinned(one)]
        known = [one for one in twins if number(one.home, numbers) and number(one.partner, numbers)]
        click.echo(
            f"{len(known)} of {len(twins)} twinnings written; the others have a party without a Wikidata number "
            "(--wikidata names more).",
            err=True,
        )
    else:
        write(holding, name, out)


def _gold(home: Home, out: BinaryIO) -> None:
    from archive.model import encode
    from archive.register.desk import Desk
    from archive.register.gold import rows_of

    names = {row.id: row.name for row in home.catalogue.documents()}
    for row in rows_of(Desk(home.catalogue).linker, names):
        out.write(encode(row) + b"\n")


def _numbers(path: Path | None) -> dict[str, str]:
    """The Wikidata numbers of a file with two columns."""
    if path is None:
        return {}
    found = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            cells = [cell.strip() for cell in row]
            if len(cells) < 2 or not any(cells):
                continue
            if not (cells[1][:1] == "Q" and cells[1][1:].isdigit()):
                if number == 1:
                    continue
                raise NaskahError(f"{path}, line {number}: {cells[1]!r} is no Wikidata number like Q3724.")
            found[cells[0]] = cells[1]
    return found
