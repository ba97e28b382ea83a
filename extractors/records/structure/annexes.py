"""What a text says of the rows of a table elsewhere, by their numbers: "Scope by number: 1 farming, 2 tourism"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.model import Block, Span
from extractors.records.scene import Scene
from extractors.records.structure.cells import Cell, cell_of
from extractors.records.structure.lines import Line
from extractors.records.structure.row import Row

_KNOWN = 0.5
_FEW = 2
_FIELDS = 0.6
_ADDED = ("fields", "instrument", "date", "valid", "status")


def from_table(rows: Sequence[Row], known: Mapping[str, Row]) -> bool:
    """Hands the rows of a table without parties to those of the same number before it; False for another table."""
    pointing = [row for row in rows if row.number in known]
    if len(pointing) < max(_FEW, _KNOWN * len(rows)):
        return False
    if any(actor.foreign for row in rows for cell in row.all for actor in cell.actors):
        return False
    for row in pointing:
        for role in _ADDED:
            if role in row.cells:
                _add(known[row.number or ""], role, row.cells[role])
    return True


def from_lists(scene: Scene, lines: Sequence[Line], known: Mapping[str, Row]) -> list[Span]:
    """Hands the items of numbered lists of fields to the rows of the same number; gives the items that were taken."""
    taken: list[Span] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.kind == "number":
            run.append(line)
            continue
        pointing = [item for item in run if item.number in known and not any(actor.foreign for actor in item.actors)]
        told = [item for item in pointing if item.sentence.of("field") and not item.sentence.of("date")]
        if len(pointing) >= max(_FEW, _KNOWN * len(run)) and len(told) >= _FIELDS * len(run):
            for item in pointing:
                cell = cell_of(scene, [Block(Span(item.start, item.span.end), "table_cell")])
                _add(known[item.number or ""], "fields", cell)
                taken.append(item.span)
        run = []
    return taken


def _add(row: Row, role: str, cell: Cell) -> None:
    if role not in row.cells or row.cells[role].blank:
        row.cells[role] = cell
