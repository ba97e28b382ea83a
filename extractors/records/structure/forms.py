"""Forms: lines of a label and what it says ("Mitra: Toyama, Jepang"), one stretch of them, one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import Block, Span
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.parties.homes import Homes, bare_home
from extractors.records.scene import Scene
from extractors.records.structure.cells import Cell, cell_of
from extractors.records.structure.headers import header_role, is_letterhead
from extractors.records.structure.lines import Line, label_of
from extractors.records.structure.row import Row, Top
from extractors.records.structure.rows import fill, frames_of

_COMING = re.compile(
    r"\b(?:rencana|calon|target|jadwal|usulan|planned|proposed|expected|intended|prospective)\b", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?:(?:kartu|card|form\w*|berkas|file|record|entry|nomor|no)\.?\s+)?"
    r"(?P<number>(?:[A-Z]\.)?\d{1,3}(?:[.-]\d{1,3})*|[A-Z])(?:[.):]\s*|\s+|\Z)",
    re.IGNORECASE,
)
"""The number at the head of a form: "C.1.2 Ulsan", "KARTU 11"."""
_HEADER = 80
_TOLD = frozenset({"instrument", "date", "status", "valid"})
_FEW = 2
_LINES = 2
_PARTS = 3
_PART = re.compile(
    r"(?:^|(?<=[.;|,)])\s+|\s[-–—]\s+)\(?(?P<label>[^\W\d_][^\W\d_/ ]*(?:[ /][^\W\d_]+){0,3})\s*:\s+(?=\S)"
)


@dataclass(slots=True)
class _Form:
    """A stretch of labelled lines, the lines right above it, and the home government that a heading puts on top."""

    above: list[Line] = field(default_factory=list)
    lines: list[tuple[Line, str, Span]] = field(default_factory=list)
    home: Actor | None = None
    coming: bool = False

    @property
    def roles(self) -> set[str]:
        return {role for _, role, _ in self.lines}


def read(scene: Scene, lines: Sequence[Line], homes: Homes) -> tuple[list[Frame], list[Row], list[Span]]:
    """The frames of all forms of a text, their rows for notes that point to them, and the text they account for."""
    frames: list[Frame] = []
    rows: list[Row] = []
    claimed: list[Span] = []
    by_number: dict[str, Row] = {}
    above: Row | None = None
    for form in _forms(lines):
        row = _row(scene, form, above, by_number, homes)
        if row is None:
            continue
        if row.number:
            by_number[row.number] = row
        above = row
        made = list(frames_of(scene, row, "planned" if form.coming else None))
        if made:
            frames += made
            rows.append(row)
            claimed += [line.span for line in form.above] if "partner" not in form.roles else []
            claimed += [line.span for line, _, _ in form.lines]
    return frames, rows, claimed


def _forms(lines: Sequence[Line]) -> Iterator[_Form]:
    """Stretches of labelled lines; a label of the other party that comes again opens the next."""
    parts = [(line, _in_line(line), _labelled(line)) for line in lines]
    if not any(row or (found is not None and found[0]) for _, row, found in parts):
        return
    form = _Form()
    above: list[Line] = []
    home: Actor | None = None
    for line, row, found in parts:
        if row:
            yield form
            yield _Form(above, row, home)
            form, above = _Form(), []
            continue
        if found is None and form.lines and not line.spaced and line.kind == "plain" and not _heads(line):
            # A line without a label between others: it may name the paper.
            found = ("instrument" if line.sentence.of("instrument") else "", line.span)
        if found is None:
            yield form
            form = _Form()
            above = [line] if line.spaced or line.kind != "plain" else [*above[-_LINES:], line]
            home = _home_of(line) or home
            continue
        role, value = found
        again = role in {"partner", "home"} and role in form.roles
        if again or (line.spaced and "partner" in form.roles):
            yield form
            form = _Form()
        if not form.lines:
            form.above, above = above, []
            form.home = home
        form.lines.append((line, role, value))
        form.coming = form.coming or bool(
            _COMING.search(line.body, line.start, value.start) and role in {"partner", "date"}
        )
    yield form


def _in_line(line: Line) -> list[tuple[Line, str, Span]]:
    """The labelled parts of a line that is a form by itself ("Naskah: LoI. Mitra: Toyama. Tanggal: 3 Mei 2015.")."""
    if line.body.count(":", line.start, line.span.end) < _PARTS:
        return []
    text, offset = line.span.of(line.body), line.span.start
    found = [
        (header_role(label["label"]) or "", label.start() + offset, label.end() + offset)
        for label in _PART.finditer(text)
    ]
    roles = {role for role, _, _ in found} - {""}
    if len(roles) < _PARTS or not roles & _TOLD or not roles & {"partner", "home"}:
        return []
    ends = [start for _, start, _ in found[1:]] + [line.span.end]
    return [(line, role, Span(start, end)) for (role, _, start), end in zip(found, ends, strict=True) if start < end]


def _labelled(line: Line) -> tuple[str, Span] | None:
    """The role that the label of a line tells, and where its value stands."""
    found = label_of(line.body, line.start, line.span.end)
    if found is None:
        return None
    label, start = found
    return header_role(label) or "", Span(start, line.span.end)


def _row(scene: Scene, form: _Form, above: Row | None, by_number: dict[str, Row], homes: Homes) -> Row | None:
    """The form as a row of a table, where it tells of an agreement."""
    roles = form.roles
    if not roles & _TOLD or len(roles - {""}) < _FEW or ("partner" not in roles and _heads_letter(form)):
        return None
    first, last = form.lines[0][0].span, form.lines[-1][0].span
    cells: dict[str, Cell] = {}
    for _, role, value in form.lines:
        cell = cell_of(scene, [Block(value, "paragraph")])
        cells.setdefault(_role(role, cell), cell)
    cells.pop("", None)
    head = [line for line in form.above if len(line.span) <= _HEADER]
    if "partner" not in cells:
        if not head:
            return None
        cells["partner"] = _partner(scene, head)
        first = head[0].span
    span = Span(first.start, last.end)
    row = Row(span, Block(span, "paragraph"), cells, frozenset(cells))
    number = _SECTION.match(scene.body, head[-1].span.start, head[-1].span.end) if head else None
    row.number = number["number"] if number else None
    if "instrument" not in cells:
        # "PKS ditandatangani: 15/3/2019"
        papers = [paper for line, role, _ in form.lines if role == "date" for paper in line.sentence.of("instrument")]
        row.instrument = Value(papers[0].value, papers[0].span) if papers else None
    fill(scene.text.body, row, above, by_number, Top(home=_named(head) or form.home), homes)
    return row


def _role(role: str, cell: Cell) -> str:
    """The role of a line, by its label and else by what it says: "Bentuk: sister city", "Nasib: diputus 2019"."""
    said = cell.sentence
    if role == "instrument" and said.of("relation") and not (said.of("instrument") or said.of("date")):
        return "relation"
    if not role and said.has("active", "expire", "terminate", "renew"):
        return "status"
    return role


def _heads_letter(form: _Form) -> bool:
    """True for the lines at the head of a letter, a memo or minutes."""
    labels = [found[0] for line, _, _ in form.lines if (found := label_of(line.body, line.start, line.span.end))]
    return any(map(is_letterhead, labels))


def _partner(scene: Scene, head: Sequence[Line]) -> Cell:
    """The lines above a form as its cell for the partner, without those that only name the home."""
    lines = [line for line in head if _home_of(line) is None or any(actor.foreign for actor in line.actors)]
    return cell_of(scene, [Block(_bare(line), "paragraph") for line in lines or head])


def _bare(line: Line) -> Span:
    """A line without its number."""
    number = _SECTION.match(line.body, line.start, line.span.end)
    return Span(number.end() if number and number.end() < line.span.end else line.start, line.span.end)


def _heads(line: Line) -> bool:
    """True for a line that heads a form: it names a party, or is in capitals or numbered."""
    text = line.span.of(line.body)
    numbered = _SECTION.match(text) is not None and len(text) <= _HEADER
    return numbered or any(actor.foreign for actor in line.actors) or _home_of(line) is not None


def _home_of(line: Line) -> Actor | None:
    """The one home government that a short line names, as a heading does."""
    if len(line.span) > _HEADER or line.body[line.span.end - 1] in ".;,!?":
        return None
    return _named([line]) or bare_home(line.body, line.span)


def _named(head: Sequence[Line]) -> Actor | None:
    named = [actor for line in head for actor in line.actors]
    return next((actor for actor in named if actor.home and actor.takes_part), None)
