"""The words of the field: fields of cooperation, instruments, relations, statuses, kinds of document, levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from archive.reference.tables import items, rows


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its names and the words that stand for it, in English and Indonesian."""

    code: str
    name_en: str
    name_id: str
    terms_en: tuple[str, ...] = ()
    terms_id: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in `language` ("id" or "en")."""
        return self.name_id if language == "id" else self.name_en


@dataclass(frozen=True, slots=True)
class Field(Term):
    """A field of cooperation; `dac` holds the closest OECD DAC/CRS purpose or sector code, "" where there is none."""

    dac: str = ""


Instrument = Term


@cache
def fields() -> tuple[Field, ...]:
    """The fields of cooperation, in the order in which they are shown."""
    return tuple(
        Field(row["code"], row["name_en"], row["name_id"], items(row["terms_en"]), items(row["terms_id"]), row["dac"])
        for row in rows("fields")
    )


@cache
def _tables() -> Mapping[str, Mapping[str, Term]]:
    tables: dict[str, dict[str, Term]] = {}
    for row in rows("vocabulary"):
        term = Term(row["code"], row["name_en"], row["name_id"], items(row["terms_en"]), items(row["terms_id"]))
        tables.setdefault(row["table"], {})[term.code] = term
    return tables


def instruments() -> tuple[Instrument, ...]:
    """The kinds of paper that are signed, with the words that name them."""
    return tuple(_tables()["instrument"].values())


def relations() -> Mapping[str, Term]:
    """The relations between the parties, by code."""
    return MappingProxyType(dict(_tables()["relation"]))


def statuses() -> Mapping[str, Term]:
    """The states of an agreement, by code."""
    return MappingProxyType(dict(_tables()["status"]))


def kinds() -> Mapping[str, Term]:
    """The kinds of document, by code."""
    return MappingProxyType(dict(_tables()["kind"]))


def levels() -> Mapping[str, Term]:
    """The levels of parties, by code."""
    return MappingProxyType(dict(_tables()["level"]))
