"""The state of a paper by the sentence that follows on its signing."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model import Record

_SIGNING = {
    "id": "MALANG, 4 Maret 2023 - Nota kesepahaman kota kembar antara Pemkot Malang dan Pemkot Toyama, Jepang, "
    "diteken pada 12 Mei 2016. Bidangnya pendidikan. ",
    "en": "MALANG, 4 March 2023 - A memorandum of understanding on sister city ties between Malang and Toyama, Japan, "
    "was signed on 12 May 2016. It covers education. ",
}
_CASES = [
    (state, language, sentence)
    for state, told in tomllib.loads((Path(__file__).parent / "fates.toml").read_text(encoding="utf-8")).items()
    for language, sentences in told.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("state", "language", "sentence"), _CASES)
def test_state_told_after_a_signing(
    state: str, language: str, sentence: str, read_by_rules: Callable[[str], tuple[Record, ...]]
) -> None:
    (record,) = read_by_rules(_SIGNING[language] + sentence)
    assert record.status.value == state
    assert record.signed is not None
    assert str(record.signed.value) == "2016-05-12"
