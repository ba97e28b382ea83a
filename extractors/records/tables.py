"""Tables of agreements: one row, one statement."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from archive.model import Block, Mention, PartialDate, Span
from archive.model.record import Status
from extractors.records import cues, dating, outline, terms
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Term, Value
from extractors.records.homes import Homes
from extractors.records.parties import Actor, actors
from extractors.records.scene import Scene, Sentence
from extractors.records.status import judge
from extractors.records.words import words

TABLES = Path(__file__).parent / "data" / "tables.toml"
_SPLIT = re.compile(r"[^\w/.#]+")
_POINTER = re.compile(
    r"\b(?:idem|sda|ditto|same as|sama dengan|seperti|lihat|see|as)\b\W*(?:no(?:mor|\.)?|row|item|"
    r"baris|butir)?\W*(\d{1,3})\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?<![\w.])(?:idem|sda|s\.d\.a|ditto|ibid|same as above|sama dengan di atas)\b", re.IGNORECASE)
_NOTHING = re.compile(r"[\s\-–—.…_/]*")
_ABOVE, _HEAD, _HINT, _COLUMNS = 2, 160, 50, 3
_NUMBER = re.compile(r"\s*\(?(\d{1,3}|[A-Z])[.)]?\s*")


@dataclass(slots=True)
class Cell:
    """A cell: its text, what is found in it, and its column."""

    text: str
    span: Span
    column: int
    sentence: Sentence
    actors: list[Actor]
    parts: list[Span]

    def before(self, body: str, position: int) -> str:
        """The text of the cell up to a position in it."""
        said = [body[span.start : min(span.end, position)] for span in self.parts if span.start < position]
        return " ".join(part.strip() for part in said if part.strip()) + " "

    @property
    def blank(self) -> bool:
        return _NOTHING.fullmatch(self.text) is not None


@dataclass(slots=True)
class Row:
    """A row as read: its cells by role, its number, and what it says."""

    span: Span
    block: Block
    cells: dict[str, Cell] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    all: Sequence[Cell] = ()
    status: Status | None = None
    number: str | None = None
    home: Actor | None = None
    partners: list[Actor] = field(default_factory=list)
    instrument: Value | None = None
    relation: Value | None = None


@cache
def _headers() -> dict[str, frozenset[str]]:
    return {role: frozenset(names) for role, names in tomllib.loads(TABLES.read_text(encoding="utf-8")).items()}


def read(scene: Scene, homes: Homes) -> tuple[list[Frame], list[Row]]:
    """The frames of all tables of a text, and the rows for notes that point to them."""
    frames: list[Frame] = []
    kept: list[Row] = []
    roles: dict[int, str] = {}
    for grid in _grids(scene):
        roles, first = _columns(grid, roles)
        rows = list(_rows(grid[first:], roles))
        by_number: dict[str, Row] = {}
        above: Row | None = None
        top = _above(scene, grid[0][0])
        width = 1 + max(cell.column for _, cells in grid for cell in cells)
        for row in rows:
            if width >= _COLUMNS and _groups(row, top):
                continue
            fill(row, above, by_number, top, homes)
            if row.number:
                by_number[row.number] = row
            frames += frames_of(scene, row, top.hint) if top.hint != "dropped" else ()
            above = row
        kept += rows
    return frames, kept


def _grids(scene: Scene) -> Iterator[list[tuple[Block, list[Cell]]]]:
    """The tables of a scene, each as its rows of cells."""
    rows = {(block.table, block.row): block for block in scene.rows if block.kind == "table_row"}
    pieces: dict[tuple[int | None, int | None, int | None], list[Block]] = {}
    for block in scene.text.blocks:
        if block.kind == "table_cell":
            pieces.setdefault((block.table, block.row, block.column), []).append(block)
    cells: dict[tuple[int | None, int | None], list[Cell]] = {}
    for (table, row, _), parts in pieces.items():
        cells.setdefault((table, row), []).append(cell_of(scene, parts))
    tables: dict[int | None, list[tuple[Block, list[Cell]]]] = {}
    for place, block in rows.items():
        if place in cells:
            tables.setdefault(place[0], []).append((block, cells[place]))
    yield from tables.values()


def cell_of(scene: Scene, parts: Sequence[Block]) -> Cell:
    """The cell that consists of these blocks (a long cell goes on in the lines below)."""
    body, first = scene.text.body, parts[0]
    line = [word for part in parts for word in words(body, part.span.start, part.span.end)]
    inside = [mention for part in parts for mention in scene.between(part.span.start, part.span.end)]
    found = cues.find(line)
    sentence = Sentence(-1, first.span, first, -1, line, inside, found, frozenset(cue.name for cue in found))
    text = " ".join(part.span.of(body).strip() for part in parts)
    return Cell(text, first.span, first.column or 0, sentence, actors(body, sentence), [part.span for part in parts])


def _rows(grid: Sequence[tuple[Block, list[Cell]]], roles: Mapping[int, str]) -> Iterator[Row]:
    for block, cells in grid:
        row = Row(block.span, block, columns=frozenset(roles.values()), all=cells)
        for cell in cells:
            role = roles.get(cell.column)
            if role is not None and role not in row.cells:
                row.cells[role] = cell
        number = row.cells.get("number")
        match = _NUMBER.fullmatch(number.text) if number else None
        row.number = match[1] if match else None
        yield row


@dataclass(slots=True)
class Top:
    """What stands above a table, or above a group of its rows, and goes for them."""

    home: Actor | None = None
    relation: Value | None = None
    instrument: Value | None = None
    hint: outline.Hint | None = None


def _above(scene: Scene, first: Block) -> Top:
    """The caption, heading or short lines right above a table."""
    top = Top()
    at = bisect_left(scene.sentences, first.span.start, key=lambda sentence: sentence.span.start)
    near = [sentence.span for sentence in scene.sentences[max(0, at - _ABOVE) : at] if len(sentence.span) <= _HEAD]
    row = bisect_left(scene.rows, first.span.start, key=lambda block: block.span.start)
    before = scene.rows[row - 1] if row else None
    if before is not None and before.kind == "caption" and (not near or before.span.start > near[-1].start):
        near.append(before.span)
    elif before is not None:
        near = [span for span in near if span.start >= before.span.end]
    for span in reversed(near):
        _head(scene, span, top)
    return top


def _head(scene: Scene, span: Span, top: Top) -> None:
    cell = cell_of(scene, [Block(span, "caption")])
    named = [actor for actor in cell.actors if actor.home and actor.role not in {"holder", "location"}]
    if top.home is None and len({actor.party.key for actor in named}) == 1:
        top.home = named[0]
    kind = next(iter(cell.sentence.of("relation")), None)
    if kind is not None and top.relation is None:
        top.relation = Value(kind.value, kind.span)
    if len(span) <= _HINT and not cell.sentence.of("date"):
        top.hint = top.hint or outline.hint(cell.sentence)


def _groups(row: Row, top: Top) -> bool:
    """True for a row with one cell that heads those under it ("Kota Bandung", "Dalam proses")."""
    filled = [cell for cell in row.all if not cell.blank]
    if len(filled) != 1 or any(actor.foreign for actor in filled[0].actors):
        return False
    cell = filled[0]
    named = [actor for actor in cell.actors if actor.home and actor.role != "holder"]
    hint = outline.hint(cell.sentence)
    kind = next(iter(cell.sentence.of("relation")), None)
    if not named and hint is None and kind is None:
        return False
    top.home = named[0] if named else top.home
    top.hint = hint
    top.relation = Value(kind.value, kind.span) if kind is not None else top.relation
    return True


def _columns(grid: Sequence[tuple[Block, list[Cell]]], before: Mapping[int, str]) -> tuple[dict[int, str], int]:
    """The role of each column, from the header where there is one and from the cells, and the first row of data.

    A table without a header goes on with the columns of the one `before` it where both have as many.
    """
    headed = {cell.column: role for cell in grid[0][1] if (role := header_role(cell.text))}
    filled = any(actor.foreign for cell in grid[0][1] for actor in cell.actors) or (
        len(headed) <= _COLUMNS and any(cell.sentence.of("date") for cell in grid[0][1])
    )
    first = 1 if not filled and (len(headed) >= 2 or (headed and not any(cell.actors for cell in grid[0][1]))) else 0
    roles = headed if first else {}
    if not first and before and max(cell.column for cell in grid[0][1]) == max(before):
        return dict(before), 0
    content = _by_content(grid[first:])
    taken = set(roles.values())
    for column, role in content.items():
        if role == "partner" and roles.get(column) not in {"partner", None} and "partner" not in taken:
            roles[column] = role
        if column not in roles and role not in taken:
            roles[column] = role
            taken.add(role)
    for role in ("home", "partner"):
        # A header may say "kota" of either side: the places in the column decide.
        for column, named in list(roles.items()):
            if (
                named in {"home", "partner"}
                and content.get(column) in {"home", "partner"}
                and content[column] != named
                and named == role
            ):
                roles[column] = content[column]
    return roles, first


def header_role(text: str) -> str | None:
    """What a column, or a line, with this header or label holds."""
    folded = " ".join(text.lower().replace("\n", " ").split()).strip(" .:*|")
    parts = [part for part in _SPLIT.split(folded) if part]
    for role, names in _headers().items():
        if role != "ditto" and folded in names:
            return role
    for size in (3, 2, 1):
        for role, names in _headers().items():
            if role != "ditto" and any(" ".join(parts[at : at + size]) in names for at in range(len(parts) - size + 1)):
                return role
    return None


def _by_content(grid: Sequence[tuple[Block, list[Cell]]]) -> dict[int, str]:
    votes: dict[int, Counter[str]] = {}
    for _, cells in grid:
        for cell in cells if len(cells) > 1 else ():
            counter = votes.setdefault(cell.column, Counter())
            if any(actor.foreign for actor in cell.actors):
                counter["partner"] += 1
            elif any(actor.home for actor in cell.actors):
                counter["home"] += 1
            elif cell.sentence.of("instrument"):
                counter["instrument"] += 1
            elif cell.sentence.of("date"):
                counter["date"] += 1
            elif cell.sentence.of("field"):
                counter["fields"] += 1
            elif _NUMBER.fullmatch(cell.text):
                counter["number"] += 1
            elif cell.sentence.of("country"):
                counter["country"] += 1
            elif cell.sentence.cues:
                counter["status"] += 1
    return {column: counter.most_common(1)[0][0] for column, counter in votes.items() if counter}


def _ditto(text: str) -> bool:
    return text.lower().strip(" .\"'") in _headers()["ditto"] or text.lower() in _headers()["ditto"]


def said_again(
    text: str, above: Row | None, by_number: Mapping[str, Row], whole: bool = False
) -> tuple[bool, Row | None]:
    """Whether a text takes over what another row says ("idem no. 3", "sda"), and the row, else the one above.

    In a `whole` cell only a number is looked for; a mark that says no more than "the same" is the whole cell.
    """
    pointer = _POINTER.search(text)
    if pointer and pointer[1] in by_number:
        return True, by_number[pointer[1]]
    if whole:
        return False, None if pointer else above
    return bool(_SAME.search(text)), above


def fill(row: Row, above: Row | None, by_number: dict[str, Row], top: Top, homes: Homes) -> None:
    """What the row says itself, or takes from the row above or the one it points to."""
    for role, cell in row.cells.items():
        pointer, source = said_again(cell.text, above, by_number, whole=True)
        same = cell.blank or _ditto(cell.text)
        if source is not None and (
            pointer
            or (same and ((role in {"home", "partner"} and cell.text.strip() in {"", '"', "''"}) or not cell.blank))
        ):
            _inherit(row, source, role)
    for role in ("home", "partner"):
        if role in row.columns and role not in row.cells and above is not None:
            _inherit(row, above, role)
    homes_named = [
        actor for role in ("home", "number") if role in row.cells for actor in row.cells[role].actors if actor.home
    ]
    if homes_named:
        row.home = next((actor for actor in homes_named if actor.role != "holder"), homes_named[0])
    place = row.cells.get("partner")
    if row.home is None and place is not None:
        row.home = next((actor for actor in place.actors if actor.home and actor.taking_part), None)
    row.home = row.home or top.home or homes.main()
    if place is not None:
        named = [actor for actor in place.actors if actor.foreign]
        row.partners = [actor for actor in named if actor.role != "holder"] or named or row.partners
    for role in ("instrument", "status", "date", "partner", "fields", "valid"):
        if role not in row.cells:
            continue
        cell = row.cells[role]
        if (
            row.instrument is None
            and role != "fields"
            and (found := cell.sentence.of("instrument"))
            and not (role == "status" and (cell.sentence.has("negate", "future") or "instrument" in row.columns))
        ):
            row.instrument = Value(found[0].value, found[0].span)
        elif row.instrument is None and role == "instrument":
            row.instrument = memo(cell.sentence)
        if row.relation is None and (found := cell.sentence.of("relation")):
            row.relation = Value(found[0].value, found[0].span)
    row.relation = row.relation or top.relation


def memo(sentence: Sentence) -> Value | None:
    """The memorandum that a cell or an item calls by its short name."""
    cue = next((cue for cue in sentence.cues if cue.name == "memo"), None)
    return Value("MoU", Span(cue.start, cue.end)) if cue is not None else None


def _inherit(row: Row, source: Row, role: str) -> None:
    if role == "home":
        row.home = source.home
    elif role == "partner":
        row.partners = list(source.partners)
    elif role in {"instrument", "status"}:
        row.instrument, row.relation = source.instrument, source.relation
        cell = source.cells.get(role)
        if cell is not None and role == "instrument":
            row.cells[role] = cell
    elif role in source.cells:
        row.cells[role] = source.cells[role]


def frames_of(scene: Scene, row: Row, hint: Status | None = None) -> Iterator[Frame]:
    """What a row says of each of its partners; `hint` is the state that a heading tells of all rows under it."""
    if row.home is None or not row.partners:
        return
    clause = _clause(row)
    place = row.cells.get("partner")
    if clause.has("outside", "outsider") or (place is not None and place.sentence.has("outsider", "outside")):
        return
    verdict = judge(clause)
    dates = _dates(scene.text.body, row)
    status = verdict.status
    if status is None and not dates.events and (clause.has("future", "progress", "draft") or _undated(row)):
        status = "planned"
    paper = row.cells.get("instrument")
    bare = row.instrument is None and not dates.events and dates.valid_to is None
    if verdict.dropped or (status is None and bare and row.relation is None and (paper is None or paper.blank)):
        return
    if hint is not None and (status is None or (status == "signed" and not verdict.strong)):
        status = hint
    elif status is None or (status == "planned" and (row.columns or dates.sure) and _dated(scene, dates)):
        status = "signed"
    for partner in row.partners:
        frame = Frame(
            row.home.party,
            row.home.mention.span,
            partner.party,
            partner.mention.span,
            status,
            -1,
            row.span,
            row.span,
            row.instrument,
            row.relation,
        )
        if dates.events and status != "planned":
            frame.signed = Value(dates.events[0][1], dates.events[0][0].span)
        frame.valid_from, frame.valid_to = dates.valid_from, dates.valid_to
        frame.term = _term(row)
        frame.fields = row.cells["fields"].sentence.of("field") if "fields" in row.cells else []
        frame.marks |= {"table", "named", "strong"}
        if row.instrument:
            frame.marks.add("papered")
        if dates.events:
            frame.marks.add("dated")
        yield frame


def _undated(row: Row) -> bool:
    """True where the date of signing is said not to be there yet ("(belum)")."""
    cell = row.cells.get("date")
    return cell is not None and cell.sentence.has("negate") and not cell.sentence.of("date")


def _term(row: Row) -> Term | None:
    """The years that the paper runs from its signing, where a cell says so."""
    for role in ("valid", "status"):
        cell = row.cells.get(role)
        if cell is not None:
            found = terms.term(cell.text, _whole(cell, 0, len(cell.text)))
            if found is not None:
                return Term(found.months, cell.span, found.starts)
    return None


def _whole(cell: Cell, start: int, end: int) -> Clause:
    """All of a cell as one clause."""
    sentence = cell.sentence
    return Clause(sentence, start, end, sentence.cues, sentence.mentions, [], sentence.names, True)


def _clause(row: Row) -> Clause:
    """The cells that speak of the state of the agreement, as one clause."""
    parts = [row.cells[role] for role in ("status", "valid", "date", "instrument") if role in row.cells]
    found = [cue for cell in parts for cue in cell.sentence.cues]
    names = frozenset(cue.name for cue in found)
    mentions: list[Mention] = [mention for cell in parts for mention in cell.sentence.mentions]
    sentence = Sentence(-1, row.span, row.block, -1, [], mentions, found, names)
    return Clause(sentence, row.span.start, row.span.end, found, mentions, [], names, True)


def _dates(body: str, row: Row) -> dating.Dates:
    """The dates of a row: of signing from its own column, of validity from theirs or from the remarks."""
    total = dating.Dates([], [])
    for role in ("date", "instrument", "valid", "status"):
        cell = row.cells.get(role)
        if cell is None:
            continue
        clause = _whole(cell, cell.span.start, cell.span.end)
        read_dates = dating.read(body, clause, cell.before)
        if role == "valid":
            _validity(total, read_dates)
            continue
        if role != "status":
            total.sure |= read_dates.sure
            total.events += sorted(read_dates.events + read_dates.since, key=lambda pair: pair[0].span.start)
        total.valid_from = total.valid_from or read_dates.valid_from
        total.valid_to = total.valid_to or read_dates.valid_to
        if role == "status":
            _period(total, cell)
        dated = role == "date" or (role == "instrument" and not row.columns)
        if dated and not read_dates.events and read_dates.valid_from is not None:
            span = read_dates.valid_from.span
            source = next(mention for mention in cell.sentence.mentions if mention.span == span)
            total.events.append((source, read_dates.valid_from.value))
    return total


def _period(total: dating.Dates, cell: Cell) -> None:
    """The days from which and to which a remark says that the paper runs ("1 Februari 2021 s.d. 31 Januari 2024")."""
    for mention in cell.sentence.of("date"):
        first, last = dating.bounds(mention.value)
        if last is not None:
            total.valid_from = total.valid_from or Value(first, mention.span)
            total.valid_to = total.valid_to or Value(last, mention.span)


def _validity(total: dating.Dates, found: dating.Dates) -> None:
    if found.valid_from or found.valid_to:
        total.valid_from, total.valid_to = found.valid_from, found.valid_to
        return
    events = sorted(found.events + found.since, key=lambda pair: pair[0].span.start)
    if len(events) > 1:
        total.valid_from = Value(events[0][1], events[0][0].span)
    if events:
        total.valid_to = Value(events[-1][1], events[-1][0].span)


def _dated(scene: Scene, dates: dating.Dates) -> bool:
    """True where the row has a date of signing that is not yet to come."""
    if not dates.events:
        return False
    published = scene.text.published
    return published is None or PartialDate(dates.events[0][1]).earliest() <= published.latest()
