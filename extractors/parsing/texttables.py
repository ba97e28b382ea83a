"""Tables drawn in plain text: with bars, with tabs, semicolons or colons, or with columns of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from archive.model import Span
from extractors.parsing.lines import Line
from extractors.parsing.marks import is_underline
from extractors.parsing.wrapped import completes

_BARS = "|│¦"
_NUMBERED = re.compile(r"\(?\d{1,4}[.)]?")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?\t")
_BORDERS = (";", re.compile(";")), (":", re.compile(r"(?<=\s):(?=\s)"))
"""The marks that divide cells, each with where it does so."""
_SEPARATORS, _LINES = 3, 3
_LABEL = 3
_RULES = 2
_BLANKS = re.compile(r"\s(?<=\S\s)\s+(?=\S)")
"""Blanks between words; the first comes before the look-behind, so that the search goes from blank to blank."""
_OPEN_END = re.compile(r"[,;/&(-]$|\b(?:dan|and|atau|or|of|di|dengan|untuk|the)$", re.I)


@dataclass(slots=True)
class Row:
    """A row of a text table: for each column the pieces of its cell, which may stand on several lines."""

    span: Span
    cells: list[list[Span]]


_Drafts = list[tuple[Span, list[list[Span]]]]
"""Lines of a table with the cells cut out of them, before lines are put together to rows."""


@dataclass(slots=True)
class Table:
    """A table found in lines `first` to `last` (inclusive)."""

    first: int
    last: int
    rows: list[Row] = field(default_factory=list)


def find_tables(lines: Sequence[Line], body: str) -> list[Table]:
    """All tables of the text, in order; lines that belong to none are for the paragraph reader."""
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        if lines[at].blank:
            at += 1
            continue
        table = _barred(lines, at, body) or _tabbed(lines, at, body) or _listed(lines, at) or _spaced(lines, at, body)
        if table is None:
            at += 1
            continue
        tables.append(table)
        at = table.last + 1
    return tables


def _barred(lines: Sequence[Line], at: int, body: str) -> Table | None:
    """Rows with bars: at least two lines that follow each other with two bars or more (or one and an underline)."""
    first = at
    # A drawn frame may open with a rule ("+----+----+").
    while at < len(lines) and "+" in lines[at].raw and is_underline(lines[at].raw):
        at += 1
    end = at
    while end < len(lines) and (_bars(lines[end]) or _joins_barred(lines, end, at)):
        end += 1
    while end > at and not _bars(lines[end - 1]) and not is_underline(lines[end - 1].raw):
        end -= 1
    if end - at < 2:
        return None
    run = lines[at:end]
    solid = [line for line in run if _bars(line) and not is_underline(line.raw)]
    ruled = any(is_underline(line.raw) for line in run)
    if len(solid) < 2 or not (ruled or median(_bars(line) for line in solid) >= 2):
        return None
    # A bar outside all rows alike ("| a | b |") opens and closes the line and is no column border.
    table = Table(first, end - 1)
    opened = all(line.text[0] in _BARS for line in solid)
    closed = all(line.text[-1] in _BARS for line in solid)
    width = max(len(_bar_cells(line, opened, closed)) for line in solid)
    drafts: _Drafts = []
    for line in run:
        if line.blank:
            continue
        if is_underline(line.raw):
            _stretch(drafts, line.span)
            continue
        cells = _bar_cells(line, opened, closed) if _bars(line) else None
        if cells is None:
            _hang(drafts, line.span)
            continue
        drafts.append((line.span, [[cell] if len(cell) else [] for cell in cells] + [[]] * (width - len(cells))))
    # Rules between the rows leave a cell more lines than one.
    table.rows = _merge(drafts, body, physical=ruled and _inner_rules(run) < _RULES)
    return table


def _inner_rules(run: Sequence[Line]) -> int:
    """How many rules stand between the lines of a table."""
    rules = [is_underline(line.raw) for line in run if not line.blank]
    return sum(rule for rule in rules[1:-1])


def _bars(line: Line) -> int:
    return sum(map(line.raw.count, _BARS))


def _joins_barred(lines: Sequence[Line], at: int, first: int) -> bool:
    """True for an underline, or a lone line without bars between two rows (the wrapped end of a last cell)."""
    line = lines[at]
    if at > first and is_underline(line.raw) and not line.blank:
        return True
    return (
        first < at < len(lines) - 1
        and not line.blank
        and line.indent >= 4
        and _bars(lines[at - 1]) >= 2
        and _bars(lines[at + 1]) >= 2
    )


def _bar_cells(line: Line, opened: bool, closed: bool) -> list[Span]:
    """The places of the cells between the bars (that open and close every line or not), empty ones with no length."""
    raw = line.raw
    borders = [at for at, c in enumerate(raw) if c in _BARS]
    edges = [-1, *borders, len(raw)]
    cells = []
    for left, right in pairwise(edges):
        cells.append(_trim(line, left + 1, right))
    return cells[opened : len(cells) - closed]


def _trim(line: Line, left: int, right: int) -> Span:
    piece = line.raw[left:right]
    lead = len(piece) - len(piece.lstrip())
    text = piece.strip()
    start = line.start + left + (lead if text else 0)
    return Span(start, start + len(text))


def _tabbed(lines: Sequence[Line], at: int, body: str) -> Table | None:
    """Rows with tabs inside the line: at least two lines that follow each other, two tabs or more in most."""
    end = at
    while end < len(lines) and "\t" in lines[end].raw.rstrip("\n") and not lines[end].blank:
        end += 1
    if end - at < 2:
        return None
    run = lines[at:end]
    counts = [line.raw.count("\t") for line in run]
    if "\t" not in run[0].text or (median(counts) < 2 and len(run) < 3):
        return None
    if median(counts) < 2 and not all("\t" in line.text for line in run):
        return None
    if max(counts) == 1 and all(_ITEM.match(line.text) for line in run):
        # A list with a tab behind each of its marks.
        return None
    drafts: _Drafts = []
    width = max(counts) + 1
    for line in run:
        edges = [-1, *(i for i, c in enumerate(line.raw) if c == "\t"), len(line.raw)]
        cells = [_trim(line, left + 1, right) for left, right in pairwise(edges)]
        drafts.append((line.span, [[cell] if len(cell) else [] for cell in cells] + [[]] * (width - len(cells))))
    return Table(at, end - 1, _merge(drafts, body, physical=False))


def _listed(lines: Sequence[Line], at: int) -> Table | None:
    """Rows with semicolons, or colons between blanks: three lines or more on end with as many, three or more."""
    for mark, border in _BORDERS:
        if lines[at].raw.count(mark) < _SEPARATORS:
            continue
        count = len(border.findall(lines[at].raw))
        if count < _SEPARATORS:
            continue
        end = at
        while end < len(lines) and len(border.findall(lines[end].raw)) == count:
            end += 1
        if end - at >= _LINES:
            return Table(at, end - 1, [_row(line, border) for line in lines[at:end]])
    return None


def _row(line: Line, border: re.Pattern[str]) -> Row:
    edges = [-1, *(match.start() for match in border.finditer(line.raw)), len(line.raw)]
    cells = [_trim(line, left + 1, right) for left, right in pairwise(edges)]
    return Row(line.span, [[cell] if len(cell) else [] for cell in cells])


def _spaced(lines: Sequence[Line], at: int, body: str) -> Table | None:
    """Columns of blanks: a head line of three segments or more, and at least two lines that start at its columns."""
    end = at + 1
    if end == len(lines) or lines[end].blank:
        return None
    if len(lines[at].segments()) < 3 and not _two_blank_segments(lines[at]):
        return None
    ruled = is_underline(lines[end].raw)
    if ruled:
        end += 1
    starts = _column_starts(lines, at, end)
    if len(starts) < 3:
        return None
    drafts = [(lines[at].span, _cut(lines[at], starts))]
    if ruled:
        _stretch(drafts, lines[at + 1].span)
    full = 0
    while end < len(lines) and not lines[end].blank:
        cells = _cut(lines[end], starts)
        filled = sum(bool(cell) for cell in cells)
        if not _fits(lines[end], starts) or not filled:
            break
        full += filled >= 3
        drafts.append((lines[end].span, cells))
        end += 1
    colons = sum(any(cell and body[cell[0].start] == ":" for cell in cells) for _, cells in drafts)
    if full < 2 or 2 * colons > len(drafts):
        # Labels with what they say are a form, however well they are aligned.
        return None
    return Table(at, end - 1, _merge(drafts, body, physical=False))


def _two_blank_segments(line: Line) -> bool:
    return len(_BLANKS.split(line.text)) >= 3


def _column_starts(lines: Sequence[Line], at: int, first: int) -> list[int]:
    """Columns at which the head's segments begin and blank columns run down through the following lines."""
    run = []
    for line in lines[first : first + 60]:
        if line.blank:
            break
        run.append(line.raw)
    if len(run) < 2:
        return []
    starts = [match.start() for match in re.finditer(r"(?:(?<=\s\s)|^(?<!\S)|(?<=^))\S", lines[at].raw)]
    first_column = len(lines[at].raw) - len(lines[at].raw.lstrip())
    edge = min(len(raw) - len(raw.lstrip()) for raw in run)
    labelled = sum(raw[edge : edge + _LABEL].isalpha() for raw in run)
    if edge < first_column - _LABEL and labelled >= 0.8 * len(run):
        # Labels stand in a column of their own, with nothing above them.
        starts.append(edge)
    starts = sorted({first_column, *starts})
    good = [starts[0]]
    for column in starts[1:]:
        # Most rows leave the column before a start blank.
        free = sum(len(raw) < column or raw[column - 1].isspace() for raw in run)
        begins = sum(len(raw) > column and not raw[column].isspace() for raw in run)
        # In rows of several lines each, a short cell begins on the first of them only.
        if free >= 0.9 * len(run) and begins >= (0.5 if free < len(run) else 0.25) * len(run):
            good.append(column)
    return good


