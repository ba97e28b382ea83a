"""Totals that documents claim, beside what the register knows: where a list may be incomplete."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request

from archive.model.total import ClaimedTotal
from archive.register.totals import TotalCheck, check_totals
from webapp.evidence import Quote, quote_at
from webapp.names import by_name
from webapp.paging import Paging
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("totals", __name__)

SHOWN = 50
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims beside the register, the largest gap first, and those that do not say whose they are."""

    checks: tuple[TotalCheck, ...]
    homeless: tuple[ClaimedTotal, ...]


@pages.get("/totals")
def totals() -> str:
    """The claims of all documents, or those about one government."""
    claims = _claims()
    wanted = request.args.get("home", "")
    checks = [check for check in claims.checks if not wanted or check.claim.home.key == wanted]  # type: ignore[union-attr]
    paging = Paging.of(request.args.get("page"), len(checks), SHOWN)
    shown = checks[paging.offset : paging.offset + SHOWN]
    homeless = () if wanted or paging.page > 1 else claims.homeless[:SHOWN]
    return render_template(
        "totals.html",
        checks=shown,
        homeless=homeless,
        quotes=_quotes([*(check.claim for check in shown), *homeless]),
        paging=paging,
        wanted=wanted,
        homes=by_name("home", {check.claim.home.key for check in claims.checks if check.claim.home}),
        counted_name=counted_name,
    )


def _claims() -> Claims:
    """Compared once for each state of the archive."""
    state = catalogue().fact("revision")
    with _lock:
        kept: tuple[str | None, Claims] | None = current_app.extensions.get("naskah.totals")
        if kept is None or kept[0] != state:
            found = catalogue().totals()
            homeless = tuple(claim for claim in found if claim.home is None)
            kept = (state, Claims(tuple(check_totals(found, catalogue().agreements())), homeless))
            current_app.extensions["naskah.totals"] = kept
    return kept[1]


def _quotes(claims: list[ClaimedTotal]) -> dict[ClaimedTotal, Quote]:
    """The sentence in which each total is claimed."""
    ids = list(dict.fromkeys(claim.document for claim in claims))
    texts, rows = catalogue().texts(ids), {row.id: row for row in catalogue().documents(ids)}
    found = {}
    for claim in claims:
        if claim.document in texts and claim.document in rows:
            quote = quote_at(texts[claim.document], rows[claim.document], [claim.span])
            if quote is not None:
                found[claim] = quote
    return found


def counted_name(claim: ClaimedTotal) -> str:
    """What is counted and how many, as in "at least 20 sister regions"."""
    sentences = {
        "sister": gettext("%(n)s sister regions", n=claim.number),
        "institution": gettext("%(n)s institutions", n=claim.number),
        "foreign": gettext("%(n)s foreign partners", n=claim.number),
        "LoI": gettext("%(n)s letters of intent", n=claim.number),
        "MoU": gettext("%(n)s memoranda", n=claim.number),
    }
    said = sentences[claim.counted]
    return gettext("at least %(total)s", total=said) if claim.least else said
