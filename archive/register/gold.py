"""Gold rows: annotated documents in the project's evaluation shape, read as records and written from judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.model import HOME, Claim, PartialDate, Party, Record
from archive.register.facts import DocumentFacts
from archive.register.keys import record_key
from archive.register.linker import Linker
from archive.register.rulings import BY_HAND, DATES


def records_of(row: Mapping[str, Any]) -> Iterator[tuple[Record, str]]:
    """The records of one gold row, each with the key that it shares with the same agreement in other documents."""
    document = document_of(row)
    numbers: dict[str, int] = {}
    for entry in row.get("agreements", ()):
        dates = {slot: PartialDate(entry[slot]) if entry.get(slot) else None for slot in DATES}
        base = (document, entry["home"], entry["partner"], entry.get("instrument"), list(dates.values()))
        numbers[record_key(*base)] = number = numbers.get(record_key(*base), 0) + 1
        record = Record(
            key=record_key(*base, number=number),
            document=document,
            home=Claim(Party(entry["home"], entry["home_level"], HOME), ()),
            partner=Claim(Party(entry["partner"], entry["partner_level"], entry.get("country")), ()),
            status=Claim(entry["status"], ()),
            instrument=_claim(entry.get("instrument")),
            relation=_claim(entry.get("relation")),
            signed=_claim(dates["signed"]),
            valid_from=_claim(dates["valid_from"]),
            valid_to=_claim(dates["valid_to"]),
            fields=tuple(Claim(field, ()) for field in entry.get("fields", ())),
        )
        yield record, entry["key"]


def document_of(row: Mapping[str, Any]) -> str:
    """The name of a gold row's document without its folder and ending."""
    return str(row["doc"]).rpartition("/")[2].rpartition(".")[0]


def facts_of(row: Mapping[str, Any]) -> DocumentFacts:
    """What a gold row says of its document."""
    published = row.get("published")
    return DocumentFacts(
        id=document_of(row),
        kind=row.get("kind", "other"),
        language=row.get("lang", "und"),
        published=PartialDate(published) if published else None,
        title=row.get("title"),
    )


def _claim(value: Any) -> Claim[Any] | None:
    return Claim(value, ()) if value is not None else None


def rows_of(linker: Linker, names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Gold rows for every document that a person judged a record of, as corrected, in order of document.

    `names` gives the file names of documents. `judged` says whether each agreement of the row was looked at: only then
    is the row complete enough to measure with.
    """
    rulings = linker.rulings
    looked_at = {key for keys in (rulings.accepted, rulings.rejected, rulings.corrections) for key in keys}
    agreements = {key: agreement.id for agreement in linker.register().agreements for key in agreement.records}
    rows = []
    for document in sorted({key.rsplit(":", 5)[0] for key in looked_at if not key.startswith(BY_HAND)}):
        records = linker.records_of(document)
        kept = [rulings.corrected(record) for record in records if rulings.counts(record.key)]
        rows.append(
            {
                "doc": (names or {}).get(document, document),
                "agreements": [_entry(record, agreements.get(record.key, "")) for record in kept],
                "judged": all(record.key in looked_at for record in records),
            }
        )
    return rows


def _entry(record: Record, key: str) -> dict[str, Any]:
    def value(claim: Claim[Any] | None) -> Any:
        return claim.value if claim is not None else None

    home, partner = record.home.value, record.partner.value
    return {
        "key": key,
        "home": home.name,
        "home_level": home.level,
        "partner": partner.name,
        "partner_level": partner.level,
        "country": partner.country,
        "instrument": value(record.instrument),
        "relation": value(record.relation),
        "status": record.status.value,
        "signed": value(record.signed),
        "valid_from": value(record.valid_from),
        "valid_to": value(record.valid_to),
        "fields": [claim.value for claim in record.fields],
    }


def pairwise(keys: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    """Pairs that are rightly joined, wrongly joined and missed, of (gold key, found id) for each record."""
    seen = list(keys)
    hit = wrong = missed = 0
    for number, (gold, found) in enumerate(seen):
        for other_gold, other_found in seen[number + 1 :]:
            same, joined = gold == other_gold, found == other_found
            hit += same and joined
            wrong += joined and not same
            missed += same and not joined
    return hit, wrong, missed
