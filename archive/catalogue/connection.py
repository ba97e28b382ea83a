"""Connections and transactions, the same for SQLite and other databases."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from archive.errors import NaskahError

BUSY_SECONDS = 60


def connect(url: str) -> Engine:
    """An engine for the database at `url`; SQLite gets WAL, foreign keys, full syncs and a long busy wait."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: _begin_sqlite decides how they begin.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -32000",
    ):
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            raise NaskahError(
                f"The catalogue cannot be used: {error}. "
                "Its folder must be writable, even for reading, and the file whole."
            ) from error


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first and writes later could be refused half-way.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Connected:
    """Reads and writes on one engine; calls inside `transaction()` of the same thread share its connection."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._own = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All writes inside happen together or not at all."""
        active: Connection | None = getattr(self._own, "connection", None)
        if active is not None:
            yield active
            return
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            self._own.connection = connection
            try:
                yield connection
            finally:
                self._own.connection = self._own.revision = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for reading; inside a transaction it sees that transaction's writes."""
        active: Connection | None = getattr(self._own, "connection", None)
        if active is not None:
            yield active
            return
        with self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
