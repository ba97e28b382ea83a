"""Reads a source text as a sequence of pieces: headings, paragraphs, list items, tables, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PieceKind = Literal["heading", "paragraph", "item", "table", "columns", "related"]

_RELATED = re.compile(r"(?i)baca(?: juga)?\s*:")
_ITEM = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[IVX]{1,4})[.)]|\d(?:\.\d)+|[-o>])\s+")
_RULE = re.compile(r"[\s|:-]+")
_GAP = re.compile(r"\S {4,}\S")
_SPACES = re.compile(r" {2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BYLINE_LENGTH = 80
_SIGNATURE_INDENT = 20
_NUMBERED = re.compile(r"\(?\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a document. A table or a block of columns has `rows`; anything else has `text`."""

    kind: PieceKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source text: its head (letterhead and title lines), its byline with the date, and its pieces."""

    id: str
    title: str | None
    head: tuple[str, ...]
    byline: str | None
    pieces: tuple[Piece, ...]
    body: str
    language: str = "id"
    published: str | None = None


def read_source(path: Path, row: dict[str, object], wrapped: bool = False) -> Source:
    """The source text at `path` with the language, title and date that its gold `row` states.

    `wrapped` says that the lines of the text are physical lines, to be joined to paragraphs and items.
    """
    body = path.read_text(encoding="utf-8")
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", body.strip("\n"))]
    if wrapped:
        blocks = [_unwrap(block) for block in blocks]
    title = row["title"] if isinstance(row["title"], str) else None
    head: list[str] = []
    if title is not None and not any(_GAP.search(line.strip()) for line in blocks[0]):
        head = [line.strip() for line in blocks.pop(0)]
    byline = None
    first = blocks[0][0].strip()
    if title in head and len(blocks[0]) == 1 and len(first) < _BYLINE_LENGTH and _YEAR.search(first):
        byline = first
        blocks.pop(0)
    pieces = tuple(piece for block in blocks for piece in _pieces(block))
    published = row["published"] if isinstance(row["published"], str) else None
    return Source(path.stem, title, tuple(head), byline, pieces, body, str(row["lang"]), published)


def _unwrap(lines: list[str]) -> list[str]:
    """Joins each physical line that continues the item or paragraph before it; tables and columns stay."""
    joined: list[str] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    return joined


def _goes_on(before: str, line: str) -> bool:
    return not (
        _ITEM.match(line.strip())
        or _is_tabular(line)
        or _is_tabular(before)
        or _is_heading(before.strip())
        or before.startswith(" " * _SIGNATURE_INDENT)
    )


def _is_tabular(line: str) -> bool:
    return len(_SPACES.split(_ITEM.sub("", line.strip()))) > 1


def _pieces(lines: list[str]) -> Iterator[Piece]:
    if sum(line.count("|") >= 2 for line in lines) >= 3:
        yield from _around_table(lines)
    elif lines[0].count("\t") >= 3:
        yield Piece("table", rows=tuple(_tabbed_rows(lines)))
    elif len(_SPACES.split(lines[0].strip())) >= 4:
        yield Piece("table", rows=tuple(_fixed_rows(lines)))
    else:
        yield from _lines(lines)


def _lines(lines: list[str]) -> Iterator[Piece]:
    columns: list[tuple[str, ...]] = []
    for line in lines:
        if _GAP.search(line.strip()) and not _ITEM.match(line.strip()):
            left, right = re.split(r" {4,}", line.strip(), maxsplit=1)
            columns.append((left, right))
            continue
        if columns:
            yield Piece("columns", rows=tuple(columns))
            columns = []
        yield _line(line)
    if columns:
        yield Piece("columns", rows=tuple(columns))


def _line(line: str) -> Piece:
    text = line.strip()
    level = (len(line) - len(line.lstrip())) // 3
    if _RELATED.match(text):
        return Piece("related", text)
    if _is_heading(text):
        return Piece("heading", text)
    if _ITEM.match(text):
        return Piece("item", text, level)
    return Piece("paragraph", text, level)


def _is_heading(text: str) -> bool:
    letters = any(c.isalpha() for c in text)
    return (
        len(text) < 70
        and text.upper() == text
        and letters
        and not text.endswith((".", ";"))
        and not _NUMBERED.match(text)
    )


def _around_table(lines: list[str]) -> Iterator[Piece]:
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if line.count("|") < 2:
            if rows:
                yield Piece("table", rows=tuple(rows))
                rows = []
            yield _line(line)
        elif not _RULE.fullmatch(line):
            rows.append(tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")))
    if rows:
        yield Piece("table", rows=tuple(rows))


def _tabbed_rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Rows of cells between tabs; a row without a first cell goes on with the one above."""
    rows: list[list[str]] = []
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if rows and not cells[0]:
            cells += [""] * (len(rows[-1]) - len(cells))
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=False)]
        else:
            rows.append(cells)
    return (tuple(row) for row in rows)


def _fixed_rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Rows of a table in fixed columns, cut where the header's cells begin; a row without a number goes on."""
    header = lines[0]
    starts = [found.start() for found in re.finditer(r"(?:(?<=\s{2})|^)\S", header)]
    ends = [*starts[1:], None]
    rows: list[list[str]] = []
    for line in lines:
        cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        if rows and not cells[0]:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return (tuple(row) for row in rows)
