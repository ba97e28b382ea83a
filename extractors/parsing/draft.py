"""A text while it is being read: the body grows piece by piece and every piece keeps its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.model import Block, Box, Fault, Page, PartialDate, Span
from archive.model.text import BlockKind
from extractors.parsing.nesting import Nesting
from extractors.parsing.openings import Below, Openings
from extractors.parsing.tilt import turned_back

_TOLERANCE = 4.0
"""Points by which the indents of one level may differ."""


@dataclass(slots=True)
class Draft:
    """What a reader of one format found; `finish` makes a Text of it.

    `hints` are what the format itself says (title, author ...); they win over what is concluded from the text.
    """

    body: str = ""
    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    title: str | None = None
    published: PartialDate | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands, in points from the top left; `page` is 0 on the page that is being written."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    page: int = 0


class Writer:
    """Builds the body of a draft from pieces of text that a format delivers in reading order."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._parts: list[str] = []
        self._length = 0
        self._tables = 0
        self._last: BlockKind | None = None
        self._page = 1
        self._page_start: int | None = None
        self._page_size = (0.0, 0.0)
        self._tilt = 0.0
        self._indents: dict[int, float] = {}
        self._blank: set[int] = set()

    @property
    def length(self) -> int:
        return self._length

    def tail(self, count: int) -> str:
        """The last characters written."""
        out = ""
        for part in reversed(self._parts):
            out = part + out
            if len(out) >= count:
                break
        return out[-count:]

    def page(self, number: int, width: float = 0.0, height: float = 0.0, tilt: float = 0.0) -> None:
        """Begin a page: what follows stands on it; `tilt` is how many degrees it was turned to be upright."""
        self._close_page()
        self._tilt = tilt
        self._page = number
        self._page_size = (width, height)
        self._page_start = -1

    def block(
        self, text: str, kind: BlockKind = "paragraph", *, level: int = 0, words: Sequence[Word] = ()
    ) -> Span | None:
        """Add a block of text (white space squeezed); its words, if given, become boxes. None for an empty one."""
        clean = squeeze(text)
        if not clean:
            return None
        self._separate("\n" if kind == "list_item" and self._last == "list_item" else "\n\n")
        span = self._write(clean)
        self.draft.blocks.append(Block(span=span, kind=kind, page=self._page, level=level))
        self._box(span, clean, words)
        self._last = kind
        return span

    def paragraph(self, text: str, indent: float = 0.0) -> None:
        """Add a paragraph of which the format says no more than its indent (in points); its words tell its kind."""
        span = self.block(text)
        if span is not None:
            self._indents[len(self.draft.blocks) - 1] = indent

    def blank(self) -> None:
        """An empty paragraph: the ones around it do not belong together."""
        self._blank.add(len(self.draft.blocks))

    def extend(self, text: str, words: Sequence[Word] = (), glue: str = " ") -> None:
        """Go on with the last block, which a column or page break has cut in two."""
        clean = squeeze(text)
        if not clean or not self.draft.blocks:
            return
        self._parts.append(glue)
        self._length += len(glue)
        if self._page_start == -1:
            self._page_start = self._length
        span = self._write(clean)
        last = self.draft.blocks[-1]
        self.draft.blocks[-1] = replace(last, span=Span(last.span.start, span.end))
        self._box(span, clean, words)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        words: Sequence[Sequence[Sequence[Word]]] = (),
        continues: bool = False,
    ) -> None:
        """Add a table; empty rows are dropped, cells of a row stand on one line with a bar between them.

        With `continues`, the rows go on with the table before (it was cut by a page break).
        """
        before = self.draft.blocks[-1] if self.draft.blocks else None
        joined = continues and before is not None and before.table is not None
        number = self._tables - joined
        count = before.row + 1 if joined and before is not None and before.row is not None else 0
        first = count
        for at, row in enumerate(rows):
            cells = [squeeze(cell).replace("\n", " ") for cell in row]
            if not any(cells):
                continue
            self._separate("\n" if count else "\n\n")
            start = self._length
            placed: list[tuple[int, Span, str]] = []
            for column, cell in enumerate(cells):
                if column:
                    self._write(" | ")
                if cell:
                    placed.append((column, self._write(cell), cell))
            row_span = Span(start, self._length)
            self.draft.blocks.append(Block(span=row_span, kind="table_row", page=self._page, table=number, row=count))
            for column, span, cell in placed:
                self.draft.blocks.append(
                    Block(span=span, kind="table_cell", page=self._page, table=number, row=count, column=column)
                )
                if words:
                    self._box(span, cell, words[at][column])
            count += 1
            self._last = "table_row"
        if count > first and not joined:
            self._tables += 1

    def done(self) -> Draft:
        self._close_page()
        self.draft.body = "".join(self._parts)
        if self._indents:
            self._conclude_kinds()
        return self.draft

    def _conclude_kinds(self) -> None:
        """Tell the kinds of paragraphs by their words, as in plain text."""
        blocks = self.draft.blocks
        texts = {at: blocks[at].span.of(self.draft.body) for at in self._indents}
        openings = Openings(texts.values(), Nesting(_TOLERANCE))
        for at, indent in self._indents.items():
            below = None
            if at + 1 in self._indents and at + 1 not in self._blank:
                below = Below(texts[at + 1], self._indents[at + 1])
            opening = openings.whole(texts[at], indent, below)
            blocks[at] = replace(blocks[at], kind=opening.kind, level=opening.level)

    def _separate(self, gap: str) -> None:
        if self._length:
            self._parts.append(gap)
            self._length += len(gap)
        if self._page_start == -1:
            self._page_start = self._length

    def _write(self, text: str) -> Span:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def _box(self, span: Span, text: str, words: Sequence[Word]) -> None:
        """Find each word again in the written text, in order, and note where it stands on the page."""
        at = 0
        for word in words:
            surface = unicodedata.normalize("NFC", word.text).strip()
            found = text.find(surface, at, at + len(surface) + 200) if surface else -1
            if found < 0:
                continue
            place = self._tilted(word) if self._tilt else word
            self.draft.boxes.append(
                Box(
                    span=Span(span.start + found, span.start + found + len(surface)),
                    page=word.page or self._page,
                    x0=place.x0,
                    top=place.top,
                    x1=place.x1,
                    bottom=place.bottom,
                )
            )
            at = found + len(surface)

    def _tilted(self, word: Word) -> Word:
        """The word where it stands on the page as it was scanned; its box keeps its size."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        new_x, new_y = turned_back(x, y, self._tilt, *self._page_size)
        right, down = new_x - x, new_y - y
        return Word(word.text, word.x0 + right, word.top + down, word.x1 + right, word.bottom + down)

    def _close_page(self) -> None:
        if self._page_start is None:
            return
        start = self._length if self._page_start == -1 else self._page_start
        width, height = self._page_size
        self.draft.pages.append(Page(self._page, Span(start, self._length), width, height))
        self._page_start = None


def squeeze(text: str) -> str:
    """NFC, runs of blanks as one space, no control characters, no blank lines, ends stripped."""
    text = unicodedata.normalize("NFC", text)
    lines = (" ".join(_visible(line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _visible(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(
        c
        if c.isprintable() or c == "\t" or c == "\xa0"
        else ("" if c == "\xad" or c in "\u200b\ufeff\u200e\u200f" else " ")
        for c in line
    )
