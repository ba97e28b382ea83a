"""Zipped files opened with care: names, sizes and ratios are checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from archive.model import Fault
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits

_CHUNK = 1 << 20
_SMALL = 1 << 20


class Hostile(Exception):  # noqa: N818 - it names the file, not an error of the program
    """A file that must not be read further; carries the fault."""

    def __init__(self, what: Fault) -> None:
        super().__init__(what.message)
        self.fault = what


def open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The opened package of a document. Raises Hostile for too many members, BadZipFile for broken ones."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (NotImplementedError, ValueError, UnicodeError, OSError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    if len(package.infolist()) > limits.members:
        raise Hostile(fault("too_many_members", limit=f"{limits.members:,}"))
    return package


def member(package: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """The bytes of a member. Raises Hostile where they outgrow the limits, KeyError where there is none."""
    info = package.getinfo(name)
    if info.flag_bits & 0x1:
        raise Hostile(fault("encrypted"))
    return inflate(package, info, limits.unpacked, limits)


def inflate(package: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    """The bytes of a member, read in pieces so that a lying directory cannot fill the memory."""
    parts: list[bytes] = []
    total = 0
    try:
        with package.open(info) as stream:
            while piece := stream.read(_CHUNK):
                total += len(piece)
                if total > most:
                    raise Hostile(fault("bomb", what=info.filename[:80]))
                if total > _SMALL and total > limits.ratio * max(info.compress_size, 1):
                    raise Hostile(fault("bomb", what=info.filename[:80]))
                parts.append(piece)
    except NotImplementedError as error:
        raise Hostile(fault("unsupported", what=f"ZIP with {error}")) from error
    except RuntimeError as error:
        raise Hostile(fault("encrypted")) from error
    except (zlib.error, EOFError, OSError) as error:
        raise zipfile.BadZipFile(f"{info.filename} is damaged: {error}") from error
    return b"".join(parts)


def entity_bomb(content: bytes) -> bool:
    """True where XML defines entities, which office files and pages never need and bombs always do."""
    return re.search(rb"<!ENTITY\s", content[:100_000]) is not None
