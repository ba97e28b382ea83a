"""`naskah show`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from archive.errors import NaskahError
from archive.home import Home, HomeChoice
from archive.model import Agreement

if TYPE_CHECKING:
    from rich.console import Console

_SLOTS = (
    "status",
    "instrument",
    "relation",
    "signed",
    "valid_from",
    "valid_to",
    "place_signed",
    "fields",
    "signatories",
)


@click.command()
@click.argument("id")
@click.option("--why", is_flag=True, help="Explain why the records were joined.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.pass_obj
def show(choice: HomeChoice, id: str, why: bool, as_json: bool) -> None:
    """Show one agreement or document with its evidence.

    ID is an agreement ("jawa-barat--incheon--loi--2017", also a former id), or the id of a document.
    """
    home = choice.open()
    agreement = home.catalogue.agreement(id)
    if agreement is not None:
        _agreement(home, agreement, why=why, as_json=as_json)
    elif home.catalogue.document(id) is not None:
        _document(home, id, as_json=as_json)
    else:
        near = _near(home, id)
        hint = f" Did you mean {near}?" if near else " `naskah agreements` lists them."
        raise NaskahError(f"There is no agreement or document {id}.{hint}")


def _near(home: Home, id: str) -> str | None:
    from rapidfuzz import process

    found = process.extractOne(id, list(home.catalogue.agreement_revisions()), score_cutoff=70)
    return found[0] if found else None


def _agreement(home: Home, agreement: Agreement, *, why: bool, as_json: bool) -> None:
    from archive.exports import gather
    from archive.register.history import pair_history

    holding = gather(home.catalogue, [agreement], home.settings.base_url)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    from archive.catalogue import AgreementFilter

    wanted = AgreementFilter(home=(agreement.home.key,), partner=(agreement.partner.key,))
    history = pair_history(home.catalogue.agreements(wanted), agreement.home.key, agreement.partner.key, today)
    if as_json:
        import json

        from archive.model.codec import plain

        sources = [
            {
                "document": s.facts.id,
                "role": s.link.role,
                "record": s.link.record,
                "title": s.facts.title,
                "quote": s.quote,
            }
            for s in holding.sources(agreement)
        ]
        steps = [{"id": s.agreement.id, "how": s.how, "stage": s.stage} for s in history.steps] if history else []
        row = {"agreement": plain(agreement), "sources": sources, "history": steps}
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    place = f" ({agreement.partner.country})" if agreement.partner.country else ""
    console.print(
        f"[bold]{_safe(agreement.home.name)} - {_safe(agreement.partner.name)}{place}[/bold]   {agreement.id}"
    )
    accepted = "accepted by a person" if agreement.accepted else f"score {agreement.score:.2f}"
    console.print(f"{accepted}, {len(agreement.records)} records\n")
    _values(console, agreement)
    console.print("\n[bold]Documents[/bold]")
    for source in holding.sources(agreement):
        date = source.facts.published or "undated"
        role, title = source.link.role.replace("_", " "), _safe(source.facts.title or source.facts.id)
        console.print(f"  {date}  [bold]{role}[/bold]  {title}")
        if source.quote:
            console.print(f"      “{_safe(' '.join(source.quote.split()))}”")
        console.print(f"      [dim]{holding.document_address(source.facts)}  {source.link.record}[/dim]")
    if history is not None and len(history.steps) > 1:
        console.print(f"\n[bold]Between the two[/bold] (now: {(history.stage or 'nothing').replace('_', ' ')})")
        for step in history.steps:
            mark = "*" if step.agreement.id == agreement.id else " "
            stage = step.stage.replace("_", " ")
            console.print(
                f" {mark}{step.agreement.signed or 'undated':<10}  {step.how:<10}  {stage:<10}  {step.agreement.id}"
            )
    if why:
        _why(home, console, agreement)


def _values(console: Console, agreement: Agreement) -> None:
    for slot in _SLOTS:
        conclusion = agreement.conclusions.get(slot)
        if conclusion is None or conclusion.value in (None, [], ""):
            continue
        value = ", ".join(conclusion.value) if isinstance(conclusion.value, list) else conclusion.value
        judged = "  (a person said so)" if conclusion.judged else f"  ({len(conclusion.support)})"
        console.print(f"  {slot.replace('_', ' '):<13} {_safe(str(value))}[dim]{judged}[/dim]")
        for other, keys in conclusion.dissent:
            console.print(
                f"  {'':<13} [yellow]but {_safe(str(other))}[/yellow]  [dim]({len(keys)}: {', '.join(keys)})[/dim]"
            )


def _why(home: Home, console: Console, agreement: Agreement) -> None:
    """Every record against the one that the agreement rests on most."""
    from archive.register import compare
    from archive.register.portion import Holding

    console.print("\n[bold]Why these belong together[/bold]")
    judgements = home.catalogue.judgements()
    holding = Holding(home.catalogue)
    holding.take(link.document for link in agreement.links)
    holding.take_about(judgements)
    linker = holding.linker(judgements)
    views = {key: view for key in agreement.records if (view := linker.view(key)) is not None}
    signed = agreement.conclusions.get("signed")
    first = next((key for key in (signed.support if signed else ()) if key in views), next(iter(views), None))
    if first is None or len(views) < 2:
        console.print("  There is only one record.")
        return
    for key, view in views.items():
        if key != first:
            console.print(f"  {first}\n  {key}")
            for line in compare(views[first], view).explain().splitlines():
                console.print(f"    {_safe(line)}")


def _document(home: Home, id: str, *, as_json: bool) -> None:
    from archive.catalogue import AgreementFilter

    row = home.catalogue.document(id)
    records = home.catalogue.records(document=id)
    quotes = home.catalogue.quotes(document=id)
    place: dict[str, Any] = {}
    for agreement in home.catalogue.agreements(AgreementFilter(document=id)):
        place |= dict.fromkeys(agreement.records, agreement.id)
    if as_json:
        import json

        from archive.model.codec import plain

        found = [{"record": plain(r), "agreement": place.get(r.key), "quote": quotes.get(r.key)} for r in records]
        click.echo(json.dumps({"document": plain(row), "records": found}, ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    if row is not None:
        console.print(f"[bold]{_safe(row.title or row.name)}[/bold]   {row.id}")
        about = (row.kind, row.language, row.published, row.site, row.url, row.media_type)
        console.print("  ".join(_safe(str(value)) for value in about if value))
    for record in records:
        pair = f"{record.home.value.name} - {record.partner.value.name}"
        console.print(f"\n  {_safe(pair)}   {place.get(record.key, 'in no agreement')}")
        console.print(f"      “{_safe(' '.join(quotes.get(record.key, '').split()))}”")
        console.print(f"      [dim]{record.key}[/dim]")


def _safe(text: str) -> str:
    """Text in which rich sees no markup."""
    from rich.markup import escape

    return escape(text)
