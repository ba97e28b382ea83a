"""Tables of which every cell stands on a line of its own, as they come out of copied pages.

The lines of the header name the columns; a line with the next number begins a row. A cell may take several lines, so
the lines of a row are laid over the columns in the way that suits what the columns hold best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.model import Block, Span
from extractors.records.scene import Scene
from extractors.records.structure.cells import Cell, Grid, cell_of
from extractors.records.structure.headers import header_role

_ROW = re.compile(r"(\d{1,3})[.)]?")
_NUMBERED = re.compile(r"\n[ \t]*\d{1,3}[.)]?[ \t]*(?![^\n])")
"""A line with nothing but a number: a text without one has no stacked table."""
_PAGE = re.compile(r"(?:hal(?:aman|\.)?|page|lembar|sheet)\s*\d+.{0,20}", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:[^\W_].?[,;:&/(–-]|\b(?:dan|and|of|di|dengan|untuk|the|tentang|hingga|sampai|until|to))\Z", re.IGNORECASE
)
_HEADER, _LONGEST = 40, 120
_FEW, _ROLES = 4, 3
_LINES = 40
_NONE = float("-inf")
_TERMS = {
    "instrument": "instrument",
    "relation": "instrument",
    "date": "date",
    "field": "fields",
    "country": "country",
}
_TYPED = re.compile(r"(?:rancangan|draf|draft|konsep|nota|letter|memorandum|perjanjian|surat)\b", re.IGNORECASE)


@dataclass(slots=True)
class Stack:
    """A stacked table: its rows, the roles of its columns, and the text it covers."""

    grid: Grid
    roles: dict[int, str]
    span: Span


def read(scene: Scene) -> Iterator[Stack]:
    """The stacked tables of a text."""
    if _NUMBERED.search(scene.text.body) is None:
        return
    lines = [Span(m.start(1), m.end(1)) for m in re.finditer(r"^[ \t]*(\S[^\n]*?)[ \t]*$", scene.text.body, re.M)]
    at = 0
    while at < len(lines):
        roles = _header(scene, lines, at)
        if not roles:
            at += 1
            continue
        stack, at = _stack(scene, lines, at, roles)
        if stack is not None:
            yield stack


def _header(scene: Scene, lines: Sequence[Span], at: int) -> list[str]:
    """The roles of the header lines from here to the number of the first row; empty where there are none."""
    roles: list[str] = []
    for span in lines[at : at + _LINES]:
        text = span.of(scene.text.body)
        if _ROW.fullmatch(text):
            return roles if len(roles) >= _FEW and len({*roles} - {""}) >= _ROLES and roles[0] == "number" else []
        role = header_role(text) if len(text) <= _HEADER else None
        if role is None and (not roles or len(text) > _HEADER):
            return []
        if not roles and role != "number":
            return []
        roles.append(role or "")
    return []


def _stack(scene: Scene, lines: Sequence[Span], at: int, roles: list[str]) -> tuple[Stack | None, int]:
    body = scene.text.body
    first, width = at, len(roles)
    header = [span.of(body) for span in lines[at : at + width]]
    at += width
    rows: list[list[Span]] = []
    number = int(_ROW.fullmatch(lines[at].of(body))[1]) - 1  # type: ignore[index]
    while at < len(lines):
        text = lines[at].of(body)
        opens = _ROW.fullmatch(text)
        if opens and int(opens[1]) == number + 1:
            rows.append([lines[at]])
            number += 1
        elif [span.of(body) for span in lines[at : at + width]] == header:
            at += width
            continue
        elif _PAGE.fullmatch(text):
            pass
        elif rows and len(rows[-1]) > 1 and _ends(body, lines, at, len(rows[-1]), width):
            break
        else:
            rows[-1].append(lines[at])
        at += 1
    if len(rows) < 2:
        return None, at
    named = {column: role for column, role in enumerate(roles) if role}
    grid = [(_block(row), _cells(scene, row, roles)) for row in rows]
    return Stack(grid, named, Span(lines[first].start, rows[-1][-1].end)), at


def _ends(body: str, lines: Sequence[Span], at: int, held: int, width: int) -> bool:
    """True for a line under the last row: after a blank line, or a long one, or where the row has all it can take."""
    apart = body.count("\n", lines[at - 1].end, lines[at].start) > 1
    return (apart and held >= width) or len(lines[at]) > _LONGEST or held > 2 * width + 4


def _block(row: Sequence[Span]) -> Block:
    return Block(Span(row[0].start, row[-1].end), "table_row")


def _cells(scene: Scene, row: Sequence[Span], roles: Sequence[str]) -> list[Cell]:
    """The lines of a row laid over its columns, by the best sum of fits."""
    single = [cell_of(scene, [Block(span, "table_cell")]) for span in row]
    best: list[list[tuple[float, int]]] = [[(_NONE, 0)] * (len(roles) + 1) for _ in range(len(row) + 1)]
    best[0][0] = (0.0, 0)
    for column, role in enumerate(roles, 1):
        for end in range(len(row) + 1):
            options = [(best[end][column - 1][0] - 2.0, end)]
            for start in range(max(0, end - 4), end):
                fit = _fit(single[start:end], role) + _begins(single, start)
                options.append((best[start][column - 1][0] + fit, start))
            best[end][column] = max(options)
    cells: list[Cell] = []
    end = len(row)
    for column in range(len(roles), 0, -1):
        start = best[end][column][1]
        if start < end:
            parts = [Block(span, "table_cell", column=column - 1) for span in row[start:end]]
            cells.insert(0, cell_of(scene, parts))
        end = start
    return cells


def _begins(single: Sequence[Cell], start: int) -> float:
    """What speaks against a new cell here: a line that goes on with the one before it."""
    return -1.0 if start and _goes_on(single[start - 1].text, single[start].text) else 0.0


def _goes_on(before: str, text: str) -> bool:
    return text[0] == "(" or bool(_OPEN.search(before))


def _fit(lines: Sequence[Cell], role: str) -> float:
    """How well these lines make a cell of a column."""
    joined = sum(_apart(above.text, line) for above, line in pairwise(lines))
    kinds = set().union(*(_kinds(line) for line in lines))
    if not kinds or not role:
        return -joined
    wanted = {role, "date"} if role == "valid" else {role}
    return (2.0 if kinds & wanted else -1.0) - joined


def _apart(above: str, line: Cell) -> float:
    """What speaks against one cell for two lines."""
    if _goes_on(above, line.text):
        return 0.0
    if line.blank or not any(map(str.isalnum, above)):
        return 3.0
    return 0.4 if line.text[0].islower() else 0.8


def _kinds(cell: Cell) -> set[str]:
    """What a line may be by its contents."""
    if _ROW.fullmatch(cell.text):
        return {"number"}
    kinds = {role for kind, role in _TERMS.items() if cell.sentence.of(kind)}
    if any(actor.foreign for actor in cell.actors):
        kinds.add("partner")
    if any(actor.home for actor in cell.actors):
        kinds.add("home")
    if cell.sentence.has("active", "expire", "renew", "terminate", "negate", "progress", "explore", "draft", "talk"):
        kinds.add("status")
    if _TYPED.match(cell.text) and not kinds:
        kinds.add("instrument")
    return kinds
