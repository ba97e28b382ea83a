"""The rows of the table exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.exports.holding import Holding
from archive.exports.lines import one_line
from archive.model import Agreement
from archive.register.statistics import stories

AGREEMENT_COLUMNS = (
    "id",
    "home",
    "home_level",
    "home_code",
    "partner",
    "partner_level",
    "partner_code",
    "country",
    "instrument",
    "relation",
    "status",
    "signed",
    "valid_from",
    "valid_to",
    "fields",
    "signatories",
    "place_signed",
    "score",
    "accepted",
    "conflicts",
    "documents",
    "stories",
    "evidence",
    "sources",
    "link",
)
EVIDENCE_COLUMNS = (
    "agreement", "record", "document", "role", "title", "published", "status", "instrument", "signed", "valid_from",
    "valid_to", "fields", "evidence", "url",
)  # fmt: skip
SOURCE_COLUMNS = ("document", "title", "kind", "language", "published", "source", "story", "agreements", "url")


def agreement_rows(holding: Holding) -> Iterator[dict[str, Any]]:
    """One row an agreement; lists are joined with "; "."""
    for agreement in holding.agreements:
        links = {source.link.document: source.facts for source in holding.sources(agreement)}
        yield {
            "id": agreement.id,
            "home": agreement.home.name,
            "home_level": agreement.home.level,
            "home_code": agreement.home.code,
            "partner": agreement.partner.name,
            "partner_level": agreement.partner.level,
            "partner_code": agreement.partner.code,
            "country": agreement.partner.country,
            "instrument": agreement.instrument,
            "relation": agreement.relation,
            "status": agreement.status,
            "signed": agreement.signed,
            "valid_from": agreement.valid_from,
            "valid_to": agreement.valid_to,
            "fields": "; ".join(agreement.fields),
            "signatories": "; ".join(agreement.signatories),
            "place_signed": agreement.place_signed,
            "score": agreement.score,
            "accepted": agreement.accepted,
            "conflicts": conflicts(agreement),
            "documents": len(links),
            "stories": stories(agreement, holding.documents),
            "evidence": holding.evidence(agreement),
            "sources": "; ".join(holding.document_address(facts) for facts in links.values()),
            "link": holding.address(agreement),
        }


def conflicts(agreement: Agreement) -> str:
    """What documents say otherwise: "signed: 2017-09-26 (1)", where the number counts records."""
    parts = []
    for slot, conclusion in sorted(agreement.conclusions.items()):
        for value, keys in conclusion.dissent:
            said = value.get("name") if isinstance(value, Mapping) else value
            parts.append(f"{slot}: {said} ({len(keys)})")
    return "; ".join(parts)


def evidence_rows(holding: Holding) -> Iterator[dict[str, Any]]:
    """One row for each record of each agreement, with its own values and sentence."""
    for agreement in holding.agreements:
        for source in holding.sources(agreement):
            record = holding.records.get(source.link.record)

            def said(slot: str, record: Any = record) -> Any:
                claim = getattr(record, slot) if record is not None else None
                return claim.value if claim is not None else None

            yield {
                "agreement": agreement.id,
                "record": source.link.record,
                "document": source.facts.id,
                "role": source.link.role,
                "title": source.facts.title,
                "published": source.facts.published,
                "status": said("status"),
                "instrument": said("instrument"),
                "signed": said("signed"),
                "valid_from": said("valid_from"),
                "valid_to": said("valid_to"),
                "fields": "; ".join(claim.value for claim in record.fields) if record else "",
                "evidence": one_line(source.quote),
                "url": holding.document_address(source.facts),
            }


def source_rows(holding: Holding) -> Iterator[dict[str, Any]]:
    """One row for each document."""
    agreements: dict[str, dict[str, None]] = {}
    for agreement in holding.agreements:
        for link in agreement.links:
            agreements.setdefault(link.document, {})[agreement.id] = None
    for facts in holding.cited():
        yield {
            "document": facts.id,
            "title": facts.title,
            "kind": facts.kind,
            "language": facts.language,
            "published": facts.published,
            "source": facts.source,
            "story": facts.story,
            "agreements": "; ".join(agreements.get(facts.id, ())),
            "url": holding.document_address(facts),
        }
