"""Long tables of web pages are set aside before the article is looked for: the search takes much time for each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_SHOWN = 60
"""Rows of a long table that stay in the page and tell whether it belongs to the article."""
_LONG = 200
"""Rows from which on a table is long."""
_PLACE = re.compile(r"\s*naskah-rows-(\d{1,6})\s*")

Rows = list[list[str]]


class LongTables:
    """The rows that were taken out of a page, each table's under the mark that was left in their place."""

    def __init__(self, most: int) -> None:
        self.dropped = False
        self._left = most
        self._rows: list[Rows] = []

    def set_aside(self, tree: Any) -> None:
        """Take the rows of long tables out of the tree; those beyond the limit are dropped."""
        for table in tree.iter("table"):
            if next(table.iterdescendants("table"), None) is not None:
                continue
            rows = list(table.iter("tr"))
            if len(rows) < _LONG:
                continue
            kept = max(0, self._left - _SHOWN)
            self.dropped |= len(rows) - _SHOWN > kept
            taken = rows[_SHOWN:][:kept]
            self._left -= len(taken) + _SHOWN
            cells = [[_text(cell) for cell in row.iterchildren("td", "th")] for row in taken]
            if self._mark(rows[_SHOWN - 1]):
                self._rows.append(cells)
            for row in rows[_SHOWN:]:
                row.getparent().remove(row)

    def _mark(self, row: Any) -> bool:
        cell = next(row.iterchildren("td", "th"), None)
        if cell is None:
            return False
        cell.text = f"{cell.text or ''} naskah-rows-{len(self._rows)}"
        return True

    def restored(self, rows: Sequence[Sequence[str]]) -> Rows:
        """The rows of a table with those that were set aside, and without the mark."""
        out: Rows = []
        for row in rows:
            more: Rows = []
            cells = []
            for cell in row:
                text, found = self.unmarked(cell)
                cells.append(text)
                more.extend(found)
            out.append(cells)
            out.extend(more)
        return out

    def unmarked(self, text: str) -> tuple[str, Rows]:
        """The text without a mark, and the rows for which the mark stood."""
        found = _PLACE.search(text) if self._rows and "naskah-rows-" in text else None
        if found is None or int(found[1]) >= len(self._rows):
            return text, []
        return f"{text[: found.start()]} {text[found.end() :]}".strip(), self._rows[int(found[1])]


def _text(cell: Any) -> str:
    return " ".join("".join(cell.itertext()).split())
