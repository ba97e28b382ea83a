"""Entries like a given one: those that share its rare words, its parties and its fields."""

from __future__ import annotations

from collections import Counter

import numpy as np

from index.analysis.lexicon import stopwords
from index.analysis.tokens import words
from index.port import Entry
from index.query import plan as plans
from index.query.plan import Plan, Reason
from index.whoosh.evaluate import Matches
from index.whoosh.snapshot import Snapshot

MOST_WORDS = 25
LONGEST = 20_000
"""So many characters of a text say what it is about."""

SHARED = {"partner": 3.0, "home": 1.5, "country": 1.0, "field": 0.7, "relation": 0.3}
"""What it adds that two entries share a value, times the rarity of the value."""


def plan_like(snapshot: Snapshot, document: int, entry: Entry) -> Plan:
    """A plan for what the entry is about."""
    counts = Counter(words(f"{entry.title}\n{entry.title}\n{entry.body[:LONGEST]}"))
    weights: dict[str, float] = {}
    for word, count in counts.items():
        frequency = snapshot.frequency("text", word)
        if 1 < frequency < max(3, snapshot.size // 3) and len(word) > 2 and word not in stopwords():
            weights[word] = min(count, 5) * snapshot.collection.rarity("text", word)
    best = sorted(weights, key=lambda word: (-weights[word], word))[:MOST_WORDS]
    top = max(weights.values(), default=1.0)
    parts: list[Plan] = [plans.Term(word, weights[word] / top, Reason("word", word)) for word in best]
    for facet, worth in SHARED.items():
        column = snapshot.facets[facet]
        held = np.zeros(snapshot.size, dtype=bool)
        held[document] = True
        for value, _ in column.count(np.array([document]), held):
            weight = worth * snapshot.collection.rarity(facet, value)
            parts.append(plans.Tag(facet, value, weight, Reason("field", facet)))
    return plans.Some(tuple(parts))


def without_itself(snapshot: Snapshot, found: Matches, document: int) -> Matches:
    """The matches without the entry and those that tell the same story."""
    story = snapshot.stories[document]
    kept = found.documents != document
    if story >= 0:
        kept &= snapshot.stories[found.documents] != story
    return Matches(found.documents[kept], found.scores[kept])
