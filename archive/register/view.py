"""A record as the comparison sees it: plain values, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from archive.model import Claim, PartialDate, Party, Record
from archive.reference import countries
from archive.register.blocks import Block, block_of
from archive.register.facts import DocumentFacts
from archive.register.slugs import slug

_FAMILIES = {"MSP": "memorandum", "MoU": "memorandum"}


@dataclass(frozen=True, slots=True)
class View:
    """The values of a record and of its document that decide whether it is the same agreement as another."""

    block: Block
    home: Party
    partner: Party
    instrument: str | None
    family: str | None
    relation: str | None
    status: str
    signed: PartialDate | None
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    fields: frozenset[str]
    signatories: frozenset[str]
    place_signed: str | None
    published: PartialDate | None
    kind: str
    quote: str = ""
    digest: int = field(init=False, compare=False, repr=False)
    """The hash, worked out once: views are looked up by the thousand."""

    def __post_init__(self) -> None:
        values = tuple(getattr(self, entry.name) for entry in fields(self) if entry.compare)
        object.__setattr__(self, "digest", hash(values))

    def __hash__(self) -> int:
        return self.digest

    @property
    def place_like(self) -> bool:
        """True where the partner is a government, False for an institution."""
        return self.partner.level != "institution"

    @property
    def party_words(self) -> frozenset[str]:
        """Words of the parties' names and countries, which say nothing about the agreement."""
        return _words_of(self.home) | _words_of(self.partner)


def view_of(record: Record, facts: DocumentFacts | None) -> View:
    """The view of a record; without facts of its document the publication date is unknown."""
    kind = _value(record.instrument)
    place = _value(record.place_signed)
    return View(
        block=block_of(record),
        home=record.home.value,
        partner=record.partner.value,
        instrument=kind,
        family=_FAMILIES.get(kind, kind) if kind else None,
        relation=_value(record.relation),
        status=record.status.value,
        signed=record.signed.value if record.signed else None,
        valid_from=record.valid_from.value if record.valid_from else None,
        valid_to=record.valid_to.value if record.valid_to else None,
        fields=frozenset(claim.value for claim in record.fields),
        signatories=frozenset(slug(claim.value) for claim in record.signatories),
        place_signed=slug(place) if place else None,
        published=facts.published if facts else None,
        kind=facts.kind if facts else "other",
        quote=facts.quotes.get(record.key, "") if facts else "",
    )


@lru_cache(maxsize=8192)
def _words_of(party: Party) -> frozenset[str]:
    country = countries().get(party.country) if party.country else None
    names = (party.name, *((*country.names, *country.demonyms) if country else ()))
    folded = [name.casefold() for name in names]
    return frozenset(word for name in folded for word in (*name.split(), *re.findall(r"\w+", name)))


def _value(claim: Claim[Any] | None) -> str | None:
    return str(claim.value) if claim is not None else None
