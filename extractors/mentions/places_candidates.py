"""Stretches of a passage that may name a place, looked up in the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from archive.model import HOME
from archive.reference import Place, fold, places, squeeze
from extractors.mentions.passages import Passage, Word
from extractors.mentions.places_countries import bare, folded
from extractors.mentions.places_words import place_words
from extractors.remembered import Remembered

_LONGEST = 7
_ARTICLE = "the"
_MOST_KNOWN = 200_000
_LONGEST_KIND = 3
_HYPHENS = frozenset("-‐‑–")
_KIND = re.compile(r"-(?:gun|gu|do|si)\Z")
"""What is told of the kind of a place in its name ("Goesan-gun")."""

_ELIDED = re.compile(r"['’ʼ][A-Z]")
"""What tells a name behind an article or a preposition: "sull'Arno"."""
_MARKS = _HYPHENS | {"&", "."}
_ABBREVIATED = frozenset({"st", "kep", "ste", "n", "s", "e", "w", "d", "i", "y", "mt", "ft"})


class _Known(NamedTuple):
    """The places of a name, with what a candidate of that name tells of them."""

    places: tuple[Place, ...]
    weak: frozenset[int]
    own: frozenset[int]
    codes: frozenset[str]


_UNKNOWN = _Known((), frozenset(), frozenset(), frozenset())

_looked_up: dict[str, _Known] = {}


class Candidate(NamedTuple):
    """A name at `words[first:last]` that the gazetteer knows, with all places of that name.

    `weak` holds the ids of the places for which the name is a rare foreign one, `own` of those whose very name it is,
    and `codes` the codes of all of them.
    """

    first: int
    last: int
    key: str
    places: tuple[Place, ...]
    weak: frozenset[int]
    own: frozenset[int]
    codes: frozenset[str]


def candidates(passage: Passage) -> list[Candidate]:
    """The longest known names in a passage, from left to right, none overlapping another."""
    words = passage.words
    parts = list(map(_known_parts.__getitem__, passage.texts))
    openings = compress(range(len(words)), map(attrgetter("opens"), parts))
    stretches = {first: _stretches(passage, parts, first) for first in openings}
    known = look_up({key for options in stretches.values() for _, key in options})
    found: list[Candidate] = []
    free = 0
    for first, options in stretches.items():
        if first < free:
            continue
        for last, key in reversed(options):
            if known[key].places and not _is_home_with_kind(words[last - 1], key, known):
                longer = (known[other].places for end, other in stretches.get(first + 1, ()) if end > last)
                if words[first].lower == _ARTICLE and any(longer):
                    break  # "The Northern Territory" is no place in "The Northern".
                if _opens_with_kind(words, first, last, key, known):
                    break  # The name begins with the next word.
                found.append(Candidate(first, last, key, *known[key]))
                free = last
                break
    return found


def _opens_with_kind(words: Sequence[Word], first: int, last: int, key: str, known: Mapping[str, _Known]) -> bool:
    """True where the name is what follows the words for a level: of "Kota Batu", of "Municipality of Piran"."""
    opening = _kind_before(words, first, last)
    if not opening:
        return False
    prefix = "".join(fold(word.text) for word in words[first : first + opening])
    whole, rest = known[key].places, known.get(key.removeprefix(prefix), _UNKNOWN).places
    own = {place.id for place in rest}
    if any(place.country == HOME for place in rest) and all(place.country != HOME for place in whole):
        return True  # "Kota Batu" is also a village in Brunei.
    return all(place.id in own and key != squeeze(place.name) for place in whole)


def _is_home_with_kind(last: Word, key: str, known: Mapping[str, _Known]) -> bool:
    """True where the last word tells the level of the home region before it, and strangers bear the whole as a name."""
    if last.lower not in place_words().kinds:
        return False
    rest = known.get(key.removesuffix(fold(last.text)), _UNKNOWN).places
    return any(place.country == HOME for place in rest) and all(place.country != HOME for place in known[key].places)


def _kind_before(words: Sequence[Word], first: int, last: int) -> int:
    """How many words at the head of a name tell its level; what tells none ("Pulau") stays part of the name."""
    known = place_words()
    for length in range(min(last - first - 1, _LONGEST_KIND), 0, -1):
        head = tuple(word.lower for word in words[first : first + length])
        if known.before.get(head, "skip") != "skip" and (length > 1 or head[0] in known.kinds):
            return length
    return 0


def look_up(keys: set[str]) -> dict[str, _Known]:
    """The places of each key, none for an unknown one; what was looked up once is kept."""
    missing = keys.difference(_looked_up)
    if missing:
        if len(_looked_up) > _MOST_KNOWN:
            _looked_up.clear()
            missing = keys
        found = places().known(missing)
        _looked_up.update(dict.fromkeys(missing, _UNKNOWN))
        _looked_up.update({key: _known(key, pairs) for key, pairs in found.items()})
    return {key: _looked_up[key] for key in keys}


def _known(key: str, pairs: Sequence[tuple[Place, bool]]) -> _Known:
    """The places of a name, from each with whether the name is a weak one."""
    return _Known(
        tuple(place for place, _ in pairs),
        frozenset(place.id for place, weak in pairs if weak),
        frozenset(place.id for place, _ in pairs if squeeze(_KIND.sub("", place.name)) == key),
        frozenset(place.code for place, _ in pairs),
    )


class _Part(NamedTuple):
    """What a word or mark is as a part of a name, wherever it stands.

    `opens` for a word with which a name may begin, one without a small first letter; `ends` where it can be no part
    unless a hyphen joins it to one, `last` for a word with the ending of possession.
    """

    word: bool
    opens: bool
    ends: bool
    last: bool


def _part(text: str) -> _Part:
    """A word or mark as a part of a name."""
    if not text[0].isalpha():
        return _Part(word=False, opens=False, ends=text not in _MARKS, last=False)
    opens = not text[0].islower() or _ELIDED.search(text) is not None
    ends = not opens and text.lower() not in place_words().links
    return _Part(word=True, opens=opens, ends=ends, last=bare(text) != text)


_known_parts = Remembered(_part)


def _stretches(passage: Passage, parts: Sequence[_Part], first: int) -> list[tuple[int, str]]:
    """The ends and keys of the stretches of words from `first` on that have the shape of a name."""
    options: list[tuple[int, str]] = []
    words, breaks = passage.words, passage.breaks
    key = ""
    hyphen = False
    for last, part in enumerate(parts[first : first + _LONGEST], first):
        if not hyphen and (part.ends or (last > first and last in breaks)):
            break
        if part.word:
            if not (part.opens or hyphen):
                following = words[last + 1] if last + 1 < len(words) else None
                if following is None:
                    break
                if not (following.text[0].isalpha() or (following.text in _HYPHENS and _touches(words, last + 1))):
                    break
                key += fold(words[last].text)
                continue
            key += folded(words[last].text)
            hyphen = False
            if len(key) > 1:
                options.append((last + 1, key))
            if part.last:
                break
            continue
        mark = words[last].text
        if mark in _HYPHENS and _touches(words, last):
            hyphen = True
        elif not (mark == "&" or (mark == "." and words[last - 1].lower in _ABBREVIATED)):
            break
    return options


def _touches(words: Sequence[Word], index: int) -> bool:
    """True where no space stands around the mark."""
    after = words[index + 1] if index + 1 < len(words) else None
    return words[index - 1].end == words[index].start and after is not None and after.start == words[index].end
