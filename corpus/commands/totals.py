"""`naskah totals`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from archive.catalogue import Catalogue
from archive.home import HomeChoice
from archive.model.codec import plain
from archive.register.totals import ClaimedTotal, TotalCheck, check_totals

_PORTION = 200
_COUNTED = {
    "sister": "sister regions",
    "institution": "institutions",
    "foreign": "foreign partners",
    "LoI": "letters of intent",
    "MoU": "memoranda",
}


@click.command()
@click.option("--home", "name", help="Only totals of this government.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_obj
def totals(choice: HomeChoice, name: str | None, as_json: bool) -> None:
    """Set the totals that documents claim ("22 sister cities") against the register.

    For each claim: how many the document counts, how many the register knows for that government at that time, and how
    many are missing.
    """
    from archive.reference import fold

    catalogue = choice.open().catalogue
    claims = _distinct(claimed(catalogue))
    if name is not None:
        claims = [claim for claim in claims if claim.home is not None and fold(claim.home.name) == fold(name)]
    checks = check_totals(claims, catalogue.agreements())
    homeless = [claim for claim in claims if claim.home is None]
    if as_json:
        found = [plain(check) | {"missing": check.missing} for check in checks]
        click.echo(json.dumps({"checks": found, "without_home": plain(homeless)}, ensure_ascii=False, indent=2))
        return
    titles = {row.id: row.title or row.name for row in catalogue.documents({check.claim.document for check in checks})}
    for check in checks:
        click.echo(_line(check, titles.get(check.claim.document, "")))
    click.echo(f"{len(checks)} totals claimed; {len(homeless)} more do not say whose.")


def claimed(catalogue: Catalogue) -> Iterator[ClaimedTotal]:
    """The totals that all documents claim."""
    from extractors.totals import totals as find_totals

    ids = [row.id for row in catalogue.documents()]
    for start in range(0, len(ids), _PORTION):
        for id, text in catalogue.texts(ids[start : start + _PORTION]).items():
            yield from find_totals(text, catalogue.mentions(id))


def _distinct(claims: Iterator[ClaimedTotal]) -> list[ClaimedTotal]:
    """The claims, each number of a document once."""
    found: dict[tuple[object, ...], ClaimedTotal] = {}
    for claim in claims:
        home = claim.home.key if claim.home else None
        found.setdefault((claim.document, claim.counted, claim.number, home), claim)
    return list(found.values())


def _line(check: TotalCheck, title: str) -> str:
    claim = check.claim
    home = claim.home.name if claim.home else ""
    least = "at least " if claim.least else ""
    when = f" ({claim.at})" if claim.at else ""
    gap = f"{check.missing} missing" if check.missing else "none missing"
    counted = f"{least}{claim.number} {_COUNTED[claim.counted]}{when}"
    return f"{home}: {counted}; the register knows {len(check.known)}, {gap}\n    {claim.document}  {title}"
