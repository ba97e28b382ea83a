"""What the archive concludes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from archive.model.dates import PartialDate
from archive.model.party import Party
from archive.model.record import Instrument, Relation, Status

Role = Literal["is_text", "announces", "reports", "implements", "renews", "terminates", "mentions"]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The value that the archive holds for one slot, and who says so.

    `value` has the JSON shape of the slot (a date is its ISO string, a party its mapping). `support` lists the keys of
    the records that say so; `dissent` the other values, each with the keys of its records. `judged` is the id of the
    judgement that settled the value, None where the machine decided.
    """

    value: Any
    support: tuple[str, ...] = ()
    dissent: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    judged: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A document that speaks of the agreement, and in which role."""

    document: str
    role: Role
    record: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the archive concludes from a cluster of records and the judgements about them.

    The plain fields hold the concluded values; `conclusions` the support and dissent for each slot by name. `id` is
    readable and stable ("jawa-barat--incheon--loi--2017"). `score` is the chance that the agreement is real.
    `accepted` is True where a person said so.
    """

    id: str
    home: Party
    partner: Party
    status: Status
    instrument: Instrument | None = None
    relation: Relation | None = None
    signed: PartialDate | None = None
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    fields: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    place_signed: str | None = None
    conclusions: dict[str, Conclusion] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    score: float = 1.0
    accepted: bool = False
