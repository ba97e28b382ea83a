"""The store of originals: bytes kept under their SHA-256, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from archive.errors import NaskahError


class Store(Protocol):
    """Bytes by SHA-256; what is in it is never changed."""

    def put(self, data: bytes) -> str:
        """Keep `data`, safe on disk when this returns; its SHA-256 in hexadecimal digits."""

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises KeyError where there are none."""

    def __contains__(self, sha256: str) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...

    def damaged(self, sha256: str) -> bool:
        """True where the kept bytes no longer have that SHA-256."""


def open_store(url: str) -> Store:
    """The store at `url` (`file:///folder`)."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        from archive.store.folder import FolderStore

        return FolderStore(Path(unquote(parts.path)))
    raise NaskahError(f"No store of the kind {parts.scheme!r} is known; use file:///folder.")


__all__ = ["Store", "open_store"]
