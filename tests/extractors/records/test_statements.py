"""Short texts in many styles and the records they hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archive.model import Record
from extractors.parsing import parse_plain
from extractors.reader import read_text

_TABLES = ("statements.toml", "parties.toml")
_CASES = [
    (f"{group}-{number}", case["text"].strip(), case["records"])
    for table in _TABLES
    for group, cases in tomllib.loads((Path(__file__).parent / table).read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases, 1)
]


def told(record: Record) -> str:
    """A record in one line."""
    slots = (record.status, record.instrument, record.signed)
    values = " | ".join("-" if claim is None else str(claim.value) for claim in slots)
    return f"{record.home.value.name} > {record.partner.value.name} | {values}"


@pytest.mark.parametrize(("text", "records"), [case[1:] for case in _CASES], ids=[case[0] for case in _CASES])
def test_records_of_a_statement(text: str, records: list[str]) -> None:
    reading = read_text(parse_plain(text, "case"))
    assert sorted(told(record) for record in reading.records) == sorted(records)
