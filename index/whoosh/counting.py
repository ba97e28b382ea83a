"""Filters, and the counts of facets and years over all matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.port import FACETS
from index.whoosh.arrays import Array
from index.whoosh.evaluate import Matches
from index.whoosh.snapshot import Snapshot


def mask_of(snapshot: Snapshot, name: str, values: Sequence[str]) -> Array:
    if name == "year":
        return snapshot.in_years(values)
    held = np.zeros(snapshot.size, dtype=bool)
    for value in values:
        held |= snapshot.holding(name, value)
    return held


def filtered(found: Matches, masks: Mapping[str, Array], besides: str = "") -> Matches:
    """The matches that pass all filters but one."""
    held: Array | None = None
    for name, mask in masks.items():
        if name != besides:
            part = mask[found.documents]
            held = part if held is None else held & part
    return found if held is None else Matches(found.documents[held], found.scores[held])


def facets_of(snapshot: Snapshot, found: Matches, masks: Mapping[str, Array]) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = {}
    every = filtered(found, masks).documents
    held = np.zeros(snapshot.size, dtype=bool)
    held[every] = True
    for name in FACETS:
        documents, mask = every, held
        if name in masks:
            documents = filtered(found, masks, besides=name).documents
            mask = np.zeros(snapshot.size, dtype=bool)
            mask[documents] = True
        counted[name] = tuple(snapshot.facets[name].count(documents, mask))
    return counted


def years_of(snapshot: Snapshot, found: Matches, masks: Mapping[str, Array]) -> dict[int, int]:
    years = snapshot.years[filtered(found, masks, besides="year").documents]
    counts = np.bincount(years[years > 0]) if years.size else np.zeros(0, dtype=np.int64)
    return {int(year): int(counts[year]) for year in np.flatnonzero(counts)}
