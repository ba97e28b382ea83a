"""Words of the index that differ from a given one by a letter or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.whoosh.snapshot import Snapshot

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""What may stand in the place of a letter, beside the letters of the word itself."""

MOST = 40
"""So many near words at most, the nearest and most frequent first."""


def near_words(snapshot: Snapshot, field: str, word: str, distance: int) -> list[tuple[str, int]]:
    """The words within the distance (1 or 2), each with its own distance: nearest first, then most frequent."""
    near = _one_change(snapshot, field, word) if distance < 2 else _two_changes(snapshot, field, word)
    return sorted(near.items(), key=lambda item: (item[1], -snapshot.frequency(field, item[0]), item[0]))[:MOST]


def _one_change(snapshot: Snapshot, field: str, word: str) -> dict[str, int]:
    """Every form with one change is looked up: some hundreds, whatever the size of the index."""
    forms = {word, *_edits(word, LETTERS + word)}
    return {form: int(form != word) for part in snapshot.parts for form in forms & part.segment.vocabulary(field)}


def _two_changes(snapshot: Snapshot, field: str, word: str) -> dict[str, int]:
    """Two changes make too many forms to try: compare with the words that begin alike and are about as long."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    alike: set[str] = set()
    for part in snapshot.parts:
        if field in part.segment.fields:
            first = part.segment.fields[field][0]
            run = part.segment.with_prefix(field, word[:1])
            terms = part.segment.terms(field)[run.start - first : run.stop - first]
            alike.update(term for term in terms if abs(len(term) - len(word)) <= 2)
    return {form: int(far) for form, far, _ in extract_iter(word, list(alike), scorer=OSA.distance, score_cutoff=2)}


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
