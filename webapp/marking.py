"""Texts with marks, as HTML. Everything that comes from a document is escaped here."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.model import Block, Mention, Span, Text
from index.port import Marked, Snippet


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that is shown with a class; `title` is what hovering tells, `id` an anchor at its first piece."""

    span: Span
    css: str
    title: str = ""
    id: str = ""


def highlighted(piece: Marked | Snippet) -> Markup:
    """A title or snippet of the search with its matches marked."""
    return marked(piece.text, Span(0, len(piece.text)), [Mark(span, "") for span in piece.marks])


def marked(body: str, span: Span, marks: Iterable[Mark]) -> Markup:
    """The characters of `span` with the marks in it; marks nest, and those that cross are divided."""
    inside = sorted(
        (mark for mark in marks if mark.span.overlaps(span)), key=lambda mark: (mark.span.start, -mark.span.end)
    )
    if not inside:
        return escape(span.of(body))
    cuts = {span.start, span.end}
    for mark in inside:
        cuts.update((max(mark.span.start, span.start), min(mark.span.end, span.end)))
    edges = sorted(cuts)
    out: list[str] = []
    open_marks: list[Mark] = []
    named: set[str] = set()
    upcoming = 0
    for start, end in itertools.pairwise(edges):
        while upcoming < len(inside) and inside[upcoming].span.start <= start:
            upcoming += 1
        active = [mark for mark in inside[:upcoming] if mark.span.end > start]
        shared = 0
        while shared < min(len(active), len(open_marks)) and active[shared] is open_marks[shared]:
            shared += 1
        out.extend("</mark>" for _ in open_marks[shared:])
        out.extend(_tag(mark, named) for mark in active[shared:])
        open_marks = active
        out.append(str(escape(body[start:end])))
    out.extend("</mark>" for _ in open_marks)
    return Markup("".join(out))  # noqa: S704  every piece was escaped above


def _tag(mark: Mark, named: set[str]) -> str:
    tag = "<mark"
    if mark.id and mark.id not in named:
        named.add(mark.id)
        tag += f' id="{escape(mark.id)}"'
    if mark.css:
        tag += f' class="{escape(mark.css)}"'
    if mark.title:
        tag += f' title="{escape(mark.title)}"'
    return tag + ">"


NOTHING = Markup("")
_MARKER = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[-–—•*▪◦])\s")
"""How a list item begins that brings its own number or bullet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a text as the page shows it: `kind` chooses the element, `rows` are set for a table."""

    kind: str
    html: Markup = NOTHING
    level: int = 0
    language: str | None = None
    page: int | None = None
    own_marker: bool = False
    rows: tuple[tuple[Markup, ...], ...] = ()


def pieces(text: Text, window: Span, marks: Sequence[Mark]) -> list[Piece]:
    """The blocks of a text inside `window` with their marks; a piece of kind "page" stands where a page begins."""
    shown: list[Piece] = []
    page = None
    rows: list[tuple[Markup, ...]] = []
    blocks = [block for block in _outer(text) if block.span.overlaps(window)]
    for position, block in enumerate(blocks):
        if len(text.pages) > 1 and block.page != page:
            page = block.page
            shown.append(Piece("page", page=page))
        near = [mark for mark in marks if mark.span.overlaps(block.span)]
        if block.kind == "table_row":
            rows.append(_cells(text, block, near))
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if (
                following is None
                or following.kind != "table_row"
                or following.table != block.table
                or following.page != block.page
            ):
                shown.append(Piece("table", rows=tuple(rows)))
                rows = []
            continue
        html = marked(text.body, block.span, near)
        own = block.kind == "list_item" and _MARKER.match(text.body, block.span.start) is not None
        shown.append(Piece(block.kind, html, level=block.level, language=block.language, own_marker=own))
    return shown


def _outer(text: Text) -> list[Block]:
    """The blocks that are not inside another one; a text without blocks is one paragraph."""
    if not text.blocks:
        return [Block(Span(0, len(text.body)), "paragraph")] if text.body else []
    outer: list[Block] = []
    for block in text.blocks:
        if outer and outer[-1].span.contains(block.span) and outer[-1].span != block.span:
            continue
        if outer and outer[-1].kind == "table_row" and block.kind == "table_cell":
            continue
        outer.append(block)
    return outer


def _cells(text: Text, row: Block, marks: Sequence[Mark]) -> tuple[Markup, ...]:
    cells = [
        marked(text.body, block.span, [mark for mark in marks if mark.span.overlaps(block.span)])
        for block in text.blocks
        if block.kind == "table_cell" and row.span.contains(block.span) and block.table == row.table
    ]
    return tuple(cells) or (marked(text.body, row.span, marks),)


def mention_marks(mentions: Iterable[Mention], titles: dict[str, str]) -> list[Mark]:
    """A mark for each mention; `titles` are the names of the kinds."""
    return [
        Mark(
            mention.span,
            f"m m-{mention.kind}",
            f"{titles.get(mention.kind, mention.kind)}: {mention.party.name if mention.party else mention.value}",
        )
        for mention in mentions
    ]
