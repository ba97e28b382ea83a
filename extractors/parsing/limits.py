"""How much of one file is read before reading stops."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file; what goes beyond them becomes a fault, never an exception.

    `bytes` bounds the file itself, `unpacked` all that comes out of one container or zipped document together, `ratio`
    how often larger a packed member may become, `members` their number, `depth` how deep containers may nest. `pages`
    bounds the pages read of a document, `rows` the rows of its tables, `characters` its text. `seconds` and `memory`
    (bytes) bound a worker process and are enforced by `extractors.parsing.guard`.
    """

    bytes: int = 100 * MEBIBYTE
    unpacked: int = 1024 * MEBIBYTE
    ratio: float = 200.0
    members: int = 100_000
    depth: int = 3
    pages: int = 1_000
    rows: int = 20_000
    characters: int = 10_000_000
    seconds: float = 120.0
    memory: int = 1536 * MEBIBYTE


DEFAULT_LIMITS = Limits()
