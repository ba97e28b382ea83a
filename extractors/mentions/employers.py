"""Names of persons behind the name of the school or firm at which they work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.mentions import agencies
from extractors.mentions import namewords as lists
from extractors.mentions.passages import Word

_LEAST = 2
_LONGEST = 14


def employees(words: Sequence[Word], inside: set[int], leads: Callable[[int], bool]) -> set[int]:
    """Words at the end of a body's name that are somebody's: "pakar Universitas Airlangga Yusuf Effendi menilai".

    `inside` holds the words of the bodies; `leads` tells whether an office or what somebody is stands before a word. A
    name is one of at least two words behind a head and a word of its own, its first a given name or its last known.
    """
    found: set[int] = set()
    for at in sorted(inside):
        if (at - 1 in inside and at - 1 not in found) or at in found:
            continue
        end = at
        while end in inside and end - at < _LONGEST:
            end += 1
        if end - at >= _LEAST + 1 and end < len(words) and _goes_on(words[end]) and leads(at):
            found.update(_name(words, at, end))
    return found


def _goes_on(word: Word) -> bool:
    """True for a word with which a sentence goes on behind its subject."""
    return word.text.islower() or word.text in {",", ".", "("}


def _name(words: Sequence[Word], start: int, end: int) -> range:
    """The name at the end of the words of a body; empty where there is none."""
    head = next((at for at in range(end - 1, start - 1, -1) if agencies.is_head(words[at])), None)
    if head is None:
        return range(0)
    least = head + 1 if head > start else head + 2  # "Curtin University X Y", "Universitas Andalas X Y"
    for first in range(least, end - 1):
        if not all(word.text[0].isupper() for word in words[first:end]):
            continue
        own = [lists.plain(word.text) for word in words[first:end]]
        if lists.is_given(own[0]) or own[0] in lists.single("noble"):
            return range(first, end)
    last = range(end - 2, end)
    known = end - 2 >= least and lists.is_name(lists.plain(words[end - 1].text))
    return last if known and not lists.common().intersection(words[at].lower for at in last) else range(0)
