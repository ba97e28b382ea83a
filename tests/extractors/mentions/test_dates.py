"""Dates: every way of writing them, those without a year, and what is no date."""

from __future__ import annotations

import pytest

from archive.model import Block, PartialDate, Span, Text
from extractors.mentions import find
from extractors.mentions.numberwords import number_at
from extractors.mentions.passages import passages

WRITTEN = [
    ("pada tanggal 6 Februari 2007", ["2007-02-06"]),
    ("tanggal 6 (enam) bulan Februari tahun 2007 (dua ribu tujuh)", ["2007-02-06"]),
    ("pada tanggal enam bulan Februari tahun dua ribu tujuh", ["2007-02-06"]),
    ("tanggal sembilan belas Februari dua ribu tujuh", ["2007-02-19"]),
    ("on the sixth day of February, two thousand and seven", ["2007-02-06"]),
    ("on this twenty-second day of May in the year two thousand and nine", ["2009-05-22"]),
    ("the tenth of October, nineteen hundred and ninety-eight", ["1998-10-10"]),
    ("this 27th day of February 2013", ["2013-02-27"]),
    ("12 Pebruari 2011; 3 Nop 2010; 5 Agt. 2012; 1 Okt 2009", ["2011-02-12", "2010-11-03", "2012-08-05", "2009-10-01"]),
    ("Senin (25/9/2017) waktu setempat", ["2017-09-25"]),
    ("Rabu, 7/8/2019.", ["2019-08-07"]),
    ("21-2-2016 dan 24-05-1960", ["2016-02-21", "1960-05-24"]),
    ("20.10.2020", ["2020-10-20"]),
    ("Senin (20/5/19)", ["2019-05-20"]),
    ("Published 2015-11-29 18:52", ["2015-11-29"]),
    ("08/2019", ["2019-08"]),
    ("20-XI-2013", ["2013-11-20"]),
    ("February 23, 2015", ["2015-02-23"]),
    ("Aug 11, 2025", ["2025-08-11"]),
    ("Tuesday 19 March 2024", ["2024-03-19"]),
    ("the 3rd of May 1999", ["1999-05-03"]),
    ("December 1st, 2010", ["2010-12-01"]),
    ("11 Nov 08", ["2008-11-11"]),
    ("SEPTEMBER 2017", ["2017-09"]),
    ("pekan pertama November 2022", ["2022-11"]),
    ("pertengahan Juli 2014", ["2014-07"]),
    ("21-22 Agustus 2019", ["2019-08-21/2019-08-22"]),
    ("12 s.d. 13 Februari 2020", ["2020-02-12/2020-02-13"]),
    ("1 s/d 3 Juni 2018", ["2018-06-01/2018-06-03"]),
    ("March 3-5, 2016", ["2016-03-03/2016-03-05"]),
    ("28 Februari - 2 Maret 2019", ["2019-02-28/2019-03-02"]),
    ("20 Oktober 2020 sampai dengan 10 April 2021", ["2020-10-20/2021-04-10"]),
    ("30 Desember - 2 Januari 2020", ["2019-12-30/2020-01-02"]),
    ("5/6/2019-7/6/2019", ["2019-06-05/2019-06-07"]),
    ("1-3/5/2019", ["2019-05-01/2019-05-03"]),
    ("April-Oktober 2010", ["2010-04/2010-10"]),
    ("masa 2015-2016", ["2015/2016"]),
    ("2016 s.d. 2019", ["2016/2019"]),
    ("from 1983 to 1993", ["1983/1993"]),
    ("in fiscal 2005-06", ["2005/2006"]),
    ("tahun anggaran 2019/2020", ["2019/2020"]),
    ("tahun 2010, 2012, dan 2014", ["2010", "2012", "2014"]),
    ("Braunschweig (1960), Suwon (1997)", ["1960", "1997"]),
    ("triwulan IV 2022", ["2022"]),
    ("1 Desember 2010-30 November 2015", ["2010-12-01/2015-11-30"]),
]

NO_DATES = [
    "PP Nomor 28 Tahun 2018 dan UU No. 24/2000",
    "Nomor 090/682-Pem/2018",
    "Press release No. 041/PEN/XI/2021",
    "Permenlu No. 09/A/KP/XII/2006/01",
    "edisi 3/2017",
    "(File 12/1/3)",
    "E112-05/2024",
    "pukul 14.00 WIB, telp (021) 345-0380",
    "Rp 2.015.000 dan Rp612.450.000,00",
    "sebanyak 2000 orang dan 2015 peserta",
    "tahun 1990-an, the 1990s",
    "skor 3-2 dan 21-19",
    "Agenda 2030",
    "ISO 9001:2015",
    "Universitas 17 Agustus 1945",
    "It may rain. It may 5 times.",
    "each January, setiap Maret",
    "tanggal 31/9/2012",
    "kemarin, pekan lalu, tahun depan, bulan ini",
    "Brisbane QLD 2000",
    "2.5 persen, 1,5 juta, 2016.5",
    "² ³ ١٢ 2²",
    "PERATURAN WALI KOTA NOMOR 27 TAHUN 2021",
    "seluas 1521 hektare, 1519 jiwa",
]

