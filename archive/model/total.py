"""Totals that documents claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.dates import PartialDate
from archive.model.party import Party
from archive.model.span import Span

Counted = Literal["sister", "institution", "foreign", "LoI", "MoU"]
"""Sister cities, provinces and regencies; foreign institutions; all foreign cooperation; letters; memoranda."""


@dataclass(frozen=True, slots=True)
class ClaimedTotal:
    """A number of partners or papers that a document ascribes to a home government.

    `home` is None where the document does not say whose; `at` is the publication date of the document, or the year
    that the sentence names; `least` is True for "more than 20".
    """

    document: str
    counted: Counted
    number: int
    span: Span
    home: Party | None = None
    at: PartialDate | None = None
    least: bool = False
