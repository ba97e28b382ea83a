"""Foreign and international institutions that work with regional governments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.model.party import Party
from archive.reference.folding import fold
from archive.reference.tables import items, rows


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution: its usual name, country (None for an international body) and further names.

    `aliases` holds all further names, `indonesian` those of them that only translate its name ("Bank Dunia"). `kind` is
    one of agency, association, bank, company, forum, foundation, institute, international, ministry, movement (with a
    society in each country), ngo, programme.
    """

    code: str
    name: str
    country: str | None
    kind: str
    aliases: tuple[str, ...] = ()
    indonesian: tuple[str, ...] = ()

    def party(self) -> Party:
        """The institution as a party."""
        return Party(self.name, "institution", self.country, self.code)


class Institutions:
    """All institutions, by code and by name."""

    def __init__(self, institutions: dict[str, Institution]) -> None:
        self._institutions = institutions
        self._names: dict[str, Institution] = {}
        for institution in institutions.values():
            for name in (institution.name, *institution.aliases):
                self._names.setdefault(fold(name), institution)

    def __iter__(self) -> Iterator[Institution]:
        return iter(self._institutions.values())

    def __len__(self) -> int:
        return len(self._institutions)

    def get(self, code: str) -> Institution | None:
        """The institution with this code ("org:jica")."""
        return self._institutions.get(code)

    def named(self, name: str) -> Institution | None:
        """The institution with this name or alias under folding."""
        return self._names.get(fold(name))


@cache
def institutions() -> Institutions:
    """The institutions of the reference data."""
    return Institutions(
        {
            row["code"]: Institution(
                row["code"],
                row["name"],
                row["country"] or None,
                row["kind"],
                items(row["aliases"]) + items(row["indonesian"]),
                items(row["indonesian"]),
            )
            for row in rows("institutions")
        }
    )
