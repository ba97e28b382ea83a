"""How a place in a text stands to an agreement: whose turn it is there, how far the agreement is, which cues are near.

What is said of it is a set of names, the traits, of which each has a weight in `data/slots.json`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from operator import attrgetter

from archive.model import Span
from extractors.records.drafts import Draft
from extractors.records.frames import Value
from extractors.records.scene import Scene, Sentence
from extractors.records.times import terms
from extractors.records.walk.discourse import Walk

_FAR = 4
"""Sentences from which on all are far, and those that a text begins with."""
_NEVER = 1 << 30
CLOSE = 25
"""Characters."""
MOST = 16
"""Of what a text has many of, as many count on either side: the time of a long text grows with its length alone."""
_MARKS = frozenset(
    {
        "named", "act", "strong", "papered", "dated", "table", "treaty", "topic", "support", "title", "renewed",
        "founding", "listed", "awaited", "old", "new", "derived", "verbless",
    }
)  # fmt: skip
Traits = set[str]


class Ground:
    """What is counted once for a document: where each party is named, and the agreements that it tells of."""

    def __init__(self, scene: Scene, walk: Walk, drafts: Sequence[Draft]) -> None:
        self.scene, self.walk, self.drafts = scene, walk, drafts
        self._surroundings: dict[int, frozenset[str]] = {}
        self._values: dict[Callable[[Draft], Value | None], list[Value | None]] = {}
        self._terms: dict[tuple[int, int], int | None] = {}
        self.places = {id(draft): place for place, draft in enumerate(drafts)}
        self.starts = [sentence.span.start for sentence in scene.sentences]
        self.abroad = Turns([(actor.start, actor.party.key) for cast in walk.cast for actor in cast if actor.foreign])
        self.at_home = Turns([(actor.start, actor.party.key) for cast in walk.cast for actor in cast if actor.home])
        self.pair_of = [draft.frames[0].pair for draft in drafts]
        self.pairs = Counter(self.pair_of)
        self.cues = frozenset[str]().union(*(sentence.names for sentence in scene.sentences))
        self.named: dict[str, list[int]] = {}
        """The numbers of the sentences that name each party abroad."""
        for number, cast in enumerate(walk.cast):
            for key in {actor.party.key for actor in cast if actor.foreign}:
                self.named.setdefault(key, []).append(number)

    def surroundings(self, span: Span, sentence: Sentence) -> frozenset[str]:
        """The cues of a sentence, and the nearest of them before and behind a place in it; told once for all."""
        known = self._surroundings.get(span.start)
        if known is None:
            known = self._surroundings[span.start] = frozenset(_surroundings(span, sentence))
        return known

    def values(self, slot: Callable[[Draft], Value | None]) -> list[Value | None]:
        """What each agreement has in a slot; asked once for all."""
        known = self._values.get(slot)
        if known is None:
            known = self._values[slot] = [slot(draft) for draft in self.drafts]
        return known

    def months_in(self, start: int, end: int) -> int | None:
        """The months of the first term that a stretch of the text names; looked for once for all."""
        if (start, end) not in self._terms:
            term = terms.length(self.scene.body[start:end])
            self._terms[start, end] = term[0] if term is not None else None
        return self._terms[start, end]

    def number_at(self, span: Span) -> int:
        """The number of the sentence in which a span begins, or of the last before it."""
        return max(bisect_right(self.starts, span.start) - 1, 0)


class Turns:
    """Parties in the order in which a text names them."""

    def __init__(self, named: Sequence[tuple[int, str]]) -> None:
        ordered = sorted(named)
        self._starts, self._keys = [start for start, _ in ordered], [key for _, key in ordered]

    def last(self, start: int) -> str | None:
        """Who was named last before a place."""
        at = bisect_left(self._starts, start)
        return self._keys[at - 1] if at else None

    def at(self, start: int, sentence: Span, own: str) -> tuple[str, str, str]:
        """Who was named last before a place, who is named next, and who is named in its sentence."""
        at = bisect_left(self._starts, start)
        last = _who(self._keys[at - 1], own) if at else "none"
        following = _who(self._keys[at], own) if at < len(self._keys) else "none"
        first, end = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        here = set(self._keys[first:end])
        if own in here:
            return last, following, "both" if len(here) > 1 else "own"
        return last, following, "other" if here else "none"


class Claimant:
    """An agreement that something may belong to: where the text tells of it, and where it names its partner."""

    def __init__(self, ground: Ground, draft: Draft) -> None:
        self.ground, self.draft = ground, draft
        self.paper, self.signed = draft.instrument, draft.signed
        self.home, self.partner = draft.frames[0].pair
        self.told = sorted({ground.number_at(frame.evidence) for frame in draft.frames})
        self._named = ground.named.get(self.partner, [])
        self._rivals = self._beside()
        self.siblings = [ground.drafts[other] for whose, other in self._rivals if whose == "own"]
        """The other agreements of the same two parties."""
        sentences = ground.scene.sentences
        self._paragraphs = {sentences[number].paragraph for number in self.told if number < len(sentences)}

    @cached_property
    def traits(self) -> Traits:
        """What is so of the agreement itself."""
        draft, ground = self.draft, self.ground
        marks = frozenset[str]().union(*(frame.marks for frame in draft.frames))
        given = {
            f"draft_{draft.status}": True,
            f"draft_in_{ground.scene.text.kind}": True,
            "draft_seen_only": not marks,
            "draft_alone": len(ground.drafts) == 1,
            "draft_pair_again": ground.pairs[self.home, self.partner] > 1,
            "draft_institution": draft.frames[0].partner.level == "institution",
        }
        return {f"draft_{mark}" for mark in marks & _MARKS} | {name for name, holds in given.items() if holds}

    def _beside(self) -> list[tuple[str, int]]:
        """The numbers of the other agreements of the text, the nearest of many: "own" are those of the same two."""
        ground, pair, place = self.ground, (self.home, self.partner), self.ground.places[id(self.draft)]
        return [
            ("own" if ground.pair_of[other] == pair else "other", other)
            for other in range(max(place - MOST, 0), min(place + MOST + 1, len(ground.drafts)))
            if other != place
        ]

    @cached_property
    def rank(self) -> str:
        """Whether it is the elder or the younger of several papers of the same two, as far as they are dated."""
        signed = self.signed
        beside = [other.signed for other in self.siblings if other.exists]
        if not beside:
            return "lone"
        others = [one.value for one in beside if one is not None]
        if signed is None or not others:
            return "undated_one" if signed is None else "dated_one"
        if signed.value > max(others):
            return "younger"
        return "elder" if signed.value < max(others) else "coeval"

    def claims(self, value: str, span: Span, slot: Callable[[Draft], Value | None]) -> Traits:
        """Whether other agreements have a value in a slot, and whether from the same place."""
        made: Traits = set()
        values = self.ground.values(slot)
        for whose, other in self._rivals:
            taken = values[other]
            if taken is not None and taken.value == value:
                made.add(f"taken_{whose}")
                if taken.span == span:
                    made.add(f"taken_here_{whose}")
        return made

    def is_near(self, start: int, sentence: Sentence) -> bool:
        """True for a place whose sentence, or one beside it, tells of the agreement or names its partner.

        Where the partner was named last before the place, it is near, too.
        """
        return (
            min(_apart(sentence.index, self.told)) <= 1
            or min(_apart(sentence.index, self._named)) <= 1
            or self.ground.abroad.last(start) == self.partner
        )

    def standing(self, span: Span, sentence: Sentence) -> Traits:
        """How a place in the running text stands to the agreement."""
        made = {
            f"told_{_gap(sentence.index, self.told)}",
            f"named_{_gap(sentence.index, self._named)}",
            f"block_{sentence.block.kind}",
        }
        if _told_in_clause((self.draft,), span):
            made.add("own_clause")
        if _told_in_clause(self.siblings, span):
            made.add("sibling_clause")
        if sentence.paragraph in self._paragraphs:
            made.add("own_paragraph")
        if sentence.index < _FAR:
            made.add("front")
        if sentence.index == len(self.ground.starts) - 1:
            made.add("closing")
        for name, turns, own in (
            ("abroad", self.ground.abroad, self.partner),
            ("home", self.ground.at_home, self.home),
        ):
            last, following, here = turns.at(span.start, sentence.span, own)
            made |= {f"{name}_last_{last}", f"{name}_next_{following}", f"{name}_here_{here}"}
        return made | self.ground.surroundings(span, sentence)


def _told_in_clause(drafts: Sequence[Draft], span: Span) -> bool:
    """True where a clause that tells of one of some agreements holds a place."""
    start = span.start
    for draft in drafts:
        for frame in draft.frames:
            if frame.clause.start <= start < frame.clause.end:
                return True
    return False


def _who(key: str, own: str) -> str:
    return "own" if key == own else "other"


def _gap(number: int, others: Sequence[int]) -> str:
    """How many sentences it is to the nearest of some, and on which side of it."""
    if not others:
        return "nowhere"
    before, after = _apart(number, others)
    if after == 0:
        return "here"
    return f"{min(after, _FAR)}_on" if after < before else f"{min(before, _FAR)}_back"


def _apart(number: int, others: Sequence[int]) -> tuple[int, int]:
    """How many sentences it is to the nearest of some before one, and from it on."""
    at = bisect_left(others, number)
    before = number - others[at - 1] if at else _NEVER
    return before, others[at] - number if at < len(others) else _NEVER


def _surroundings(span: Span, sentence: Sentence) -> Traits:
    """The cues of a sentence, and the nearest of them before and behind a place in it."""
    made = {f"cue_{name}" for name in sentence.names}
    at = bisect_left(sentence.cues, span.start, key=attrgetter("start"))
    before = next((cue for cue in reversed(sentence.cues[:at]) if cue.end <= span.start), None)
    after = next((cue for cue in sentence.cues[at:] if cue.start >= span.end), None)
    if before is not None:
        made.add(f"before_{before.name}")
        if span.start - before.end < CLOSE:
            made.add(f"just_before_{before.name}")
    if after is not None:
        made.add(f"after_{after.name}")
        if after.start - span.end < CLOSE:
            made.add(f"just_after_{after.name}")
    return made
