"""What templates may use beside plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, g, request, url_for
from flask_babel import format_decimal

from archive.catalogue import DocumentRow
from webapp import charts, judging, marking, names, people, security
from webapp.results import place_of
from webapp.site import the_site
from webapp.state import SearchState
from webapp.wording import gettext, ngettext


def set_up(app: Flask) -> None:
    """Add filters and functions, and what every page shows."""
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(
        highlighted=marking.highlighted,
        date=names.partial_date,
        short_date=names.short_date,
        number=format_decimal,
        size=size,
        where=names.party_where,
        field_name=lambda code: names.label("field", code),
        day=lambda moment: names.partial_date(moment[:10]) if moment else "",
    )
    app.jinja_env.globals.update(
        label=names.label,
        standing=names.standing,
        slot_name=names.slot_name,
        role_name=names.role_name,
        mention_kind=names.mention_kind,
        value_text=names.value_text,
        party_name=names.party_name,
        source_of=source_of,
        title_of=title_of,
        why_text=why_text,
        same_page=same_page,
        search_url=search_url,
        charts=charts,
        ngettext=ngettext,
        _=gettext,
        gettext=gettext,
        form_token=security.form_token,
        navigation=navigation,
        footing=footing,
        facet_names=facet_names,
        year_address=year_address,
        page_address=page_address,
        snippet_place=place_of,
        state_name=state_name,
        step_name=step_name,
        verdict_name=verdict_name,
        role_label=role_label,
        today=lambda: names.partial_date(names.today().isoformat()),
        standing_name=names.standing_name,
        record_of=judging.record_of,
        figure_rows=figure_rows,
        figure_groups=figure_groups,
    )
    app.context_processor(_common)


def _common() -> dict[str, object]:
    theme = request.cookies.get("theme")
    return {"settings": the_site().settings, "theme": theme if theme in {"light", "dark"} else None}


def navigation() -> list[tuple[str, str]]:
    """The main pages: endpoint and name."""
    pages = [
        ("search.results", gettext("Search")),
        ("agreements.register", gettext("Agreements")),
        ("places.all_places", gettext("Places")),
        ("maps.partners", gettext("Map")),
        ("plots.timeline", gettext("Timeline")),
    ]
    if people.may("editor"):
        pages.append(("review.review", gettext("Review")))
    return pages


def footing() -> list[tuple[str, str]]:
    """Pages that are linked at the foot: endpoint and name."""
    pages = [
        ("watch.watch", gettext("To watch")),
        ("totals.totals", gettext("Claimed totals")),
        ("lists.form", gettext("Check a list")),
        ("accuracy.accuracy", gettext("Accuracy")),
    ]
    if people.may("editor"):
        pages.append(("uploads.form", gettext("Add documents")))
    return pages


def facet_names() -> list[tuple[str, str]]:
    """The facets in the order of the page, each with its title; years have their own drawing."""
    return [
        ("type", gettext("Documents and agreements")),
        ("kind", gettext("Kind of document")),
        ("partner", gettext("Partner")),
        ("country", gettext("Country")),
        ("home", gettext("Indonesian party")),
        ("field", gettext("Field")),
        ("status", gettext("Status")),
        ("instrument", gettext("Instrument")),
        ("relation", gettext("Relation")),
        ("language", gettext("Language")),
    ]


def year_address(bar: charts.Bar) -> str:
    """The address of the search narrowed to the years of a bar; on other pages, of a search for them."""
    state = SearchState.read(request.args)
    years = tuple(str(year) for year in bar.years)
    if request.endpoint == "places.place":
        found: SearchState = g.place_state
        return search_url(found.only("year", *years))
    return search_url(state.only("year", *(() if state.filters.get("year") == years else years)))


def page_address(number: int) -> str:
    """The address of another page of the list on this page."""
    return same_page(page=str(number) if number > 1 else None)


def figure_rows(figures: Mapping[str, Any], wanted: Iterable[tuple[str, str]] | None) -> list[tuple[str, Any]]:
    """The rates among the figures of an evaluation with what they are called; `wanted` chooses and names them.

    Where there was nothing to find and nothing was found, there is no rate to show.
    """
    pairs = wanted or [(key, measured_name(key)) for key in figures]
    rates = [(name, figures.get(key)) for key, name in pairs]
    return [(name, rate) for name, rate in rates if isinstance(rate, dict) and "f1" in rate and _measured(rate)]


def _measured(rate: Mapping[str, Any]) -> bool:
    return bool(rate.get("found", 1) or rate.get("gold", 1))


def measured_name(key: str) -> str:
    """What a measured value or kind of mention is called."""
    kinds = {"partners": "partner", "places_home": "home", "dates": "date", "laws": "law", "persons": "person"}
    if key in {"dates", "laws", "persons"}:
        return names.mention_kind(kinds[key])
    if key in {"lang", "kind"}:
        return gettext("Language") if key == "lang" else gettext("Kind of document")
    return names.slot_name(kinds.get(key, key))


def figure_groups(groups: Mapping[str, Any], table: str) -> list[tuple[str, Any]]:
    """The rate of the register in each group of documents."""
    kind = "language" if table == "by_lang" else "kind"
    return [(names.label(kind, code), figures["register"]) for code, figures in groups.items() if "register" in figures]


def step_name(step: str) -> str:
    """What a step does."""
    names = {"parse": gettext("reading"), "extract": gettext("finding"), "index": gettext("indexing")}
    return names.get(step, step)


def state_name(state: str) -> str:
    """How a step ended."""
    names = {"done": gettext("done"), "empty": gettext("nothing found"), "failed": gettext("failed")}
    return names.get(state, state)


def verdict_name(verdict: str) -> str:
    """What somebody decided."""
    return {
        "accept": gettext("Accepted"),
        "reject": gettext("Rejected"),
        "correct": gettext("Corrected"),
        "same": gettext("Joined"),
        "different": gettext("Parted"),
        "add": gettext("Added"),
        "hide": gettext("Hidden"),
        "undo": gettext("Taken back"),
    }.get(verdict, verdict)


def role_label(role: str) -> str:
    """What a role is called."""
    names = {"reader": gettext("Reader"), "editor": gettext("Editor"), "administrator": gettext("Administrator")}
    return names.get(role, role)


def same_page(**changes: str | None) -> str:
    """The address of this page with some arguments changed; None takes one away."""
    pairs = [(key, value) for key, value in request.args.items(multi=True) if key not in changes]
    pairs += [(key, str(value)) for key, value in changes.items() if value is not None]
    return request.path + ("?" + urlencode(pairs) if pairs else "")


def search_url(state: SearchState) -> str:
    """The address of a search."""
    query = state.query()
    if "results_address" not in g:
        g.results_address = url_for("search.results")
    return f"{g.results_address}?{query}" if query else str(g.results_address)


def source_of(document: DocumentRow) -> str:
    """Where a document comes from, in a word or two: the site, or the file."""
    if document.site:
        return document.site
    host = urlsplit(document.url or "").hostname
    return host.removeprefix("www.") if host else document.name.rsplit("/", 1)[-1]


def title_of(document: DocumentRow) -> str:
    """What a document is called: its title or else its file name."""
    return document.title or document.name.rsplit("/", 1)[-1] or document.id


def size(octets: int) -> str:
    """A number of bytes as people read it."""
    amount = float(octets)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{format_decimal(round(amount, 1 if amount < 10 and unit != 'B' else 0))} {unit}"
        amount /= 1000
    return f"{format_decimal(round(amount, 1))} GB"


def why_text(kind: str) -> str:
    """By what means a word was found."""
    return {
        "word": gettext("as typed"),
        "phrase": gettext("as a phrase"),
        "stem": gettext("another form of the word"),
        "alias": gettext("another name of the place"),
        "term": gettext("the same notion in other words"),
        "abbreviation": gettext("abbreviation"),
        "joined": gettext("written together or apart"),
        "prefix": gettext("beginning of a word"),
        "fuzzy": gettext("similar spelling"),
        "field": gettext("in a field of the record"),
    }.get(kind, kind)
