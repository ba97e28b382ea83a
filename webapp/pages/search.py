"""The front page, the results of a search, and suggestions while typing."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from archive.register.history import expiring
from index.port import Suggestion
from webapp import charts, names
from webapp.ends import ending_between
from webapp.paging import Paging
from webapp.results import find
from webapp.site import catalogue, the_site
from webapp.state import PAGE_SIZE, SearchState
from webapp.wording import gettext

pages = Blueprint("search", __name__)

DAYS_AHEAD = 365
FACET_SHOWN = 6
"""Values of a facet that are shown before "more"."""


@pages.get("/")
def front() -> str:
    """The front page: the search box, what is in the archive, and what is new in it."""
    archive = catalogue()
    partners = archive.count_agreements_by("partner")
    countries = archive.count_agreements_by("country")
    return render_template(
        "front.html",
        state=SearchState(),
        documents=archive.count_documents(),
        agreements=archive.count_agreements(),
        countries=countries,
        partners=list(partners)[:5],
        signed=archive.agreements(sort="-signed", limit=5),
        added=archive.documents(newest_first=True, limit=5),
        ending=expiring(ending_between(archive, names.today(), DAYS_AHEAD), names.today(), DAYS_AHEAD)[:5],
    )


@pages.get("/search")
def results() -> str:
    """The results of a search, agreements first, then documents."""
    state = SearchState.read(request.args)
    found = find(the_site().engine, catalogue(), state)
    return render_template(
        "search.html",
        state=state,
        found=found,
        bars=charts.years(found.years),
        paging=Paging.of(state.page, found.paged, PAGE_SIZE),
        shown=FACET_SHOWN,
    )


@pages.get("/suggest")
def suggest() -> Response:
    """Completions of what is being typed: places, agreements, titles, spellings."""
    typed = request.args.get("q", "").strip()[:200]
    found = the_site().engine.suggest(typed, 8) if typed else ()
    response = jsonify([_completion(one) for one in found])
    response.cache_control.private = True
    response.cache_control.max_age = 60
    return response


def _completion(one: Suggestion) -> dict[str, str | None]:
    addresses = {"agreement": "agreements.agreement", "title": "documents.document"}
    names = {
        "place": gettext("place"),
        "agreement": gettext("agreement"),
        "title": gettext("document"),
        "word": gettext("word"),
    }
    leads = one.kind in addresses and one.key is not None
    return {
        "text": one.text,
        "query": one.query,
        "name": names.get(one.kind, one.kind),
        "detail": one.detail,
        "address": url_for(addresses[one.kind], id=one.key) if leads else None,
    }
