"""Which files of a folder are taken in, and which are left out because they are no documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.ingest.sources import find_sources
from extractors.parsing.litter import is_litter, is_page_part

FILES = [
    "Berita.html",
    "Berita_files/gaya.css",
    "Berita_files/gambar/logo.png",
    "Berita_files/naskah.pdf",
    "lampiran_files/daftar.csv",
    "lampiran_files/peta.png",
    "Thumbs.db",
    "~$laporan.docx",
    "laporan.docx",
    ".sembunyi.txt",
]


def test_parts_of_saved_pages_and_litter_are_left_out_and_told(tmp_path: Path) -> None:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    left_out: list[str] = []
    found = find_sources([tmp_path], lambda path: left_out.append(path.relative_to(tmp_path).as_posix()))
    names = [source.path.relative_to(tmp_path).as_posix() for source in found]
    assert names == [
        "Berita.html",
        "laporan.docx",
        "Berita_files/naskah.pdf",
        "lampiran_files/daftar.csv",
        "lampiran_files/peta.png",
    ]
    assert left_out == ["Thumbs.db", "~$laporan.docx", "Berita_files/gaya.css", "Berita_files/gambar/logo.png"]


def test_a_file_named_outright_is_taken_in_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "Thumbs.db").write_text("x")
    assert [source.name for source in find_sources([tmp_path / "Thumbs.db"])] == ["Thumbs.db"]


@pytest.mark.parametrize(
    ("path", "others", "part"),
    [
        ("a_files/x.js", {"a.html"}, True),
        ("b/a_files/x.js", {"b/a.htm"}, True),
        ("b/a_files/x.js", {"a.html"}, False),
        ("a_files/x.pdf", {"a.html"}, False),
        ("a_files/x.js", set(), False),
        ("a/x.js", {"a.html"}, False),
    ],
)
def test_a_part_lies_in_the_folder_of_a_page(path: str, others: set[str], part: bool) -> None:
    assert is_page_part(path, others) is part


def test_litter() -> None:
    assert is_litter("x/Thumbs.db")
    assert not is_litter("x/laporan~$.docx")
