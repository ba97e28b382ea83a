"""The OpenAPI 3.1 description of the API."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, get_args

from archive.catalogue import Sort as RegisterSort
from archive.model.party import Level
from archive.model.record import Instrument, Relation, Status
from index.port import Sort
from webapp.api.parameters import CURSOR, LARGEST_PAGE, LONGEST_QUERY, USUAL_PAGE

Shape = dict[str, Any]

_SEARCH_FILTERS = {
    "type": "document or agreement",
    "kind": "Kind of document: news, report, agreement, regulation, other",
    "language": "Language: id, en, mixed, und",
    "home": "Key of an Indonesian party, as in ID-32",
    "partner": "Key of a foreign party, as in KR-28",
    "country": "ISO 3166-1 alpha-2 code of the partner's country",
    "field": "Code of a field of cooperation",
    "year": "Year of publication or signing",
    "status": "Status of an agreement",
    "instrument": "Instrument of an agreement",
    "relation": "Relation between the parties",
}


def _text(**more: Any) -> Shape:
    return {"type": "string", **more}


def _maybe(shape: Shape) -> Shape:
    return {**shape, "type": [shape["type"], "null"]}


def _list(items: Shape) -> Shape:
    return {"type": "array", "items": items}


def _object(**properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def _argument(name: str, text: str, shape: Shape, **more: Any) -> Shape:
    return {"name": name, "in": "query", "description": text, "required": False, "schema": shape, **more}


def _several(name: str, text: str, shape: Shape | None = None) -> Shape:
    repeated = {"style": "form", "explode": True}
    return _argument(name, text + " Several values are alternatives.", _list(shape or _text()), **repeated)


_LIMIT = _argument(
    "limit",
    "How many at once.",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
)
_CURSOR = _argument("cursor", "Where to go on: leave it out, then follow `next`.", _text(pattern=CURSOR))
_WORDS = _argument("q", "Words; phrases in quotation marks.", _text(maxLength=LONGEST_QUERY))
_PARTY_WORDS = _argument("q", "Words that the names of the parties hold.", _text(maxLength=200))


def _path(name: str, text: str) -> Shape:
    return {"name": name, "in": "path", "description": text, "required": True, "schema": _text(minLength=1)}


def _get(id: str, summary: str, arguments: list[Shape], answer: Shape, *, found: bool = False) -> Shape:
    answers = {
        "200": {"description": "The answer.", "content": {"application/json": {"schema": answer}}},
        "400": {"$ref": "#/components/responses/Error"},
        "503": {"$ref": "#/components/responses/Error"},
    }
    if found:
        answers["404"] = {"$ref": "#/components/responses/Error"}
    return {"get": {"operationId": id, "summary": summary, "parameters": arguments, "responses": answers}}


def _page(items: Shape, **more: Shape) -> Shape:
    return _object(items=_list(items), total={"type": ["integer", "null"]}, next=_maybe(_text(format="uri")), **more)


def description(root: str) -> Shape:
    """The whole description for a site at `root`."""
    year = _text(pattern="^[0-9]{4}$")
    register_filters = [
        _several("home", "Key or name of an Indonesian party."),
        _several("partner", "Key or name of a foreign party."),
        _several("country", "ISO 3166-1 alpha-2 code."),
        _several("instrument", "Instrument."),
        _several("relation", "Relation."),
        _several("status", "Status."),
        _several("field", "Code of a field."),
        _several("year", "Year of signing.", year),
    ]
    id_of_document = _path("id", "Id of a document: sixteen hexadecimal digits.")
    id_of_agreement = _path("id", "Id of an agreement, as in jawa-barat--incheon--loi--2017.")
    register_order = _text(enum=list(get_args(RegisterSort)), default="-signed")
    switch = {"type": "boolean", "default": False}
    paths = {
        "/search": _get(
            "search",
            "Search documents and agreements",
            [
                _WORDS,
                _argument("sort", "Order.", _text(enum=list(get_args(Sort)), default="relevance")),
                _argument("exact", "Without word forms, aliases and terms of the other language.", switch),
                _argument("every", "Show each document of a story.", switch),
                *[_several(name, text + ".") for name, text in _SEARCH_FILTERS.items()],
                _LIMIT,
                _CURSOR,
            ],
            _page(
                _reference("Hit"),
                facets={
                    "type": "object",
                    "additionalProperties": _list(_object(value=_text(), count={"type": "integer"})),
                },
                years={"type": "object", "additionalProperties": {"type": "integer"}},
                notes=_list(_text()),
                suggestion=_maybe(_text()),
            ),
        ),
        "/suggest": _get(
            "suggest",
            "Complete what is being typed",
            [_argument("q", "What was typed.", _text(maxLength=200))],
            _object(items=_list(_object(text=_text(), kind=_text(), query=_text(), key=_maybe(_text())))),
        ),
        "/documents": _get(
            "documents",
            "List the documents",
            [
                _argument("kind", "Kind.", _text(enum=["news", "report", "agreement", "regulation", "other"])),
                _LIMIT,
                _CURSOR,
            ],
            _page(_reference("Document")),
        ),
        "/documents/{id}": _get("document", "One document", [id_of_document], _reference("Document"), found=True),
        "/documents/{id}/text": _get("text", "Its text", [id_of_document], _reference("Text"), found=True),
        "/documents/{id}/mentions": _get(
            "mentions", "What it names", [id_of_document], _object(items=_list(_reference("Mention"))), found=True
        ),
        "/documents/{id}/records": _get(
            "records",
            "What it says of agreements",
            [id_of_document],
            _object(items=_list(_reference("Record"))),
            found=True,
        ),
        "/agreements": _get(
            "agreements",
            "List the register",
            [
                _PARTY_WORDS,
                *register_filters,
                _argument("sort", "Order; - turns it round.", register_order),
                _LIMIT,
                _CURSOR,
            ],
            _page(_reference("Agreement")),
        ),
        "/agreements/{id}": _get("agreement", "One agreement", [id_of_agreement], _reference("Agreement"), found=True),
        "/places/{key}": _get(
            "place",
            "One place or institution",
            [_path("key", "Key of a place, as in KR-28.")],
            {
                "allOf": [
                    _reference("Party"),
                    _object(key=_text(), aliases=_list(_text()), agreements=_list(_text())),
                ]
            },
            found=True,
        ),
        "/openapi.json": _get("openapi", "This description", [], {"type": "object"}),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Naskah",
            "version": version("naskah"),
            "description": "Documents on the international cooperation of Indonesian regional governments, and the "
            "register of agreements made from them. Lists are read page by page: follow `next` until it is null.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": f"{root}/api/v1"}],
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": {"Error": _error()}},
    }


def _error() -> Shape:
    shape = _object(error=_object(status={"type": "integer"}, code=_text(), message=_text()))
    return {"description": "What went wrong, in one shape.", "content": {"application/json": {"schema": shape}}}


def _schemas() -> Shape:
    date = _text(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    span = _object(start={"type": "integer"}, end={"type": "integer"})
    number = {"type": "number"}
    whole = {"type": "integer"}
    claim = {"type": ["object", "null"], "description": "A value with the spans of the text that carry it."}
    return {
        "Party": {
            "type": "object",
            "required": ["name", "level"],
            "properties": {
                "name": _text(),
                "level": _text(enum=list(get_args(Level))),
                "country": _maybe(_text()),
                "code": _maybe(_text()),
                "latitude": {"type": ["number", "null"]},
                "longitude": {"type": ["number", "null"]},
            },
        },
        "Document": _object(
            id=_text(),
            sha256=_text(),
            title=_maybe(_text()),
            name=_text(),
            kind=_maybe(_text()),
            language=_maybe(_text()),
            published=_maybe(date),
            site=_maybe(_text()),
            url=_maybe(_text()),
            media_type=_text(),
            size=whole,
            pages=_maybe(whole),
            words=_maybe(whole),
            story=_maybe(_text()),
            added=_text(),
            page=_text(format="uri"),
        ),
        "Text": {"type": "object", "required": ["id", "body"], "properties": {"id": _text(), "body": _text()}},
        "Mention": {
            "type": "object",
            "required": ["span", "kind", "surface", "value", "score"],
            "properties": {"span": span, "kind": _text(), "surface": _text(), "value": _text(), "score": number},
        },
        "Record": {
            "type": "object",
            "required": ["key", "document", "home", "partner", "status", "quote"],
            "properties": {
                "key": _text(),
                "document": _text(),
                "home": claim,
                "partner": claim,
                "status": claim,
                "quote": _text(),
                "evidence": _list(span),
                "score": number,
            },
        },
        "Agreement": {
            "type": "object",
            "required": ["id", "home", "partner", "status", "page"],
            "properties": {
                "id": _text(),
                "home": _reference("Party"),
                "partner": _reference("Party"),
                "status": _text(enum=list(get_args(Status))),
                "instrument": {"enum": [*get_args(Instrument), None]},
                "relation": {"enum": [*get_args(Relation), None]},
                "signed": _maybe(date),
                "valid_from": _maybe(date),
                "valid_to": _maybe(date),
                "fields": _list(_text()),
                "signatories": _list(_text()),
                "place_signed": _maybe(_text()),
                "conclusions": {"type": "object"},
                "records": _list(_text()),
                "links": _list(_object(document=_text(), role=_text(), record=_text())),
                "score": number,
                "accepted": {"type": "boolean"},
                "page": _text(format="uri"),
                "evidence": _list(_reference("Record")),
            },
        },
        "Hit": _object(
            id=_text(),
            type=_text(enum=["document", "agreement"]),
            score=number,
            title=_text(),
            snippets=_list({"type": "object"}),
            why=_list({"type": "object"}),
            same_story=_list(_text()),
            page=_text(format="uri"),
        ),
    }
