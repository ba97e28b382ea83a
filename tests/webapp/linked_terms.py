"""Checks JSON-LD against the JSON-LD algorithms and the vocabulary of schema.org, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyld import jsonld
from schema_org.registry import CLASS_METADATA, DATATYPES, PROPERTY_BY_SCHEMA, ancestry

VOCABULARY = "https://schema.org/"
CONTEXT = {"@context": {"@vocab": VOCABULARY, "id": "@id", "type": "@type"}}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?)?)?")


def complaints(document: Any) -> list[str]:
    """What is wrong with a document; each node must have a known type, known properties, and values in their ranges."""
    nodes = jsonld.expand(document, {"documentLoader": _loaded})
    return [complaint for node in nodes for complaint in _node(node)] if nodes else ["nothing is said"]


def _loaded(url: str, options: object) -> dict[str, Any]:
    if url.rstrip("/") not in {"https://schema.org", "http://schema.org"}:
        raise ValueError(f"the context {url} is not known here")
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def _node(node: dict[str, Any]) -> Iterator[str]:
    types = _types(node)
    if not types:
        # A node that is only pointed at says nothing of itself.
        if node.keys() - {"@id"}:
            yield f"a node has no type: {sorted(node)}"
        return
    if unknown := set(types) - set(CLASS_METADATA):
        yield f"no such type: {sorted(unknown)}"
        return
    known = _families(types)
    for term, values in node.items():
        if term.startswith("@"):
            continue
        name = term.removeprefix(VOCABULARY)
        about = PROPERTY_BY_SCHEMA.get(name)
        if about is None:
            yield f"no such property: {name}"
        elif not known & set(about.domains):
            yield f"{types} has no property {name}"
        else:
            for value in values:
                yield from _value(f"{types[0]}.{name}", value, set(about.ranges))


def _value(where: str, value: dict[str, Any], ranges: set[str]) -> Iterator[str]:
    if "@value" not in value:
        types = _types(value)
        if types and not _families(types) & ranges:
            yield f"{where} is no {types}"
        yield from _node(value)
        return
    plain = value["@value"]
    datatypes = ranges & set(DATATYPES)
    if not datatypes:
        yield f"{where} must be a thing, not {plain!r}"
    elif datatypes <= {"Date", "DateTime"} and not DATE.fullmatch(str(plain)):
        yield f"{where} is no date: {plain!r}"
    elif datatypes <= {"Number", "Integer", "Float"} and not isinstance(plain, int | float):
        yield f"{where} is no number: {plain!r}"


def _types(node: dict[str, Any]) -> list[str]:
    return [type.removeprefix(VOCABULARY) for type in node.get("@type", ())]


def _families(types: list[str]) -> set[str]:
    return {name for type in types for name in (type, *ancestry(type))}
