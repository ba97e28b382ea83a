"""Short texts in many styles and the records they hold."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model import Record

_TABLES = ("statements.toml", "parties.toml", "homes.toml")
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
def test_records_of_a_statement(
    text: str, records: list[str], read_by_rules: Callable[[str], tuple[Record, ...]]
) -> None:
    records_read = read_by_rules(text)
    assert sorted(told(record) for record in records_read) == sorted(records)
