"""The bytes as they came in, and from where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capture:
    """One occasion on which the bytes were seen.

    `via` says how: file, upload, url, warc, zip, email. `name` is the file name or the path inside its
    container; `container` the sha256 of the archive file it was unpacked from. `charset` is what
    the server or mail said of the encoding. `at` is a UTC time in ISO 8601.
    """

    at: str
    via: str
    name: str = ""
    url: str | None = None
    container: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one document, known by their SHA-256, with every capture of them."""

    sha256: str
    size: int
    media_type: str
    name: str
    captures: tuple[Capture, ...] = ()

    @property
    def id(self) -> str:
        """The document's id in addresses and in the index: the first sixteen digits of the SHA-256."""
        return self.sha256[:16]
