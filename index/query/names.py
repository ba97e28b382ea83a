"""The fields that a query may name, in English and Indonesian."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def field_names() -> dict[str, str]:
    """Each name in either language with its field."""
    return {name: field for field, _, names in _table() for name in names}


@cache
def range_fields() -> frozenset[str]:
    """The fields that take ranges."""
    return frozenset(field for field, way, _ in _table() if way == "range")


@cache
def word_fields() -> frozenset[str]:
    """The fields whose value is words of the text."""
    return frozenset(field for field, way, _ in _table() if way == "words")


@cache
def _table() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    lines = files("index.query").joinpath("data/fieldnames.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(
        (field, way, (*english.split("|"), *indonesian.split("|"))) for field, way, english, indonesian in rows
    )
