"""Further papers that the history or the remarks of a row tell of: one before it, or one that is to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.model import Span
from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.frames import Value
from extractors.records.scene import Sentence
from extractors.records.states.status import judge
from extractors.records.structure.cells import Cell
from extractors.records.times import dating

_SHORT = "".join(
    rf"(?<!\b{word})" for word in ("tgl", "th", "thn", "no", "kab", "prov", "pem", "kec", "sdr", "dr", "mr", "st")
)
_PART = re.compile(rf";\s+(?=\S)|{_SHORT}\.\s+(?=\S)|\n", re.IGNORECASE)
"""Between the remarks of a cell; no short form ends one."""
_REPLACED = re.compile(
    r"\b(?:takes? the place of|took the place of|in place of|instead of|replac\w+|supersed\w+|succeed\w+|menggantikan|"
    r"pengganti|mengganti|ganti dari|kelanjutan dari)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"[\s(\-–—]*(?:sebelumnya|sebelum itu|semula|mulanya|mula-mula|awalnya|dahulu|terdahulu|didahului|previously|"
    r"formerly|earlier|before (?:that|it)|preceded by|originally)\b",
    re.IGNORECASE,
)
"""What opens a remark on an earlier paper."""


@dataclass(slots=True)
class Paper:
    """Another paper of the same two sides, and the text that tells of it."""

    span: Span
    status: Status
    instrument: Value
    dates: dating.Dates


def papers(body: str, cell: Cell, own: Value | None, past: bool, columns: bool = True) -> Iterator[Paper]:
    """The papers that a cell tells of beside the row's `own`; all that a cell of the `past` names are such.

    In an item, which has no `columns`, only what opens as a look back is another paper.
    """
    for span in _parts(body, cell):
        part = _within(cell, span)
        named = part.of("instrument")
        if not named or part.has("outsider", "ministry", "national", "negate") or part.of("law"):
            continue
        paper = Value(named[0].value, named[0].span)
        clause = Clause(
            part, span.start, span.end, part.cues, part.mentions, [], part.names, True, body[span.start : span.end]
        )
        dates = dating.read(body, clause)
        dates.events += dates.since
        verdict = judge(clause)
        if verdict.dropped:
            continue
        if past or (own is not None and own.value != paper.value and _BEFORE.match(body, span.start, span.end)):
            yield Paper(span, verdict.status or "signed", paper, dates)
        elif not columns:
            continue
        elif own is not None and _REPLACED.search(body, span.start, paper.span.start):
            yield Paper(span, "expired", paper, dates)
        elif (
            own is not None
            and own.value != paper.value
            and verdict.status == "planned"
            and (part.of("date") or part.has("draft", "progress", "awaited"))
        ):
            # One that is only hoped for is none.
            yield Paper(span, "planned", paper, dates)


def without(cell: Cell, spans: list[Span]) -> Cell:
    """The cell without what it says of other papers."""
    kept = cell.sentence
    cues = [cue for cue in kept.cues if not any(span.start <= cue.start < span.end for span in spans)]
    mentions = [mention for mention in kept.mentions if not any(span.contains(mention.span) for span in spans)]
    sentence = replace(kept, cues=cues, mentions=mentions, names=frozenset(cue.name for cue in cues))
    return replace(cell, sentence=sentence)


def _parts(body: str, cell: Cell) -> Iterator[Span]:
    for piece in cell.parts:
        start = piece.start
        for stop in _PART.finditer(body, piece.start, piece.end):
            yield Span(start, stop.start() + 1)
            start = stop.end()
        yield Span(start, piece.end)


def _within(cell: Cell, span: Span) -> Sentence:
    whole = cell.sentence
    cues = [cue for cue in whole.cues if span.start <= cue.start < span.end]
    mentions = [mention for mention in whole.mentions if span.contains(mention.span)]
    return replace(whole, span=span, cues=cues, mentions=mentions, names=frozenset(cue.name for cue in cues))
