"""The outcome of a checked list as tables and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from archive.checklist.matching import Result
from archive.exports.csv_table import write_rows
from archive.exports.holding import Holding
from archive.exports.xlsx import write_sheets

COLUMNS = (
    "line",
    "outcome",
    "given_partner",
    "given_home",
    "given_date",
    "given_instrument",
    "id",
    "home",
    "partner",
    "country",
    "instrument",
    "status",
    "signed",
    "valid_to",
    "conflicts",
    "notes",
    "evidence",
    "sources",
    "link",
)


def rows(results: Iterable[Result], holding: Holding) -> Iterator[dict[str, Any]]:
    """One row a line, in the order of the list; `holding` gives evidence and links."""
    for result in results:
        line = result.line
        row: dict[str, Any] = {
            "line": line.number,
            "outcome": result.outcome,
            "given_partner": line.partner,
            "given_home": line.home,
            "given_date": line.date,
            "given_instrument": line.instrument,
            "notes": "; ".join(result.notes),
        }
        if result.candidates:
            best = result.candidates[0]
            agreement = best.agreement
            sources = {source.facts.id: source.facts for source in holding.sources(agreement)}
            row |= {
                "id": agreement.id,
                "home": agreement.home.name,
                "partner": agreement.partner.name,
                "country": agreement.partner.country,
                "instrument": agreement.instrument,
                "status": agreement.status,
                "signed": agreement.signed,
                "valid_to": agreement.valid_to,
                "conflicts": "; ".join(best.conflicts),
                "evidence": holding.evidence(agreement),
                "sources": "; ".join(holding.document_address(facts) for facts in sources.values()),
                "link": holding.address(agreement),
            }
        yield row


def counts(results: Iterable[Result]) -> dict[str, int]:
    """How many lines were found, conflicting, not found and unreadable."""
    counter = Counter(result.outcome for result in results)
    return {outcome: counter[outcome] for outcome in ("found", "conflicting", "not_found", "unreadable")}


def write_csv(results: Sequence[Result], holding: Holding, out: BinaryIO) -> None:
    """The outcome as CSV."""
    write_rows(COLUMNS, rows(results, holding), out)


def write_xlsx(results: Sequence[Result], holding: Holding, out: BinaryIO, language: str = "en") -> None:
    """The outcome as a workbook."""
    name = "Checked list" if language == "en" else "Daftar"
    write_sheets([(name, COLUMNS, rows(results, holding))], out, language)


def as_json(results: Sequence[Result], holding: Holding) -> dict[str, Any]:
    """The outcome as mappings and lists."""
    return {"counts": counts(results), "lines": list(rows(results, holding))}
