"""What a worker process does with one file: take it in, unpack it, read it.

Workers write nothing but originals, which are safe to write twice; what they found goes back to the one writer.
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

from archive.model import Fault, Original, Outcome, Text
from archive.model.rows import Row, TextRow, pack, quotes_in, record_rows, text_row
from archive.model.total import ClaimedTotal
from archive.store import open_store
from corpus.ingest.makers import EXTRACT, PARSE, extract_input, extractor, parse_input, parser
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits


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
    """What was read from one document, ready to be written.

    `text` is None where only mentions and records were made anew, and the others are where nothing was read.
    """

    text: TextRow | None
    mentions: bytes | None
    records: tuple[Row, ...] | None
    outcomes: tuple[Outcome, ...]
    totals: tuple[ClaimedTotal, ...] | None = None


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


def unpack(sha256: str, media_type: str, store_url: str, limits: Limits) -> list[Taken]:
    """Put the members of a container into the store. An empty media type is found out."""
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
    return taken


def read(original: Original, store_url: str, limits: Limits, ocr: str) -> Read:
    """Parse a document and find what it says."""
    from extractors.parsing import parse
    from extractors.parsing.fingerprint import fingerprint

    started = time.perf_counter()
    text = parse(open_store(store_url).get(original.sha256), original, limits, ocr)
    seconds = time.perf_counter() - started
    parsed = Outcome(
        document=original.id,
        step=PARSE,
        input=parse_input(original.sha256, ocr),
        maker=parser(),
        state="done" if text.body.strip() else ("failed" if text.faults else "empty"),
        faults=text.faults,
        seconds=seconds,
    )
    found = extract(text, original.sha256, ocr)
    mark = fingerprint(text) if text.body.strip() else None
    return dataclasses.replace(found, text=text_row(text, mark), outcomes=(parsed, *found.outcomes))


def extract(text: Text, sha256: str, ocr: str) -> Read:
    """Find what a text that was parsed before says."""
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
        input=extract_input(sha256, ocr),
        maker=extractor(),
        state="done" if mentions else "empty",
        seconds=time.perf_counter() - started,
    )
    rows = record_rows(records, quotes_in(text.body, records))
    return Read(None, pack(list(mentions)), tuple(rows), (outcome,), totals=claimed)


def _fault(code: str, **facts: str) -> Fault:
    return dataclasses.replace(fault(code, page=None, **facts), step="receive")
