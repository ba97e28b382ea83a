"""Sentence borders: abbreviations, degrees, quotes, initials, lists; linear time."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Block, Span, Text
from extractors.sentences import sentences, split
from tests.growth import grows_with_length

CASES = [
    ("Ia datang. Ia pergi.", ["Ia datang.", "Ia pergi."]),
    ("Setda Prov. Jabar hadir. Acara selesai.", ["Setda Prov. Jabar hadir.", "Acara selesai."]),
    ("Dr. H. Setiawan, SH., S.Sos., M.Si hadir.", ["Dr. H. Setiawan, SH., S.Sos., M.Si hadir."]),
    ("Hadir Ir. Budi, M.Eng. Penandatanganan usai.", ["Hadir Ir. Budi, M.Eng.", "Penandatanganan usai."]),
    ('"Kami siap," kata M. Taswin. "Mari."', ['"Kami siap," kata M. Taswin.', '"Mari."']),
    ("Apa isinya? LoI! Itu saja.", ["Apa isinya?", "LoI!", "Itu saja."]),
    ("Sejak 2016. Kerja sama itu habis.", ["Sejak 2016.", "Kerja sama itu habis."]),
    ("1. Daerah diminta hadir. Data dibawa.", ["1. Daerah diminta hadir.", "Data dibawa."]),
    ("Surat No. 5 dan Jl. Merdeka No. 3 disebut.", ["Surat No. 5 dan Jl. Merdeka No. 3 disebut."]),
    ("Rapat di Jakarta.Selanjutnya mereka pulang.", ["Rapat di Jakarta.", "Selanjutnya mereka pulang."]),
    ("Dimuat detik.com hari ini.", ["Dimuat detik.com hari ini."]),
    ("Nilainya Rp 1.500.000. Angka itu naik.", ["Nilainya Rp 1.500.000.", "Angka itu naik."]),
    ("Mr. Nelson said so. Ms. Vasile agreed.", ["Mr. Nelson said so.", "Ms. Vasile agreed."]),
    ("(Rapat ditutup.) Semua pulang.", ["(Rapat ditutup.)", "Semua pulang."]),
    ("Kerja sama dsb. Rapat usai.", ["Kerja sama dsb.", "Rapat usai."]),
    ("Gubernur a.n. Presiden hadir.", ["Gubernur a.n. Presiden hadir."]),
    ("", []),
    ("   \n ", []),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_sentences(body: str, expected: list[str]) -> None:
    assert [span.of(body) for span in sentences(Text("", body))] == expected


def test_never_across_blocks() -> None:
    body = "Judul tanpa titik\nIsi berita."
    blocks = (Block(Span(0, 17), "title"), Block(Span(18, 29), "paragraph"))
    assert [span.of(body) for span in sentences(Text("", body, blocks))] == ["Judul tanpa titik", "Isi berita."]


@given(st.text(alphabet=st.sampled_from("ab AB1.!?…\"'”()[]\n-–"), max_size=200))
def test_sentences_cover_all_but_white_space(body: str) -> None:
    spans = list(split(body, 0, len(body)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(span.of(body).split()) for span in spans) == "".join(body.split())


@pytest.mark.parametrize("unit", ["kata tanpa akhir ", ".", '."', ". ", "a.(", "Dr. A", ".   "])
def test_linear_time(unit: str) -> None:
    def work(size: int) -> None:
        body = unit * (size // len(unit))
        list(split(body, 0, len(body)))

    assert grows_with_length(work, 100_000)
