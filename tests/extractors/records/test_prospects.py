"""Whether a paper is signed, planned or neither, by one sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model import Record

_CASES = [
    (state, sentence)
    for state, told in tomllib.loads((Path(__file__).parent / "prospects.toml").read_text(encoding="utf-8")).items()
    for sentence in told
]


@pytest.mark.parametrize(("state", "sentence"), _CASES)
def test_state_told_by_one_sentence(
    state: str, sentence: str, read_by_rules: Callable[[str], tuple[Record, ...]]
) -> None:
    records = read_by_rules(f"MALANG, Sabtu (4/3/2023) - {sentence}")
    assert [record.status.value for record in records] == ([] if state == "none" else [state])
    if state == "signed":
        assert str(records[0].signed and records[0].signed.value) == "2023-03-02"
