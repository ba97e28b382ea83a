"""One document from bytes to records, and the JSON object that `naskah extract` prints of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.model import HOME, Claim, Mention, Original, Party, Record, Span, Text
from extractors.naming import names_used
from extractors.parsing import Limits, parse


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one document."""

    text: Text
    mentions: tuple[Mention, ...]
    records: tuple[Record, ...]


def read(data: bytes, original: Original, limits: Limits) -> Reading:
    """Parses, finds and assembles. What cannot be parsed gives a reading without text; its faults say why."""
    text = parse(data, original, limits)
    return read_text(text)


def read_text(text: Text) -> Reading:
    """Finds and assembles in a text that has been parsed."""
    if not text.body.strip():
        return Reading(text, (), ())
    # spaCy is loaded by the finders: only where there is something to read.
    from extractors.mentions import find
    from extractors.records import assemble

    mentions = find(text)
    return Reading(text, mentions, assemble(text, mentions))


def row(reading: Reading) -> dict[str, Any]:
    """The reading as `naskah extract` prints it: the shape of the gold, with evidence and scores beside it.

    Partners have the names by which the document calls them (`naming`); their codes say which they are.
    """
    text, mentions = reading.text, reading.mentions
    names = names_used(text, mentions)
    return {
        "doc": text.id,
        "lang": text.language,
        "kind": text.kind,
        "title": text.title,
        "published": text.published,
        "agreements": [_agreement(text, record, names) for record in reading.records],
        "partners": _partners(mentions, names),
        "dates": _dates(mentions),
        "laws": _distinct(mention.value for mention in mentions if mention.kind == "law"),
        "persons": _distinct(mention.value for mention in mentions if mention.kind == "person"),
        "places_home": _distinct(mention.party.name for mention in mentions if _is_home(mention) and mention.party),
        "faults": [{"code": fault.code, "message": fault.message, "page": fault.page} for fault in text.faults],
    }


def _agreement(text: Text, record: Record, names: Mapping[str, str]) -> dict[str, Any]:
    partner = record.partner.value
    return {
        "key": record.key,
        "home": _party(record.home.value),
        "home_level": record.home.value.level,
        "partner": {**_party(partner), "name": names.get(partner.key, partner.name)},
        "partner_level": partner.level,
        "country": partner.country,
        "instrument": _value(record.instrument),
        "relation": _value(record.relation),
        "status": record.status.value,
        "signed": _value(record.signed),
        "valid_from": _value(record.valid_from),
        "valid_to": _value(record.valid_to),
        "fields": [claim.value for claim in record.fields],
        "signatories": [claim.value for claim in record.signatories],
        "place_signed": _value(record.place_signed),
        "evidence": [_quote(text, span) for span in record.evidence],
        "score": record.score,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "level": party.level,
        "country": party.country,
        "code": party.code,
        "latitude": party.latitude,
        "longitude": party.longitude,
    }


def _value(claim: Claim[Any] | None) -> Any:
    return None if claim is None else claim.value


def _quote(text: Text, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "page": text.page_of(span.start), "text": span.of(text.body)}


def _is_home(mention: Mention) -> bool:
    party = mention.party
    return (
        mention.kind == "place"
        and party is not None
        and party.country == HOME
        and party.level in {"province", "city", "regency"}
    )


def _partners(mentions: Sequence[Mention], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every foreign region named, once each."""
    found: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        party = mention.party
        if (
            mention.kind == "place"
            and party is not None
            and party.country != HOME
            and party.level not in {"country", "institution"}
        ):
            name = names.get(party.key, party.name)
            found.setdefault(party.key, {"name": name, "country": party.country, "code": party.code})
    return list(found.values())


def _dates(mentions: Iterable[Mention]) -> list[str]:
    """Every date, both ends of an interval."""
    return _distinct(
        part for mention in mentions if mention.kind == "date" for part in mention.value.split("/") if part
    )


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
