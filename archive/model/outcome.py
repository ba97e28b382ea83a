"""What became of one step for one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.maker import Maker
from archive.model.text import Fault

State = Literal["done", "empty", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step ended for one document.

    A step is due when no outcome has today's input digest and maker. `seconds` is the time it took.
    """

    document: str
    step: str
    input: str
    maker: Maker
    state: State
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0
    at: str = ""