OPEN = [
    ("Kamis (28/9)", "2023-09-28", ["2023-09-28"]),
    ("Selasa (26/9)", "2017-09-27", ["2017-09-26"]),
    ("Rabu (3/8) malam", "2017-08-06", ["2017-08-03"]),
    ("(30/12)", "2018-01-02", ["2017-12-30"]),
    ("November lalu", "2021-12-17", ["2021-11"]),
    ("Desember tahun lalu", "2023-09-23", ["2022-12"]),
    ("Juli tahun lalu", "2023-03-15", ["2022-07"]),
    ("sekitar Mei tahun depan", "2022-11-05", ["2023-05"]),
    ("bulan Agustus mendatang", "2007-07-14", ["2007-08"]),
    ("awal Juli ini", "2019-07-09", ["2019-07"]),
    ("signed in late October by", "2015-02-23", ["2014-10"]),
    ("last November", "2021-12-17", ["2021-11"]),
    ("November last year", "2021-12-17", ["2020-11"]),
    ("sampai 22 Maret", "2018-03-20", ["2018-03-22"]),
    ("This trip (23-28 January)", "2018-01-26", ["2018-01-23/2018-01-28"]),
    ("20 November mendatang", "2024-11-06", ["2024-11-20"]),
    ("5 Mei lalu", "2019-06-01", ["2019-05-05"]),
    ("it will be signed in Patna in November", "2024-02-02", ["2024-11"]),
    ("sejak 2014; tahun ini disusul rencana aksi, 20 Mei", "2016-02-17", ["2014", "2016-05-20"]),
    ("berakhir (2018). Menurut isinya habis 10 April", "2023-07-07", ["2018", "2023-04-10"]),
]


def dates(text: Text) -> list[str]:
    return [mention.value for mention in find(text) if mention.kind == "date"]


@pytest.mark.parametrize(("body", "expected"), WRITTEN)
def test_written(body: str, expected: list[str]) -> None:
    assert dates(Text("", body)) == expected


@pytest.mark.parametrize("body", NO_DATES)
def test_no_dates(body: str) -> None:
    assert dates(Text("", body)) == []


@pytest.mark.parametrize(("body", "published", "expected"), OPEN)
def test_year_from_publication(body: str, published: str, expected: list[str]) -> None:
    assert dates(Text("", body, published=PartialDate(published))) == expected


def test_year_from_weekday_and_statutes() -> None:
    body = "Permendagri Nomor 25 Tahun 2020 berlaku, ujarnya, Kamis (28/9)."
    assert dates(Text("", body)) == ["2023-09-28"]


def test_year_from_the_day_of_the_week_named_first() -> None:
    body = "Jumat (14/6), naskah itu dibaca lagi. Yang lama dari 2023. Diundur sampai Oktober tahun ini."
    assert dates(Text("", body)) == ["2024-06-14", "2023", "2024-10"]


def test_years_of_long_ago() -> None:
    assert dates(Text("", "Mereka datang pada 8 November 1521 dan pulang pada 1522.")) == ["1521-11-08", "1522"]


def test_year_from_the_dates_around() -> None:
    body = "A draft has existed since April 2011. The council blessed it that September."
    assert dates(Text("", body, published=PartialDate("2025-05-09"))) == ["2011-04", "2011-09"]


def test_open_date_alone_is_left_out() -> None:
    assert dates(Text("", "Rapat pada 5 Mei")) == []


def test_misread_characters() -> None:
    body = "Perjanjian tangga1 l2 Apri1 2OO7 o1eh Wa1ikota, ber1aku 1ama, ada1ah Juni 2OO8."
    assert dates(Text("", body)) == ["2007-04-12", "2008-06"]


def test_cell_over_two_lines() -> None:
    body = "MoU\t21 Oktober\tberlaku\n\t2011\t"
    cells = [(0, 3, 0), (4, 14, 1), (24, 28, 1), (15, 22, 2)]
    blocks = (
        Block(Span(0, len(body)), "table_row", table=0, row=0),
        *(Block(Span(a, b), "table_cell", table=0, row=0, column=c) for a, b, c in cells),
    )
    text = Text("", body, blocks)
    (found,) = [m for m in find(text) if m.kind == "date"]
    assert (found.value, found.surface, found.span) == ("2011-10-21", "21 Oktober", Span(4, 14))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dua ribu sembilan belas", 2019),
        ("seribu sembilan ratus sembilan puluh delapan", 1998),
        ("dua puluh tiga bulan", 23),
        ("twenty-second day", 22),
        ("nineteen ninety-six", 1996),
        ("two thousand and nine", 2009),
        ("one thousand nine hundred and ninety-seven", 1997),
        ("sebelas", 11),
    ],
)
def test_numbers_in_words(words: str, number: int) -> None:
    found = number_at(next(passages(Text("", words))).words, 0)
    assert found is not None
    assert found[0] == number


def test_year_at_the_end_of_a_list_of_days() -> None:
    body = "Rancangan dibahas dua kali, yakni 8 Agustus dan 14 November 2023."
    assert dates(Text("", body, published=PartialDate("2024-03-05"))) == ["2023-08-08", "2023-11-14"]


def test_malay_months() -> None:
    assert dates(Text("", "MELAKA, 4 Julai 2024 - MoU")) == ["2024-07-04"]
