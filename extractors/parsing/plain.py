"""Plain text and Markdown: the body stays as it is, its structure is said by blocks over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.model import Block, Page, Span
from archive.model.text import BlockKind
from extractors.parsing.draft import Draft
from extractors.parsing.lines import Line, Segment, lines
from extractors.parsing.marks import Marker, hashes, is_rule, is_section, is_shouted, marker
from extractors.parsing.nesting import Nesting
from extractors.parsing.openings import SENTENCE_END, Below, Openings
from extractors.parsing.texttables import Table, find_tables

_HYPHENATED = re.compile(r"[^\W\d_]-$")
_LABEL = re.compile(r"[^\W\d_][\w /.-]{0,30}?\s*:\s")
_WIDE = 6


@dataclass(slots=True)
class _Piece:
    """A paragraph-like run of lines that is being gathered."""

    segments: list[Segment]
    kind: BlockKind
    level: int = 0
    mark: int = 0


def read_plain(body: str) -> Draft:
    """The draft of a text whose body is final already (NFC, line feeds)."""
    draft = Draft(body=body)
    every = lines(body)
    tables = {table.first: table for table in find_tables(every, body)}
    reader = _Reader(every)
    at = 0
    number = 0
    while at < len(every):
        table = tables.get(at)
        if table is not None:
            reader.flush()
            reader.blocks.extend(_table_blocks(table, number))
            number += 1
            at = table.last + 1
            continue
        columns = _column_region(every, at, tables)
        if columns is not None:
            gutters, end = columns
            reader.flush()
            reader.columns(every[at:end], gutters)
            at = end
            continue
        reader.line(every[at])
        at += 1
    reader.flush()
    draft.blocks = reader.blocks
    draft.pages = list(_pages(body))
    if len(draft.pages) > 1:
        draft.blocks = [_on_page(block, draft.pages) for block in draft.blocks]
    return draft


def _pages(body: str) -> Iterator[Page]:
    start = 0
    for number, piece in enumerate(body.split("\f"), 1):
        yield Page(number, Span(start, start + len(piece)))
        start += len(piece) + 1


def _on_page(block: Block, pages: Sequence[Page]) -> Block:
    from dataclasses import replace

    number = 1
    for page in pages:
        if page.span.start <= block.span.start:
            number = page.number
    return replace(block, page=number)


def _table_blocks(table: Table, number: int) -> Iterator[Block]:
    for at, row in enumerate(table.rows):
        yield Block(span=row.span, kind="table_row", table=number, row=at)
        for column, pieces in enumerate(row.cells):
            for piece in pieces:
                yield Block(span=piece, kind="table_cell", table=number, row=at, column=column)


def _column_region(every: Sequence[Line], at: int, tables: dict[int, Table]) -> tuple[int, int] | None:
    """The gutter and the end of a stretch of lines set in two columns, or None.

    Two lines or more must share a blank stretch; blank lines and lines that fit into one column may stand between.
    """
    if not _has_gap(every[at]):
        return None
    low, high = _gap(every[at])
    end = at + 1
    last = at
    split = 1
    while end < len(every) and end not in tables:
        line = every[end]
        if line.blank:
            end += 1
            continue
        if _has_gap(line):
            left, right = _gap(line)
            new_low, new_high = max(low, left), min(high, right)
            if new_high - new_low < 2:
                break
            low, high = new_low, new_high
            split += 1
        elif line.indent >= low + 2 and split > 1 and end - last <= 2:
            # Only the right column has text on this line.
            if line.indent < high:
                high = line.indent
        elif not (
            len(line.raw.rstrip()) <= low and end - last <= 2 and split > 1 and _goes_on_below(every, end, low, high)
        ):
            break
        last = end
        end += 1
    if split < 2:
        return None
    return high, last + 1


def _goes_on_below(every: Sequence[Line], at: int, low: int, high: int) -> bool:
    """True where one of the next lines is split at the same gutter."""
    for line in every[at + 1 : at + 4]:
        if _has_gap(line):
            left, right = _gap(line)
            return min(high, right) - max(low, left) >= 2
    return False


def _has_gap(line: Line) -> bool:
    segments = line.segments()
    if len(segments) != 2 or segments[1].text.startswith(":"):
        # "Mitra      : Toyama" is a label and what it says.
        return False
    return marker(line.text) is None and "|" not in line.raw and "\t" not in line.text


def _gap(line: Line) -> tuple[int, int]:
    left, right = line.segments()
    return left.right, right.left


class _Reader:
    """Gathers lines into paragraphs, headings and list items."""

    def __init__(self, every: Sequence[Line]) -> None:
        self.blocks: list[Block] = []
        self._piece: _Piece | None = None
        self._nesting = Nesting()
        self._openings = Openings([line.text for line in every], self._nesting)
        self._width = _usual_width(every)
        self._every = every
        self._flows = 0

    def line(self, line: Line) -> None:
        """Take one line that stands alone on its height."""
        if line.blank:
            self.flush()
            return
        segments = line.segments()
        apart = len(segments) == 2 and segments[1].left - segments[0].right >= _WIDE
        if apart and marker(line.text) is None and not segments[1].text.startswith(":"):
            # Two short things on one line (a running title and a page number, two signatures).
            self.flush()
            for column, segment in enumerate(segments):
                self.blocks.append(Block(segment.span, "paragraph", row=self._flows, column=column))
            self._flows += 1
            return
        self._take(line.whole(), line)

    def columns(self, region: Sequence[Line], gutter: int) -> None:
        """Take a stretch of lines in two columns.

        The lines of a paragraph do not stand together in the body, so each becomes a block; those of one paragraph
        share `row` (its number) and `column`, as the pieces of a table cell do.
        """
        before = len(self.blocks)
        for column in (0, 1):
            segments = [line.cut(0, gutter) if column == 0 else line.cut(gutter, len(line.raw)) for line in region]
            width = max((len(segment.text) for segment in segments if segment), default=0)
            run: list[Segment] = []
            for segment in [*segments, None]:
                if segment is not None and (not run or _continues(run[-1].text, segment.text, width)):
                    run.append(segment)
                    continue
                self._flow(run, column)
                run = [segment] if segment is not None else []
        self.blocks[before:] = sorted(self.blocks[before:], key=lambda block: block.span)

    def _flow(self, run: Sequence[Segment], column: int) -> None:
        if not run:
            return
        text = " ".join(segment.text for segment in run)
        mark = marker(text)
        kind: BlockKind = "list_item" if mark else "heading" if is_section(text) else "paragraph"
        for segment in run:
            self.blocks.append(Block(segment.span, kind, level=1 if mark else 0, row=self._flows, column=column))
        self._flows += 1

    def _take(self, segment: Segment, line: Line) -> None:
        text = segment.text
        if is_rule(text):
            self._underline(segment)
            return
        heading = hashes(text)
        if heading:
            self.flush()
            self._nesting.close()
            self._emit([segment], "heading", heading[0])
            return
        mark = self._marker(text)
        if mark is None and self._piece and self._joins(self._piece, segment, line):
            self._piece.segments.append(segment)
            return
        self.flush()
        if mark:
            self._item(mark, segment, line)
        else:
            self._other(segment, line)

    def _marker(self, text: str) -> Marker | None:
        """The list marker of the line; a wrapped number ("2007. Isinya") is none."""
        mark = self._openings.marker(text)
        if mark is None:
            return None
        if mark.style == "year" and self._piece and self._width < 1_000:
            above = self._piece.segments[-1]
            if above.right > 0.8 * self._width and self._piece.kind == "paragraph":
                return None
        if self._piece and self._piece.segments and mark.style[-1] in ".)" and mark.value:
            before = self._piece.segments[-1].text
            opens_series = mark.value.lower() in {"1", "a", "i"} or mark.style in self._nesting.styles
            if not opens_series and not SENTENCE_END.search(before) and len(before) > 30:
                return None
        return mark

    def _item(self, mark: Marker, segment: Segment, line: Line) -> None:
        follow = self._next(line)
        below = Below(follow.text, follow.indent) if follow is not None and not follow.blank else None
        opening = self._openings.item(mark, segment.text, line.indent, below)
        if opening.kind == "heading":
            self._emit([segment], "heading", opening.level)
        else:
            self._piece = _Piece([segment], opening.kind, opening.level, mark.length)

    def _other(self, segment: Segment, line: Line) -> None:
        opening = self._openings.other(segment.text, line.indent)
        if opening.kind == "heading" and is_section(segment.text):
            self._emit([segment], "heading", opening.level)
        else:
            self._piece = _Piece([segment], opening.kind, opening.level)

    def _joins(self, piece: _Piece, segment: Segment, line: Line) -> bool:
        """True where the line goes on with the sentence of the line before it."""
        before = piece.segments[-1].text
        if piece.kind == "heading":
            return False
        if is_section(segment.text) and len(segment.text) < 60:
            return False
        if _LABEL.match(segment.text) and _LABEL.match(before) and len(before) < self._width * 0.8:
            return False
        if piece.kind == "list_item" and line.indent <= self._nesting.indent and self._width > 150:
            return _continues(before, segment.text, 0)
        if piece.kind == "list_item" and self._hangs(piece, segment):
            return True
        # A signature set far to the right is not wrapped text.
        wrapped = segment.left < 0.4 * self._width
        return _continues(before, segment.text, self._width - piece.segments[-1].left if wrapped else 0)

    def _hangs(self, piece: _Piece, segment: Segment) -> bool:
        """True where the line stands below the text of its item, not below the marker, in wrapped text."""
        first = piece.segments[0]
        aligned = abs(segment.left - first.left - piece.mark) <= 1
        return aligned and self._width < 1_000 and piece.segments[-1].right > 0.7 * self._width

    def _next(self, line: Line) -> Line | None:
        at = line.number + 1
        return self._every[at] if at < len(self._every) else None

    def _underline(self, segment: Segment) -> None:
        """A line of dashes under text makes that text a heading (Setext); it belongs to the block above it."""
        if self._piece and len(self._piece.segments) == 1 and segment.text[0] in "=-" and len(segment.text) >= 3:
            self._piece.segments.append(segment)
            self._piece.kind = "heading"
            self._piece.level = 1 if segment.text[0] == "=" else 2
        self.flush()

    def flush(self) -> None:
        piece, self._piece = self._piece, None
        if piece:
            self._emit(piece.segments, piece.kind, piece.level)

    def _emit(self, segments: Sequence[Segment], kind: BlockKind, level: int) -> None:
        self.blocks.append(Block(Span(segments[0].span.start, segments[-1].span.end), kind, level=level))


def unwrapped(text: str) -> Iterator[str]:
    """The paragraphs of a text that has line breaks; a line that goes on with the sentence before it is joined."""
    run: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if run and not _continues(run[-1].strip(), line.strip(), 0):
            yield " ".join(run)
            run = []
        run.append(line)
    if run:
        yield " ".join(run)


def _usual_width(every: Sequence[Line]) -> int:
    """The width at which the lines of the text are wrapped; 10,000 where they are not wrapped."""
    # Rows of tables and lines in two columns say nothing about it.
    running = (line.raw.rstrip() for line in every if len(line.segments()) == 1 and line.raw.count("|") < 2)
    lengths = sorted(len(raw) for raw in running if len(raw) > 30)
    if not lengths:
        return 10_000
    longest = lengths[-1]
    if longest > 160:
        return 10_000
    # Wrapped text has many lines nearly as long as its longest; take one that is not an outlier.
    usual = lengths[max(0, int(len(lengths) * 0.95) - 1)]
    near = sum(length > 0.8 * usual for length in lengths)
    return usual if near >= 0.3 * len(lengths) and len(lengths) >= 3 else 10_000


def _continues(before: str, text: str, width: int) -> bool:
    """True where `text` goes on with the line `before`: by a hyphen, in mid-sentence, or because that line was full."""
    if _HYPHENATED.search(before) and (text[0].islower() or text[0].isdigit()):
        return True
    if marker(text) or is_shouted(before) != is_shouted(text):
        return False
    if text[0].islower() and not SENTENCE_END.search(before) and len(before) > 15:
        return True
    first = text.split(maxsplit=1)[0]
    return 0 < width < 1_000 and len(before) + 1 + len(first) > width - 3 and len(before) > 0.6 * width
