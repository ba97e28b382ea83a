"""What the gazetteer tells of a place: how well known it is, what lies around it, and what is to be expected of it."""

from __future__ import annotations

import functools

from archive.model import HOME
from archive.reference import Place, countries, places, squeeze
from extractors.mentions.places_candidates import Candidate
from extractors.mentions.places_words import place_words

LEVELS: dict[str, tuple[str, ...]] = {
    "city": ("city",),
    "province": ("province",),
    "regency": ("regency", "district"),
    "district": ("district", "regency"),
}
"""The levels of a place that fit each cue."""

SMALL_TOWN, LARGE_TOWN, WELL_KNOWN, FAMOUS = 20_000, 100_000, 300_000, 1_000_000
"""Populations from which on a town is no mere village, is large, well known, and famous."""
_CURATED = 90_000
"""What a curated place counts for without a figure."""
_PROVINCE = 100_000
"""The population from which on a province is known to everybody."""

_MOST_AROUND = 4


def inhabitants(place: Place) -> int:
    """How many live there; a curated place counts as a town where no figure is given."""
    return place.population or (_CURATED if place.curated else 0)


@functools.lru_cache(maxsize=1 << 14)
def prior(place: Place) -> float:
    """What is expected before anything is read: Indonesian regions, then large places."""
    if place.country == HOME:
        return 3.0 + (0.2 if place.level == "city" else 0.0)
    people = inhabitants(place)
    size = len(str(people)) - 1 + int(str(people)[0]) / 10 if people else 3.0
    weight = max(0.0, min(size - 3.5, 3.0)) * 0.5
    weight += 0.5 if place.country in place_words().near else 0.25 if place.country in place_words().some else 0.0
    if place.level == "province" or (place.iso and place.level == "district"):
        return min(weight, 1.4) + 0.4
    if place.level == "district":
        return weight - 0.4
    return weight + 0.2


@functools.lru_cache(maxsize=1 << 12)
def around(place: Place) -> frozenset[str]:
    """The codes of the regions around a place."""
    found: set[str] = set()
    code = place.parent
    while code and code not in found and len(found) < _MOST_AROUND:
        found.add(code)
        above = places().get(code)
        code = above.parent if above else None
    return frozenset(found)


def is_large(place: Place) -> bool:
    """True for a place that everybody knows, for a province with fewer people than for a town."""
    return place.population >= (_PROVINCE if place.level == "province" else FAMOUS)


def all_small(candidate: Candidate) -> bool:
    """True where all places of the name are small foreign ones."""
    return all(place.country != HOME and place.population < LARGE_TOWN for place in candidate.places)


@functools.lru_cache(maxsize=1 << 10)
def country_part(name: str, country: str) -> Place | None:
    """The first level of a country that is often called a country itself: "Scotland"."""
    whole = countries().get(country)
    if whole is None or squeeze(name) in {squeeze(whole.name_en), squeeze(whole.name_id)}:
        return None
    return next((p for p in places().named(name) if p.country == country and p.level == "province"), None)
