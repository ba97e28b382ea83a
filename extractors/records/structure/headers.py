"""What the columns of a table hold, by their headers and by their contents."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from archive.model import Block, Span
from extractors.records.structure.cells import Cell, Grid, memo

TABLES = Path(__file__).parents[1] / "data" / "tables.toml"
_SPLIT = re.compile(r"[^\w/.#]+")
NUMBER = re.compile(r"\s*\(?(\d{1,3}|[A-Z])[.)]?\s*")
_COLUMNS = 3
_LABELS = 3
_NO_ROLES = frozenset({"ditto", "generic", "letterhead"})
_SIDES = frozenset({"home", "partner"})
_TYPED = frozenset({"partner", "home", "instrument", "date"})
"""What a column may be known by even where its header says something else."""


@cache
def _headers() -> dict[str, frozenset[str]]:
    return {role: frozenset(names) for role, names in tomllib.loads(TABLES.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=4096)
def header_role(text: str) -> str | None:
    """What a column, or a line, with this header or label holds; a word for names of all kinds counts last."""
    folded = " ".join(text.lower().replace("_", " ").split()).strip(" .:*|")
    parts = [part for part in _SPLIT.split(folded) if part]
    headers = _headers()
    roles = [(role, names) for role, names in headers.items() if role not in _NO_ROLES]
    for role, names in roles:
        if folded in names:
            return role
    for size in (3, 2, 1):
        runs = [" ".join(parts[at : at + size]) for at in range(len(parts) - size + 1)]
        for role, names in roles:
            if any(run in names and run not in headers["generic"] for run in runs):
                return role
    return next((role for role, names in roles if any(part in names for part in parts)), None)


def is_ditto(text: str) -> bool:
    folded = text.lower()
    return not {folded.strip(" .\"'"), folded, folded.replace(" ", "").strip(".")}.isdisjoint(_headers()["ditto"])


def is_letterhead(label: str) -> bool:
    """True for a label at the head of letters, memos and minutes ("Kepada Yth.", "Subject")."""
    return " ".join(label.lower().split()).strip(" .:*") in _headers()["letterhead"]


def upright(grid: Grid) -> Grid:
    """The table with a row for each agreement, also where it was laid on its side: a label at the head of each line."""
    labels = [header_role(cells[0].text) if cells and cells[0].column == 0 else None for _, cells in grid]
    told = {role for role in labels if role is not None}
    across = {role for cell in grid[0][1][1:] if (role := header_role(cell.text)) is not None}
    if len(told) < _LABELS or 2 * sum(map(bool, labels)) <= len(grid) or len(across) > 1:
        return grid
    columns: dict[int, list[Cell]] = {}
    for row, (_, cells) in enumerate(grid):
        for cell in cells:
            columns.setdefault(cell.column, []).append(replace(cell, column=row))
    block = replace(grid[0][0], span=Span(grid[0][0].span.start, grid[-1][0].span.end))
    return [(block, columns[column]) for column in sorted(columns)]


def columns_of(grid: Sequence[tuple[Block, list[Cell]]], before: Mapping[int, str]) -> tuple[dict[int, str], int]:
    """The role of each column, from the header where there is one and from the cells, and the first row of data.

    A table without a header goes on with the columns of the one `before` it where both have as many.
    """
    headed = {cell.column: role for cell in grid[0][1] if (role := header_role(cell.text))}
    filled = any(actor.foreign for cell in grid[0][1] for actor in cell.actors) or (
        len(headed) <= _COLUMNS and any(cell.sentence.of("date") for cell in grid[0][1] if cell.column not in headed)
    )
    first = 1 if not filled and (len(headed) >= 2 or (headed and not any(cell.actors for cell in grid[0][1]))) else 0
    roles = headed if first else {}
    if not first and before and max(cell.column for cell in grid[0][1]) == max(before):
        return dict(before), 0
    votes = _by_content(grid[first:])
    content = {column: counter.most_common(1)[0][0] for column, counter in votes.items() if counter}
    # A header may say "kota" or "party" of either side: the places in the column decide.
    roles |= {column: role for column, role in content.items() if role in _SIDES and roles.get(column) in _SIDES}
    taken = set(roles.values())
    for column, role in content.items():
        told = roles.get(column)
        if role in taken or (told is not None and not _overruled(told, role, votes[column])):
            continue
        roles[column] = role
        taken.add(role)
    if first and "status" not in taken and (rest := set(votes) - set(roles)):
        # What became of a paper is told last, under whatever header.
        roles[max(rest)] = "status"
    return roles, first


def _overruled(told: str, role: str, votes: Counter[str]) -> bool:
    """True where the cells of a column show that its header speaks of something else."""
    if (told, role) == ("valid", "date"):
        return False
    return role == "partner" or (role in _TYPED and not votes[told])


def _by_content(grid: Sequence[tuple[Block, list[Cell]]]) -> dict[int, Counter[str]]:
    """How many cells of each column hold what."""
    votes: dict[int, Counter[str]] = {}
    for _, cells in grid:
        for cell in cells if len(cells) > 1 else ():
            counter = votes.setdefault(cell.column, Counter())
            if any(actor.foreign for actor in cell.actors):
                counter["partner"] += 1
            elif any(actor.home for actor in cell.actors):
                counter["home"] += 1
            elif cell.sentence.of("instrument") or memo(cell.sentence) is not None:
                counter["instrument"] += 1
            elif cell.sentence.of("date"):
                counter["date"] += 1
            elif cell.sentence.of("field"):
                counter["fields"] += 1
            elif NUMBER.fullmatch(cell.text):
                counter["number"] += 1
            elif cell.sentence.of("country"):
                counter["country"] += 1
            elif cell.sentence.cues:
                counter["status"] += 1
    return votes
