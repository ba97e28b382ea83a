"""What comes out of a container, and how much may."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Fault
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits
from extractors.parsing.packed import Hostile


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a container: its path there, its bytes, and address and time of its capture if known.

    `fault` is set where it could not be unpacked; `data` is empty then. `charset` is what HTTP or MIME said of it,
    `at` a UTC time in ISO 8601.
    """

    name: str
    data: bytes
    url: str | None = None
    at: str | None = None
    media_type: str = ""
    fault: Fault | None = None
    charset: str | None = None


class Budget:
    """What may still be unpacked of one container."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.unpacked

    def take(self, size: int, name: str) -> None:
        """Count bytes. Raises Hostile when the container has outgrown its limit."""
        self.left -= size
        if self.left < 0:
            raise Hostile(fault("bomb", what=name[:80] or "container"))