def _cut(line: Line, starts: Sequence[int]) -> list[list[Span]]:
    edges = [0, *starts[1:], max(len(line.raw), starts[-1])]
    out = []
    for left, right in pairwise(edges):
        segment = line.cut(left, right)
        out.append([segment.span] if segment else [])
    return out


def _fits(line: Line, starts: Sequence[int]) -> bool:
    """True where no word of the line runs across a column border."""
    raw = line.raw
    return line.indent >= starts[0] - 1 and all(len(raw) < column or raw[column - 1].isspace() for column in starts[1:])


def _stretch(drafts: _Drafts, span: Span) -> None:
    """Count an underline to the row above it, so that nothing is left between the blocks."""
    if drafts:
        above, cells = drafts[-1]
        drafts[-1] = (Span(above.start, span.end), cells)


def _hang(drafts: _Drafts, span: Span) -> None:
    """Add a line without bars to the last cell of the row above it."""
    if drafts:
        above, cells = drafts[-1]
        filled = [cell for cell in cells if cell]
        if filled:
            filled[-1].append(span)
        drafts[-1] = (Span(above.start, span.end), cells)


def _merge(drafts: _Drafts, body: str, physical: bool) -> list[Row]:
    """Rows from lines: a line that goes on with the cells of the row above becomes part of it.

    In a `physical` table (drawn in Markdown, where every line is a row) an empty first cell means "as above", not
    "goes on"; elsewhere the words decide.
    """
    rows: list[Row] = []
    numbered = _is_numbered(drafts, body)
    for span, cells in drafts:
        if rows and (_completes(rows[-1], cells, body) if physical else _goes_on(rows[-1], cells, body, numbered)):
            rows[-1].span = Span(rows[-1].span.start, span.end)
            for cell, more in zip(rows[-1].cells, cells, strict=True):
                cell.extend(more)
        else:
            rows.append(Row(span, [list(cell) for cell in cells]))
    return rows


