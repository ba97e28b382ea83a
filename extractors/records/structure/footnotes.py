"""Footnotes of a table: what a mark in a cell ("Kelantan (b)", "2014 *)") says of the row further down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.model import Block, Span
from extractors.records.scene import Scene
from extractors.records.structure.cells import Cell, Grid, cell_of
from extractors.records.structure.lines import Line
from extractors.records.structure.row import Row
from extractors.records.structure.rows import points

_SIGN = r"[a-z]|\d{1,2}|[*†‡§]{1,3}"
_MARK = re.compile(rf"\s*(?:\((?P<round>{_SIGN})\)|\[(?P<square>{_SIGN})\]|(?P<star>[*†‡§]{{1,3}})\)?)\Z")
_NOTE = re.compile(rf"[(\[]?(?P<sign>{_SIGN})(?:[)\].:]|(?<=[*†‡§]))\s*(?=\S)")

Notes = dict[str, Cell]


def read(scene: Scene, grid: Grid, lines: Sequence[Line]) -> tuple[Notes, list[Span]]:
    """The notes below a table whose marks stand in its cells, by their marks, and the text that they take."""
    marked = {mark for _, cells in grid for cell in cells if (mark := _mark(cell))}
    notes: Notes = {}
    spans: list[Span] = []
    if not marked:
        return notes, spans
    for line in lines:
        if line.span.start < grid[-1][0].span.end:
            continue
        note = _NOTE.match(line.body, line.span.start, line.span.end)
        if note is not None and note["sign"] in marked and note["sign"] not in notes:
            notes[note["sign"]] = cell_of(scene, [Block(Span(note.end(), line.span.end), "table_cell")])
            spans.append(line.span)
    return notes, spans


def apply(row: Row, notes: Notes) -> None:
    """Puts each note with the cell that it points back to another row from, or else with the remarks on its row."""
    for role, cell in list(row.cells.items()):
        note = notes.get(_mark(cell))
        if note is None:
            continue
        text = _MARK.sub("", cell.text)
        if points(note.text) and not cell.sentence.mentions:
            row.cells[role] = replace(cell, text=f"{text} {note.text}")
        else:
            row.cells[role] = replace(cell, text=text)
            row.cells["status"] = _joined(row.cells.get("status"), note)


def _mark(cell: Cell) -> str:
    found = _MARK.search(cell.text)
    return (found["round"] or found["square"] or found["star"]) if found is not None else ""


def _joined(remark: Cell | None, note: Cell) -> Cell:
    """A remark with a note behind it."""
    if remark is None or remark.blank:
        return note
    said = remark.sentence
    cues = [*said.cues, *note.sentence.cues]
    mentions = [*said.mentions, *note.sentence.mentions]
    sentence = replace(said, cues=cues, mentions=mentions, names=frozenset(cue.name for cue in cues))
    return replace(remark, text=f"{remark.text}; {note.text}", sentence=sentence)
