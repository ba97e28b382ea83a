"""Plans evaluated over one segment with numpy: the same documents and scores as stock Whoosh, all at once.

The score of a term is Whoosh's BM25F over the weights in the postings; a phrase scores as its words do together; a tag,
a prefix, a wildcard, a range of days and Everything score their boost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from index.query import plan as plans
from index.query.plan import Plan
from index.whoosh.arrays import Array, ranges
from index.whoosh.segment import Segment

B = 0.6
K1 = 1.2

AT_ONCE = 1_000_000
"""Postings of many terms that are looked at in one step."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Numbers of documents in order, and their scores."""

    documents: Array
    scores: Array

    def scores_of(self, documents: Sequence[int]) -> dict[int, float]:
        """The scores of some of the matches."""
        places = np.searchsorted(self.documents, np.array(documents, dtype=np.int64))
        return dict(zip(documents, self.scores[places].tolist(), strict=True))


NO_MATCHES = Matches(np.zeros(0, dtype=np.uint32), np.zeros(0))


@dataclass(frozen=True, slots=True)
class Collection:
    """What scores depend on beyond the segment: the size of all segments and the frequency of a term in all of them."""

    size: int
    frequency: Callable[[str, str], int]
    average_length: Callable[[str], float]

    def rarity(self, field: str, term: str) -> float:
        """Whoosh's inverse document frequency."""
        return rarity(self.size, self.frequency(field, term))


def rarity(size: int, frequency: int) -> float:
    """Whoosh's inverse document frequency of a term in `frequency` of `size` documents."""
    return log(size / (frequency + 1)) + 1 if size else 1.0


def evaluate(plan: Plan, segment: Segment, collection: Collection) -> Matches:
    """The documents of the segment that match a resolved plan, deleted ones included."""
    return _Evaluation(segment, collection).run(plan)


