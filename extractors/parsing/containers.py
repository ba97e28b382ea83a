"""Containers of documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.model import Fault
from extractors.parsing.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a container: its path there, its bytes, and address and time of its capture if known.

    `fault` is set where it could not be unpacked; `data` is empty then. `charset` is what HTTP or MIME said of it.
    """

    name: str
    data: bytes
    url: str | None = None
    at: str | None = None
    media_type: str = ""
    fault: Fault | None = None
    charset: str | None = None


def unpack(data: bytes, media_type: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Member]:
    """The documents of a container, one at a time."""
    yield from ()
