"""Numbers before what they count."""

from __future__ import annotations

import re

import pytest

from extractors.mentions.numberwords import counted, counting

_PATTERN = re.compile(rf"\b({counting()})[\s-]*(?:tahun|years?|bulan|months?)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 tahun", 5),
        ("setahun", 1),
        ("a year", 1),
        ("sepuluh tahun", 10),
        ("sebelas bulan", 11),
        ("lima belas tahun", 15),
        ("duabelas bulan", 12),
        ("dua puluh lima tahun", 25),
        ("Eighteen months", 18),
        ("twenty-five years", 25),
        ("thirty years", 30),
        ("setengah tahun", 0),
    ],
)
def test_a_number_before_what_it_counts(text: str, number: int) -> None:
    match = _PATTERN.search(text)
    assert match is not None
    assert counted(match[1]) == number
