"""What made a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Maker:
    """The program part that produced a value: its name, version, and a digest of its code and data.

    A step is run again when the maker of its last outcome differs from today's.
    """

    name: str
    version: str
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.version}" + (f" ({self.digest[:8]})" if self.digest else "")
