"""Which segments are merged, and how: by sorting arrays, without a step per posting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.port import FACETS
from index.whoosh.arrays import Array, offsets, pack_texts, ranges, smallest, unpack_texts
from index.whoosh.columns import DAY_FIELDS, Column
from index.whoosh.fields import TEXT_FIELDS
from index.whoosh.segment import Segment
from index.whoosh.stems import family_arrays

if TYPE_CHECKING:
    from index.whoosh.codec import NumpySegment

FACTOR = 8
"""So many segments of about the same size become one."""

LARGEST = 60_000
"""Segments of so many documents are not merged any more; `naskah reindex` makes them anew."""


def due_merge(segments: Sequence[NumpySegment]) -> list[NumpySegment]:
    """The segments to merge next: FACTOR of one tier, or one that is mostly deleted; none where all is well."""
    tiers: dict[int, list[NumpySegment]] = defaultdict(list)
    for entry in segments:
        living = entry.doc_count()
        if entry.deleted_count() > max(50, living):
            return [entry]
        if living < LARGEST:
            tiers[len(np.base_repr(living, FACTOR))].append(entry)
    for tier in sorted(tiers):
        chosen = sorted(tiers[tier], key=lambda entry: int(entry.doc_count()))[:FACTOR]
        if len(chosen) == FACTOR and sum(entry.doc_count() for entry in chosen) <= LARGEST:
            return chosen
    return []


def merged(parts: Sequence[tuple[Segment, set[int]]]) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays and note of one segment that holds the living documents of the given ones, in their order."""
    segments = [segment for segment, _ in parts]
    living = [_living(segment, deleted) for segment, deleted in parts]
    arrays: dict[str, Array] = {
        "ids": pack_texts([part.ids[row] for part, rows in zip(segments, living, strict=True) for row in rows]),
        "versions": pack_texts(
            [part.versions[row] for part, rows in zip(segments, living, strict=True) for row in rows]
        ),
        "stories": np.concatenate([part.stories[rows] for part, rows in zip(segments, living, strict=True)]),
    }
    for name in FACETS:
        columns = [part.column(name) for part in segments]
        arrays |= Column.joined(list(zip(columns, living, strict=True))).arrays(f"facet.{name}")
    for name in DAY_FIELDS:
        starts = [part.arrays[f"day.{name}.starts"].astype(np.int64) for part in segments]
        counts = [np.diff(begin)[rows] for begin, rows in zip(starts, living, strict=True)]
        arrays[f"day.{name}"] = np.concatenate(
            [
                part.arrays[f"day.{name}"][ranges(begin[rows], many)]
                for part, begin, rows, many in zip(segments, starts, living, counts, strict=True)
            ]
        )
        arrays[f"day.{name}.starts"] = offsets(np.concatenate(counts)).astype(np.uint32)
    postings, note = _merged_postings(segments, living)
    arrays |= postings
    for name in TEXT_FIELDS:
        lengths = [part.arrays[f"length.{name}"][rows] for part, rows in zip(segments, living, strict=True)]
        arrays[f"length.{name}"] = np.concatenate(lengths)
        # The exact lengths of what was deleted are not known any more: take their share.
        note[f"length.{name}"] = round(
            sum(
                part.total_length(name) * len(rows) / part.size
                for part, rows in zip(segments, living, strict=True)
                if part.size
            )
        )
    arrays |= _merged_stems(segments, unpack_texts(arrays["terms.text"], note["fields"]["text"][1]))
    return arrays, {**note, "documents": sum(len(rows) for rows in living)}


def _living(segment: Segment, deleted: set[int]) -> Array:
    rows = np.ones(segment.size, dtype=bool)
    rows[list(deleted)] = False
    return np.flatnonzero(rows)


def _merged_postings(segments: Sequence[Segment], living: Sequence[Array]) -> tuple[dict[str, Array], dict[str, Any]]:
    names = sorted({name for segment in segments for name in segment.fields})
    terms: dict[str, list[str]] = {}
    fields: dict[str, list[int]] = {}
    first = 0
    for name in names:
        terms[name] = sorted({term for segment in segments for term in segment.terms(name)})
        fields[name] = [first, len(terms[name])]
        first += len(terms[name])
    places = {name: {term: place for place, term in enumerate(terms[name])} for name in names}
    keys, documents, weights, counts, begins = [], [], [], [], []
    moved, base = 0, 0
    for segment, rows in zip(segments, living, strict=True):
        number = np.zeros(segment.size, dtype=np.uint32)
        number[rows] = np.arange(base, base + len(rows), dtype=np.uint32)
        alive = np.zeros(segment.size, dtype=bool)
        alive[rows] = True
        held = alive[segment.arrays["documents"]]
        new_numbers = np.array(
            [
                fields[name][0] + places[name][term]
                for name in sorted(segment.fields, key=lambda name: segment.fields[name][0])
                for term in segment.terms(name)
            ],
            dtype=np.uint32,
        )
        frequencies: Array = np.diff(segment.arrays["starts"].astype(np.int64))
        keys.append(np.repeat(new_numbers, frequencies)[held])
        documents.append(number[segment.arrays["documents"][held]])
        weights.append(segment.arrays["weights"][held])
        counts.append(segment.arrays["counts"][held].astype(np.int64))
        begins.append(offsets(segment.arrays["counts"])[:-1][held] + moved)
        moved += len(segment.arrays["positions"])
        base += len(rows)
    key = np.concatenate(keys)
    order = np.argsort(key, kind="stable")
    many = np.concatenate(counts)[order]
    every = np.concatenate([segment.arrays["positions"].astype(np.uint32) for segment in segments])
    positions = every[ranges(np.concatenate(begins)[order], many)]
    key = key[order]
    # Terms whose documents are all deleted are left out.
    used = np.zeros(first, dtype=bool)
    used[key] = True
    starts = np.searchsorted(key, np.flatnonzero(used))
    arrays: dict[str, Array] = {
        "documents": smallest(np.concatenate(documents)[order]),
        "weights": np.concatenate(weights)[order],
        "counts": smallest(many),
        "positions": smallest(positions),
        "starts": np.append(starts, len(key)).astype(np.uint32),
        "position_starts": offsets(many)[np.append(starts, len(key))].astype(np.uint32),
    }
    at = 0
    for name in names:
        begin, size = fields[name]
        kept = [terms[name][row] for row in np.flatnonzero(used[begin : begin + size])]
        arrays[f"terms.{name}"] = pack_texts(kept)
        fields[name] = [at, len(kept)]
        at += len(kept)
    return arrays, {"fields": fields}


def _merged_stems(segments: Sequence[Segment], terms: list[str]) -> dict[str, Array]:
    number = {term: place for place, term in enumerate(terms)}
    members: dict[str, set[int]] = defaultdict(set)
    for segment in segments:
        for stem, words in segment.families():
            members[stem].update(number[word] for word in words if word in number)
    return family_arrays({stem: sorted(numbers) for stem, numbers in members.items() if numbers})
