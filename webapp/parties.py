"""The parties of the register, read from its columns and not from whole agreements."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select

from archive.catalogue import Catalogue, schema
from archive.model import HOME, Party
from archive.reference import places


def parties(archive: Catalogue, role: Literal["home", "partner"]) -> dict[str, Party]:
    """Every home or partner of the register by its key."""
    table = schema.agreements.c
    key, name, level = table[role], table[f"{role}_name"], table[f"{role}_level"]
    with archive.reading() as connection:
        rows = connection.execute(select(key, name, level, table.country).distinct()).all()
    country = {row[0]: HOME if role == "home" else row[3] for row in rows}
    return {row[0]: _party(row[0], row[1], row[2], country[row[0]]) for row in rows}


def _party(key: str, name: str, level: str, country: str | None) -> Party:
    place = places().get(key)
    if place is not None:
        return place.party()
    # Without a place in the reference data the key is made of country and name, or is that of an institution.
    code = None if key == Party(name, level, country).key else key  # type: ignore[arg-type]
    return Party(name, level, country, code)  # type: ignore[arg-type]
