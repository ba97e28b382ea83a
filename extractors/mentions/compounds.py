"""Fields told by an act beside a thing, whatever their form: "pelestarian pantai", "lake protection"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from itertools import compress

from extractors.mentions.passages import Passage
from extractors.remembered import Remembered
from extractors.tables import rows

_PREFIXES = ("di", "ber", "ter", "ke", "pe", "per", "pem", "pen", "peng", "peny", "me", "mem", "men", "meng", "meny")
_SWALLOWED = {"m": "p", "n": "t", "g": "k", "y": "s"}
"""What a prefix that ends so swallows at the head of a stem: "tata" is in "penataan"."""
_SHORT = 4
_ENDINGS = frozenset({"", "an", "kan", "i", "nya", "s", "es", "ed", "ing", "er", "ers"})
"""Those that a short stem takes; a longer one takes any."""


@functools.cache
def _rows() -> tuple[tuple[tuple[str, ...], int], ...]:
    """The codes of each row, and how many words may stand between its two words."""
    return tuple((tuple(row["codes"].split(",")), int(row["reach"])) for row in rows("compounds"))


@functools.cache
def _stems(part: str) -> Mapping[str, frozenset[int]]:
    """The rows in which each stem is the first word, or the one that comes then."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows("compounds")):
        for stem in row[part].split("|"):
            found.setdefault(stem, set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


@functools.cache
def _longest(part: str) -> int:
    return max(map(len, _stems(part)))


def _first(form: str) -> tuple[int, ...]:
    """The rows of which a word may be the first, in order."""
    return tuple(sorted(frozenset().union(*(_of(base, "first") for base in _bases(form)))))


def _then(form: str) -> frozenset[int]:
    """The rows of which it may be the second."""
    return _of(form, "then")


def _of(base: str, part: str) -> frozenset[int]:
    stems = _stems(part)
    found = frozenset[int]()
    for size in range(2, min(len(base), _longest(part)) + 1):
        known = stems.get(base[:size])
        if known and (size > _SHORT or base[size:] in _ENDINGS):
            found |= known
    return found


def _bases(form: str) -> Iterator[str]:
    """A word, and what is left of it without an Indonesian prefix."""
    yield form
    for prefix in _PREFIXES:
        if form.startswith(prefix):
            rest = form[len(prefix) :]
            yield rest
            if prefix[-1] in _SWALLOWED:
                yield _SWALLOWED[prefix[-1]] + rest


_known_first, _known_then = Remembered(_first), Remembered(_then)


def compounds(passage: Passage) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The pairs in a passage, as indices of its words `[start, end)`, with their codes."""
    table, words = _rows(), passage.lower
    opening = list(map(_known_first.__getitem__, words))
    for at in compress(range(len(words)), opening):
        for number in opening[at]:
            codes, reach = table[number]
            for then in range(at + 1, min(at + 2 + reach, len(words))):
                if not passage.texts[then].isalpha():
                    break
                if number in _known_then[words[then]]:
                    yield at, then + 1, codes
                    break
