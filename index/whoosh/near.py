"""Words of the index that differ from a given one by a letter or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.whoosh.segment import Segment

if TYPE_CHECKING:
    from index.whoosh.snapshot import Snapshot

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""What may stand in the place of a letter, beside the letters of the word itself."""

MOST = 40
"""So many near words at most, the nearest and most frequent first."""


def near_words(snapshot: Snapshot, field: str, word: str, distance: int) -> list[tuple[str, int]]:
    """The words within the distance (1 or 2), each with its own distance: nearest first, then most frequent."""
    found: dict[str, int] = {}
    for part in snapshot.parts:
        if field not in part.segment.fields:
            continue
        found.update(_near(part.segment, field, word, distance))
    return sorted(found.items(), key=lambda item: (item[1], -snapshot.frequency(field, item[0]), item[0]))[:MOST]


def _near(segment: Segment, field: str, word: str, distance: int) -> Iterator[tuple[str, int]]:
    if distance < 2:
        known = segment.find
        for candidate in {word, *_edits(word, LETTERS + word)}:
            if known(field, candidate) is not None:
                yield candidate, int(candidate != word)
        return
    # Two changes make too many forms to try: compare with all words that begin alike and are about as long.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    terms = segment.terms(field)
    first = segment.fields[field][0]
    begin = segment.with_prefix(field, word[:1])
    alike = [term for term in terms[begin.start - first : begin.stop - first] if abs(len(term) - len(word)) <= distance]
    for candidate, letters, _ in extract_iter(word, alike, scorer=OSA.distance, score_cutoff=distance):
        yield candidate, int(letters)


def _edits(word: str, letters: Iterable[str]) -> Iterator[str]:
    """All forms that one letter dropped, swapped with the next, replaced or put in makes of the word."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail
