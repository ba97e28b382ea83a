"""What a search shows of a catalogue in SQLite, read without SQLAlchemy: importing that takes longer than a search.

A shelf opens only a catalogue that is there and of today's schema; `Home.shelf` is the catalogue itself otherwise. Its
methods are those of the catalogue; a test holds the answers equal.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from archive.model import Agreement, Text, decode

SCHEMA = "0002"
"""The migration of the catalogue that is read here; a test holds it equal to the newest one."""

BUSY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """What is shown of a document beside its text."""

    id: str
    name: str
    title: str | None
    published: str | None
    pages: int | None


class Shelf:
    """The documents and agreements of an archive, for reading only."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> Shelf | None:
        """The shelf of the catalogue at an SQLAlchemy address; None where it must be opened as a whole."""
        path = url.removeprefix("sqlite:///")
        if path == url:
            return None
        try:
            # A database in WAL mode needs its shared memory written, even by those who only read.
            database = sqlite3.connect(
                f"file:{quote(path)}?mode=rw", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
            )
            database.execute("PRAGMA query_only = ON")
            known = database.execute("SELECT version_num FROM alembic_version").fetchall()
        except sqlite3.Error:
            return None
        return cls(database) if known == [(SCHEMA,)] else None

    def revision(self) -> int:
        """The number of the last change to anything that a search finds."""
        rows = self._database.execute("SELECT value FROM facts WHERE name = 'revision'").fetchall()
        return int(rows[0][0]) if rows else 0

    def documents(self, ids: Iterable[str]) -> list[Cover]:
        """The documents with these ids, in their order."""
        found = {row[0]: Cover(*row) for row in self._rows("id, name, title, published, pages", "documents", "id", ids)}
        return [found[id] for id in dict.fromkeys(ids) if id in found]

    def texts(self, ids: Iterable[str]) -> dict[str, Text]:
        """The texts of the given documents by id; those without a text are left out."""
        return {
            id: dataclasses.replace(decode(zlib.decompress(rest), Text), body=body)
            for id, body, rest in self._rows("document, body, rest", "texts", "document", ids)
        }

    def bodies(self, ids: Iterable[str]) -> dict[str, str]:
        """Only the characters of the given texts."""
        return dict(self._rows("document, body", "texts", "document", ids))

    def agreements_by_id(self, ids: Sequence[str]) -> dict[str, Agreement]:
        """The agreements with the given ids."""
        return {id: decode(data, Agreement) for id, data in self._rows("id, data", "agreements", "id", ids)}

    def quotes(self, *, keys: Iterable[str]) -> dict[str, str]:
        """The sentences that carry the records with the given keys."""
        return dict(self._rows("key, quote", "records", "key", keys))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _rows(self, columns: str, table: str, key: str, wanted: Iterable[str]) -> list[Any]:
        values = list(wanted)
        marks = ",".join("?" * len(values))
        # Names of tables and columns come from this file alone.
        return self._database.execute(f"SELECT {columns} FROM {table} WHERE {key} IN ({marks})", values).fetchall()  # noqa: S608
