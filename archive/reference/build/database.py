"""Writing the gazetteer as a SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from archive.model import HOME
from archive.reference.build.entry import Entry

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, country TEXT NOT NULL,
    parent TEXT, latitude REAL, longitude REAL, population INTEGER NOT NULL, iso TEXT, geonames INTEGER,
    aliases TEXT NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, weak INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""


def write(entries: Sequence[Entry], path: Path) -> None:
    """Write the places to `path`; the same entries give the same file."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    ordered = sorted(entries, key=lambda entry: (entry.country != HOME, entry.country, entry.code))
    names = []
    for number, entry in enumerate(ordered, 1):
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                entry.code,
                entry.name,
                entry.level,
                entry.country,
                entry.parent,
                entry.latitude,
                entry.longitude,
                entry.population,
                entry.iso if entry.iso != entry.code else None,
                entry.geonames if entry.code != f"gn:{entry.geonames}" else None,
                "|".join(entry.aliases.values()),
            ),
        )
        names += [(key, number, int(key in entry.weak)) for key in entry.spellings() if len(key) > 1]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    connection.execute("CREATE INDEX place_code ON place (code)")
    connection.execute("CREATE INDEX place_country ON place (country)")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
