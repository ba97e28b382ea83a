"""Entries turned into the arrays of one segment: every word with its documents, weights and positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from archive.reference.folding import fold
from index.analysis.tokens import words
from index.port import Entry
from index.whoosh.arrays import Array, offsets, pack_texts, smallest
from index.whoosh.columns import DAY_FIELDS, Column, day_number, day_text, story_number, tags
from index.whoosh.fields import BODY_WEIGHT, GAP, LEAD_WEIGHT, LEAD_WORDS, TEXT_FIELDS, TITLE_WEIGHT
from index.whoosh.lengths import length_bytes
from index.whoosh.stems import stem_arrays

LANGUAGES = {"id": 1, "en": 2, "mixed": 3, "und": 3}
"""Bits for the languages in which a word was seen; they say which stemmer it is for."""


_WEIGHTS = np.array([TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT], dtype=np.uint8)


@dataclass(slots=True)
class _Stream:
    """The words of one field, all documents one after the other."""

    known: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    words: list[Array] = field(default_factory=list)
    positions: list[Array] = field(default_factory=list)
    weights: list[Array] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def add(self, tokens: Sequence[str], positions: Array | None = None, weights: Array | None = None) -> None:
        size = len(tokens)
        self.words.append(np.fromiter(map(self.known.__getitem__, tokens), dtype=np.uint32, count=size))
        if positions is not None:
            self.positions.append(positions)
        if weights is not None:
            self.weights.append(weights)
        self.counts.append(size)


class Inverter:
    """Collects entries; `arrays` gives the segment they make."""

    def __init__(self) -> None:
        self._streams: dict[str, _Stream] = {}
        self._languages: list[int] = []
        self._ids: list[str] = []
        self._versions: list[str] = []
        self._stories: list[int] = []
        self._tags: dict[str, list[tuple[str, ...]]] = {}
        self._days: dict[str, list[tuple[str, ...]]] = {name: [] for name in DAY_FIELDS}
        self.tokens = 0
        """How many words were taken in, by which the caller bounds memory."""

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, entry: Entry) -> None:
        """Take one entry in."""
        self._ids.append(entry.id)
        self._versions.append(entry.version)
        self._stories.append(story_number(entry.story))
        self._languages.append(LANGUAGES.get(entry.language, 3))
        self._add_text(entry)
        self._stream("id").add((entry.id,))
        for name, values in tags(entry).items():
            self._tags.setdefault(name, []).append(values)
            self._stream(name).add(tuple(dict.fromkeys(values)))
        self._stream("law").add(tuple({fold(law) for law in entry.laws}))
        self._stream("mention").add(tuple(dict.fromkeys(entry.mentions)))
        for name, days in (("date", (entry.date,) if entry.date else ()), ("signed", entry.signed)):
            self._days[name].append(days)
            self._stream(name).add(tuple({day_text(day) for day in days}))

    def _stream(self, name: str) -> _Stream:
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = _Stream()
        return stream

    def _add_text(self, entry: Entry) -> None:
        title = words(entry.title)
        self._stream("title").add(title, np.arange(len(title), dtype=np.uint32), np.ones(len(title), dtype=np.uint8))
        body = words(entry.body)
        tokens = [*title, *body]
        lead = min(len(body), LEAD_WORDS)
        steps = (len(title), lead, len(body) - lead)
        positions = np.arange(len(tokens), dtype=np.uint32)
        positions[len(title) :] += GAP
        self._stream("text").add(tokens, positions, np.repeat(_WEIGHTS, steps))
        self._add_names(entry)
        self.tokens += len(tokens)

    def _add_names(self, entry: Entry) -> None:
        tokens: list[str] = []
        places: list[int] = []
        for name in entry.names:
            name_words = words(name)
            start = places[-1] + GAP if places else 0
            places += range(start, start + len(name_words))
            tokens += name_words
        positions = np.array(places, dtype=np.uint32)
        self._stream("names").add(tokens, positions, np.ones(len(tokens), dtype=np.uint8))

    def arrays(self) -> tuple[dict[str, Array], dict[str, object]]:
        """The arrays of the segment and its note."""
        arrays: dict[str, Array] = {
            "ids": pack_texts(self._ids),
            "versions": pack_texts(self._versions),
            "stories": np.array(self._stories, dtype=np.int64),
        }
        for name, rows in self._tags.items():
            arrays |= Column.of(rows).arrays(f"facet.{name}")
        for name, days in self._days.items():
            arrays[f"day.{name}"] = np.array([day_number(day) for row in days for day in row], dtype=np.int32)
            arrays[f"day.{name}.starts"] = offsets(np.array([len(row) for row in days])).astype(np.uint32)
        inverted, note = _invert(self._streams)
        arrays |= inverted
        for name in TEXT_FIELDS:
            counts = np.array(self._streams[name].counts, dtype=np.int64)
            arrays[f"length.{name}"] = length_bytes(counts)
            note[f"length.{name}"] = int(counts.sum())
        arrays |= self._stems(inverted)
        return arrays, {**note, "documents": len(self._ids)}

    def _stems(self, inverted: dict[str, Array]) -> dict[str, Array]:
        stream = self._streams["text"]
        spoken = np.repeat(np.array(self._languages, dtype=np.uint8), stream.counts)
        seen = np.zeros(len(stream.known), dtype=np.uint8)
        every = np.concatenate(stream.words) if stream.words else np.zeros(0, dtype=np.uint32)
        np.bitwise_or.at(seen, every, spoken)
        terms = sorted(stream.known)
        return stem_arrays(terms, [int(seen[stream.known[term]]) for term in terms])


def _invert(streams: dict[str, _Stream]) -> tuple[dict[str, Array], dict[str, object]]:
    """All streams as one list of terms with their postings, field after field."""
    arrays: dict[str, Array] = {}
    fields: dict[str, list[int]] = {}
    parts: dict[str, list[Array]] = defaultdict(list)
    first = 0
    for name in sorted(streams):
        stream = streams[name]
        terms = sorted(stream.known)
        arrays[f"terms.{name}"] = pack_texts(terms)
        fields[name] = [first, len(terms)]
        first += len(terms)
        for key, array in _postings(stream, terms).items():
            parts[key].append(array)
    for key in ("documents", "weights", "counts", "positions"):
        arrays[key] = np.concatenate(parts[key]) if parts[key] else np.zeros(0, dtype=np.uint32)
    arrays["starts"] = offsets(np.concatenate(parts["document_counts"])).astype(np.uint32)
    arrays["position_starts"] = offsets(np.concatenate(parts["position_counts"])).astype(np.uint32)
    for key in ("documents", "counts", "positions"):
        arrays[key] = smallest(arrays[key])
    return arrays, {"fields": fields}


def _postings(stream: _Stream, terms: list[str]) -> dict[str, Array]:
    rank = np.empty(len(terms), dtype=np.uint32)
    rank[[stream.known[term] for term in terms]] = np.arange(len(terms), dtype=np.uint32)
    word = rank[np.concatenate(stream.words)] if stream.words and terms else np.zeros(0, dtype=np.uint32)
    document = np.repeat(np.arange(len(stream.counts), dtype=np.uint32), stream.counts)
    order = np.argsort(word, kind="stable")
    word, document = word[order], document[order]
    new = np.ones(len(word), dtype=bool)
    new[1:] = (word[1:] != word[:-1]) | (document[1:] != document[:-1])
    begin = np.flatnonzero(new)
    counts = np.diff(np.append(begin, len(word)))
    documents_of = np.bincount(word[begin], minlength=len(terms))
    if stream.positions:
        weights = (
            np.minimum(np.add.reduceat(np.concatenate(stream.weights)[order], begin, dtype=np.uint32), 255)
            if (begin.size)
            else np.zeros(0, dtype=np.uint32)
        )
        positions = np.concatenate(stream.positions)[order]
        position_counts = np.bincount(word, minlength=len(terms))
    else:
        weights = np.ones(len(begin), dtype=np.uint32)
        positions = np.zeros(0, dtype=np.uint32)
        position_counts = np.zeros(len(terms), dtype=np.int64)
        counts = np.zeros(len(begin), dtype=np.int64)
    return {
        "documents": document[begin],
        "weights": weights.astype(np.uint8),
        "counts": counts.astype(np.uint32),
        "positions": positions,
        "document_counts": documents_of,
        "position_counts": position_counts,
    }
