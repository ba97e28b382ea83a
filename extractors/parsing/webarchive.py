"""WARC files: the documents among the captured answers of web servers."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from extractors.parsing import media
from extractors.parsing.faults import amount, fault
from extractors.parsing.members import Budget, Member

_DOCUMENTS = re.compile(
    r"text/(?:html|plain|markdown|csv|rtf)|application/(?:xhtml\+xml|pdf|x-pdf|rtf|msword|zip|octet-stream|"
    r"x-download|force-download|vnd\.(?:openxmlformats|oasis|ms-|wordprocessing).*)|message/rfc822|binary/octet-stream",
    re.I,
)
_FURNITURE = re.compile(r"/(?:robots\.txt|ads\.txt|favicon\.\w+|sitemap[^/]*\.(?:xml|txt)(?:\.gz)?)$", re.I)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)
_CHUNK = 1 << 18


def captures(data: bytes, budget: Budget) -> Iterator[Member]:
    """One member for each successful response or resource that holds a document, with its address and time."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    seen = 0
    try:
        for record in _quietly(ArchiveIterator(io.BytesIO(data))):
            if record.rec_type in {"response", "resource"} and _is_document(record):
                seen += 1
                yield _member(record, budget)
    except (ArchiveLoadFailed, EOFError, ValueError, UnicodeError, KeyError, AttributeError) as error:
        code = (
            fault("broken", what="a WARC file") if not seen else fault("partly_broken", what="the end of a WARC file")
        )
        yield Member(type(error).__name__ if not seen else "", b"", fault=code)


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records, without what warcio prints about broken ones; that comes as faults."""
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_document(record: Any) -> bool:
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not status.startswith("2") or status == "204" or _FURNITURE.search(urlsplit(url).path):
        return False
    return _DOCUMENTS.match(_content_type(record)) is not None


def _content_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers else record.rec_headers
    return (headers.get_header("Content-Type") or "application/octet-stream").strip()


def _member(record: Any, budget: Budget) -> Member:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or None
    at = record.rec_headers.get_header("WARC-Date")
    name = _name(url)
    stream = record.content_stream()
    parts: list[bytes] = []
    total = 0
    broken = None
    try:
        while piece := stream.read(_CHUNK):
            total += len(piece)
            if total > budget.limits.bytes:
                return Member(name, b"", url, at, fault=fault("too_large", limit=amount(budget.limits.bytes)))
            budget.take(len(piece), name)
            parts.append(piece)
    except (EOFError, OSError, ValueError):
        broken = fault("truncated")
    content = b"".join(parts)
    if broken is not None or record.rec_headers.get_header("WARC-Truncated") or _is_short(record, content):
        broken = fault("truncated")
    if not content:
        return Member(name, b"", url, at, fault=broken or fault("empty"))
    if broken is not None:
        return Member(name, b"", url, at, fault=broken)
    kind = media.sniff(content, name)
    charset = _CHARSET.search(_content_type(record))
    if kind == media.BINARY or (kind == media.TEXT and _content_type(record).lower().startswith("application/octet")):
        return Member(name, b"", url, at, fault=fault("no_document", what=_content_type(record)[:60]))
    return Member(name, content, url, at, kind, charset=charset[1] if charset else None)


def _is_short(record: Any, content: bytes) -> bool:
    """True where fewer bytes came than the server announced, for answers that were sent as they are."""
    headers = record.http_headers
    if headers is None or headers.get_header("Content-Encoding") or headers.get_header("Transfer-Encoding"):
        return False
    announced = headers.get_header("Content-Length") or ""
    return announced.isdigit() and len(content) < int(announced)


def _name(url: str | None) -> str:
    """A file name for an address: its last part, or its host."""
    if not url:
        return "capture"
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    return last[-120:] or parts.hostname or "capture"
