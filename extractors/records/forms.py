"""Forms: lines of a label and what it says ("Mitra: Toyama, Jepang"), one stretch of them, one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import Block, Span
from extractors.records.cells import Cell, cell_of
from extractors.records.frames import Frame, Value
from extractors.records.headers import header_role
from extractors.records.homes import Homes
from extractors.records.listing import Line
from extractors.records.parties import Actor
from extractors.records.rows import Row, Top, fill, frames_of
from extractors.records.scene import Scene

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w /.()-]{0,34}?)\s*:\s*(?P<value>\S)")
_COMING = re.compile(
    r"\b(?:rencana|calon|target|jadwal|usulan|planned|proposed|expected|intended|prospective)\b", re.IGNORECASE
)
_WORDS = 5
_HEADER = 80
_TOLD = frozenset({"instrument", "date", "status", "valid"})
_FEW = 2
_LINES = 2


@dataclass(slots=True)
class _Form:
    """A stretch of labelled lines and the lines right above it, which name what it is about."""

    above: list[Line] = field(default_factory=list)
    lines: list[tuple[Line, str, Span]] = field(default_factory=list)
    coming: bool = False

    @property
    def roles(self) -> set[str]:
        return {role for _, role, _ in self.lines}


def read(scene: Scene, lines: Sequence[Line], homes: Homes) -> tuple[list[Frame], list[Span]]:
    """The frames of all forms of a text, and the text they account for."""
    frames: list[Frame] = []
    claimed: list[Span] = []
    for form in _forms(lines):
        row = _row(scene, form, homes)
        made = list(frames_of(scene, row, "planned" if form.coming else None)) if row is not None else []
        if made:
            frames += made
            claimed += [line.span for line in form.above] if "partner" not in form.roles else []
            claimed += [line.span for line, _, _ in form.lines]
    return frames, claimed


def _forms(lines: Sequence[Line]) -> Iterator[_Form]:
    """Stretches of labelled lines; a label of the other party that comes again opens the next."""
    form = _Form()
    above: list[Line] = []
    for line in lines:
        found = _labelled(line)
        if found is None and form.lines and not line.spaced and line.kind == "plain" and not _foreign([line]):
            # A line without a label between others: it may name the paper.
            found = ("instrument" if line.sentence.of("instrument") else "", line.span)
        if found is None:
            yield form
            form = _Form()
            above = [line] if line.spaced or line.kind != "plain" else [*above[-_LINES:], line]
            continue
        role, value = found
        again = role in {"partner", "home"} and role in form.roles
        if again or (line.spaced and "partner" in form.roles):
            yield form
            form = _Form()
        if not form.lines:
            form.above, above = above, []
        form.lines.append((line, role, value))
        form.coming = form.coming or bool(
            _COMING.search(line.body, line.start, value.start) and role in {"partner", "date"}
        )
    yield form


def _labelled(line: Line) -> tuple[str, Span] | None:
    """The role that the label of a line tells, and where its value stands."""
    match = _LABEL.match(line.body, line.start, line.span.end)
    if match is None or len(match["label"].split()) > _WORDS:
        return None
    role = header_role(match["label"])
    return (role or "", Span(match.start("value"), line.span.end))


def _row(scene: Scene, form: _Form, homes: Homes) -> Row | None:
    """The form as a row of a table, where it tells of an agreement."""
    roles = form.roles
    if not roles & _TOLD or len(roles - {""}) < _FEW:
        return None
    first, last = form.lines[0][0].span, form.lines[-1][0].span
    cells: dict[str, Cell] = {}
    for _, role, value in form.lines:
        if role and role not in cells:
            cells[role] = cell_of(scene, [Block(value, "paragraph")])
    head = [line for line in form.above if len(line.span) <= _HEADER]
    if "partner" not in cells:
        if not head:
            return None
        cells["partner"] = cell_of(scene, [Block(Span(line.start, line.span.end), "paragraph") for line in head])
        first = head[0].span
    span = Span(first.start, last.end)
    row = Row(span, Block(span, "paragraph"), cells, frozenset(cells))
    if "instrument" not in cells:
        # "PKS ditandatangani: 15/3/2019"
        papers = [paper for line, role, _ in form.lines if role == "date" for paper in line.sentence.of("instrument")]
        row.instrument = Value(papers[0].value, papers[0].span) if papers else None
    fill(scene.text.body, row, None, {}, Top(home=_named(head)), homes)
    return row


def _foreign(lines: Sequence[Line]) -> bool:
    return any(actor.foreign for line in lines for actor in line.actors)


def _named(head: Sequence[Line]) -> Actor | None:
    named = [actor for line in head for actor in line.actors]
    return next((actor for actor in named if actor.home and actor.role not in {"holder", "location"}), None)
