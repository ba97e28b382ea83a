"""Countries: names in both languages, demonyms and by-names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.reference.folding import fold
from archive.reference.tables import items, rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code.

    `names` are all its names in both languages, abbreviations included; `demonyms` the English words for its people
    ("Korean"); `bynames` what the Indonesian press calls it besides ("Negeri Ginseng").
    """

    code: str
    name_en: str
    name_id: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    bynames: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in `language` ("id" or "en")."""
        return self.name_id if language == "id" else self.name_en


class Countries:
    """All countries, by code and by name."""

    def __init__(self, countries: dict[str, Country]) -> None:
        self._countries = countries
        self._names: dict[str, str] = {}
        for country in countries.values():
            for name in (*country.names, *country.bynames, *country.demonyms):
                self._names.setdefault(fold(name), country.code)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._countries.values())

    def __len__(self) -> int:
        return len(self._countries)

    def get(self, code: str) -> Country | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def named(self, name: str) -> str | None:
        """The code of the country with this name, demonym or by-name ("Korsel" is "KR"), None where there is none."""
        return self._names.get(fold(name))


@cache
def countries() -> Countries:
    """The countries of the world."""
    return Countries(
        {
            row["code"]: Country(
                row["code"],
                row["name_en"],
                row["name_id"],
                items(row["names"]),
                items(row["demonyms"]),
                items(row["bynames"]),
            )
            for row in rows("countries")
        }
    )
