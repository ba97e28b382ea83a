"""Brings a database to today's schema with Alembic, which is imported only where there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from archive.errors import NaskahError

HEAD = "0002"
"""The newest migration; a test holds it equal to Alembic's own answer."""

FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Apply the migrations that the database has not had yet, all or none."""
    with engine.connect() as connection:
        current = _current(connection)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise NaskahError(
            f"This archive was written by a newer Naskah (schema {current}, this one knows {HEAD}). Update Naskah."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()
