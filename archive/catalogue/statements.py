"""Statements that are made once and executed often: making one takes longer than executing it."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert, insert


def keeping(table: Table, *key: str) -> Insert:
    """An insert that takes the place of a row with the same `key`."""
    statement = insert(table)
    rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


def adding(table: Table) -> Insert:
    """An insert that leaves alone what is there already."""
    return insert(table).on_conflict_do_nothing()
