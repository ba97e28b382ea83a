"""Other spellings of the terms of a vocabulary, so that each term is written down once."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("programmes", "programs"),
    ("programme", "program"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("labour", "labor"),
    ("harbour", "harbor"),
    ("neighbour", "neighbor"),
    ("fibre", "fiber"),
    ("fertiliser", "fertilizer"),
    ("teknologi", "tekhnologi"),
    ("hortikultura", "holtikultura"),
    ("budi daya", "budidaya"),
    ("kerja sama", "kerjasama"),
    ("olah raga", "olahraga"),
)
_ENDS = {one: re.compile(rf"{one}\b" if one.startswith("program") else one) for pair in _SPELLINGS for one in pair}


def spelled(term: str) -> Iterator[str]:
    """A term and the other ways to spell it."""
    yield term
    for one, other in _SPELLINGS:
        if _ENDS[one].search(term):
            yield _ENDS[one].sub(other, term)
        elif _ENDS[other].search(term):
            yield _ENDS[other].sub(one, term)
