"""Tables on PDF pages: ruled ones by pdfplumber, others by the alignment of their words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine, gaps
from extractors.parsing.tables import Cell, PageTable, cell_of


def ruled_tables(page: Any, words: Sequence[Word]) -> list[PageTable]:
    """The tables that pdfplumber finds between the drawn lines of its page, filled with the given words."""
    out = []
    for table in page.find_tables():
        x0, top, x1, bottom = table.bbox
        rows = []
        taken: set[int] = set()
        for row in table.rows:
            cells: list[Cell] = []
            for cell in row.cells:
                inside = [w for w in words if cell and id(w) not in taken and _inside(w, cell)]
                taken.update(map(id, inside))
                cells.append(cell_of(inside, cell[0], cell[2]) if cell else Cell())
            rows.append(cells)
        rows, columns = _squeezed(rows)
        if len(rows) >= 2 and columns >= 2 and not _is_frame(rows):
            out.append(PageTable(x0, top, x1, bottom, rows))
    return sorted(out, key=lambda table: table.top)


def aligned_tables(lines: Sequence[TextLine]) -> list[PageTable]:
    """Tables without lines: a head of three cells or more, and rows below that keep to its columns."""
    out: list[PageTable] = []
    at = 0
    while at < len(lines):
        table, end = _aligned(lines, at)
        if table is not None:
            out.append(table)
        at = end if table is not None else at + 1
    return out


def _inside(word: Word, cell: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return cell[0] - 0.5 <= x <= cell[2] + 0.5 and cell[1] - 0.5 <= y <= cell[3] + 0.5


def _squeezed(rows: list[list[Cell]]) -> tuple[list[list[Cell]], int]:
    """Without empty rows and columns that are empty throughout (merged cells leave such)."""
    width = max((len(row) for row in rows), default=0)
    rows = [row + [Cell() for _ in range(width - len(row))] for row in rows]
    used = [column for column in range(width) if any(row[column].lines for row in rows)]
    return [[row[column] for column in used] for row in rows if any(cell.lines for cell in row)], len(used)


def _is_frame(rows: list[list[Cell]]) -> bool:
    """True for boxes drawn around running text: few cells, and the fullest holds nearly everything."""
    sizes = sorted((len(cell.text) for row in rows for cell in row), reverse=True)
    filled = sum(size > 0 for size in sizes)
    return filled < 3 or (sizes[0] > 0.8 * sum(sizes) and sizes[0] > 600)


def _aligned(lines: Sequence[TextLine], at: int) -> tuple[PageTable | None, int]:
    head = lines[at]
    if sum(1 for _ in gaps(head)) < 2:
        return None, at + 1
    starts = _starts(head)
    step = 1.2 * head.size
    rows: list[list[list[Word]]] = [_cells(head, starts)]
    full = 0
    end = at + 1
    while end < len(lines):
        line = lines[end]
        cells = _cells(line, starts)
        if line.top - lines[end - 1].bottom > 2.2 * step or not _keeps(line, starts):
            break
        filled = sum(bool(cell) for cell in cells)
        if cells[0] or filled >= max(3, 0.7 * len(starts)):
            rows.append(cells)
            full += filled >= 3
        else:
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)
        end += 1
    if full < 2 or median(sum(bool(c) for c in row) for row in rows) < 3:
        return None, at + 1
    band = lines[at:end]
    x0, x1 = min(line.x0 for line in band), max(line.x1 for line in band)
    return PageTable(x0, band[0].top, x1, band[-1].bottom, [[cell_of(cell) for cell in row] for row in rows]), end


def _starts(head: TextLine) -> list[float]:
    wide = {after for _, after in gaps(head)}
    return [head.words[0].x0, *(word.x0 for word in head.words if word.x0 in wide)]


def _cells(line: TextLine, starts: Sequence[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in starts]
    for word in line.words:
        column = max((i for i, start in enumerate(starts) if word.x0 >= start - 3), default=0)
        cells[column].append(word)
    return cells


def _keeps(line: TextLine, starts: Sequence[float]) -> bool:
    """True where no word of the line runs across a column start and wide gaps fall on the columns."""
    if any(word.x0 < start - 3 and word.x1 > start + 3 for start in starts[1:] for word in line.words):
        return False
    # Words that touch across a border are running text, not cells.
    for before, after in zip(line.words, line.words[1:], strict=False):
        crossed = any(before.x1 <= start and after.x0 >= start - 3 and before.x0 < start for start in starts[1:])
        if crossed and after.x0 - before.x1 < 0.5 * line.size:
            return False
    return line.x0 >= starts[0] - 3
