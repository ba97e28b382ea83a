"""Parties abroad that a sentence names in one breath, so that what it says of one it says of each."""

from __future__ import annotations

from archive.model import HOME
from extractors.mentions.places_words import place_words
from extractors.records.ties.tokens import DATES, PAPERS, Tokens

_MOST_BETWEEN = 7
"""Tokens between two of them: "Busan, Korea Selatan, serta Pemerintah Kota Kochi"."""
_JOINING = frozenset({"dan", "and", "serta", "&", "juga", "also", "maupun", "as", "well", "both", "baik", "the", "of"})
_SIGNS = frozenset({",", ";", "(", ")"})
_BESIDE = frozenset({"country", *DATES, *PAPERS})
"""What a list tells of each in brackets: "Busan (MoU, 1994), Kochi (1997)"."""
_LEADING = frozenset({"dengan", "with"})
"""What may stand again before each, but joins nothing by itself."""
_INNER = frozenset({"city", "district"})


def find_enumerations(tokens: Tokens) -> list[list[int]]:
    """The tokens that name several parties abroad in one breath, a list for each breath."""
    abroad = sorted(
        (spot, key) for key, spots in tokens.named.items() if tokens.parties[key].country != HOME for spot in spots
    )
    found: list[list[int]] = []
    end, last = -1, ""
    for spot, key in abroad:
        goes_on = end >= 0 and _joined(tokens, end, spot)
        if not goes_on:
            found.append([])
        if not (goes_on and _holds(tokens, end, spot, last, key)):
            found[-1].append(spot)
            last = key
        end = spot
    return [spots for spots in found if len(spots) > 1]


def _joined(tokens: Tokens, first: int, second: int) -> bool:
    """True where only signs, countries, days, papers, kinds of regions and words that join are between two names."""
    between = range(first + 1, second)
    if tokens.line_of[first] != tokens.line_of[second] or len(between) > _MOST_BETWEEN:
        return False
    return all(_joins(tokens, at) for at in between) and any(
        tokens.forms[at] in _SIGNS or tokens.forms[at] in _JOINING for at in between
    )


def _joins(tokens: Tokens, at: int) -> bool:
    kind, form = tokens.kinds[at], tokens.forms[at]
    if kind:
        return kind in _BESIDE or form in _SIGNS
    known = place_words()
    return form in _JOINING or form in _LEADING or form in known.words or form in known.kinds or form in known.foreign


def _holds(tokens: Tokens, first: int, second: int, inner: str, outer: str) -> bool:
    """True for the region behind a place in it ("Muar, Johor"): it is named to say where that lies."""
    own, around = tokens.parties[inner], tokens.parties[outer]
    near = all(tokens.forms[at] in _SIGNS for at in range(first + 1, second))
    return near and own.level in _INNER and around.level == "province" and own.country == around.country
