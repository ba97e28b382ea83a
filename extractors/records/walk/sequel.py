"""What a clause that names no agreement adds to the one just told: "Umurnya empat tahun terhitung hari itu."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.model import Mention, PartialDate, Span
from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Value
from extractors.records.scene import Scene
from extractors.records.states.objects import is_of_something_else
from extractors.records.states.status import Verdict
from extractors.records.times import dating, reckoning, terms

_FAR, _FARTHER, _FARTHEST = 2, 5, 10
"""So many sentences after the statement; more for a clause on the life of a paper, or on the next one."""
_LOOK_BACK, _RECENT = 40, 200
_STOPS = frozenset('.!?"”')
_FATES = frozenset({"expired", "terminated", "renewal_planned"})


def add(
    scene: Scene, clause: Clause, verdict: Verdict, frames: Sequence[Frame], today: PartialDate | None
) -> list[Frame]:
    """Gives duration, start and end that a clause tells to the agreements of the last statement, and returns its fate.

    A clause that names a party of its own, or in which somebody visits, tells of something else.
    """
    if not frames or frames[-1].sentence < 0 or clause.has("outsider") or clause.of("law"):
        return []
    own = {key for frame in frames[-1:] for key in frame.pair}
    if any((actor.home or actor.role != "location") and actor.party.key not in own for actor in clause.actors):
        return []
    if any(is_of_something_else(clause, ending) for ending in clause.cues_of("expire", "terminate")[:1]):
        return []
    away = clause.sentence.index - frames[-1].sentence
    if not 0 <= away <= _FARTHEST:
        return []
    last = [frame for frame in frames[-_LOOK_BACK:] if frame.sentence == frames[-1].sentence]
    between = scene.sentences[last[-1].sentence + 1 : clause.sentence.index + 1]
    papers = [mention for sentence in between for mention in sentence.of("instrument")]
    if not papers and verdict.status in {None, "signed"}:
        _date(scene, clause, last)
    near = scene.sentences[last[-1].sentence].paragraph == clause.sentence.paragraph and away <= _FAR
    if verdict.status == "planned" and verdict.awaited and clause.has("sign"):
        named = any(sentence.of("instrument") for sentence in between[-2:]) or clause.sentence.has("memo")
        return _next(clause, papers, last, frames) if away <= (_FARTHEST if named else _FAR) else []
    if papers or clause.has("visit", "event"):
        # Of another paper, though its parties are not known, or of another occasion.
        return []
    lasting = clause.has("duration") and away <= _FARTHER
    if near or lasting:
        _extend(scene, clause, last, today)
    again = (verdict.status == "renewal_planned" and away <= _FAR) or (clause.has("paper") and away <= _FARTHER)
    told = near or again or (lasting and scene.body[clause.sentence.span.end - 1] in _STOPS)
    if told and verdict.strong and verdict.status is not None and verdict.status in _FATES:
        return [_again(frame, clause, verdict.status) for frame in last if frame.exists]
    return []


def _next(clause: Clause, papers: Sequence[Mention], last: Sequence[Frame], frames: Sequence[Frame]) -> list[Frame]:
    """The paper named last, to be signed at a time or place that the clause sets, where it is not the one just told."""
    paper = Value(papers[-1].value, papers[-1].span) if papers else None
    short = next((cue for cue in clause.sentence.cues if cue.name == "memo"), None) if paper is None else None
    paper = Value("MoU", Span(short.start, short.end)) if short is not None else paper
    made = []
    for frame in last:
        if frame.status == "planned":
            frame.marks.add("awaited")
        there = {
            other.instrument.value
            for other in frames[-_RECENT:]
            if other.pair == frame.pair and other.instrument is not None
        }
        if paper is None or not paper.value or not there or paper.value in there:
            continue
        coming = _again(frame, clause, "planned")
        coming.instrument = paper
        coming.marks = {"strong", "awaited", "papered", "act"}
        made.append(coming)
    return made


def _date(scene: Scene, clause: Clause, last: Sequence[Frame]) -> None:
    """Gives a paper that was signed the date that a copy of it bears."""
    day = dating.dated(scene.body, clause)
    for frame in last:
        if day is not None and frame.signed is None and frame.exists and frame.instrument is not None:
            frame.signed = day


def _extend(scene: Scene, clause: Clause, last: Sequence[Frame], today: PartialDate | None) -> None:
    term = terms.term(scene.body, clause)
    if term is None and not clause.has("duration", "expire", "active", "since"):
        return
    dates = dating.read(scene.body, clause)
    end = dates.valid_to or reckoning.ended(scene.body, clause, today)
    for frame in last:
        frame.valid_from = frame.valid_from or dates.valid_from
        frame.valid_to = frame.valid_to or end
        frame.term = frame.term or term


def _again(frame: Frame, clause: Clause, status: Status) -> Frame:
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
