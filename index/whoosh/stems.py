"""Which words of a segment share a stem, so that a query word finds its relatives without a second index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.whoosh.arrays import Array, offsets, pack_texts


def stem_arrays(terms: Sequence[str], languages: Sequence[int]) -> dict[str, Array]:
    """For each stem the numbers of the terms that have it; `languages` says in which languages each term was seen."""
    from index.analysis.stemming import stems

    members: dict[str, list[int]] = {}
    for number, (term, spoken) in enumerate(zip(terms, languages, strict=True)):
        for stem in stems(term, spoken):
            members.setdefault(stem, []).append(number)
    shared = sorted(members)
    lists = [members[stem] for stem in shared]
    return {
        "stem.keys": pack_texts(shared),
        "stem.count": np.array([len(shared)], dtype=np.uint32),
        "stem.terms": np.array([number for numbers in lists for number in numbers], dtype=np.uint32),
        "stem.starts": offsets(np.array([len(numbers) for numbers in lists], dtype=np.int64)).astype(np.uint32),
    }
