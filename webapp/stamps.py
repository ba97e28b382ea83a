"""When each thing of the archive last changed, for harvesters and site maps."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select

from archive.catalogue import Catalogue, schema


class Stamp(NamedTuple):
    """A document or an agreement (`set`, `id`), when (UTC) it last changed, and whether that was its end."""

    at: str
    set: str
    id: str
    gone: bool = False


def stamps(archive: Catalogue, *, gone: bool = False) -> list[Stamp]:
    """Every document and agreement, the longest unchanged first; with `gone` also agreements that left the register.

    A document changes when it comes in or is read anew; an agreement when what is known of it becomes different.
    """
    documents, outcomes = schema.documents.c, schema.outcomes.c
    read = select(documents.id, documents.added, func.max(outcomes.at).label("read"))
    with archive.reading() as connection:
        rows = connection.execute(read.outerjoin(schema.outcomes).group_by(documents.id, documents.added))
        found = [Stamp(max(row.added, row.read or ""), "documents", row.id) for row in rows]
    found += [Stamp(at, "agreements", id) for id, at in archive.agreements_changed().items()]
    if gone:
        found += [Stamp(at, "agreements", id, gone=True) for id, at in archive.departed().items()]
    return sorted(found)
