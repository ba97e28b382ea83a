"""Wikidata QuickStatements (version 1): twinned with (P190), both ways, with start, end and reference.

Only pairs whose parties both have a Wikidata number are written. The gazetteer knows few of them; `numbers` adds your
own, by the party's code or name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from archive.exports.holding import Holding
from archive.model import Agreement, PartialDate, Party

_SPACE_OR_QUOTE = re.compile(r"[\s\"]")
_PRECISION = {"day": 11, "month": 10, "year": 9}
_TWINNED = frozenset({"sister_city", "sister_province", "sister_regency"})


def write(holding: Holding, out: BinaryIO, numbers: Mapping[str, str] | None = None) -> None:
    """Two statements for each twinning."""
    for line in statements(holding, numbers or {}):
        out.write(line.encode() + b"\n")


def statements(holding: Holding, numbers: Mapping[str, str]) -> Iterator[str]:
    """The statements, tab-separated."""
    for agreement in holding.agreements:
        if not twinned(agreement):
            continue
        home, partner = number(agreement.home, numbers), number(agreement.partner, numbers)
        if home is None or partner is None:
            continue
        for one, other in ((home, partner), (partner, home)):
            yield "\t".join([one, "P190", other, *_qualifiers(agreement), *_reference(holding, agreement)])


def twinned(agreement: Agreement) -> bool:
    """True for what Wikidata calls a twinning: it exists, or existed, and is one of places."""
    return agreement.relation in _TWINNED and agreement.status != "planned"


def number(party: Party, numbers: Mapping[str, str]) -> str | None:
    """The Wikidata number of a party."""
    given = numbers.get(party.code or "") or numbers.get(party.name)
    if given or not party.code:
        return given
    from archive.reference import places

    place = places().get(party.code)
    return place.wikidata if place else None


def _qualifiers(agreement: Agreement) -> list[str]:
    start, end = agreement.signed or agreement.valid_from, agreement.valid_to
    found = ["P580", _time(start)] if start else []
    if end is not None and agreement.status in {"expired", "terminated"}:
        found += ["P582", _time(end)]
    return found


def _reference(holding: Holding, agreement: Agreement) -> list[str]:
    urls = [source.facts.url for source in holding.sources(agreement) if source.facts.url]
    url = urls[0] if urls else (holding.address(agreement) if holding.site else None)
    if url is None:
        return []
    retrieved = ["S813", _time(PartialDate(holding.on))] if holding.on else []
    return ["S854", '"' + _SPACE_OR_QUOTE.sub(lambda match: f"%{ord(match.group()):02X}", url) + '"', *retrieved]


def _time(date: PartialDate) -> str:
    month, day = date.month or 0, date.day or 0
    return f"+{date.year:04d}-{month:02d}-{day:02d}T00:00:00Z/{_PRECISION[date.precision]}"
