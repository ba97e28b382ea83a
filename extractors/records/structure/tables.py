"""Tables of agreements: one row, one statement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from archive.model import Block, Span
from extractors.records.frames import Frame, Value
from extractors.records.parties.homes import Homes
from extractors.records.scene import Scene
from extractors.records.structure import annexes, footnotes, legends, outline
from extractors.records.structure.cells import Cell, Grid, cell_of
from extractors.records.structure.headers import NUMBER, columns_of, upright
from extractors.records.structure.lines import Line
from extractors.records.structure.row import Row, Top
from extractors.records.structure.rows import fill, frames_of
from extractors.records.structure.stacked import Stack

_ABOVE, _HEAD, _HINT, _COLUMNS = 2, 160, 50, 3


def read(
    scene: Scene, homes: Homes, stacks: Sequence[Stack], lines: Sequence[Line]
) -> tuple[list[Frame], list[Row], list[Span]]:
    """The frames of all tables, the rows for notes that point to them, and the running text that is a table."""
    grids: list[tuple[Grid, dict[int, str] | None]] = [(upright(grid), None) for grid in _grids(scene)]
    grids += [(stack.grid, stack.roles) for stack in stacks]
    if not grids:
        return [], [], []
    codes, explained = legends.read(scene)
    kept: list[tuple[Row, Top]] = []
    noted: list[Span] = []
    known: dict[str, Row] = {}
    roles: dict[int, str] = {}
    for grid, given in grids:
        grid = legends.spelled_out(grid, codes) if codes else grid
        roles, first = (given, 0) if given else columns_of(grid, roles)
        rows = list(_rows(grid[first:], roles))
        if annexes.from_table(rows, known):
            continue
        notes, spans = footnotes.read(scene, grid, lines)
        noted += spans
        top = _above(scene, grid[0][0])
        width = 1 + max(cell.column for _, cells in grid for cell in cells)
        by_number: dict[str, Row] = {}
        above: Row | None = None
        for row in rows:
            if width >= _COLUMNS and _groups(row, top):
                continue
            footnotes.apply(row, notes)
            fill(scene.text.body, row, above, by_number, top, homes)
            if row.number:
                by_number[row.number] = known[row.number] = row
            above = row
            kept.append((row, Top(hint=top.hint)))
    noted += annexes.from_lists(scene, lines, known) if known else []
    frames = [frame for row, top in kept if top.hint != "dropped" for frame in frames_of(scene, row, top.hint)]
    return frames, [row for row, _ in kept], [stack.span for stack in stacks] + noted + (explained if kept else [])


def _grids(scene: Scene) -> Iterator[Grid]:
    """The tables of a scene, each as its rows of cells."""
    rows = {(block.table, block.row): block for block in scene.rows if block.kind == "table_row"}
    pieces: dict[tuple[int | None, int | None, int | None], list[Block]] = {}
    for block in scene.text.blocks:
        if block.kind == "table_cell":
            pieces.setdefault((block.table, block.row, block.column), []).append(block)
    cells: dict[tuple[int | None, int | None], list[Cell]] = {}
    for (table, row, _), parts in pieces.items():
        cells.setdefault((table, row), []).append(cell_of(scene, parts))
    tables: dict[int | None, list[tuple[Block, list[Cell]]]] = {}
    for place, block in rows.items():
        if place in cells:
            tables.setdefault(place[0], []).append((block, cells[place]))
    yield from tables.values()


def _rows(grid: Grid, roles: Mapping[int, str]) -> Iterator[Row]:
    for block, cells in grid:
        row = Row(block.span, block, columns=frozenset(roles.values()), all=cells)
        for cell in cells:
            role = roles.get(cell.column)
            if role is not None and (role not in row.cells or _nearer(row.cells[role], cell, role)):
                row.cells[role] = cell
        number = row.cells.get("number")
        match = NUMBER.fullmatch(number.text) if number else None
        row.number = match[1] if match else None
        yield row


def _nearer(held: Cell, cell: Cell, role: str) -> bool:
    """True where the second of two columns of one role tells more: the first is empty, or is the province of a city."""
    if cell.blank:
        return False
    levels = [actor.party.level for actor in cell.actors if actor.home]
    return held.blank or (role == "home" and bool(levels) and "province" not in levels)


def _above(scene: Scene, first: Block) -> Top:
    """The caption, heading or short lines right above a table."""
    top = Top()
    at = bisect_left(scene.sentences, first.span.start, key=lambda sentence: sentence.span.start)
    near = [sentence.span for sentence in scene.sentences[max(0, at - _ABOVE) : at] if len(sentence.span) <= _HEAD]
    row = bisect_left(scene.rows, first.span.start, key=lambda block: block.span.start)
    before = scene.rows[row - 1] if row else None
    if before is not None and before.kind == "caption" and (not near or before.span.start > near[-1].start):
        near.append(before.span)
    elif before is not None:
        near = [span for span in near if span.start >= before.span.end]
    for span in reversed(near):
        cell = cell_of(scene, [Block(span, "caption")])
        named = [actor for actor in cell.actors if actor.home and actor.takes_part]
        if top.home is None and len({actor.party.key for actor in named}) == 1:
            top.home = named[0]
        kind = next(iter(cell.sentence.of("relation")), None)
        if kind is not None and top.relation is None:
            top.relation = Value(kind.value, kind.span)
        if len(span) <= _HINT and not cell.sentence.of("date"):
            top.hint = top.hint or outline.hint(cell.sentence)
    return top


def _groups(row: Row, top: Top) -> bool:
    """True for a row with one cell that heads those under it ("Kota Bandung", "Dalam proses")."""
    filled = [cell for cell in row.all if not cell.blank]
    if len(filled) != 1 or any(actor.foreign for actor in filled[0].actors):
        return False
    cell = filled[0]
    named = [actor for actor in cell.actors if actor.home and actor.role != "holder"]
    hint = outline.hint(cell.sentence)
    kind = next(iter(cell.sentence.of("relation")), None)
    if not named and hint is None and kind is None:
        return False
    top.home = named[0] if named else top.home
    top.hint = hint
    top.relation = Value(kind.value, kind.span) if kind is not None else top.relation
    return True
