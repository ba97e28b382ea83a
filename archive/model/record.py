"""What one document says of one agreement."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Generic, Literal, TypeVar

from archive.model.dates import PartialDate
from archive.model.party import Party
from archive.model.span import Span

Value = TypeVar("Value", bound=object)

Instrument = Literal["LoI", "MoU", "MoA", "MSP", "agreement", "joint_statement", "plan_of_action"]
Relation = Literal["sister_city", "sister_province", "sister_regency", "friendship", "technical"]
Status = Literal["signed", "planned", "renewal_planned", "expired", "terminated"]


@dataclass(frozen=True, slots=True)
class Claim(Generic[Value]):
    """One value with the spans that carry it and a score between 0 and 1."""

    value: Value
    spans: tuple[Span, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Record:
    """What ONE document says of one agreement; each value is a claim with its evidence.

    `document` is the id of the text. `key` holds neither offsets nor a maker's version, so that judgements about the
    record outlive a better extractor. `evidence` is the sentence (or sentences) that carries the record best. A slot
    is None where the document does not say.
    """

    key: str
    document: str
    home: Claim[Party]
    partner: Claim[Party]
    status: Claim[Status]
    instrument: Claim[Instrument] | None = None
    relation: Claim[Relation] | None = None
    signed: Claim[PartialDate] | None = None
    valid_from: Claim[PartialDate] | None = None
    valid_to: Claim[PartialDate] | None = None
    fields: tuple[Claim[str], ...] = ()
    signatories: tuple[Claim[str], ...] = ()
    place_signed: Claim[str] | None = None
    evidence: tuple[Span, ...] = ()
    score: float = 1.0


SLOTS = tuple(field.name for field in fields(Record) if field.name not in {"key", "document", "evidence", "score"})
"""The names of the slots of a record that hold claims."""
