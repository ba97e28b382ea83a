"""Things of the archive as JSON."""

from __future__ import annotations

from typing import Any

from archive.catalogue import DocumentRow
from archive.model import Agreement, Mention, Record
from archive.model.codec import plain
from index.port import Hit
from webapp.addresses import absolute


def document(row: DocumentRow) -> dict[str, Any]:
    """A document without its text."""
    return {
        "id": row.id,
        "sha256": row.sha256,
        "title": row.title,
        "name": row.name,
        "kind": row.kind,
        "language": row.language,
        "published": row.published,
        "site": row.site,
        "url": row.url,
        "media_type": row.media_type,
        "size": row.size,
        "pages": row.pages,
        "words": row.words,
        "story": row.story,
        "added": row.added,
        "page": absolute("documents.document", id=row.id),
    }


def agreement(one: Agreement) -> dict[str, Any]:
    """An agreement with support and dissent for each value."""
    shape: dict[str, Any] = plain(one)
    shape["page"] = absolute("agreements.agreement", id=one.id)
    return shape


def records(found: list[Record], quotes: dict[str, str]) -> list[dict[str, Any]]:
    """Records with the sentences that carry them."""
    return [{**plain(record), "quote": quotes.get(record.key, "")} for record in found]


def mention(one: Mention) -> dict[str, Any]:
    """Something named in a text."""
    shape: dict[str, Any] = plain(one)
    return shape


def hit(one: Hit, title: str) -> dict[str, Any]:
    """One thing that a search found."""
    endpoint = "agreements.agreement" if one.type == "agreement" else "documents.document"
    return {
        "id": one.id,
        "type": one.type,
        "score": round(one.score, 4),
        "title": title,
        "snippets": plain(list(one.snippets)),
        "why": plain(list(one.why)),
        "same_story": list(one.others),
        "page": absolute(endpoint, id=one.id),
    }
