"""The gazetteer: Indonesian regions and the cities, provinces and districts of the world."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from archive.model import HOME
from archive.model.party import Level, Party
from archive.reference.folding import fold
from archive.reference.tables import DATA, items

_COLUMNS = "id, code, name, level, country, parent, latitude, longitude, population, iso, geonames"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `code` is "ID-" and the Kemendagri code for Indonesian regions ("ID-32.73"), the ISO 3166-2 code for foreign first
    levels ("KR-28"), else "gn:" and the GeoNames id, else "nk:" and a slug for rows of our own, or the official number
    of a municipality of Japan. `parent` is the code of the region around it. `latitude` and `longitude` are degrees of
    a point in it (WGS 84), None where unknown; `population` is 0 where unknown.
    """

    id: int
    code: str
    name: str
    level: Level
    country: str
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    iso: str | None = None
    kemendagri: str | None = None
    geonames: int | None = None
    wikidata: str | None = None

    def __hash__(self) -> int:
        return self.id

    @property
    def curated(self) -> bool:
        """True for a place that the project itself adds, since it has ties."""
        return self.code.startswith("nk:") and not self.code.rpartition("-")[2].isdigit()

    def party(self) -> Party:
        """The place as a party to agreements."""
        return Party(self.name, self.level, self.country, self.code, self.latitude, self.longitude)


def squeeze(name: str) -> str:
    """The key under which the gazetteer keeps a name: folded, without spaces ("gyeongsangbukdo")."""
    return fold(name).replace(" ", "")


def _place(row: tuple[Any, ...]) -> Place:
    """The place of a row; identifiers that the code already holds are not stored again."""
    id, code, name, level, country, parent, latitude, longitude, population, iso, geonames = row
    kemendagri = code[3:] if country == HOME else None
    if code.startswith("gn:"):
        geonames = int(code[3:])
    elif country != HOME and not code.startswith("nk:"):
        iso = code
    return Place(id, code, name, level, country, parent, latitude, longitude, population, iso, kemendagri, geonames)


class Places:
    """Look-ups in the gazetteer, a read-only SQLite file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._by_id = lru_cache(maxsize=1 << 14)(self._read)
        self._named = lru_cache(maxsize=1 << 14)(self._find)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection

    def _read(self, id: int) -> Place:
        row = self._connection().execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (id,)).fetchone()  # noqa: S608
        return _place(row)

    def _find(self, key: str) -> tuple[Place, ...]:
        found = self._connection().execute("SELECT place FROM name WHERE key = ?", (key,)).fetchall()
        places = [self._by_id(id) for (id,) in found]
        return tuple(sorted(places, key=lambda place: -place.population))

    def get(self, code: str) -> Place | None:
        """The place with this code."""
        row = self._connection().execute("SELECT id FROM place WHERE code = ?", (code,)).fetchone()
        return self._by_id(row[0]) if row else None

    def named(self, name: str) -> tuple[Place, ...]:
        """All places with this name or alias, the most populous first; spelling and spaces do not count."""
        key = squeeze(name)
        return self._named(key) if key else ()

    def known(self, keys: Iterable[str]) -> Mapping[str, tuple[tuple[Place, bool], ...]]:
        """The places of those of the squeezed names that the gazetteer knows, in few queries.

        With each place stands whether the name is a weak one: a rare foreign form that hardly points to it by itself.
        """
        wanted = list(keys)
        found: dict[str, list[tuple[int, int]]] = {}
        connection = self._connection()
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            query = f"SELECT key, place, weak FROM name WHERE key IN ({marks})"  # noqa: S608
            for key, id, weak in connection.execute(query, batch):
                found.setdefault(key, []).append((id, weak))
        return {
            key: tuple(
                sorted(((self._by_id(id), bool(weak)) for id, weak in ids), key=lambda pair: -pair[0].population)
            )
            for key, ids in found.items()
        }

    def aliases(self, code: str) -> tuple[str, ...]:
        """The names of a place other than its canonical one, in all languages and scripts."""
        row = self._connection().execute("SELECT aliases FROM place WHERE code = ?", (code,)).fetchone()
        return items(row[0]) if row else ()

    def home(self) -> tuple[Place, ...]:
        """The Indonesian provinces, cities and regencies, in the order of their Kemendagri codes."""
        return self._country_places(HOME)

    def within(self, country: str) -> tuple[Place, ...]:
        """All places of a country (ISO 3166-1 alpha-2), the most populous first."""
        return tuple(sorted(self._country_places(country), key=lambda place: -place.population))

    @lru_cache(maxsize=64)  # noqa: B019 - there is one gazetteer a process
    def _country_places(self, country: str) -> tuple[Place, ...]:
        query = f"SELECT {_COLUMNS} FROM place WHERE country = ? ORDER BY code"  # noqa: S608
        return tuple(map(_place, self._connection().execute(query, (country,))))

    @lru_cache(maxsize=64)  # noqa: B019 - there is one gazetteer a process
    def keys(self, country: str) -> Mapping[str, tuple[int, ...]]:
        """The squeezed Latin names of a country's places, no weak ones, with the row ids that `by_id` takes."""
        first, last = (
            self._connection().execute("SELECT min(id), max(id) FROM place WHERE country = ?", (country,)).fetchone()
        )
        # The rows of a country have neighbouring ids, so that no join is needed.
        query = "SELECT key, place FROM name WHERE place BETWEEN ? AND ? AND NOT weak"
        found: dict[str, list[int]] = {}
        for key, id in self._connection().execute(query, (first, last)):
            if key.isascii():
                found.setdefault(key, []).append(id)
        return {key: tuple(ids) for key, ids in found.items()}

    def by_id(self, id: int) -> Place:
        """The place with this row number, as given by `keys`."""
        return self._by_id(id)


@cache
def places() -> Places:
    """The gazetteer."""
    return Places(DATA / "places.sqlite")
