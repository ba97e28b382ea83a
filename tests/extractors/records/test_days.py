"""The day of a signing, named or only pointed to."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model import Record

_CASES = [
    (day, sentence)
    for day, told in tomllib.loads((Path(__file__).parent / "days.toml").read_text(encoding="utf-8")).items()
    for sentence in told
]


@pytest.mark.parametrize(("day", "sentence"), _CASES)
def test_day_of_a_signing(day: str, sentence: str, read_by_rules: Callable[[str], tuple[Record, ...]]) -> None:
    (record,) = read_by_rules(f"MALANG, Sabtu (4/3/2023) - {sentence}")
    assert record.status.value == "signed"
    assert record.signed is not None
    assert str(record.signed.value) == day
