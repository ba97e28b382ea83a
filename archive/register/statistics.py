"""Counts over the register, as tables and as data for plots."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.model import Agreement
from archive.register.facts import DocumentFacts
from archive.register.history import expiring

Table = tuple[tuple[str, int], ...]
"""Labels with counts; codes stay codes, so that whoever shows them can name them in their language."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the register holds, counted.

    `years` runs from the first to the last year of signing without gaps. `regional` counts agreements with foreign
    regional governments (KSDPL), `institutional` those with foreign institutions (KSDLL). `unreported` have no
    document but their own text. `stories` counts for each agreement the stories that tell of it: reprints count once.
    """

    total: int
    existing: int
    regional: int
    institutional: int
    pairs: int
    years: Table
    countries: Table
    homes: Table
    fields: Table
    statuses: Table
    instruments: Table
    relations: Table
    expiring: tuple[str, ...]
    never_signed: tuple[str, ...]
    unreported: tuple[str, ...]
    stories: Mapping[str, int]


def statistics(
    agreements: Iterable[Agreement],
    documents: Mapping[str, DocumentFacts] | None = None,
    *,
    on: datetime.date,
    within: int = 365,
) -> Statistics:
    """The statistics of some agreements on a day; `within` days is how far ahead `expiring` looks."""
    chosen = sorted(agreements, key=lambda agreement: agreement.id)
    return Statistics(
        total=len(chosen),
        existing=sum(agreement.status != "planned" for agreement in chosen),
        regional=sum(agreement.partner.level != "institution" for agreement in chosen),
        institutional=sum(agreement.partner.level == "institution" for agreement in chosen),
        pairs=len({(agreement.home.key, agreement.partner.key) for agreement in chosen}),
        years=_years(chosen),
        countries=_count(agreement.partner.country or "" for agreement in chosen),
        homes=_count(agreement.home.name for agreement in chosen),
        fields=_count(field for agreement in chosen for field in agreement.fields),
        statuses=_count(agreement.status for agreement in chosen),
        instruments=_count(agreement.instrument or "" for agreement in chosen),
        relations=_count(agreement.relation or "" for agreement in chosen),
        expiring=tuple(agreement.id for agreement in expiring(chosen, on, within)),
        never_signed=tuple(agreement.id for agreement in never_signed(chosen)),
        unreported=tuple(agreement.id for agreement in chosen if not reported(agreement)),
        stories={agreement.id: stories(agreement, documents or {}) for agreement in chosen},
    )


def never_signed(agreements: Iterable[Agreement]) -> list[Agreement]:
    """What was planned between two parties that have signed nothing with each other."""
    chosen = list(agreements)
    signed = {(agreement.home.key, agreement.partner.key) for agreement in chosen if agreement.status != "planned"}
    return [a for a in chosen if a.status == "planned" and (a.home.key, a.partner.key) not in signed]


def reported(agreement: Agreement) -> bool:
    """True where a document other than the text itself tells of the agreement."""
    return any(link.role != "is_text" for link in agreement.links)


def stories(agreement: Agreement, documents: Mapping[str, DocumentFacts]) -> int:
    """How many stories tell of an agreement; documents that reprint one story count once."""
    voices = {link.document for link in agreement.links}
    return len({documents[id].voice if id in documents else id for id in voices})


def _count(labels: Iterable[str]) -> Table:
    counts = Counter(labels)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _years(agreements: Iterable[Agreement]) -> Table:
    counts = Counter(agreement.signed.year for agreement in agreements if agreement.signed is not None)
    if not counts:
        return ()
    return tuple((str(year), counts[year]) for year in range(min(counts), max(counts) + 1))
