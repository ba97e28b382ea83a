"""Containers of documents: ZIP, GZIP, WARC, WACZ and mail, unpacked member by member within limits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from extractors.parsing import media
from extractors.parsing.faults import amount, fault
from extractors.parsing.limits import DEFAULT_LIMITS, Limits
from extractors.parsing.litter import is_litter, is_page_part
from extractors.parsing.members import Budget, Member
from extractors.parsing.packed import Hostile, inflate

_CHUNK = 1 << 20


def unpack(data: bytes, media_type: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Member]:
    """The documents of a container, one at a time; a member that is a container itself comes as it is.

    Never raises for bad input: what cannot be unpacked comes as a member with a fault and without data.
    """
    readers = {
        media.ZIP: _zip,
        media.WACZ: _wacz,
        media.GZIP: _gzip,
        media.WARC: _warc,
        media.WARC_GZ: _warc,
        media.EML: _mail,
    }
    reader = readers.get(media_type)
    if reader is None:
        yield Member("", b"", fault=fault("unsupported", what=media_type))
        return
    budget = Budget(limits)
    try:
        for count, member in enumerate(reader(data, budget)):
            if count >= limits.members:
                yield Member("", b"", fault=fault("too_many_members", limit=f"{limits.members:,}"))
                return
            if member.data and not member.media_type:
                member = replace(member, media_type=media.sniff(member.data, member.name))
            yield member
    except Hostile as error:
        yield Member("", b"", fault=error.fault)
    except Exception as error:  # noqa: BLE001 - the libraries raise what they like on broken files
        what = f"a container ({type(error).__name__})"
        yield Member("", b"", fault=fault("broken", what=what))


def _zip(data: bytes, budget: Budget, prefix: str = "") -> Iterator[Member]:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        yield Member("", b"", fault=fault("broken", what="a ZIP file"))
        return
    with package:
        if _overlap(package):
            # Many names for the same packed bytes: the members would grow beyond all measure.
            raise Hostile(fault("bomb", what="members that overlap"))
        names = {_name(info) for info in package.infolist()}
        for info in package.infolist():
            name = _name(info)
            if info.is_dir() or not name.startswith(prefix) or _is_link(info):
                continue
            if is_litter(name) or is_page_part(name, names):
                continue
            yield _member(package, info, name, budget)


def _member(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Member:
    limits = budget.limits
    if _escapes(info.filename) or _escapes(name):
        return Member(_harmless(name), b"", fault=fault("path_traversal", what=name[:80]))
    if info.flag_bits & 0x1:
        return Member(name, b"", fault=fault("encrypted"))
    if info.file_size > limits.bytes:
        return Member(name, b"", fault=fault("too_large", limit=amount(limits.bytes)))
    try:
        content = inflate(package, info, min(limits.bytes, budget.left), limits)
    except Hostile as error:
        return Member(name, b"", fault=error.fault)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        return Member(name, b"", fault=fault("broken", what="a member of a ZIP file"))
    budget.take(len(content), name)
    if not content:
        return Member(name, b"", fault=fault("empty"))
    return Member(name, content)


def _overlap(package: zipfile.ZipFile) -> bool:
    """True where members of a package share their packed bytes."""
    # Between two members stands at least the head of the second: thirty bytes and its name.
    ends = 0
    for info in sorted(package.infolist(), key=lambda info: info.header_offset):
        if info.compress_size and info.header_offset < ends:
            return True
        ends = max(ends, info.header_offset + 30 + info.compress_size)
    return False


def _name(info: zipfile.ZipInfo) -> str:
    """The path of a member; names without the UTF-8 flag are often UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _escapes(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name) is not None or "\x00" in name


def _harmless(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name[:120]


def _is_link(info: zipfile.ZipInfo) -> bool:
    return (info.external_attr >> 16) & 0o170000 == 0o120000


def _wacz(data: bytes, budget: Budget) -> Iterator[Member]:
    """The captures of the WARC files in a WACZ; its indexes and page lists are no documents."""
    for member in _zip(data, budget, "archive/"):
        if member.fault is not None:
            yield member
        elif media.sniff(member.data) in {media.WARC, media.WARC_GZ}:
            yield from _warc(member.data, budget)


def _gzip(data: bytes, budget: Budget) -> Iterator[Member]:
    """The one file in a GZIP, or the damaged beginning of one as a fault."""
    limits = budget.limits
    inflater = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    total = 0
    rest = data
    try:
        while rest and not inflater.eof:
            piece = inflater.decompress(rest, _CHUNK)
            rest = inflater.unconsumed_tail
            total += len(piece)
            if total > limits.bytes or (total > _CHUNK and total > limits.ratio * len(data)):
                yield Member("", b"", fault=fault("bomb", what="GZIP"))
                return
            parts.append(piece)
            if not piece and not rest:
                break
    except zlib.error:
        yield Member("", b"", fault=fault("broken", what="a GZIP file"))
        return
    if not inflater.eof:
        yield Member("", b"", fault=fault("truncated"))
        return
    budget.take(total, "GZIP")
    yield Member(_gzip_name(data), b"".join(parts))


def _gzip_name(data: bytes) -> str:
    if len(data) > 10 and data[3] & 0x08 and not data[3] & 0x04:
        end = data.find(b"\x00", 10, 400)
        if end > 0:
            return _harmless(data[10:end].decode("latin-1"))
    return "content"


def _warc(data: bytes, budget: Budget) -> Iterator[Member]:
    from extractors.parsing.webarchive import captures

    yield from captures(data, budget)


def _mail(data: bytes, budget: Budget) -> Iterator[Member]:
    from extractors.parsing.mail import parts

    yield from parts(data, budget)
