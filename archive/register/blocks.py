"""Blocking: which records are compared at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from archive.model import Party, Record
from archive.register.slugs import bare, slug

Block = tuple[str, str, str]
"""Name and level of the home, bare name of the partner."""


def block_of(record: Record) -> Block:
    """The block of a record: records of different blocks are never joined, unless a person says that they are the same.

    The key is made of names, so that a partner known to the reference data meets the same partner known only from a
    document. What the names leave open (Nanjing City and Nanjing County share a block) is for the comparison.
    """
    home, partner = record.home.value, record.partner.value
    return (slug(home.name), home.level, bare(partner.name))


_SMALL = frozenset({"district", "regency"})
_LARGE = frozenset({"city", "province"})

_NEAR_KILOMETRES = 60
"""A city and the province or district named after it lie this near each other."""

Likeness = Literal["same", "near", "different"]


def likeness(one: Party, other: Party) -> Likeness:
    """Whether two partners of one block are the same place.

    Codes are decisive, but for a city and the region of the same name around it, which documents do not keep apart:
    those are near. Without codes countries must not differ, and a district is no city; a city and a province of the
    same name pass, since documents call a metropolitan city either.
    """
    if one.code and other.code:
        if one.code == other.code:
            return "same"
        alike = one.country == other.country and slug(one.name) == slug(other.name) and one.level != other.level
        return "near" if alike and _kilometres(one, other) <= _NEAR_KILOMETRES else "different"
    if one.country and other.country and one.country != other.country:
        return "different"
    if (one.level == "institution") != (other.level == "institution"):
        return "different"
    apart = {one.level, other.level} & _SMALL and {one.level, other.level} & _LARGE
    return "different" if apart else "same"


def _kilometres(one: Party, other: Party) -> float:
    """The distance between two places on a flat map, good enough for neighbours; without end where one is unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(one.latitude - other.latitude, east)


def representatives(parties: Mapping[str, tuple[Party, int]]) -> dict[str, Party]:
    """For each partner of a block by key, the one that stands for it; counts of records decide.

    So all agreements with a city lead to one partner, whether a document took it for the region around it or not.
    """
    ordered = sorted(parties.values(), key=lambda item: (item[0].code is None, -item[1], item[0].key))
    chosen: list[Party] = []
    found: dict[str, Party] = {}
    for party, _ in ordered:
        match = next((other for other in chosen if likeness(party, other) != "different"), None)
        if match is None:
            chosen.append(party)
        found[party.key] = match or party
    return found
