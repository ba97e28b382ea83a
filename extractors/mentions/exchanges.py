"""Exchanges of people: an act of exchange beside a word for people, in whatever words the two are told."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from extractors.mentions.lexicon import Hit, Lexicon
from extractors.mentions.passages import Passage
from extractors.tables import rows

_OWNING = frozenset("'’")
_APART = 3
"""Words between the act and the people at most: "swapping a few TAFE students"."""


@functools.cache
def _parts() -> tuple[Lexicon, Lexicon, Lexicon]:
    """The acts before people, the acts after them, and the people."""
    before, after, people = (
        Lexicon(
            (word, part, 1.0) for row in rows("exchanges") if row["part"] == part for word in row["words"].split("|")
        )
        for part in ("before", "after", "people")
    )
    return before, after, people


def exchanges(passage: Passage) -> Iterator[tuple[int, int]]:
    """The exchanges of people in a passage, as indices of its words `[start, end)`."""
    before, after, people = _parts()
    persons = list(people.hits(passage.lower))
    if not persons:
        return
    yield from _pairs(list(before.hits(passage.lower)), persons, passage.texts)
    yield from _pairs(persons, list(after.hits(passage.lower)), passage.texts)


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
