"""How long a paper runs, and the day that lies some months on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.model import Record
from extractors.records.times.terms import plus


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2019-05-14", 60, "2024-05-14"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2019-08-31", 18, "2021-02-28"),
        ("2019-11", 3, "2020-02"),
        ("2014", 36, "2017"),
        ("2014", 18, None),
    ],
)
def test_some_months_on(start: str, months: int, end: str | None) -> None:
    assert plus(start, months) == end


_ID = "Pemkot Malang dan Pemkot Toyama menandatangani nota kesepahaman pada 14 Mei 2014"
_EN = "The City of Malang and the City of Toyama signed a memorandum of understanding on 14 May 2014"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (f"{_ID}. Umurnya dua belas bulan terhitung hari itu.", "2014-05-14", "2015-05-14"),
        (f"{_ID}. Naskah itu gugur lima tahun kemudian.", None, "2019-05-14"),
        (f"{_ID}. Masa berlakunya sampai akhir 2026.", None, "2026"),
        (f"{_EN}. It lapsed after eighteen months.", None, "2015-11-14"),
        (f"{_EN}. It took effect on the day it was signed and is good for two years.", "2014-05-14", "2016-05-14"),
        (f"{_EN} for five years.", None, None),
        (f"MALANG, 3 Mei 2019 - {_ID}. Naskah itu habis dua tahun lalu.", None, "2017"),
        (f"MALANG, 3 May 2019 - {_EN}. It expired last year.", None, "2018"),
        (f"{_ID}. Naskah itu diakhiri lebih awal per Maret 2018.", None, "2018-03"),
        (f"{_ID}. Pemkot Malang mengakhirinya terhitung mulai 1 Maret 2018.", None, "2018-03-01"),
        (f"{_EN}. It was terminated with effect from 1 March 2018.", None, "2018-03-01"),
        (f"{_ID}. Naskah itu tidak lagi berlaku sejak 2018.", None, "2018"),
        ("Perjanjian Kota Malang dengan UNICEF, 6 Juni 2018 s.d. 5 Juni 2030.", "2018-06-06", "2030-06-05"),
    ],
)
def test_terms_told_beside_a_signing(
    text: str, start: str | None, end: str | None, read_by_rules: Callable[[str], tuple[Record, ...]]
) -> None:
    (record,) = read_by_rules(text)
    told = [claim and str(claim.value) for claim in (record.valid_from, record.valid_to)]
    assert told == [start, end]
