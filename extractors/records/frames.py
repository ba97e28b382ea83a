"""What one clause says of one agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.model import Mention, Party, Span
from archive.model.record import Status

if TYPE_CHECKING:
    from extractors.records.fields.attachment import Offer


@dataclass(slots=True)
class Value:
    """A value with the characters that carry it."""

    value: str
    span: Span


@dataclass(slots=True)
class Term:
    """A duration that runs from the signing; `starts` where the text says so, else only its end is told."""

    months: int
    span: Span
    starts: bool


_NOWHERE = Span(0, 0)


@dataclass(slots=True)
class Frame:
    """One statement about an agreement between two parties, as one clause (or table row, or treaty) makes it.

    `marks` are what the clause adds: "old", "new", "awaited", "founding", "title", "weak", "named" (the partner is
    named in the clause itself), "homed" (so is the home), "table", "treaty", "listed".
    """

    home: Party
    home_span: Span
    partner: Party
    partner_span: Span
    status: Status
    sentence: int
    evidence: Span
    clause: Span = _NOWHERE
    instrument: Value | None = None
    relation: Value | None = None
    signed: Value | None = None
    valid_from: Value | None = None
    valid_to: Value | None = None
    fields: list[Mention] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    """Fields that may belong to the agreement, whether or not they are taken."""
    signatories: list[Mention] = field(default_factory=list)
    place_signed: Value | None = None
    term: Term | None = None
    home_trust: float = 1.0
    partner_trust: float = 1.0
    marks: set[str] = field(default_factory=set)

    @property
    def pair(self) -> tuple[str, str]:
        return self.home.key, self.partner.key

    @property
    def exists(self) -> bool:
        return self.status != "planned"
