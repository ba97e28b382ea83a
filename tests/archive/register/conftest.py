"""Records by hand and from the gold, for tests of the register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.model import Claim, PartialDate, Party, Record
from archive.register import DocumentFacts, record_key
from archive.register.gold import facts_of, records_of

LEVELS = {"Jawa Barat": "province", "Jawa Tengah": "province", "Banten": "province", "DKI Jakarta": "province"}
GOLD = (
    Path(__file__).parents[4] / "shared" / "eval" / "dev" / "gold.jsonl",
    Path(__file__).parents[3] / "corpus" / "gold" / "gold.jsonl",
)


@pytest.fixture(name="record", scope="session")
def _record() -> Any:
    return make


def make(document: str, home: str, partner: str, *, number: int = 1, **slots: Any) -> Record:
    """A record with the given slots; `level`, `country` and `code` belong to the partner."""
    party = Party(partner, slots.pop("level", "city"), slots.pop("country", "KR"), slots.pop("code", None))
    status = slots.pop("status", "signed")
    score = slots.pop("score", 0.9)
    lists = {slot: tuple(Claim(value, ()) for value in slots.pop(slot, ())) for slot in ("fields", "signatories")}
    dates = {slot: PartialDate(slots[slot]) for slot in ("signed", "valid_from", "valid_to") if slots.get(slot)}
    claims = {slot: Claim(value, ()) for slot, value in (slots | dates).items() if value is not None}
    return Record(
        key=record_key(document, home, partner, slots.get("instrument"), list(dates.values()), number),
        document=document,
        home=Claim(Party(home, LEVELS.get(home, "city"), "ID"), ()),  # type: ignore[arg-type]
        partner=Claim(party, ()),
        status=Claim(status, ()),
        score=score,
        **lists,
        **claims,
    )


@pytest.fixture(name="gold", scope="session")
def _gold() -> tuple[dict[str, Record], dict[str, str], dict[str, DocumentFacts]]:
    """Records of the gold by key, the gold key of each, and the facts of each document."""
    path = next((path for path in GOLD if path.exists()), None)
    if path is None:
        pytest.skip("no gold here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [pair for row in rows for pair in records_of(row)]
    facts = {fact.id: fact for fact in map(facts_of, rows)}
    return {record.key: record for record, _ in pairs}, {record.key: key for record, key in pairs}, facts
