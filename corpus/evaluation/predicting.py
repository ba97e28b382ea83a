"""What Naskah itself reads in a folder of documents, in the shape of the gold, with the records linked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.model import Original, Text
from corpus.evaluation.rows import base_name

if TYPE_CHECKING:
    from extractors.parsing import Limits
    from extractors.reader import Reading

_DEPTH = 3


@dataclass(slots=True)
class Readings:
    """What was read: rows by the documents' base names, the readings behind them, and documents that gave no text."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, Text]:
        """The texts by the documents' base names."""
        return {name: reading.text for name, reading in self.readings.items()}


def documents_in(folder: Path, only: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """The documents below `folder` whose base names `only` accepts, those inside containers too.

    The text of a mail, and a member that names no file of its own, goes by the name of its container.
    """
    from extractors.parsing import DEFAULT_LIMITS

    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            for name, data in _unpacked(path.name, path.read_bytes(), DEFAULT_LIMITS, _DEPTH):
                if only(name):
                    yield name, data


def _unpacked(name: str, data: bytes, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    from extractors.parsing import is_container, sniff, unpack
    from extractors.parsing.media import EML

    media_type = sniff(data, name)
    if not is_container(media_type) or not depth:
        yield name, data
        return
    for member in unpack(data, media_type, limits):
        if member.fault is None:
            inner = base_name((member.url or member.name).split("?")[0])
            nameless = "." not in inner or (media_type == EML and inner.startswith("message."))
            yield from _unpacked(name if nameless else inner, member.data, limits, depth - 1)


def read_all(documents: Iterable[tuple[str, bytes]], done: Callable[[str], None] = lambda name: None) -> Readings:
    """Reads each (name, bytes) and links all records among themselves; `done` hears the name of each document."""
    from extractors.parsing import DEFAULT_LIMITS, sniff
    from extractors.reader import read, row

    result = Readings()
    for name, data in documents:
        original = Original(hashlib.sha256(data).hexdigest(), len(data), sniff(data, name), name)
        reading = read(data, original, DEFAULT_LIMITS)
        if not reading.text.body.strip():
            result.unread[name] = "; ".join(fault.message for fault in reading.text.faults) or "no text"
        result.readings[name] = reading
        result.rows[name] = {**row(reading), "doc": name}
        done(name)
    _link(result)
    return result


def _link(result: Readings) -> None:
    """Gives each agreement of the rows the id under which the register holds its record."""
    from archive.register import link

    records = [record for reading in result.readings.values() for record in reading.records]
    register = link(records, (), document_facts(result.readings))
    ids = {key: agreement.id for agreement in register.agreements for key in agreement.records}
    for name, reading in result.readings.items():
        for agreement, record in zip(result.rows[name]["agreements"], reading.records, strict=True):
            agreement["agreement_id"] = ids.get(record.key, record.key)


def document_facts(readings: Mapping[str, Reading]) -> dict[str, Any]:
    """What the register wants to know of each document, by the document's id."""
    from archive.register import DocumentFacts

    return {
        reading.text.id: DocumentFacts(
            id=reading.text.id,
            kind=reading.text.kind,
            language=reading.text.language,
            published=reading.text.published,
            title=reading.text.title,
            source=reading.text.site,
        )
        for reading in readings.values()
    }
