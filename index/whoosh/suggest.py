"""Completions of a query being typed, and better spellings of one that found little."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from archive.reference.countries import countries
from archive.reference.folding import fold
from archive.reference.institutions import institutions
from archive.reference.places import places
from index.analysis.lexicon import senses, stopwords
from index.analysis.tokens import words
from index.port import Suggestion, Texts
from index.query import plan as plans
from index.query import tree as trees
from index.query.parse import parse
from index.query.plan import Plan
from index.whoosh.near import near_words
from index.whoosh.resolve import Resolver
from index.whoosh.snapshot import Snapshot

LITTLE = 2
"""A word in so few entries may be misspelt, where another is in many more."""

MUCH = 20


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of a place in the index."""

    key: str
    shown: str
    code: str
    entries: int


class Names:
    """The places, institutions and countries of a snapshot under all their spellings."""

    def __init__(self, snapshot: Snapshot) -> None:
        counts: dict[str, int] = {}
        for facet in ("home", "partner", "country"):
            column = snapshot.facets[facet]
            held = np.ones(snapshot.size, dtype=bool)
            for code, count in column.count(np.arange(snapshot.size), held):
                counts[code] = counts.get(code, 0) + count
        every = [
            Name(fold(spelling), spellings[0], code, count)
            for code, count in counts.items()
            if (spellings := _spellings(code))
            for spelling in dict.fromkeys(spellings)
        ]
        self._names = sorted(every, key=lambda name: name.key)
        self._keys = [name.key for name in self._names]

    def beginning(self, typed: str) -> list[Name]:
        """The places with a spelling that begins so, each once, the most frequent first."""
        key = fold(typed)
        if not key:
            return []
        best: dict[str, Name] = {}
        for name in self._names[bisect_left(self._keys, key) : bisect_left(self._keys, key + "\U0010ffff")]:
            known = best.get(name.code)
            if known is None or len(name.key) < len(known.key):
                best[name.code] = name
        return sorted(best.values(), key=lambda name: (-name.entries, name.shown))


def _spellings(code: str) -> tuple[str, ...]:
    place = places().get(code)
    if place is not None:
        return (place.name, *places().aliases(code))
    institution = institutions().get(code)
    if institution is not None:
        return (institution.name, *institution.aliases)
    country = countries().get(code)
    if country is not None:
        return (country.name_en, country.name_id, *country.names)
    # A party that the reference data do not know: its key is country and name.
    return (code.partition(":")[2].title(),) if ":" in code else ()


def complete(snapshot: Snapshot, names: Names, texts: Texts, typed: str, limit: int) -> tuple[Suggestion, ...]:
    """Places first, then agreements and titles, then words."""
    typed = " ".join(typed.split())[:200]
    if not words(typed) or limit < 1:
        return ()
    found = [
        # Without quotes, so that other spellings of the place are found too.
        Suggestion(name.shown, "place", name.shown, name.code, "" if name.key == fold(name.shown) else name.key)
        for name in names.beginning(typed)[: max(1, limit // 2)]
    ]
    found += _titles(snapshot, texts, typed, max(1, limit - len(found)))
    found += _words(snapshot, typed, max(1, limit - len(found)))
    distinct = {(suggestion.kind, suggestion.text): suggestion for suggestion in found}
    return tuple(distinct.values())[:limit]


def _titles(snapshot: Snapshot, texts: Texts, typed: str, limit: int) -> list[Suggestion]:
    *whole, last = words(typed)
    parts: list[Plan] = [plans.Term(word, field="title") for word in whole if word not in stopwords()]
    parts.append(plans.Prefix(last, field="title"))
    found = snapshot.search(Resolver(snapshot).resolve(plans.All(tuple(parts)))).documents
    if not found.size:
        return []
    agreement = snapshot.holding("type", "agreement")[found]
    order = np.lexsort((found, -snapshot.days[found], ~agreement))[:limit]
    ids = [snapshot.id(int(document)) for document in found[order]]
    entries = texts(ids)
    return [
        Suggestion(
            entries[id].title,
            "agreement" if entries[id].type == "agreement" else "title",
            entries[id].title,
            id,
            (entries[id].date or "")[:4],
        )
        for id in ids
        if id in entries and entries[id].title
    ]


def _words(snapshot: Snapshot, typed: str, limit: int) -> list[Suggestion]:
    last = words(typed)[-1]
    if len(last) < 2 or typed[-1] in ' "':
        return []
    likely: set[str] = set()
    for part in snapshot.parts:
        run = part.segment.with_prefix("text", last)
        if not run:
            continue
        counts = np.diff(part.segment.arrays["starts"][run.start : run.stop + 1].astype(np.int64))
        best = np.argsort(-counts, kind="stable")[: 2 * limit + 1]
        likely.update(part.segment.term("text", run.start + int(place)) for place in best)
    likely.discard(last)
    often = sorted(likely, key=lambda word: (-snapshot.frequency("text", word), word))[:limit]
    before = typed[: len(typed) - len(typed.split()[-1])]
    return [Suggestion(before + word, "word", before + word) for word in often if snapshot.frequency("text", word) > 1]


def better_spelling(snapshot: Snapshot, text: str) -> str | None:
    """The query with words that the index lacks replaced by near ones that it has; None where nothing is better."""
    replaced: dict[str, str] = {}
    for leaf in trees.leaves(parse(text).tree):
        if isinstance(leaf, trees.Word | trees.Phrase):
            for word in words(leaf.text):
                better = _better(snapshot, word)
                if better is not None:
                    replaced[word] = better
    if not replaced:
        return None

    def put(match: re.Match[str]) -> str:
        spelling = words(match[0])
        return replaced.get(spelling[0], match[0]) if len(spelling) == 1 else match[0]

    return re.sub(r"[^\W_]+(?:['’][^\W_]+)*", put, text)


def _better(snapshot: Snapshot, word: str) -> str | None:
    frequency = snapshot.frequency("text", word)
    if frequency > LITTLE or len(word) < 4 or word.isdecimal():
        return None
    # A name that the reference data know is spelt as somebody spells it.
    if any(sense.kind == "alias" and (sense.common or sense.large) for sense in senses((word,))):
        return None
    for distance in (1, 2) if len(word) > 5 else (1,):
        near = [(other, far) for other, far in near_words(snapshot, "text", word, distance) if other != word]
        common = {other: snapshot.frequency("text", other) for other, _ in near}
        likely = [
            (far, -common[other], other)
            for other, far in near
            if not other.isdecimal() and common[other] > frequency * MUCH
        ]
        if likely:
            return min(likely)[2]
    return None
