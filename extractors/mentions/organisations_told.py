"""Foreign institutions that no list holds and whose names show no kind: the text says what they are and where from.

`Agriterra, badan nirlaba asal Arnhem`, `the Dutch foundation Agriterra`, `Yayasan Wings of Hope dari Basel`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from archive.model import HOME, Party
from extractors.mentions.namewords import common, inflected, is_common, is_given, plain
from extractors.mentions.passages import BORDER, Word
from extractors.mentions.places_words import place_words
from extractors.tables import rows

_ENGLISH = re.compile("(?:tion|tional|ment|ing|ship|ness|ities|ity|ally)\\Z")
_LINKS = frozenset({"of", "for", "the", "&", "de", "des", "la", "du", "der", "für", "voor", "in", "-", "al"})
_MARKS = frozenset({",", "(", "–", "—", "-"})
_STOPS = frozenset({".", ";", ":", "?", "!", BORDER, "(", ")", ","})
_ARTICLES = frozenset({"a", "an", "the", "sebuah", "suatu", "satu"})
_LONGEST = 6
_REACH = 5
_BEFORE = 4


@functools.cache
def _words(side: str) -> frozenset[str]:
    return frozenset(next(row["words"] for row in rows("institution_words") if row["side"] == side).split("|"))


def unknown_nouns() -> frozenset[str]:
    """The nouns that tell what an institution is."""
    return _words("told")


def told_institutions(
    words: Sequence[Word], where: Mapping[int, str], taken: Collection[int]
) -> Iterator[tuple[int, int, Party]]:
    """First word, end and party of each institution that is told to be one, with its country.

    `where` holds the country of each word that is part of a place or names a country, `taken` the words of other names.
    """
    nouns = _words("told")
    for at, word in enumerate(words):
        if word.lower in nouns:
            found = _named_before(words, at, where, taken) or _named_behind(words, at, where, taken)
            if found is not None:
                yield found


def _named_before(
    words: Sequence[Word], at: int, where: Mapping[int, str], taken: Collection[int]
) -> tuple[int, int, Party] | None:
    """The name that an apposition with the noun at `at` explains: `X, yayasan dari Basel`."""
    if words[at].text[0].isupper():
        return None
    mark = at - 1
    country = None
    while mark > 0 and at - mark <= _BEFORE and words[mark].text not in _MARKS:
        if mark in where:
            country = where[mark]
        elif words[mark].text[0].isupper() or words[mark].text in _STOPS:
            return None
        mark -= 1
    if mark <= 0 or words[mark].text not in _MARKS:
        return None
    country = country or _country_behind(words, at, where)
    quoted = words[mark - 1].text in {'"', "”"}
    last = mark - quoted
    first = _run_before(words, last, taken, where)
    return _found(words, first, last, country, before=True)


def _named_behind(
    words: Sequence[Word], at: int, where: Mapping[int, str], taken: Collection[int]
) -> tuple[int, int, Party] | None:
    """The name that follows the noun at `at`: `the Dutch foundation X`, `yayasan X asal Basel`, `lembaga Swiss, X,`."""
    first = at + 1
    country = _country_before(words, at, where)
    if first < len(words) and first in where and words[at].text[0].islower():
        country = where[first]
        while first < len(words) and first in where:
            first += 1
        if first < len(words) and words[first].text == ",":
            first += 1
    if first < len(words) and words[first].lower in _words("called"):
        first += 1  # "sebuah yayasan Jerman bernama X"
    last = _run_behind(words, first, taken, where)
    country = country or _country_behind(words, last - 1, where, near=True)
    return _found(words, first, last, country)


def _found(
    words: Sequence[Word], first: int, last: int, country: str | None, *, before: bool = False
) -> tuple[int, int, Party] | None:
    """The institution at `words[first:last]`, None where that is no name of a foreign one."""
    own = words[first:last]
    if country in {None, HOME} or not own or not any(_is_telling(word) for word in own):
        return None
    refused = _words("not")
    if any(word.lower in refused for word in own) or all(is_home_word(word.lower) for word in own):
        return None
    if _is_person(words, first, alone=before):
        return None
    name = " ".join(_joined(own))
    return (first, last, Party(name, "institution", country)) if len(name) > 2 else None


def _is_person(words: Sequence[Word], first: int, *, alone: bool) -> bool:
    """True for a name behind a title or an office, or for one alone that begins with a given name."""
    before = [word.lower for word in words[max(0, first - 4) : first] if word.text != "."]
    use, _ = place_words().cue_before(before)
    return use == "person" or use.endswith("!") or (alone and is_given(plain(words[first].text)))


def _is_telling(word: Word) -> bool:
    """True for a word that is more than one of everyday language with a capital."""
    return word.text[0].isupper() and not (word.lower in common() and word.lower in place_words().words)


def is_home_word(word: str) -> bool:
    """True for a word that only Indonesian has, as names of Indonesian bodies are made of."""
    return not is_common(word, "en") and (is_common(word, "id") or (inflected(word) and not _ENGLISH.search(word)))


def _run_before(words: Sequence[Word], last: int, taken: Collection[int], where: Mapping[int, str]) -> int:
    """Where the capitalised words that end at `last` begin."""
    first = last
    while first > 0 and last - first < _LONGEST:
        word = words[first - 1]
        if first - 1 in taken and (first == last or first - 1 not in where):
            break
        inner = word.lower in _LINKS and first < last and first > 1
        inner = inner and (words[first - 2].text[0].isupper() or words[first - 2].lower in _LINKS)
        if not (word.text[0].isupper() or inner) or (first < last and words[first].start - word.end > 1):
            break
        first -= 1
    while first < last and (not words[first].text[0].isupper() or words[first].lower in _words("told")):
        first += 1
    opens = first == 0 or words[first - 1].text in _STOPS
    return first + 1 if opens and first < last - 1 and is_home_word(words[first].lower) else first


def _run_behind(words: Sequence[Word], first: int, taken: Collection[int], where: Mapping[int, str]) -> int:
    """Where the capitalised words that begin at `first` end."""
    last = first
    while last < len(words) and last - first < _LONGEST and last not in taken and last not in where:
        word = words[last]
        following = words[last + 1] if last + 1 < len(words) else None
        inner = word.lower in _LINKS and last > first and following is not None and following.text[0].isupper()
        inner = inner and last + 1 not in where
        if not (word.text[0].isupper() or inner) or (last > first and word.start - words[last - 1].end > 1):
            break
        last += 1
    return last


def _country_before(words: Sequence[Word], at: int, where: Mapping[int, str]) -> str | None:
    """The country of `the Dutch foundation`, `the Wageningen-based foundation`, told right before the noun."""
    if words[at].text[0].isupper():
        return None
    index = at - 1
    if index > 1 and words[index].lower == "based" and words[index - 1].text in "-‐‑":
        index -= 2
    while index > 0 and at - index <= 2 and words[index].text.islower() and words[index].lower not in _ARTICLES:
        index -= 1
    return where.get(index) if index >= 0 else None


def _country_behind(words: Sequence[Word], at: int, where: Mapping[int, str], *, near: bool = False) -> str | None:
    """The country told behind: `lembaga Swiss`, `yayasan Kristen dari Townsville`, `X (Belanda)`."""
    led = False
    for index in range(at + 1, min(at + 1 + _REACH, len(words))):
        word = words[index]
        if index in where:
            return where[index] if led or not near or words[index - 1].text in {"(", ","} else None
        if near and index == at + 1 and word.text in {"(", ","}:
            continue
        if word.text in _STOPS:
            return None
        led = led or word.lower in _words("from")
        if near and not led:
            return None
    return None


def _joined(words: Sequence[Word]) -> list[str]:
    """The words with hyphens put back between those that they joined."""
    out: list[str] = []
    for number, word in enumerate(words):
        if out and words[number - 1].end == word.start:
            out[-1] += word.text
        else:
            out.append(word.text)
    return out
