"""Lists of partners in a sentence: "Surabaya is also a sister city of Incheon, Kochi, Xiamen and Varna".

Each of them alone looks like a place named in passing. What is seen of all of them together tells whether the sentence
gives a home its partners, or names guests and other people's partners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import Party
from extractors.records.clauses import clauses
from extractors.records.drafts import Draft
from extractors.records.scene import Sentence
from extractors.records.ties.adding import frame_at
from extractors.records.ties.candidates import Scored
from extractors.records.ties.deciding import Seen
from extractors.records.ties.reading import Prepared
from extractors.records.walk.discourse import Walk

_LEAST = 3
_SEEN, _OTHERS = 0.15, 0.03
"""What the network sees of the likeliest of a list, and of the others in the mean: of guests it sees nothing."""
_HALF_SEEN, _HALF_OTHERS = 0.1, 0.02
"""The same, where the sentence names the kind of tie and a rule has read it of most of the list."""
_BELIEVED = 2
"""So many of a list that are believed by themselves vouch for the others."""
_SAID = 0.75
"""From this score on a rule alone tells a list of kin."""
_IN_LIST = 0.6
"""How sure is what only the rest of a list tells."""
_UNTOLD = (
    "negate", "deny", "refuse", "fruitless", "rumour", "query", "outside", "outsider", "visit", "offer", "explore",
    "talk", "future",
)  # fmt: skip
"""A sentence with such a cue tells of something else than ties, or not of all of its list."""


class Listed(NamedTuple):
    """A home with the partners, by key, that a sentence gives it."""

    home: str
    partners: Sequence[str]
    sentence: Sentence


def lists(
    walk: Walk, prepared: Prepared, scored: Sequence[Scored], kept: Sequence[tuple[Draft, float]], seen: Seen
) -> Iterator[Listed]:
    """The lists of a document that give a home its partners; a text of a region abroad lists those of that region."""
    sentences = {sentence.span.start: sentence for sentence in walk.scene.sentences}
    for start, partners in _enumerations(prepared):
        sentence = sentences.get(start)
        if sentence is None or sentence.has(*_UNTOLD):
            continue
        home = _believed(kept, sentence, partners)
        if home is None and walk.owner is None and not _led_by_other(walk, sentence, partners):
            home = _said(scored, sentence, partners) or _seen(
                prepared, partners, seen, _named_kin(scored, sentence, partners)
            )
        if home is not None:
            yield Listed(home, partners, sentence)


def told_in_lists(
    walk: Walk,
    prepared: Prepared,
    kept: Sequence[tuple[Draft, float]],
    turned_down: Sequence[tuple[Draft, float]],
    found: Sequence[Listed],
) -> Iterator[tuple[Draft, float]]:
    """What lists of partners tell and was not kept for each of them."""
    told = {draft.frames[0].pair for draft, _ in kept}
    parties = prepared.found.parties
    for one in found:
        for key in one.partners:
            pair = one.home, key
            if pair in told:
                continue
            told.add(pair)
            draft = next((draft for draft, _ in turned_down if draft.frames[0].pair == pair and draft.exists), None)
            draft = draft or _stated(walk, parties[one.home], parties[key], one.sentence)
            if draft is not None:
                yield draft, _IN_LIST


def _stated(walk: Walk, home: Party, partner: Party, sentence: Sentence) -> Draft | None:
    """What the clause of a sentence that names a partner says of the two."""
    for clause in clauses(walk.body, sentence, walk.cast[sentence.index]):
        if any(actor.party.key == partner.key for actor in clause.actors):
            frame = frame_at(walk, home, partner, "signed", clause)
            return Draft([frame], frame.status)
    return None


def _enumerations(prepared: Prepared) -> Iterator[tuple[int, list[str]]]:
    """Where the sentences begin that name some partners in one breath, and these."""
    tokens = prepared.tokens
    named = {spot: key for key, spots in tokens.named.items() for spot in spots}
    for spots in prepared.enumerations:
        partners = list(dict.fromkeys(named[spot] for spot in spots))
        if len(partners) >= _LEAST:
            yield tokens.lines[tokens.line_of[spots[0]]].span.start, partners


def _led_by_other(walk: Walk, sentence: Sentence, partners: Sequence[str]) -> bool:
    """True where a party abroad stands before the list, and no home between: the list may be of its partners."""
    last = None
    for actor in walk.cast[sentence.index]:
        if actor.party.key in partners:
            break
        last = actor
    return last is not None and last.foreign


def _believed(kept: Sequence[tuple[Draft, float]], sentence: Sentence, partners: Sequence[str]) -> str | None:
    """The home of which the sentence is believed for several partners of the list; None where it is for one at most."""
    homes = Counter(
        draft.frames[0].home.key
        for draft, _ in kept
        if draft.exists
        and draft.frames[0].partner.key in partners
        and any(frame.evidence == sentence.span for frame in draft.frames)
    )
    return next((home for home, count in homes.most_common(1) if count >= _BELIEVED), None)


def _said(scored: Sequence[Scored], sentence: Sentence, partners: Sequence[str]) -> str | None:
    """The home whose kin a rule has read in the sentence."""
    return next(
        (
            frame.home.key
            for one in scored
            if one.draft.exists and one.score >= _SAID
            for frame in one.draft.frames
            if "kin" in frame.marks and frame.evidence == sentence.span and frame.partner.key in partners
        ),
        None,
    )


def _named_kin(scored: Sequence[Scored], sentence: Sentence, partners: Sequence[str]) -> bool:
    """True where rules have read in the sentence a tie of a kind that it names, of most of the partners."""
    if not sentence.of("relation"):
        return False
    told = {
        frame.partner.key
        for one in scored
        if one.draft.exists
        for frame in one.draft.frames
        if {"kin", "related"} <= frame.marks and frame.evidence == sentence.span
    }
    return 2 * len(told.intersection(partners)) > len(partners)


def _seen(prepared: Prepared, partners: Sequence[str], seen: Seen, named: bool) -> str | None:
    """The home of which the network sees the partners; None where it sees too little."""
    best, home = 0.0, None
    least, others = (_HALF_SEEN, _HALF_OTHERS) if named else (_SEEN, _OTHERS)
    for one in prepared.found.homes:
        chances = sorted(seen.chances[one, key].exists for key in partners if (one, key) in seen.chances)
        if len(chances) < _LEAST or chances[-1] < least or sum(chances[:-1]) < others * (len(chances) - 1):
            continue
        if sum(chances) > best:
            best, home = sum(chances), one
    return home
