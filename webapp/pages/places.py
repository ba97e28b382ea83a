"""A page for each partner and each Indonesian government."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from flask import Blueprint, abort, g, render_template, url_for

from archive.catalogue import AgreementFilter
from archive.model import HOME, Party
from archive.reference import places
from webapp import charts, names
from webapp.parties import parties
from webapp.results import find
from webapp.site import catalogue, the_site
from webapp.state import SearchState
from webapp.wording import gettext

pages = Blueprint("places", __name__)


@pages.get("/places")
def all_places() -> str:
    """All partners by country, and all Indonesian governments in the register."""
    archive = catalogue()
    known = parties(archive, "partner")
    partners = [(known[key], count) for key, count in archive.count_agreements_by("partner").items()]
    known = parties(archive, "home")
    homes = [(known[key], count) for key, count in archive.count_agreements_by("home").items()]
    by_country: dict[str, list[tuple[Party, int]]] = {}
    for party, count in sorted(partners, key=lambda pair: pair[0].name.casefold()):
        by_country.setdefault(party.country or "", []).append((party, count))
    return render_template(
        "places.html",
        countries=[
            (code, name, by_country[code]) for code, name in names.by_name("country", [c for c in by_country if c])
        ]
        + ([("", gettext("International institutions"), by_country[""])] if "" in by_country else []),
        homes=sorted(homes, key=lambda pair: (pair[0].level != "province", pair[0].name.casefold())),
    )


@pages.get("/places/<path:key>")
def place(key: str) -> str:
    """Everything the archive has about one place or institution."""
    archive = catalogue()
    as_partner = archive.agreements(AgreementFilter(partner=(key,)), sort="signed")
    as_home = archive.agreements(AgreementFilter(home=(key,)), sort="signed")
    known = places().get(key)
    agreements = as_partner or as_home
    if known is None and not agreements:
        abort(404, gettext("The archive knows no place of this name."))
    party = agreements[0].partner if as_partner else agreements[0].home if as_home else known.party()  # type: ignore[union-attr]
    role = "home" if (as_home and not as_partner) or (not agreements and party.country == HOME) else "partner"
    state = SearchState(filters={role: (key,), "type": ("document",)}, sort="newest")
    g.place_state = state
    found = find(the_site().engine, archive, state)
    return render_template(
        "place.html",
        party=party,
        key=key,
        role=role,
        agreements=agreements,
        aliases=[name for name in places().aliases(key) if name != party.name][:12] if known else [],
        found=found,
        state=state,
        signed=charts.years(Counter(agreement.signed.year for agreement in agreements if agreement.signed)),
        signed_in=lambda bar: (
            f"{url_for('agreements.register')}?{urlencode({role: key, 'year': bar.years}, doseq=True)}"
        ),
        bars=charts.years(found.years),
        known=known,
    )
