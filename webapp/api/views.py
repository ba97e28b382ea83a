"""The addresses below /api/v1."""

from __future__ import annotations

from typing import Any, get_args
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.datastructures import MultiDict

from archive.catalogue import AgreementFilter
from archive.catalogue import Sort as RegisterSort
from archive.model import Agreement
from archive.model.codec import plain
from archive.reference import places
from index.port import Sort
from webapp.addresses import root
from webapp.api import parameters, shapes
from webapp.api.description import description
from webapp.site import catalogue, the_site
from webapp.state import FILTERS, SearchState

api = Blueprint("api", __name__, url_prefix="/api/v1")

REGISTER_FILTERS = ("home", "partner", "country", "instrument", "relation", "status", "field")
KINDS = ("news", "report", "agreement", "regulation", "other")


@api.get("/openapi.json")
def openapi() -> Response:
    """The description of this API."""
    parameters.known_only()
    return jsonify(description(root()))


@api.get("/search")
def search() -> Response:
    """Search documents and agreements."""
    parameters.known_only("q", "sort", "exact", "every", "limit", "cursor", *FILTERS)
    sort = parameters.choice("sort", get_args(Sort), "relevance")
    pairs = [("q", parameters.words()), ("sort", sort)]
    pairs += [(name, "1") for name in ("exact", "every") if parameters.flag(name)]
    pairs += [(name, value) for name in FILTERS for value in request.args.getlist(name)]
    limit, offset = parameters.limit(), parameters.cursor()
    state = SearchState.read(MultiDict(pairs))
    answer = the_site().engine.search(state.request(limit=limit, offset=offset, facets=True))
    return _page(
        [shapes.hit(hit, hit.title.text) for hit in answer.hits],
        answer.total,
        offset + limit if offset + limit < (answer.shown or answer.total) else None,
        facets={name: [{"value": v, "count": n} for v, n in values] for name, values in answer.facets.items()},
        years={str(year): count for year, count in answer.years.items()},
        notes=list(answer.notes),
        suggestion=answer.suggestion,
    )


@api.get("/suggest")
def suggest() -> Response:
    """Completions of what is being typed."""
    parameters.known_only("q")
    typed = parameters.words(longest=200)
    found = the_site().engine.suggest(typed, 8) if typed else ()
    return jsonify({"items": [{"text": s.text, "kind": s.kind, "query": s.query, "key": s.key} for s in found]})


@api.get("/documents")
def documents() -> Response:
    """All documents in the order in which they came."""
    parameters.known_only("kind", "limit", "cursor")
    kind = parameters.choice("kind", KINDS, "") if "kind" in request.args else None
    limit, offset = parameters.limit(), parameters.cursor()
    rows = catalogue().documents(kind=kind, offset=offset, limit=limit + 1)
    total = catalogue().count_documents() if kind is None else None
    following = offset + limit if len(rows) > limit else None
    return _page([shapes.document(row) for row in rows[:limit]], total, following)


@api.get("/documents/<id>")
def document(id: str) -> Response:
    """One document with its captures."""
    parameters.known_only()
    row, original = catalogue().document(id), catalogue().original(id)
    if row is None or original is None:
        abort(404, "There is no document with this id.")
    captures = [
        {"at": c.at, "via": c.via, "name": c.name, "url": c.url, "container": c.container} for c in original.captures
    ]
    return jsonify({**shapes.document(row), "captures": captures})


@api.get("/documents/<id>/text")
def text(id: str) -> Response:
    """The text of a document with its pages and blocks; all positions are characters of `body`."""
    parameters.known_only()
    found = catalogue().text(id)
    if found is None:
        abort(404, "There is no document with this id, or it has no text.")
    return jsonify({key: value for key, value in plain(found).items() if key != "boxes"})


@api.get("/documents/<id>/mentions")
def mentions(id: str) -> Response:
    """What is named in a document."""
    parameters.known_only()
    _known(id)
    return jsonify({"items": [shapes.mention(mention) for mention in catalogue().mentions(id)]})


@api.get("/documents/<id>/records")
def records(id: str) -> Response:
    """What a document says of agreements, each value with its evidence."""
    parameters.known_only()
    _known(id)
    return jsonify({"items": shapes.records(catalogue().records(document=id), catalogue().quotes(document=id))})


@api.get("/agreements")
def agreements() -> Response:
    """The register."""
    parameters.known_only("q", "sort", "year", "limit", "cursor", *REGISTER_FILTERS)
    sort: Any = parameters.choice("sort", get_args(RegisterSort), "-signed")
    limit, offset = parameters.limit(), parameters.cursor()
    wanted = _wanted()
    total = catalogue().count_agreements(wanted)
    found = catalogue().agreements(wanted, sort=sort, offset=offset, limit=limit)
    return _page([shapes.agreement(one) for one in found], total, offset + limit if offset + limit < total else None)


@api.get("/agreements/<id>")
def agreement(id: str) -> Response:
    """One agreement with its records and their evidence."""
    parameters.known_only()
    found = catalogue().agreement(id)
    if found is None:
        abort(404, "There is no agreement with this id.")
    evidence = shapes.records(catalogue().records(keys=found.records), catalogue().quotes(keys=found.records))
    return jsonify({**shapes.agreement(found), "evidence": evidence})


@api.get("/places/<key>")
def place(key: str) -> Response:
    """What is known of a place or institution, by its key."""
    parameters.known_only()
    known = places().get(key)
    with_it: list[Agreement] = catalogue().agreements(AgreementFilter(partner=(key,)))
    of_it: list[Agreement] = catalogue().agreements(AgreementFilter(home=(key,)))
    if known is None and not with_it and not of_it:
        abort(404, "There is no place with this key.")
    party = known.party() if known else with_it[0].partner if with_it else of_it[0].home
    return jsonify(
        {
            **plain(party),
            "key": key,
            "aliases": list(places().aliases(key)),
            "agreements": [one.id for one in with_it + of_it],
        }
    )


def _known(id: str) -> None:
    if catalogue().document(id) is None:
        abort(404, "There is no document with this id.")


def _wanted() -> AgreementFilter:
    years = request.args.getlist("year")
    if any(len(year) != 4 or not (year.isascii() and year.isdigit()) for year in years):
        abort(400, "year has four digits.")

    def chosen(name: str) -> tuple[str, ...]:
        return tuple(request.args.getlist(name)[:50])

    return AgreementFilter(
        home=chosen("home"),
        partner=chosen("partner"),
        country=chosen("country"),
        instrument=chosen("instrument"),
        relation=chosen("relation"),
        status=chosen("status"),
        field=chosen("field"),
        years=tuple(int(year) for year in years[:50]),
        words=parameters.words(longest=200),
    )


def _page(items: list[dict[str, Any]], total: int | None, following: int | None, **more: Any) -> Response:
    """A page of a list; `next` is the address of the next one, null at the end."""
    address = None
    if following is not None:
        pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
        query = urlencode([*pairs, ("cursor", parameters.cursor_at(following))])
        address = f"{root()}{request.path}?{query}"
    return jsonify({"items": items, "total": total, "next": address, **more})
