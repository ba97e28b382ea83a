"""Branches of institutions in single countries: `World Vision Australia`, `WWF Jerman`, `Danish Red Cross`.

The office of an agency of one country in another ("JICA Indonesia") is no party of its own, nor is one of the United
Nations; the society that an organisation of members has in each country is.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from archive.model import HOME, Party
from archive.reference import Institution, countries
from extractors.mentions.passages import Word
from extractors.mentions.places_countries import CountryName, country_names

_KINDS = frozenset({"ngo", "movement"})
_MOST = 3
_BRANCH = frozenset({"cabang"})


class Branch(NamedTuple):
    """A branch named at `words[first:last]`."""

    first: int
    last: int
    party: Party


def national_branch(words: Sequence[Word], first: int, last: int, institution: Institution) -> Branch | None:
    """The branch of the institution at `words[first:last]` in the country named right beside it, if there is one."""
    if institution.kind not in _KINDS or (institution.kind == "movement" and not is_society(words[first:last])):
        return None
    behind = _country_behind(words, last + (last < len(words) and words[last].lower in _BRANCH))
    if behind is not None:
        return _branch(first, behind.last, institution, behind.code, words[behind.first : behind.last])
    if institution.kind == "movement":
        before = _country_before(words, first)
        if before is not None and (before.demonym or words[before.first].text.isupper()):
            return _branch(before.first, last, institution, before.code, words[before.first : first])
    return None


def is_society(own: Sequence[Word]) -> bool:
    """True for the short name of a movement, which its societies bear: "Palang Merah", not "ICRC"."""
    return len(own) < _MOST and not own[0].text.isupper()


def _branch(first: int, last: int, institution: Institution, code: str, own: Sequence[Word]) -> Branch | None:
    if code in {HOME, institution.country}:
        return None
    text = " ".join(word.text for word in own)
    if institution.kind == "movement":
        name = f"{text if text.isupper() else _adjective(code)} {institution.name}"
    else:
        name = f"{institution.name} {text if text.isupper() else _english(code)}"
    return Branch(first, last, Party(name, "institution", code))


@functools.cache
def _english(code: str) -> str:
    country = countries().get(code)
    return country.name_en if country is not None else code


@functools.cache
def _adjective(code: str) -> str:
    """The English adjective of a country, its name where none is known."""
    country = countries().get(code)
    return country.demonyms[0] if country is not None and country.demonyms else _english(code)


def _country_behind(words: Sequence[Word], at: int) -> CountryName | None:
    """The country whose name begins at `at`, with nothing but a space before it."""
    if not 0 < at < len(words) or not words[at].text[0].isupper() or words[at].start - words[at - 1].end != 1:
        return None
    found = next(country_names([word.text for word in words[at : at + _MOST]]), None)
    if found is None or found.first or found.demonym:
        return None
    return CountryName(at, at + found.last, found.code, found.demonym)


def _country_before(words: Sequence[Word], at: int) -> CountryName | None:
    """The country or adjective of one whose words end at `at`."""
    if at < 1 or not words[at - 1].text[0].isupper() or words[at].start - words[at - 1].end != 1:
        return None
    found = next(country_names([words[at - 1].text]), None)
    return CountryName(at - 1, at, found.code, found.demonym) if found is not None else None
