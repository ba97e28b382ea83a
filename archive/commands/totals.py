"""`naskah totals`."""

from __future__ import annotations

import json

import click

from archive.home import HomeChoice
from archive.model.codec import plain
from archive.register.totals import TotalCheck, check_totals

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
    claims = catalogue.totals()
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


def _line(check: TotalCheck, title: str) -> str:
    claim = check.claim
    home = claim.home.name if claim.home else ""
    least = "at least " if claim.least else ""
    when = f" ({claim.at})" if claim.at else ""
    gap = f"{check.missing} missing" if check.missing else "none missing"
    counted = f"{least}{claim.number} {_COUNTED[claim.counted]}{when}"
    return f"{home}: {counted}; the register knows {len(check.known)}, {gap}\n    {claim.document}  {title}"
