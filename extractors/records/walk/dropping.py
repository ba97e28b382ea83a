"""Plans of which a text says that nothing came, and ties that it takes back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from extractors.records.clauses import Clause
from extractors.records.frames import Frame
from extractors.records.parties import homes
from extractors.records.parties.actors import Actor
from extractors.records.walk import reach

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_REACH = 3
"""Sentences."""


class Dropping(NamedTuple):
    """A sentence that says that nothing came of a plan, with the keys of its partners, and of the homes it names."""

    sentence: int
    partners: tuple[str, ...]
    homes: frozenset[str]


def of(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> Dropping:
    """Of which partners, and of which homes if it names any, the clause says that nothing came of a plan."""
    here = [actor for actor in walk.cast[clause.sentence.index] if actor.start < clause.end]
    named = [actor for actor in here if actor.foreign and actor.takes_part]
    before = walk.state.partners if len(walk.state.partners) == 1 else []
    linked = [actor for actor in explicit if actor.role == "link"]
    partners = linked or walk.on_top(clause.sentence) or explicit or named or before
    homes_named = frozenset(actor.party.key for actor in homes.named(here))
    return Dropping(clause.sentence.index, tuple(actor.party.key for actor in partners), homes_named)


def is_plan(walk: Walk, clause: Clause, partners: Sequence[Actor]) -> bool:
    """True where the paragraph has just told of the partner meant, and of nothing but plans: one of them ends."""
    meant = partners or (walk.state.partners if len(walk.state.partners) == 1 else [])
    keys = {actor.party.key for actor in meant}
    told = [frame for frame in walk.frames[-reach.LOOK_BACK :] if frame.partner.key in keys]
    if not told or any(frame.exists for frame in told) or told[-1].sentence < 0:
        return False
    last = walk.scene.sentences[told[-1].sentence]
    return last.paragraph == clause.sentence.paragraph and clause.sentence.index - last.index <= reach.NEAR


def not_taken_back(walk: Walk, frames: Sequence[Frame]) -> list[Frame]:
    """The frames without ties of which only hearsay told, and of which the text goes on to say that there is none.

    "Satu koran menulis kota ini bersaudara dengan Lae. ... Dengan Lae tidak pernah ada naskah."
    """
    sentences = walk.scene.sentences
    denials = [drop.sentence for drop in walk.dropped if sentences[drop.sentence].has("conclude")]
    named = {actor.party.key: at for at in denials for actor in walk.cast[at]}
    beside = {sentences[at].paragraph: at for at in denials}

    def taken_back(frame: Frame) -> bool:
        if frame.instrument is not None or {"act", "strong"} & frame.marks or frame.sentence < 0:
            return False
        telling = sentences[frame.sentence]
        hearsay = telling.has("rumour", "speak") and beside.get(telling.paragraph, -1) > frame.sentence
        return hearsay or named.get(frame.partner.key, -1) > frame.sentence

    return [frame for frame in frames if not taken_back(frame)]


def kept(frames: list[Frame], dropped: Sequence[Dropping]) -> list[Frame]:
    """The frames without the plans, and the mere hints, of which the text says nearby that nothing came of them."""
    droppings: dict[str, list[Dropping]] = {}
    for drop in dropped:
        for key in drop.partners:
            droppings.setdefault(key, []).append(drop)
    return [frame for frame in frames if not _undone(frame, droppings.get(frame.partner.key, ()))]


def _undone(frame: Frame, droppings: Sequence[Dropping]) -> bool:
    first, last = frame.sentence - _REACH, frame.sentence + _REACH
    near = droppings[bisect_left(droppings, first, key=_at) : bisect_right(droppings, last, key=_at)]
    return any(_undoes(frame, drop.sentence) for drop in near if not drop.homes or frame.home.key in drop.homes)


def _at(drop: Dropping) -> int:
    return drop.sentence


def _undoes(frame: Frame, at: int) -> bool:
    if frame.exists:
        told = (
            frame.instrument is not None
            or frame.signed is not None
            or "strong" in frame.marks
            or frame.relation is not None
        )
        return not told and abs(at - frame.sentence) <= _REACH
    return 0 <= at - frame.sentence <= _REACH
