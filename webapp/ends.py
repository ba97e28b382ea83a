"""Agreements whose validity ends in a span of days, without reading the whole register."""

from __future__ import annotations

import datetime

from sqlalchemy import select

from archive.catalogue import Catalogue, schema
from archive.model import Agreement

MOST = 50


def ending_between(archive: Catalogue, first: datetime.date, days: int) -> list[Agreement]:
    """Agreements that may end within so many days from `first`; an end known to the year counts for all of it."""
    last = first + datetime.timedelta(days=days)
    column = schema.agreements.c.valid_to
    query = (
        select(schema.agreements.c.id)
        # "2027" and "2027-03" sort before their days, so the beginning of the year is the least that can matter.
        .where(column >= str(first.year), column <= last.isoformat())
        .order_by(column, schema.agreements.c.id)
        .limit(MOST)
    )
    with archive.reading() as connection:
        ids = [row.id for row in connection.execute(query)]
    return list(archive.agreements_by_id(ids).values())
