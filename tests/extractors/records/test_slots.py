"""What a text ties to each of its records: the relation and the fields."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model import Record

_CASES = [
    (f"{group}-{number}", case["text"], case["records"])
    for group, cases in tomllib.loads((Path(__file__).parent / "slots.toml").read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases, 1)
]


def told(record: Record) -> str:
    """A record in one line."""
    slots = ["-" if claim is None else str(claim.value) for claim in (record.instrument, record.relation)]
    fields = " ".join(sorted(claim.value for claim in record.fields)) or "-"
    return f"{record.home.value.name} > {record.partner.value.name} | {' | '.join(slots)} | {fields}"


@pytest.mark.parametrize(("text", "records"), [case[1:] for case in _CASES], ids=[case[0] for case in _CASES])
def test_slots_of_a_text(text: str, records: list[str], read_by_rules: Callable[[str], tuple[Record, ...]]) -> None:
    records_read = read_by_rules(text)
    assert sorted(told(record) for record in records_read) == sorted(records)