def _is_numbered(drafts: _Drafts, body: str) -> bool:
    firsts = [body[cells[0][0].start : cells[0][0].end] for _, cells in drafts[1:] if cells and cells[0]]
    return len(firsts) >= 2 and sum(bool(_NUMBERED.fullmatch(text)) for text in firsts) >= 0.8 * len(firsts)


def _text(pieces: Sequence[Span], body: str) -> str:
    return " ".join(piece.of(body) for piece in pieces)


def _completes(above: Row, cells: Sequence[Sequence[Span]], body: str) -> bool:
    """True where the first cell ends the name that the one above begins."""
    return bool(cells and cells[0] and above.cells[0]) and completes(_text(above.cells[0], body), _text(cells[0], body))


def _goes_on(above: Row, cells: Sequence[Sequence[Span]], body: str, numbered: bool) -> bool:
    if cells and cells[0]:
        return not numbered and _completes(above, cells, body)
    if numbered:
        return True
    filled = [(at, cell) for at, cell in enumerate(cells) if cell]
    if not filled:
        return True
    for at, cell in filled:
        if not above.cells[at]:
            continue
        last = above.cells[at][-1].of(body)
        next_text = cell[0].of(body)
        if next_text[0].islower() or _OPEN_END.search(last):
            return True
    return len(filled) < 0.6 * sum(bool(cell) for cell in above.cells)
