"""Drafts that stand for one and the same: of two homes, or names, or papers read into it the likelier stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive.model import Party
from extractors.records.drafts import Draft, are_two_kinds, is_apart
from extractors.records.frames import Frame
from extractors.records.parties.actors import is_same, lies_in
from extractors.records.walk.discourse import Walk

Told = tuple[Draft, float]
"""A draft and its score."""


def without(walk: Walk, drafts: Sequence[Told], others: Sequence[Told]) -> Iterator[Told]:
    """The drafts without what one of the others, and surer, reads with another home of the same partner.

    A sentence that itself names the home of a draft keeps it.
    """
    for draft, score in drafts:
        rivals = [other for other, surer in others if surer > score and _is_rival(other, draft)]
        taken = [frame for rival in rivals for frame in rival.frames]
        left = [
            frame
            for frame in draft.frames
            if not any(_is_beside(walk, frame, one) for one in taken) or _names(walk, frame, frame.home)
        ]
        if left:
            # Not of a draft that goes: others look at it still, as one that the rules have read.
            draft.frames = left
            yield draft, score


def of_owner(walk: Walk, drafts: Sequence[Told]) -> Iterator[Told]:
    """The drafts without those of other places abroad, on the page of one that tells of its own ties.

    Where the sentence itself names both, the page tells of a tie of others.
    """
    for draft, score in drafts:
        frame = draft.frames[0]
        own = walk.owner is None or frame.partner.level == "institution" or is_same(frame.partner, walk.owner.party)
        if own or (_names(walk, frame, frame.home) and _names(walk, frame, frame.partner)):
            yield draft, score


def without_namesakes(drafts: Sequence[Told]) -> Iterator[Told]:
    """The drafts without the likeness of a surer one whose partner has the same name, as a state and its city."""
    for draft, score in drafts:
        first = draft.frames[0]
        surer = (
            other
            for other, beside in drafts
            if beside > score
            and other.exists == draft.exists
            and other.frames[0].home.key == first.home.key
            and other.frames[0].partner.key != first.partner.key
            and _title(other.frames[0].partner) == _title(first.partner)
        )
        if not any(not is_apart(other, first) for other in surer):
            yield draft, score


def without_told_twice(drafts: Sequence[Told]) -> Iterator[Told]:
    """The drafts without those that turn out to be another one: of the same two and the same day, and of no other kind.

    Of such drafts the one stays whose kind is told, else the surer, else the first.
    """
    signed: dict[tuple[tuple[str, str], str], list[Told]] = defaultdict(list)
    for draft, score in drafts:
        if draft.signed is not None:
            signed[draft.frames[0].pair, draft.signed.value].append((draft, score))
    again: set[int] = set()
    for same_day in signed.values():
        ranked = sorted(same_day, key=lambda told: (told[0].names_kind, told[1]), reverse=True)
        for number, (draft, _) in enumerate(ranked):
            if not all(are_two_kinds(draft.instrument, better.instrument) for better, _ in ranked[:number]):
                again.add(id(draft))
    yield from (told for told in drafts if id(told[0]) not in again)


def without_places_in(drafts: Sequence[Told], others: Sequence[Told]) -> Iterator[Told]:
    """The drafts without those whose partner lies in that of another one of the same home and sentence, or around it.

    It says where the paper was signed, or where the partner lies: "Prefektur Hyogo: nota kesepahaman, Kobe, 2023".
    """
    for draft, score in drafts:
        first = draft.frames[0]
        if not any(
            other.frames[0].home.key == first.home.key
            and any(frame.evidence == first.evidence for frame in other.frames)
            and (lies_in(first.partner, other.frames[0].partner) or lies_in(other.frames[0].partner, first.partner))
            for other, _ in others
        ):
            yield draft, score


def _title(party: Party) -> tuple[str, str | None]:
    return party.name, party.country


def _is_rival(one: Draft, other: Draft) -> bool:
    """True for drafts of one partner and of two homes."""
    (home, partner), (own, theirs) = one.frames[0].pair, other.frames[0].pair
    return partner == theirs and home != own


def _is_beside(walk: Walk, frame: Frame, other: Frame) -> bool:
    """True for two statements of one sentence, or of sentences of one paragraph that follow each other."""
    if frame.evidence == other.evidence:
        return True
    if min(frame.sentence, other.sentence) < 0 or abs(frame.sentence - other.sentence) > 1:
        return False
    one, two = (walk.scene.sentences[index] for index in (frame.sentence, other.sentence))
    return one.paragraph == two.paragraph


def _names(walk: Walk, frame: Frame, party: Party) -> bool:
    """True where the sentence or row of a frame names a party."""
    span = frame.evidence
    return any(
        mention.party is not None and mention.party.key == party.key
        for mention in walk.scene.between(span.start, span.end)
    )
