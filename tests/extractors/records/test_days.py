"""The day of a signing, named or only pointed to."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.parsing import parse_plain
from extractors.reader import read_text

_CASES = [
    (day, sentence)
    for day, told in tomllib.loads((Path(__file__).parent / "days.toml").read_text(encoding="utf-8")).items()
    for sentence in told
]


@pytest.mark.parametrize(("day", "sentence"), _CASES)
def test_day_of_a_signing(day: str, sentence: str) -> None:
    (record,) = read_text(parse_plain(f"MALANG, Sabtu (4/3/2023) - {sentence}", "case")).records
    assert record.status.value == "signed"
    assert record.signed is not None
    assert str(record.signed.value) == day