class _Evaluation:
    def __init__(self, segment: Segment, collection: Collection) -> None:
        self.segment = segment
        self.collection = collection

    def run(self, plan: Plan) -> Matches:
        match plan:
            case plans.Term():
                return self.term(plan.field, plan.text, plan.boost)
            case plans.Phrase():
                return self.phrase(plan)
            case plans.Prefix():
                return _even(self.beginning(plan), plan.boost)
            case plans.Wildcard():
                return _even(self.holding_any(self.segment.of_form(plan.field, plan.pattern)), plan.boost)
            case plans.Tag():
                number = self.segment.find(plan.field, plan.value) if plan.field in self.segment.fields else None
                return NO_MATCHES if number is None else _even(self.segment.postings(number).documents, plan.boost)
            case plans.Days():
                return _even(self.days(plan), plan.boost)
            case plans.All():
                return self.all(plan.children)
            case plans.Some():
                return self.some(plan.children)
            case plans.Best():
                return self.best(plan.children)
            case plans.Without():
                return self.without(plan)
            case plans.Everything():
                return _even(np.arange(self.segment.size, dtype=np.uint32), plan.boost)
        raise TypeError(f"not resolved: {plan!r}")

    def term(self, field: str, text: str, boost: float) -> Matches:
        number = self.segment.find(field, text) if field in self.segment.fields else None
        if number is None:
            return NO_MATCHES
        found = self.segment.postings(number)
        return Matches(found.documents, self.scores(field, text, boost, found.documents, found.weights))

    def beginning(self, plan: plans.Prefix) -> Array:
        numbers = self.segment.with_prefix(plan.field, plan.text)
        if not numbers:
            return NO_MATCHES.documents
        # Terms are kept in order, and so are their postings: those of all words with this beginning are one run.
        first, last = self.segment.arrays["starts"][[numbers.start, numbers.stop]].tolist()
        held = np.zeros(self.segment.size, dtype=bool)
        held[self.segment.arrays["documents"][first:last]] = True
        return np.flatnonzero(held).astype(np.uint32)

    def holding_any(self, numbers: Array) -> Array:
        """The documents that have any of the terms."""
        starts = self.segment.arrays["starts"]
        counts = self.segment.frequencies(numbers)
        # The most frequent terms first: often they are in all documents, and the others add nothing.
        order = np.argsort(-counts, kind="stable")
        held = np.zeros(self.segment.size, dtype=bool)
        for portion in np.split(order, np.searchsorted(np.cumsum(counts[order]), np.arange(1, 64) * AT_ONCE)):
            documents = ranges(starts[numbers[portion]].astype(np.int64), counts[portion])
            held[self.segment.arrays["documents"][documents]] = True
            if held.all():
                break
        return np.flatnonzero(held).astype(np.uint32)

    def scores(self, field: str, text: str, boost: float, documents: Array, weights: Array) -> Array:
        average = self.collection.average_length(field) or 1.0
        tf = weights.astype(np.float64)
        norm = self.segment.lengths(field)[documents] * (K1 * B / average) + K1 * (1 - B)
        return (boost * self.collection.rarity(field, text) * (K1 + 1)) * tf / (tf + norm)

    def phrase(self, plan: plans.Phrase) -> Matches:
        if len(plan.words) == 1:
            return self.term(plan.field, plan.words[0], plan.boost)
        if plan.field not in self.segment.fields:
            return NO_MATCHES
        numbers = [self.segment.find(plan.field, word) for word in plan.words]
        if not plan.words or None in numbers:
            return NO_MATCHES
        known = [number for number in numbers if number is not None]
        common = self._common(known)
        if not common.size:
            return NO_MATCHES
        ends: Array | None = None
        for number in known:
            # Document and position as one number; the place after each match so far must be a place of the next word.
            chosen = np.searchsorted(self.segment.postings(number).documents, common)
            owner, positions = self.segment.positions(number, chosen)
            keys = (owner.astype(np.int64) << 32) | positions
            ends = keys if ends is None else keys[_contained(keys, ends + 1)]
        documents = common[np.unique(ends >> 32)] if ends is not None and ends.size else common[:0]
        total = np.zeros(len(documents))
        for word, number in zip(plan.words, known, strict=True):
            found = self.segment.postings(number)
            weights = found.weights[np.searchsorted(found.documents, documents)]
            total += self.scores(plan.field, word, plan.boost, documents, weights)
        return Matches(documents, total)

    def _common(self, numbers: list[int]) -> Array:
        lists = sorted((self.segment.postings(number).documents for number in set(numbers)), key=len)
        common = lists[0]
        for other in lists[1:]:
            common = common[_contained(common, other)]
        return common

    def days(self, plan: plans.Days) -> Array:
        days = self.segment.arrays[f"day.{plan.field}"]
        starts = self.segment.arrays[f"day.{plan.field}.starts"]
        places = np.flatnonzero((days >= plan.first) & (days <= plan.last))
        owners = np.searchsorted(starts, places, side="right") - 1
        return np.unique(owners).astype(np.uint32)

    def all(self, children: tuple[Plan, ...]) -> Matches:
        parts = []
        for child in children:
            part = self.run(child)
            if not part.documents.size:
                return NO_MATCHES
            parts.append(part)
        if not parts:
            return NO_MATCHES
        parts.sort(key=lambda part: len(part.documents))
        documents, scores = parts[0].documents, parts[0].scores
        for part in parts[1:]:
            at = np.searchsorted(part.documents, documents)
            at[at == len(part.documents)] = 0
            held = part.documents[at] == documents
            documents, scores = documents[held], scores[held] + part.scores[at[held]]
        return Matches(documents, scores)

    def some(self, children: tuple[Plan, ...]) -> Matches:
        parts = [part for part in map(self.run, children) if part.documents.size]
        if len(parts) < 2:
            return parts[0] if parts else NO_MATCHES
        scores = np.zeros(self.segment.size)
        held = np.zeros(self.segment.size, dtype=bool)
        for part in parts:
            scores[part.documents] += part.scores
            held[part.documents] = True
        documents = np.flatnonzero(held).astype(np.uint32)
        return Matches(documents, scores[documents])

    def best(self, children: tuple[Plan, ...]) -> Matches:
        parts = [part for part in map(self.run, children) if part.documents.size]
        if len(parts) < 2:
            return parts[0] if parts else NO_MATCHES
        scores = np.full(self.segment.size, -np.inf)
        for part in parts:
            scores[part.documents] = np.maximum(scores[part.documents], part.scores)
        documents = np.flatnonzero(scores > -np.inf).astype(np.uint32)
        return Matches(documents, scores[documents])

    def without(self, plan: plans.Without) -> Matches:
        kept = self.run(plan.kept)
        dropped = self.run(plan.dropped).documents
        if not dropped.size or not kept.documents.size:
            return kept
        held = ~_contained(kept.documents, dropped)
        return Matches(kept.documents[held], kept.scores[held])


def _contained(values: Array, among: Array) -> Array:
    """For each value whether it is among the others; both in order."""
    if not among.size:
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(among, values)
    at[at == len(among)] = 0
    held: Array = among[at] == values
    return held


def _even(documents: Array, score: float) -> Matches:
    return Matches(documents, np.full(len(documents), score))
