"""Legends: what the codes in the cells of a table stand for ("A = berjalan; H = habis masa; R = rencana")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from archive.model import Block, Span
from extractors.records.scene import Scene
from extractors.records.structure.cells import Cell, Grid, cell_of

_CODE = r"(?:[A-Z]{1,3}\d?|\d{1,2}|[*†‡§¶#✔✓✗✘✖×●○◐■□▲△▼+]+)"
_ENTRY = re.compile(
    rf"(?<![^\s;,:.|(/])(?P<code>{_CODE})\s*(?:=|:)\s*(?P<says>[^=;|\n]+?)\s*(?=[;|\n]|[,./]?\s+{_CODE}\s*[=:]|\)?\Z)"
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,3}\b")
_LONGEST, _CELL = 4, 24
_FEW = 2
_LINE = 600


def read(scene: Scene) -> tuple[dict[str, Cell], list[Span]]:
    """The codes of a text by what they stand for; a line or a run of lines that explains two or more makes a legend.

    The second part is the text of the legends.
    """
    codes: dict[str, Cell] = {}
    spans: list[Span] = []
    body = scene.text.body
    run: list[re.Match[str]] = []
    for line in re.finditer(r"[^\n]+", body):
        signed = "=" in line[0] or ":" in line[0]
        end = min(line.end() + 1, line.start() + _LINE)
        found = list(_ENTRY.finditer(body, line.start(), end)) if signed else []
        if not found or (len(found) == 1 and found[0].start() - line.start() > _LONGEST):
            spans += _keep(scene, codes, run)
            run = []
        run += found
    spans += _keep(scene, codes, run)
    return codes, spans


def _keep(scene: Scene, codes: dict[str, Cell], run: list[re.Match[str]]) -> list[Span]:
    if len({entry["code"] for entry in run}) < _FEW:
        return []
    for entry in run:
        span = Span(entry.start("says"), entry.end("says"))
        codes.setdefault(entry["code"], cell_of(scene, [Block(span, "table_cell")]))
    return [Span(scene.text.body.rfind("\n", 0, run[0].start()) + 1, run[-1].end())]


def spelled_out(grid: Grid, codes: Mapping[str, Cell]) -> Grid:
    """The table with what its codes stand for in their place; a column of numbers is left alone."""
    coded: dict[int, int] = {}
    for _, cells in grid:
        for cell in cells:
            if len(cell.text) <= _LONGEST and not cell.blank:
                coded[cell.column] = coded.get(cell.column, 0) + (1 if cell.text in codes else -1)
    return [(block, [_said(cell, codes, coded.get(cell.column, 0) > 0) for cell in cells]) for block, cells in grid]


def _said(cell: Cell, codes: Mapping[str, Cell], all_codes: bool) -> Cell:
    """The cell with what its codes stand for: all of it, or parts of it that are abbreviations ("MoU-SC")."""
    meaning = codes.get(cell.text)
    if meaning is not None and (all_codes or _ABBREVIATION.fullmatch(cell.text)):
        return Cell(meaning.text, cell.span, cell.column, meaning.sentence, meaning.actors, cell.parts)
    found = (
        [codes[part] for part in _ABBREVIATION.findall(cell.text) if part in codes] if len(cell.text) < _CELL else []
    )
    if not found:
        return cell
    said = cell.sentence
    cues = [*said.cues, *(cue for other in found for cue in other.sentence.cues)]
    mentions = [*said.mentions, *(mention for other in found for mention in other.sentence.mentions)]
    sentence = replace(said, cues=cues, mentions=mentions, names=frozenset(cue.name for cue in cues))
    return replace(cell, sentence=sentence)
