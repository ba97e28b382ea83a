"""A row of a table, an item or a form: its cells by what they hold, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.model import Block, Span
from archive.model.record import Status
from extractors.records.frames import Value
from extractors.records.parties.actors import Actor
from extractors.records.structure import outline
from extractors.records.structure.cells import Cell


@dataclass(slots=True)
class Row:
    """A row as read: its cells by role, its number, and what it says."""

    span: Span
    block: Block
    cells: dict[str, Cell] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    all: Sequence[Cell] = ()
    status: Status | None = None
    number: str | None = None
    home: Actor | None = None
    partners: list[Actor] = field(default_factory=list)
    instrument: Value | None = None
    relation: Value | None = None


@dataclass(slots=True)
class Top:
    """What stands above a table, or above a group of its rows, and goes for them."""

    home: Actor | None = None
    relation: Value | None = None
    instrument: Value | None = None
    hint: outline.Hint | None = None
