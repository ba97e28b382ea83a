"""What a worker process does with one file: take it in, unpack it, read it.

Workers write nothing but originals, which are safe to write twice; what they found goes back to the one writer.
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import TypeVar

from archive.model import Fault, Mention, Original, Outcome, Record, Text, decode, encode
from archive.model.total import ClaimedTotal
from archive.store import open_store
from corpus.ingest.makers import EXTRACT, PARSE, extract_input, extractor, parse_input, parser
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits

Kind = TypeVar("Kind")


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """A file or member that is in the store, or the fault that kept it out."""

    name: str
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    url: str | None = None
    at: str | None = None
    charset: str | None = None
    container: bool = False
    fault: Fault | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """What was read from one document; `text` is None where only mentions and records were made anew."""

    text: Text | None
    mentions: tuple[Mention, ...]
    records: tuple[Record, ...]
    outcomes: tuple[Outcome, ...]
    fingerprint: bytes | None = None
    totals: tuple[ClaimedTotal, ...] = ()


def take(path: str, store_url: str, limits: Limits) -> Taken:
    """Put the file at `path` into the store."""
    from extractors.parsing import is_container, sniff

    name = Path(path).name
    try:
        size = Path(path).stat().st_size
        if size > limits.bytes:
            return Taken(name, size=size, fault=_fault("too_large", limit=f"{limits.bytes // 2**20} MB"))
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Taken(name, fault=Fault("unreadable", f"The file cannot be opened ({reason}); check it.", "receive"))
    if not data:
        return Taken(name, fault=_fault("empty"))
    media_type = sniff(data, name)
    sha256 = open_store(store_url).put(data)
    return Taken(name, sha256, len(data), media_type, container=is_container(media_type))


def unpack(sha256: str, media_type: str, store_url: str, limits: Limits) -> bytes:
    """Put the members of a container into the store; JSON of a list of Taken. An empty media type is found out."""
    from extractors.parsing import is_container, sniff
    from extractors.parsing import unpack as members

    store = open_store(store_url)
    data = store.get(sha256)
    taken: list[Taken] = []
    for member in members(data, media_type or sniff(data), limits):
        if member.fault is not None:
            taken.append(Taken(member.name, url=member.url, at=member.at, fault=member.fault))
        elif not member.data:
            taken.append(Taken(member.name, url=member.url, at=member.at, fault=_fault("empty")))
        else:
            kept = store.put(member.data)
            taken.append(
                Taken(
                    name=member.name,
                    sha256=kept,
                    size=len(member.data),
                    media_type=member.media_type,
                    url=member.url,
                    at=member.at,
                    charset=member.charset,
                    container=is_container(member.media_type),
                )
            )
    return encode(taken)


def read(original: bytes, store_url: str, limits: Limits, ocr: str) -> bytes:
    """Parse a document and find what it says; JSON of a Read."""
    from extractors.parsing import parse
    from extractors.parsing.fingerprint import fingerprint

    document = decode(original, Original)
    started = time.perf_counter()
    text = parse(open_store(store_url).get(document.sha256), document, limits, ocr)
    seconds = time.perf_counter() - started
    parsed = Outcome(
        document=document.id,
        step=PARSE,
        input=parse_input(document.sha256, ocr),
        maker=parser(),
        state="done" if text.body.strip() else ("failed" if text.faults else "empty"),
        faults=text.faults,
        seconds=seconds,
    )
    found = _extract(text, extract_input(document.sha256, ocr))
    mark = fingerprint(text) if text.body.strip() else None
    return encode(dataclasses.replace(found, text=text, outcomes=(parsed, *found.outcomes), fingerprint=mark))


def extract(text: bytes, sha256: str, ocr: str) -> bytes:
    """Find what a text that was parsed before says; JSON of a Read without the text."""
    return encode(_extract(decode(text, Text), extract_input(sha256, ocr)))


def _extract(text: Text, input: str) -> Read:
    from extractors.mentions import find
    from extractors.records import assemble
    from extractors.totals import totals

    started = time.perf_counter()
    mentions = find(text)
    records = assemble(text, mentions)
    claimed = totals(text, mentions)
    outcome = Outcome(
        document=text.id,
        step=EXTRACT,
        input=input,
        maker=extractor(),
        state="done" if mentions else "empty",
        seconds=time.perf_counter() - started,
    )
    return Read(None, tuple(mentions), tuple(records), (outcome,), totals=claimed)


def _fault(code: str, **facts: str) -> Fault:
    return dataclasses.replace(fault(code, page=None, **facts), step="receive")
