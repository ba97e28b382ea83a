"""A city and the council that bears its name: where a text names "the City of Greater Lae", by Lae it means that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.model import Mention, Party

_AROUND = ("greater ", "metropolitan ")
_CITIES = frozenset({"city", "district"})


def settle(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with Lae as a mention of "Greater Lae" where the text names that as well."""
    wide = {
        (party.country, party.name.lower().split(" ", 1)[1]): party
        for party in _cities(mentions)
        if party.name.lower().startswith(_AROUND)
    }
    if not wide:
        return list(mentions)
    meant = {party.key: council for party in _cities(mentions) if (council := wide.get(_place(party))) is not None}
    return [_named(mention, meant.get(mention.party.key) if mention.party else None) for mention in mentions]


def _place(party: Party) -> tuple[str | None, str]:
    return party.country, party.name.lower()


def _named(mention: Mention, party: Party | None) -> Mention:
    return mention if party is None else replace(mention, value=party.key, party=party)


def _cities(mentions: Iterable[Mention]) -> Iterator[Party]:
    """The cities that are named."""
    for mention in mentions:
        if mention.kind == "place" and mention.party is not None and mention.party.level in _CITIES:
            yield mention.party
