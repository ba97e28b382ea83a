"""What was read from a document as the rows that the catalogue keeps: worker processes make them, the writer writes."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from archive.model.codec import decode, encode
from archive.model.record import Record
from archive.model.text import Text

Kind = TypeVar("Kind")
Row = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class TextRow:
    """A text, its body apart from the packed rest, and what lists show of its document."""

    document: str
    body: str
    rest: bytes
    about: Row


def text_row(text: Text, fingerprint: bytes | None = None) -> TextRow:
    """The row of a text; `fingerprint` is its near-duplicate mark."""
    about = {
        "title": text.title,
        "kind": text.kind,
        "language": text.language,
        "published": text.published,
        "site": text.site,
        "url": text.url,
        "pages": len(text.pages) or None,
        "words": len(text.body.split()),
        "fingerprint": fingerprint,
    }
    return TextRow(text.id, text.body, pack(dataclasses.replace(text, body="")), about)


def record_rows(records: Sequence[Record], quotes: Mapping[str, str]) -> list[Row]:
    """The rows of a document's records; `quotes` holds the evidence sentences by record key."""
    return [
        {"key": record.key, "position": at, "quote": quotes.get(record.key, ""), "data": encode(record).decode()}
        for at, record in enumerate(records)
    ]


def quotes_in(body: str, records: Sequence[Record]) -> dict[str, str]:
    """The evidence sentences of the records by key."""
    return {record.key: " ".join(span.of(body) for span in record.evidence) for record in records}


def pack(value: Any) -> bytes:
    """Compressed JSON of a value of the model."""
    return zlib.compress(encode(value), 3)


def unpack(data: bytes, kind: type[Kind]) -> Kind:
    """The value that `pack` packed."""
    return decode(zlib.decompress(data), kind)
