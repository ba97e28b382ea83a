"""Foreign institutions that the reference data lack, known by their names and the country told with them.

`The Sumba Foundation, yayasan dari Amerika Serikat`, `Rikolto Foundation (Belgia)`, `Korea Forest Foundation`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from archive.model import HOME, Party
from archive.reference import Institution, institutions
from extractors.mentions.namewords import common, inflected
from extractors.mentions.organisations_told import is_home_word
from extractors.mentions.passages import BORDER, Word
from extractors.mentions.places_countries import bare, country_names
from extractors.tables import rows

NOWHERE: Mapping[int, str] = MappingProxyType({})
_LINKS = frozenset({
    "of", "for", "the", "and", "&", "de", "des", "la", "du", "in", "on", "-", "für", "voor", "untuk", "van", "der",
    "en", "und", "zu", "et",
})  # fmt: skip
_PLACED, _JOINS = frozenset({"in", "on"}), frozenset({"and", "&"})
_OPENS = frozenset({",", "(", "dari", "asal", "of", "from", "yang", "based", "-", "–", "—", "in", "di"})
_LONGEST = 8
_WINDOW = 14
_MOST_LETTERS = 10
_NEAR = 93


class Found(NamedTuple):
    """An institution at `words[first:last]`, brackets with its initials not included."""

    last: int
    party: Party


@functools.cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """The words for kinds of institution by where they stand ("first", "last"), and others around them by their use."""
    return {row["side"]: frozenset(row["words"].split("|")) for row in rows("institution_words")}


@functools.cache
def _countries_of_words() -> Mapping[str, str]:
    """The country that a word of one language means where none is told ("waterschap")."""
    return {word: side for side, words in _kinds().items() if side.isupper() for word in words}


def unknown_openers() -> frozenset[str]:
    """The words for kinds of institution with which a name may open."""
    return _kinds()["first"]


def unknown_closers() -> frozenset[str]:
    """Those with which it may close."""
    return _kinds()["last"]


def unknown_institution(words: Sequence[Word], first: int, where: Mapping[int, str] = NOWHERE) -> Found | None:
    """The foreign institution whose name begins at `first`, None where there is none or no country is told.

    `where` holds the country of each word that is part of the name of a place.
    """
    last = _end(words, first, where)
    opens = first == 0 or not words[first - 1].text[0].isalnum()
    # Behind a colon ("Mitra: Global Nature Fund") a capital is of the name.
    labelled = first > 0 and words[first - 1].text == ":"
    if last is None or not _is_name(words[first:last], opens=opens, labelled=labelled):
        return None
    initials = _initials(words, last)
    behind = last + 3 if initials else last
    country = (
        _country_in(words, first, last)
        or _country_after(words, behind, where)
        or next((where[at] for at in range(first, last) if at in where), None)  # "Queensland Museum"
        or _countries_of_words().get(words[first].lower)
    )
    if country is None or country == HOME:
        return None
    name = " ".join(_joined(words[first + _is_only_told(words[first:last], country) : last]))
    near = _near(name) or institutions().named(f"{name} Foundation")
    if near is not None:
        return Found(last, near.party())
    if initials and words[first].lower in _kinds()["first"]:
        name = initials  # The Indonesian name is a translation.
    return Found(last, Party(name, "institution", country))


def _is_only_told(words: Sequence[Word], country: str) -> bool:
    """True where the first word is Indonesian for what the institution is, and no part of its name."""
    kinds, own = _kinds(), words[0].lower
    if own not in kinds["told"] or own in _countries_of_words() or country.lower() in kinds["malay"] or len(words) == 1:
        return False
    return own in kinds["first"] and not any(is_home_word(word.lower) for word in words[1:])


def _end(words: Sequence[Word], first: int, where: Mapping[int, str]) -> int | None:
    """The end of a name that begins or ends with a word for a kind of institution, or says what it is for."""
    kinds = _kinds()
    opened = words[first].lower in kinds["first"]
    last, end = first, None
    purpose = False  # Behind "for": "Helmholtz Centre for Environmental Research".
    while last < len(words) and last - first < _LONGEST:
        word = words[last]
        if last > first and word.start - words[last - 1].end > 2:
            break
        if word.text[0].isupper():
            last += 1
            if last - first > 1 and (word.lower in kinds["last"] or purpose):
                end = last
            continue
        ahead = last + 1 + (last + 1 < len(words) and words[last + 1].lower in _LINKS)  # "en de", "of the"
        if word.lower not in _LINKS or last == first or ahead >= len(words) or not words[ahead].text[0].isupper():
            break
        if word.lower in _PLACED and (opened or end is not None):
            break
        if word.text == "-" and word.start > words[last - 1].end:
            break  # A dash, no hyphen.
        if word.lower in _JOINS and end is not None and (ahead > last + 1 or ahead in where):
            break  # Another party follows.
        purpose = purpose or (end == last and word.lower == "for")
        last = ahead
    return last if opened and last - first > 1 else end


def _is_name(words: Sequence[Word], *, opens: bool, labelled: bool) -> bool:
    """False for governments, for words in capitals throughout, and where a sentence's own word comes first."""
    opening = words[0]
    whole = labelled and all(word.text[0].isupper() or word.lower in _LINKS for word in words)
    doubted = opens and not whole and opening.lower not in _kinds()["first"]
    if doubted and (opening.lower in common() or inflected(opening.lower)):
        return False
    if all(word.text.isupper() for word in words) or bare(opening.text) != opening.text:
        return False
    return not any(word.lower in _kinds()["not"] for word in words)


@functools.lru_cache(maxsize=256)
def _near(name: str) -> Institution | None:
    """The institution of the reference data whose name is misspelled here."""
    from rapidfuzz import fuzz, process

    known = {own: institution for institution in institutions() for own in (institution.name, *institution.aliases)}
    found = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return known[found[0]] if found is not None else None


def _initials(words: Sequence[Word], at: int) -> str | None:
    """The letters in brackets behind a name."""
    if at + 2 >= len(words) or words[at].text != "(" or words[at + 2].text != ")":
        return None
    text = words[at + 1].text
    return text if len(text) <= _MOST_LETTERS and sum(map(str.isupper, text)) > 1 else None


def _country_in(words: Sequence[Word], first: int, last: int) -> str | None:
    found = next(country_names([word.text for word in words[first:last]]), None)
    return found.code if found is not None else None


def _country_after(words: Sequence[Word], at: int, where: Mapping[int, str]) -> str | None:
    """The country told right behind: in brackets, after "dari", in an apposition."""
    if at >= len(words) or words[at].lower not in _OPENS:
        return None
    own = []
    for word in words[at : at + _WINDOW]:
        if word.text in {BORDER, ".", ";", ":"}:
            break
        own.append(word.text)
    found = next(country_names(own), None)
    named = next((index for index in range(at, at + len(own)) if index in where), None)
    if named is not None and (found is None or named - at < found.first):
        code, between = where[named], own[1 : named - at]
    elif found is not None:
        code, between = found.code, own[1 : found.first]
    else:
        return None
    if words[at].text == ",":
        noun = any(text.lower() in _kinds()["noun"] for text in between[:3])
        if between and not noun:
            return None
    elif words[at].lower in {"in", "di", "-", "–", "—"} and len(between) > 1:
        return None
    small = [text for text in between if text[0].islower()]
    return code if len(small) <= 5 else None


def _joined(words: Sequence[Word]) -> list[str]:
    """The words with hyphens put back between those that they joined."""
    out: list[str] = []
    for number, word in enumerate(words):
        if out and words[number - 1].end == word.start:
            out[-1] += word.text
        else:
            out.append(word.text)
    return out
