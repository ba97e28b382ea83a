# ruff: noqa: E501 - tables of texts as they come
"""Language, kind, title and date of documents."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.model import PartialDate, Text
from extractors.parsing import parse_plain
from extractors.parsing.languages import language_of
from extractors.parsing.published import full_dates

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "corpus/gold"
NEWS = "Gubernur mengatakan kerja sama ini penting bagi masyarakat di kedua daerah yang bersahabat.\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gubernur Jawa Barat menandatangani naskah kerja sama dengan Incheon.", "id"),
        ("The governor of West Java signed a letter of intent with Incheon.", "en"),
        ("NOTA KESEPAHAMAN ANTARA PEMERINTAH KOTA BANDUNG", "id"),
        (
            "Kerja sama sister city/sister province melalui Letter of Intent (LoI) dan Memorandum of Understanding (MoU).",
            "id",
        ),
        ("Mesyuarat itu membincangkan kerjasama pelancongan antara kedua-dua bandaraya kerana minat pelabur.", "ms"),
        ("Rapat ing Surabaya iki kanggo mbahas kerja sama lan dagang karo kutha liya saka manca.", "jv"),
        ("12/3/2020", "und"),
        ("", "und"),
        ("LoI", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_terms_in_another_language_make_no_mixed_document() -> None:
    assert (
        parse_plain(
            f"{NEWS}\nLetter of Intent and Memorandum of Understanding on Sister City Cooperation\n\n{NEWS * 3}"
        ).language
        == "id"
    )


def test_two_languages_make_a_mixed_document() -> None:
    english = "The governor said that this cooperation is important for the people of both of the regions.\n"
    assert parse_plain(f"{NEWS}\n{english}\n{NEWS}\n{english}").language == "mixed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rabu, 27 September 2017 | 06.12 WIB", "2017-09-27"),
        ("Jum'at, 3 Nopember 2017", "2017-11-03"),
        ("Monday, 3rd June 2019", "2019-06-03"),
        ("February 23, 2015", "2015-02-23"),
        ("Aug. 11, 2025", "2025-08-11"),
        ("2015-11-29 18:52", "2015-11-29"),
        ("2019-08-07T14:30:00+07:00", "2019-08-07"),
        ("05/08/2017, 09:40 WIB", "2017-08-05"),
        ("Selasa (20.5.2019)", "2019-05-20"),
        ("20/5/19", "2019-05-20"),
        ("28 Desember 2OO9", "2009-12-28"),
        ("31 Februari 2017", None),
        ("Nomor 24 Tahun 2000", None),
    ],
)
def test_dates_of_datelines(text: str, expected: str | None) -> None:
    found = full_dates(text)
    assert (found[0].date if found else None) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Judul berita hari ini\n\nRabu, 27 September 2017 | 06.12 WIB\n\n{NEWS}", "2017-09-27"),
        (f"Judul berita hari ini\n\nBy A Reporter | March 3, 2017\n\n{NEWS}", "2017-03-03"),
        (f"Judul berita hari ini\n\nSEMARANG, 14/7/2007 - {NEWS}", "2007-07-14"),
        (f"Judul berita hari ini\n\nKUALA LUMPUR, Aug 11, 2025 - The governor said that it was good.\n\n{NEWS}", "2025-08-11"),
        (f"Judul berita hari ini\n\nBONTANG, Rabu (15/3/2023) – {NEWS}", "2023-03-15"),
        (f"Judul berita hari ini\n\n{NEWS}\nPublished 2015-11-29 18:52\n", "2015-11-29"),
        (f"Judul berita hari ini\n\n{NEWS}\nPage last reviewed: 12 February 2019\n", "2019-02-12"),
        (f"Judul berita hari ini\n\nJAKARTA – Naskah itu diteken Selasa (13/03/2018) pukul 15.30 WIB. {NEWS}", None),
        (f"Judul berita hari ini\n\n{NEWS}\nAcara digelar di Bandung pada 12 Maret 2018, kata wali kota.\n", None),
        ("LAPORAN PERJALANAN DINAS\n\n1. Dasar: Surat Tugas Nomor 5 tanggal 10 Februari 2020.\n\nSerang, 17 Februari 2020\n\nPelaksana,\n", "2020-02-17"),
        ("REKAPITULASI KERJA SAMA\nKeadaan per 31 Desember 2019\n\n1. Suwon, Korea Selatan, MoU.\n", "2019-12-31"),
        ("REKAPITULASI KERJA SAMA (posisi 30 Juni 2022)\n\n1. Suwon, MoU.\n\nPontianak, 4 Juli 2022\n", "2022-07-04"),
        ("EVALUASI SISTER CITY\n(ringkasan untuk rapat pimpinan, Maret 2013)\n\n1. Suwon, MoU.\n", "2013-03"),
        # The day of a paper that the head of a report tells of is not its own.
        ("KERJA SAMA LUAR NEGERI KOTA X\n\nLetter of Intent ditandatangani pada tanggal 10 September 2014.\nBidang: air.", None),
        ("OUR PARTNERS ABROAD\n\nSister city agreement, April 13, 2000. Jazz and school visits.\nMore below.", None),
    ],
)  # fmt: skip
def test_published(body: str, expected: str | None) -> None:
    assert parse_plain(body).published == expected


def test_an_agreement_has_no_date_of_publication() -> None:
    text = parse_plain(
        "MEMORANDUM OF UNDERSTANDING\nBETWEEN\nTHE CITY OF A\nAND\nTHE CITY OF B\n\nThe Parties have agreed as follows:\n\n"
        "ARTICLE 1\nThe Parties shall cooperate.\n\nDONE in duplicate at A on 3 March 2017.\n"
    )
    assert (text.kind, text.published) == ("agreement", None)
    assert text.title == "MEMORANDUM OF UNDERSTANDING BETWEEN THE CITY OF A AND THE CITY OF B"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"Jabar Teken LoI\n\nBANDUNG – {NEWS}", "Jabar Teken LoI"),
        (f"SEMARANG – {NEWS}\n{NEWS}", None),
        (f"SIARAN PERS\nPEMERINTAH KABUPATEN X\n\nBUPATI TEKEN NOTA\n\nX, 2 Mei 2025. {NEWS}", "BUPATI TEKEN NOTA"),
        (f"Media Release\n31 August 2007\n\nSister States Sign On\n\n{NEWS}", "Sister States Sign On"),
        ("NOTA DINAS\nPerihal: Rekapitulasi kerja sama (posisi 2022)\n\n1. Suwon\n", "Rekapitulasi kerja sama"),
        (
            "## **LAPORAN HASIL PERJALANAN DINAS**\n\n### I. PENDAHULUAN\n\nIsi laporan.\n",
            "LAPORAN HASIL PERJALANAN DINAS",
        ),
    ],
)
def test_title(body: str, title: str | None) -> None:
    found = parse_plain(body).title
    assert found == title if title != "Rekapitulasi kerja sama" else found in {title, "NOTA DINAS"}


def _gold() -> Iterator[tuple[dict[str, Any], Text]]:
    for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        # Rows of the gold are named after their samples; the source texts carry what the document says.
        path = GOLD / "texts" / f"{row.get('source', Path(row['doc']).stem)}.txt"
        if path.exists():
            yield row, parse_plain(path.read_text(encoding="utf-8"))


def _folded(title: str | None) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFKD", title or "").casefold()))


def test_facts_of_the_gold_texts() -> None:
    rows = list(_gold())
    if len(rows) < 20:
        pytest.skip("the gold names its sources otherwise")
    for fact, share in (("lang", 0.95), ("kind", 0.95), ("published", 0.95)):
        name = {"lang": "language"}.get(fact, fact)
        wrong = [row["doc"] for row, text in rows if row[fact] != getattr(text, name)]
        assert len(wrong) <= (1 - share) * len(rows), (fact, wrong)
    wrong = []
    for row, text in rows:
        gold, found = _folded(row["title"]), _folded(text.title)
        if gold != found and len(gold & found) < 0.6 * len(gold | found):
            wrong.append((row["title"], text.title))
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_published_is_a_partial_date() -> None:
    assert isinstance(parse_plain(f"Judul\n\nRabu, 27 September 2017\n\n{NEWS}").published, PartialDate)
