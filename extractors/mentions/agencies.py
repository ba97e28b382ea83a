"""The names of offices, agencies, schools and firms, as far as fields of cooperation must not be read in them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from extractors.mentions.passages import BORDER, Passage, Word
from extractors.remembered import Remembered
from extractors.tables import column

_JOINTS = frozenset({"dan", "and", "of", "for", "the", "&", ",", "-", "/", "serta", "untuk"})
_LONGEST = 14
_INNER_CAPITAL = (
    "Mc",
    "Mac",
    "De",
    "Di",
    "Da",
    "Du",
    "La",
    "Le",
    "Van",
    "Von",
    "Fitz",
    "Al",
    "El",
    "O'",
    "O’",
    "D'",
    "D’",
)
_PLACES = ("before", "after", "proper_before", "proper_after", "facility", "facility_after")


@functools.cache
def _heads(place: str) -> frozenset[str]:
    return frozenset(
        word.split("-")[-1] if "-" in word else word
        for word in " ".join(column("agencies", "words", place=place)).split()
    )


@functools.cache
def _either(*places: str) -> frozenset[str]:
    return frozenset().union(*map(_heads, places))


def names(passage: Passage) -> set[int]:
    """The indices of the words inside the names of offices, agencies, schools and firms, heads included."""
    return _inside(passage, _either("before", "proper_before"), _either("after", "proper_after"))


def proper_names(passage: Passage) -> set[int]:
    """The indices of the words inside the names of schools, firms, buildings, streets and natural features."""
    return _inside(passage, _either("facility", "proper_before"), _either("facility_after", "proper_after"))


def _inside(passage: Passage, before: frozenset[str], after: frozenset[str]) -> set[int]:
    words, heads = passage.words, before | after
    inside: set[int] = set()
    for at in passage.among(heads):
        word = words[at]
        if word.lower in before and at not in inside and (end := _end(words, at)) > at + 1:
            inside.update(range(at, end))
        if word.lower in after and word.text[0].isupper() and not _opens_name(words, at):
            start = _start(words, at)
            inside.update(range(start, at + 1) if start < at else ())
    return inside


def _opens_name(words: Sequence[Word], at: int) -> bool:
    """True for "Port" in "Port Dickson": a name goes on behind it."""
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].lower in _heads("facility_after") and following is not None and following.text.istitle()


def _end(words: Sequence[Word], head: int) -> int:
    """The index behind the name that a head opens: capitals and what joins them, or one word after a small head."""
    if not words[head].text[0].isupper():
        small = (
            head + 1 < len(words) and words[head + 1].text.isalpha() and words[head].lower not in {"office", "board"}
        )
        return head + 1 + (small and words[head + 1].lower not in _JOINTS)
    at = last = head + 1
    if (
        at + 1 < len(words)
        and len(words[head].text) <= 3
        and words[at].text == "."
        and words[at].start == words[head].end
    ):
        at += 1  # "Jl. Ahmad Yani"
    while at < len(words) and at - head < _LONGEST and words[at].text != BORDER:
        word = words[at]
        if word.text[0].isupper():
            last = at + 1
        elif word.lower not in _JOINTS or (word.text == "," and not _goes_on(words, at)):
            break
        at += 1
    return last


def _goes_on(words: Sequence[Word], comma: int) -> bool:
    """True for the comma of "Dinas Industri, Pariwisata, dan Ekonomi Kreatif": "dan" and a capital follow soon."""
    for at in range(comma + 1, min(comma + 6, len(words) - 1)):
        if words[at].lower in {"dan", "and"}:
            return words[at + 1].text[0].isupper()
        if not (words[at].text[0].isupper() or words[at].text == ","):
            return False
    return False


def _start(words: Sequence[Word], head: int) -> int:
    """The index at which the name that a head closes begins."""
    at = head
    while at > 0 and head - at < 6:
        before = words[at - 1]
        joint = before.lower in {"and", "of", "&"} and at > 1 and words[at - 2].text[0].isupper()
        if not joint and (not before.text[0].isupper() or before.text == BORDER):
            break
        at -= 1
    return at


def is_head(word: Word) -> bool:
    """True for a word that opens or closes such a name."""
    return word.lower in _all_heads()


@functools.cache
def _all_heads() -> frozenset[str]:
    return _either(*_PLACES)


def is_acronym(word: Word) -> bool:
    """True for Indonesian government acronyms ("Bappeda", "Kemendagri", "Pemprov") and words with capitals inside."""
    return _known_acronyms[word.text]


def _is_acronym(text: str) -> bool:
    rest = text[1:]
    mixed = not rest.islower() and not text.isupper() and any(map(str.isupper, rest))
    if mixed and not text.startswith(_INNER_CAPITAL):
        return True
    return text.lower().startswith(_acronyms())


_known_acronyms = Remembered(_is_acronym)


@functools.cache
def _acronyms() -> tuple[str, ...]:
    return tuple(_heads("acronym"))
