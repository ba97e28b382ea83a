"""Tables as they stand on pages: cells with their lines and rulings, and tables that a page break has cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine, text_lines

_SAME_EDGE = 3.0
"""Points by which the edge of a column may differ from page to page."""
_LETTERS = 3
"""Heights of a line from which on a cell is so wide that no single letter runs over its rulings."""


@dataclass(slots=True)
class Cell:
    """The lines of a cell; `left` and `right` are the rulings beside it, both 0 where it has none."""

    lines: list[TextLine] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def ruled(self) -> bool:
        return self.right > self.left


@dataclass(slots=True)
class PageTable:
    """A table on a page: its place and its rows of cells; `continues` says that it goes on with the one before."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[list[Cell]]
    continues: bool = False

    @property
    def padding(self) -> float:
        """The least blank between the rulings of a cell and its words, in cells wide enough for some letters."""
        lines = [(line, cell) for cell in self.cells() if cell.ruled for line in cell.lines]
        blanks = [line.x0 - cell.left for line, cell in lines if cell.right - cell.left > _LETTERS * line.size]
        return max(0.0, min(blanks, default=0.0))

    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        return (cell for row in self.rows for cell in row)

    def covers(self, word: Word) -> bool:
        """True for a word whose middle lies within the table."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.x0 - 1 <= x <= self.x1 + 1 and self.top - 1 <= y <= self.bottom + 1


def cell_of(words: Sequence[Word], left: float = 0.0, right: float = 0.0) -> Cell:
    """A cell of the given words."""
    return Cell(text_lines(words), left, right)


def carry_on(before: PageTable, after: PageTable, page: int) -> bool:
    """True where `after`, the first thing on `page`, goes on with `before`; it then loses what is there already.

    A head repeated on the new page is dropped. A row that the break has cut (its first cell is empty, as in no other
    row) goes to the end of the row before it, so that `after` may be left without rows.
    """
    if not _aligned(before, after):
        return False
    heads = sum(1 for _ in takewhile(lambda pair: _texts(pair[0]) == _texts(pair[1]), zip(before.rows, after.rows)))  # noqa: B905
    del after.rows[:heads]
    if after.rows and _is_cut(after.rows[0], before):
        for cell, rest in zip(before.rows[-1], after.rows.pop(0), strict=True):
            cell.lines += [TextLine([replace(word, page=page) for word in line.words]) for line in rest.lines]
    after.continues = True
    return True


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _aligned(before: PageTable, after: PageTable) -> bool:
    """True where the columns of both tables are the same; columns that are empty on the new page are put in."""
    if not before.rows or not after.rows:
        return False
    edges, found = ([cell.left for cell in table.rows[0]] for table in (before, after))
    if len(edges) == len(found):
        return True
    places = [next((n for n, edge in enumerate(edges) if abs(edge - at) <= _SAME_EDGE), -1) for at in found]
    if -1 in places or len(set(places)) < len(places) or not all(cell.ruled for cell in before.rows[0]):
        return False
    for at, row in enumerate(after.rows):
        wide = [Cell(left=cell.left, right=cell.right) for cell in before.rows[0]]
        for place, cell in zip(places, row, strict=True):
            wide[place] = cell
        after.rows[at] = wide
    return True


def _is_cut(row: Sequence[Cell], before: PageTable) -> bool:
    return not row[0].lines and all(earlier[0].lines for earlier in before.rows)
