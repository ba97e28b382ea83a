"""Which words of a segment share a stem, so that a query word finds its relatives without a second index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.whoosh.arrays import Array, offsets, pack_texts, text_ends


def stem_arrays(terms: Sequence[str], languages: Sequence[int]) -> dict[str, Array]:
    """For each stem the numbers of the terms that have it; `languages` says in which languages each term was seen."""
    from index.analysis.stemming import stems

    members: dict[str, list[int]] = {}
    for number, (term, spoken) in enumerate(zip(terms, languages, strict=True)):
        for stem in stems(term, spoken):
            members.setdefault(stem, []).append(number)
    return family_arrays(members)


def family_arrays(members: Mapping[str, Sequence[int]]) -> dict[str, Array]:
    """The arrays for stems and the numbers of the terms that have them."""
    stems = sorted(members)
    lists = [members[stem] for stem in stems]
    return {
        "stem.keys": pack_texts(stems),
        "stem.ends": text_ends(stems),
        "stem.terms": np.array([number for numbers in lists for number in numbers], dtype=np.uint32),
        "stem.starts": offsets(np.array([len(numbers) for numbers in lists], dtype=np.int64)).astype(np.uint32),
    }
