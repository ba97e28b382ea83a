"""Blocking: which records are compared at all."""

from __future__ import annotations

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


def may_be_same(one: Party, other: Party) -> bool:
    """False where two parties of one block are surely different places.

    Two codes are decisive. Without them countries must not differ, and a district is no city; a city and a province
    of the same name pass, since documents call a metropolitan city either.
    """
    if one.code and other.code:
        return one.code == other.code
    if one.country and other.country and one.country != other.country:
        return False
    if (one.level == "institution") != (other.level == "institution"):
        return False
    return not ({one.level, other.level} & _SMALL and {one.level, other.level} & _LARGE)
