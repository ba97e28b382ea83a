"""The same document has the same blocks as plain text, PDF and DOCX; columns, long tables and tilted scans."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from corpus.making.paper import pdf_page
from corpus.making.samples import GOLD
from corpus.making.source import Source, read_source
from corpus.making.word import word_file
from extractors.parsing.draft import Word
from extractors.parsing.layout import Layout
from extractors.parsing.tilt import tilt_of, turned_back

TITLES = {
    "d033": "Sister provinces of the Special Region of Yogyakarta",
    "d048": "NOTULA RAPAT",
    "d072": "Daftar naskah kerja sama luar negeri Pemerintah Kota Makassar",
}


def source(id: str) -> Source:
    path = GOLD / "texts" / f"{id}.txt"
    first = path.read_text(encoding="utf-8").splitlines()
    title = TITLES[id] if TITLES[id] in first[:4] else first[0]
    return read_source(path, {"title": title, "lang": "id", "published": None})


def blocks(text: Any) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(block.span.of(text.body).split())) for block in text.blocks]


@pytest.mark.parametrize("id", sorted(TITLES))
def test_blocks_do_not_depend_on_the_format(read: Any, id: str) -> None:
    document = source(id)
    wanted = blocks(read(document.body.encode()))
    assert blocks(read(word_file(document))) == wanted
    assert blocks(read(pdf_page(document, "letter"))) == wanted
    assert blocks(read(pdf_page(document, "columns"))) == wanted


@pytest.mark.parametrize("shift", [0.0, 3.0, 5.0, 7.0])
def test_columns_need_no_common_heights(shift: float) -> None:
    words = [Word("Judul", 100, 40, 200, 52), Word("panjang", 205, 40, 480, 52)]
    for at in range(10):
        words += [
            Word(f"kiri{at}", 70, 80 + 13 * at, 180, 91 + 13 * at),
            Word("ujung", 184, 80 + 13 * at, 286, 91 + 13 * at),
        ]
        top = 80 + shift + 13 * at
        words += [Word(f"kanan{at}", 309, top, 420, top + 11), Word("ujung", 424, top, 524, top + 11)]
    read = [line.words[0].text for region in Layout().regions(words) for line in region.lines]
    assert read == ["Judul", *(f"kiri{at}" for at in range(10)), *(f"kanan{at}" for at in range(10))]


def test_one_column_with_a_signature_at_the_right_stays_one() -> None:
    words = [Word(f"baris{at}", 70, 80 + 13 * at, 520, 91 + 13 * at) for at in range(8)]
    words += [Word(f"tanda{at}", 330, 200 + 13 * at, 450, 211 + 13 * at) for at in range(5)]
    assert len(Layout().regions(words)) == 1


@pytest.mark.parametrize("count", [150, 400])
def test_rows_of_long_tables_stay_in_their_order(read: Any, count: int) -> None:
    rows = "".join(f"<tr><td>Kota nomor {at}</td><td>mitra {at}</td></tr>" for at in range(count))
    prose = "<p>Daftar kerja sama kota bersaudara yang dicatat oleh biro sampai akhir tahun ini.</p>" * 4
    page = f"<html><head><title>Daftar kerja sama</title></head><body><article>{prose}<table>{rows}</table></article>"
    text = read(f"{page}</body></html>".encode())
    found = [block.span.of(text.body) for block in text.blocks if block.kind == "table_row"]
    assert found == [f"Kota nomor {at} | mitra {at}" for at in range(count)]


@pytest.mark.parametrize("angle", [-2.5, 0.0, 1.2])
def test_the_tilt_of_a_page_is_seen_and_undone(angle: float) -> None:
    page = Image.new("L", (1000, 1400), 255)
    draw = ImageDraw.Draw(page)
    for at in range(40):
        draw.rectangle((100, 100 + 30 * at, 900 - 37 * (at % 5), 112 + 30 * at), fill=0)
    assert tilt_of(page.rotate(angle, fillcolor=255)) == pytest.approx(-angle, abs=0.25)
    x, y = turned_back(300, 400, angle, 1000, 1400)
    assert turned_back(x, y, -angle, 1000, 1400) == pytest.approx((300, 400))


def test_members_that_share_their_bytes_are_one_fault() -> None:
    import zipfile

    from extractors.parsing import media, unpack

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", "naskah " * 1000)
        first = package.infolist()[0]
        for number in range(5):
            other = zipfile.ZipInfo(f"{number}.txt")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, name, getattr(first, name))
            package.filelist.append(other)
        package._didModify = True  # type: ignore[attr-defined]
    members = list(unpack(out.getvalue(), media.ZIP))
    assert [(member.data, member.fault.code) for member in members if member.fault] == [(b"", "bomb")]
    assert len(members) == 1
