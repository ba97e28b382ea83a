"""Which of the matches come first, each story once; and what follows where few match everything."""

from __future__ import annotations

import numpy as np

from index.analysis.understand import Understood, Unit
from index.port import Request
from index.query import plan as plans
from index.query.plan import Plan
from index.whoosh.arrays import Array
from index.whoosh.evaluate import Matches
from index.whoosh.resolve import Resolver
from index.whoosh.snapshot import Snapshot

RECENT = 0.03
"""What the newest entry gains over the oldest: enough to put the newer first among equals."""

FEW = 20
"""Where fewer entries have all words of a query, those with most of them follow, up to this number."""

LEAST_WORDS = 0.1
"""The share of a query's weight that such an entry must have."""

PARTLY = 0.3
"""What one word of a term of several says of the whole."""


def ordered(snapshot: Snapshot, found: Matches, request: Request) -> Array:
    """The documents in the order of the answer, as many as the page can need."""
    documents, days = found.documents, snapshot.days[found.documents]
    if request.sort == "newest":
        return documents[np.lexsort((-found.scores, -days))]
    if request.sort == "oldest":
        return documents[np.lexsort((-found.scores, np.where(days > 0, days, np.iinfo(np.int32).max)))]
    dated = days[days > 0]
    scores = found.scores
    if dated.size:
        first, last = int(dated.min()), int(dated.max())
        scores = scores * (1 + RECENT * np.where(days > 0, (days - first) / max(1, last - first), 0.5))
    # Many matches: only the best can be on the page (and entries of their stories).
    needed = 4 * (request.offset + request.limit) + 50
    if len(documents) > 2 * needed:
        best = np.argpartition(-scores, needed)[:needed]
        documents, days, scores = documents[best], days[best], scores[best]
    return documents[np.lexsort((documents, -days, -scores))]


def by_story(snapshot: Snapshot, order: Array, request: Request) -> tuple[list[int], dict[int, list[int]]]:
    """The documents to show, each story once, and the others of the stories shown."""
    shown: list[int] = []
    others: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    stories = snapshot.stories
    for document in order.tolist():
        story = int(stories[document])
        if request.stories and story >= 0 and story in first:
            others.setdefault(first[story], []).append(document)
            continue
        if story >= 0:
            first[story] = document
        shown.append(document)
    return shown, others


def count_stories(snapshot: Snapshot, documents: Array) -> int:
    stories = snapshot.stories[documents]
    told = stories[stories >= 0]
    counted = np.zeros(snapshot.size, dtype=bool)
    counted[told] = True
    return len(documents) - len(told) + int(counted.sum())


class Weighed:
    """A unit of a query over all documents: its weight, and how much of it each document has, with what score.

    A document with some words of a term has PARTLY of the term for each, at most as much as for the term itself.
    """

    def __init__(self, snapshot: Snapshot, resolver: Resolver, unit: Unit) -> None:
        self.plans = [resolver.resolve(part) for part in (unit.plan, *unit.words)]
        whole, *words = [snapshot.search(plan) for plan in self.plans]
        self.weight = float(np.log(1 + snapshot.size / (1 + len(whole.documents)))) if len(whole.documents) else 0.5
        self.scores, self.held = np.zeros(snapshot.size), np.zeros(snapshot.size)
        for word in words:
            self.scores[word.documents] += PARTLY * word.scores
            self.held[word.documents] += PARTLY * self.weight
        self.held = np.minimum(self.held, self.weight)
        self.scores[whole.documents] = np.maximum(self.scores[whole.documents], whole.scores)
        self.held[whole.documents] = self.weight


def relaxed(
    snapshot: Snapshot, resolver: Resolver, understood: Understood, found: Matches, plan: Plan, notes: list[str]
) -> tuple[Matches, Plan]:
    """Entries that have most of the words, after those that have all."""
    units = [Weighed(snapshot, resolver, unit) for unit in understood.units]
    total = sum(unit.weight for unit in units)
    scores = np.sum([unit.scores for unit in units], axis=0)
    held = np.sum([unit.held for unit in units], axis=0)
    enough = snapshot.alive & (held >= LEAST_WORDS * total)
    for fixed in understood.fixed:
        mask = np.zeros(snapshot.size, dtype=bool)
        mask[snapshot.search(resolver.resolve(fixed)).documents] = True
        enough &= mask
    enough[found.documents] = False
    more = np.flatnonzero(enough)
    if not more.size:
        return found, plan
    values = scores * held
    room = FEW - len(found.documents)
    if len(more) > room:
        more = np.sort(more[np.argsort(-values[more], kind="stable")[:room]])
    # Those with all words stay before the others.
    ceiling = float(found.scores.min()) if found.scores.size else np.inf
    top = float(values[more].max())
    factor = min(1.0 / total, 0.9 * ceiling / top if top > 0 else 1.0)
    notes.append(
        f"{len(found.documents) or 'No'} {'entry has' if len(found.documents) == 1 else 'entries have'} all words; "
        "those with most of them follow."
    )
    documents = np.concatenate([found.documents, more])
    together = np.concatenate([found.scores, values[more] * factor])
    order = np.argsort(documents, kind="stable")
    sought = plans.Some((plan, *(part for unit in units for part in unit.plans)))
    return Matches(documents[order], together[order]), sought
