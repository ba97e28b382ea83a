"""When each thing of the archive last changed, for harvesters and site maps."""

from __future__ import annotations

from sqlalchemy import func, select

from archive.catalogue import Catalogue, schema


def stamps(archive: Catalogue) -> list[tuple[str, str, str]]:
    """(UTC time, set, id) of every document and agreement, oldest first.

    A document changes when it comes in; an agreement with its newest document or the last judgement about it.
    """
    judged: dict[str, str] = {}
    for judgement in archive.judgements():
        for key in judgement.about:
            judged[key] = max(judged.get(key, ""), judgement.at)
    with archive.reading() as connection:
        documents, links = schema.documents.c, schema.agreement_links.c
        rows = connection.execute(select(documents.id, documents.added))
        found = [(row.added, "documents", row.id) for row in rows]
        latest = {
            row.agreement: row.added
            for row in connection.execute(
                select(links.agreement, func.max(documents.added).label("added"))
                .join(schema.documents, documents.id == links.document)
                .group_by(links.agreement)
            )
        }
        if judged:
            for row in connection.execute(select(links.agreement, links.record)):
                if row.record in judged:
                    latest[row.agreement] = max(latest.get(row.agreement, ""), judged[row.record])
    found += [(added, "agreements", id) for id, added in latest.items()]
    return sorted(found)
