"""Governments, places and institutions as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HOME = "ID"
"""The country whose regions the archive is about, in ISO 3166-1."""
Level = Literal["province", "city", "regency", "district", "institution", "country"]


@dataclass(frozen=True, slots=True)
class Party:
    """A place or institution as the archive names it.

    `name` is the canonical name (English for foreign places, Indonesian for Indonesian ones); `country` is ISO 3166-1
    alpha-2, None for an international institution; `code` is its key in the reference data, None for a place that is
    only known from a document. Two parties are the same where their `key` is the same.
    """

    name: str
    level: Level
    country: str | None
    code: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def key(self) -> str:
        """What makes the party itself: its code, or else country and folded name."""
        return self.code or f"{(self.country or 'xx').lower()}:{self.name.casefold()}"
