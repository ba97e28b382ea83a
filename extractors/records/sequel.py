"""What a clause that names no agreement adds to the one just told: "Umurnya empat tahun terhitung hari itu."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.model import Span
from archive.model.record import Status
from extractors.records import dating, terms
from extractors.records.clauses import Clause
from extractors.records.frames import Frame
from extractors.records.scene import Scene
from extractors.records.status import Verdict

_FAR, _FARTHER = 2, 5
"""So many sentences after the statement; more for a clause on the life of a paper."""
_LOOK_BACK = 40
_STOPS = frozenset('.!?"”')
_FATES = frozenset({"expired", "terminated", "renewal_planned"})


def add(scene: Scene, clause: Clause, verdict: Verdict, frames: Sequence[Frame]) -> list[Frame]:
    """Gives duration, start and end that a clause tells to the agreements of the last statement, and returns its fate.

    A clause that names a party of its own, or in which somebody visits, tells of something else.
    """
    if not frames or frames[-1].sentence < 0 or clause.has("visit", "event", "outsider"):
        return []
    if any(actor.home or actor.role != "location" for actor in clause.actors):
        return []
    last = [frame for frame in frames[-_LOOK_BACK:] if frame.sentence == frames[-1].sentence]
    away = clause.sentence.index - last[-1].sentence
    between = scene.sentences[last[-1].sentence + 1 : clause.sentence.index + 1]
    if any(sentence.of("instrument") for sentence in between):
        # Of another paper, though its parties are not known.
        return []
    near = scene.sentences[last[-1].sentence].paragraph == clause.sentence.paragraph and away <= _FAR
    lasting = clause.has("duration") and away <= _FARTHER
    if near or lasting:
        _extend(scene, clause, last)
    told = near or (lasting and scene.body[clause.sentence.span.end - 1] in _STOPS)
    if told and verdict.strong and verdict.status is not None and verdict.status in _FATES:
        return [_fate(frame, clause, verdict.status) for frame in last if frame.exists]
    return []


def _extend(scene: Scene, clause: Clause, last: Sequence[Frame]) -> None:
    dates, term = dating.read(scene.body, clause), terms.term(scene.body, clause)
    if term is None and not clause.has("duration", "expire", "active", "since"):
        return
    for frame in last:
        frame.valid_from = frame.valid_from or dates.valid_from
        frame.valid_to = frame.valid_to or dates.valid_to
        frame.term = frame.term or term


def _fate(frame: Frame, clause: Clause, status: Status) -> Frame:
    return replace(
        frame,
        status=status,
        sentence=clause.sentence.index,
        evidence=clause.sentence.span,
        clause=Span(clause.start, clause.end),
        signed=None,
        valid_from=None,
        valid_to=None,
        term=None,
        fields=[],
        offers=[],
        signatories=[],
        place_signed=None,
        marks={"support", "strong"},
    )
