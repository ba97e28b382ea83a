"""Exchanges of people: an act of exchange beside a word for people, in whatever words the two are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.mentions.lexicon import Hit
from extractors.mentions.passages import Passage
from extractors.mentions.terms import hits

_OWNING = frozenset("'’")
_APART = 3
"""Words between the act and the people at most: "swapping a few TAFE students"."""


def exchanges(passage: Passage) -> Iterator[tuple[int, int]]:
    """The exchanges of people in a passage, as indices of its words `[start, end)`."""
    people = hits(passage, "people")
    yield from _pairs(hits(passage, "before"), people, passage.texts)
    yield from _pairs(people, hits(passage, "after"), passage.texts)


def _pairs(lefts: Sequence[Hit], rights: Sequence[Hit], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each left part with the first right part that follows it closely."""
    at = 0
    for left in lefts:
        while at < len(rights) and rights[at].start < left.end:
            at += 1
        if at == len(rights):
            return
        right = rights[at]
        if right.start - left.end <= _APART and all(
            word.isalpha() or word in _OWNING for word in words[left.end : right.start]
        ):
            yield left.start, right.end
