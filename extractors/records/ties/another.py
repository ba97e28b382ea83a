"""A second paper of a pair, where the network sees several and the rules have read one."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.records.clauses import Clause, clauses
from extractors.records.drafts import Draft, is_apart
from extractors.records.frames import Frame
from extractors.records.states.status import judge
from extractors.records.ties.adding import frame_at, named_at
from extractors.records.walk.discourse import Walk


def another(walk: Walk, told: Draft) -> Frame | None:
    """What the text says of another paper of the same two; None where it says nothing."""
    if not named_at(walk, told.frames[0].partner):
        return None
    return next((frame for frame in _frames(walk, told) if is_apart(told, frame)), None)


def _frames(walk: Walk, told: Draft) -> Iterator[Frame]:
    """What the clauses that the draft is not from say of the same two, where they tell of a paper that is there."""
    home, partner = told.frames[0].home, told.frames[0].partner
    for clause in _own(walk, partner.key):
        if any(clause.start < frame.clause.end and frame.clause.start < clause.end for frame in told.frames):
            continue
        status = judge(clause).status
        noted = status is None and clause.of("instrument") and clause.of("date")
        if noted or status not in {None, "planned"}:
            yield frame_at(walk, home, partner, status or "signed", clause)


def _own(walk: Walk, partner: str) -> Iterator[Clause]:
    """The clauses of the sentences in which a partner is the only party abroad, or was in the last that named any."""
    own = False
    for sentence in walk.scene.sentences:
        cast = walk.cast[sentence.index]
        abroad = {actor.party.key for actor in cast if actor.foreign and actor.role != "holder"}
        own = abroad == {partner} if abroad else own
        if own:
            yield from clauses(walk.body, sentence, cast)
