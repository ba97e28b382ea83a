# ruff: noqa: E501 - pages as they come
"""PDF pages: order, columns, tables, furniture of the page, places of words."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from extractors.parsing import Limits

BODY = getSampleStyleSheet()["BodyText"]
LEFT = [
    "Pasal satu menyatakan bahwa para",
    "pihak akan bekerja sama di bidang",
    "perdagangan dan pariwi-",
    "sata serta pendidikan.",
]
RIGHT = [
    "Article one states that the parties",
    "shall cooperate in the fields of",
    "trade and tourism as well as",
    "education.",
]


def drawn(paint: Callable[[Canvas], None], pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def flowing(story: list[Any], **options: Any) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, **options).build(story)
    return out.getvalue()


def put(canvas: Canvas, lines: list[str], x: float, top: float, size: int = 11) -> None:
    canvas.setFont("Helvetica", size)
    for at, line in enumerate(lines):
        canvas.drawString(x, A4[1] - top - at * 1.25 * size, line)


def paragraphs(text: Any) -> list[str]:
    return [block.span.of(text.body) for block in text.blocks if block.kind != "table_cell"]


def test_paragraphs_over_lines_and_pages(read: Any) -> None:
    one = "Pemerintah kota menyampaikan laporan tahunan tentang kerja sama luar negeri. " * 120
    text = read(flowing([Paragraph(one, BODY)]))
    assert len(text.pages) == 2
    assert paragraphs(text) == [one.strip()]
    assert text.page_of(len(text.body) - 1) == 2
    assert text.pages[0].width == pytest.approx(A4[0], abs=1)


def test_two_columns_are_read_one_after_the_other(read: Any) -> None:
    def paint(canvas: Canvas) -> None:
        put(canvas, ["NOTA KESEPAHAMAN ANTARA DUA KOTA / MEMORANDUM OF UNDERSTANDING"], 60, 80, 13)
        put(canvas, LEFT, 60, 130)
        put(canvas, RIGHT, 320, 130)

    text = read(drawn(paint))
    assert paragraphs(text) == [
        "NOTA KESEPAHAMAN ANTARA DUA KOTA / MEMORANDUM OF UNDERSTANDING",
        "Pasal satu menyatakan bahwa para pihak akan bekerja sama di bidang perdagangan dan pariwisata serta pendidikan.",
        "Article one states that the parties shall cooperate in the fields of trade and tourism as well as education.",
    ]
    assert [block.language for block in text.blocks][1:] == ["id", "en"]


def test_running_titles_and_page_numbers_are_left_out(read: Any) -> None:
    count = iter(range(1, 10))

    def paint(canvas: Canvas) -> None:
        number = next(count)
        put(canvas, ["LAPORAN TAHUNAN BIRO KERJA SAMA"], 60, 30, 8)
        put(canvas, [f"Isi halaman nomor {['satu', 'dua', 'tiga', 'empat'][number - 1]} dari laporan ini."], 60, 120)
        put(canvas, [f"Halaman {number} dari 4"], 280, 810, 8)

    text = read(drawn(paint, 4))
    assert "LAPORAN" not in text.body
    assert "Halaman" not in text.body
    assert text.body.count("Isi halaman") == 4


def test_ruled_table_with_wrapped_cells(read: Any) -> None:
    rows = [["No", "Mitra", "Bidang"], ["1", Paragraph("Incheon, Korea Selatan", BODY), Paragraph("lingkungan hidup, transportasi, ekonomi, dan budaya", BODY)],
            ["2", "Kyoto", "pendidikan"]]  # fmt: skip
    table = Table(rows, colWidths=[30, 80, 120])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    text = read(flowing([Paragraph("Daftar mitra luar negeri.", BODY), table, Paragraph("Sekian laporan kami.", BODY)]))
    cells = {(b.row, b.column): b.span.of(text.body) for b in text.blocks if b.kind == "table_cell"}
    assert cells[1, 1] == "Incheon, Korea Selatan"
    assert cells[1, 2] == "lingkungan hidup, transportasi, ekonomi, dan budaya"
    assert cells[2, 0] == "2"
    assert text.body.startswith("Daftar mitra")
    assert text.body.endswith("Sekian laporan kami.")


def test_a_table_over_two_pages_is_one(read: Any) -> None:
    rows = [["No", "Mitra", "Tahun"], *([str(n), f"Kota {n}", str(1960 + n)] for n in range(1, 61))]
    table = Table(rows, colWidths=[40, 150, 80], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    text = read(flowing([table]))
    assert {b.table for b in text.blocks} == {0}
    assert len([b for b in text.blocks if b.kind == "table_row"]) == 61
    assert len(text.pages) == 2


def test_table_without_lines(read: Any) -> None:
    def paint(canvas: Canvas) -> None:
        for at, row in enumerate((("No", "Mitra", "Naskah", "Tahun"), ("1", "Incheon, Korea", "LoI", "2007"),
                                  ("2", "Zhejiang, RRT", "MoU", "2012"), ("3", "Queensland", "MoU", "2019"))):  # fmt: skip
            for x, cell in zip((60, 100, 280, 400), row, strict=True):
                put(canvas, [cell], x, 120 + 16 * at)

    text = read(drawn(paint))
    cells = {(b.row, b.column): b.span.of(text.body) for b in text.blocks if b.kind == "table_cell"}
    assert (cells[2, 1], cells[3, 3]) == ("Zhejiang, RRT", "2019")


def test_labels_with_values_are_no_columns(read: Any) -> None:
    def paint(canvas: Canvas) -> None:
        for at, (label, value) in enumerate((("Acara", ": Rapat evaluasi kota kembar"), ("Hari", ": Selasa, 7 Februari 2017"),
                                             ("Tempat", ": Ruang Mapalus, Kantor Gubernur"), ("Notulis", ": Vera Rumondor"))):  # fmt: skip
            put(canvas, [label], 60, 120 + 14 * at)
            put(canvas, [value], 130, 120 + 14 * at)

    assert "Acara : Rapat evaluasi kota kembar" in read(drawn(paint)).body


def test_words_lead_to_their_places(read: Any) -> None:
    text = read(drawn(lambda canvas: put(canvas, ["Naskah diteken di Incheon."], 100, 200, 12)))
    box = next(box for box in text.boxes if box.span.of(text.body) == "Incheon.")
    assert box.page == 1
    assert 150 < box.x0 < box.x1 < 260
    assert 180 < box.top < 200 < box.bottom < 210
    assert {box.span.of(text.body) for box in text.boxes} == {"Naskah", "diteken", "di", "Incheon."}


def test_turned_pages(read: Any) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.saveState()
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 500, "Naskah ini dibaca dari samping.")
        canvas.drawString(72, 480, "Baris kedua menyusul di bawahnya.")
        canvas.restoreState()

    body = read(drawn(paint)).body
    assert body.index("Naskah") < body.index("Baris kedua")


@pytest.mark.parametrize(
    ("word", "below", "known", "left"),
    [
        ("pariwi-", "sata", (), "pariwi"),
        ("kota-", "kota", (), "kota-"),
        ("Jeong-", "bok", ("jeong-bok",), "Jeong-"),
        ("Asia-", "Pacific", (), "Asia-"),
        ("kerja-", "sama", ("kerjasama",), "kerja"),
    ],
)
def test_divided_words(word: str, below: str, known: tuple[str, ...], left: str) -> None:
    from extractors.parsing.paragraphs import undivided

    assert undivided(word, below, frozenset(known)) == left


def test_limits_on_pages(read: Any) -> None:
    data = drawn(lambda canvas: put(canvas, ["Isi laporan yang sama."], 60, 300), 5)
    text = read(data, limits=Limits(pages=2))
    assert len(text.pages) == 2
    assert [fault.code for fault in text.faults] == ["too_many_pages"]


def test_locked_broken_and_empty(read: Any) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("geheim", ownerPassword="x"))
    canvas.drawString(72, 700, "rahasia")
    canvas.save()
    assert [fault.code for fault in read(out.getvalue()).faults] == ["encrypted"]
    assert [fault.code for fault in read(b"%PDF-1.4\nnothing here").faults] == ["broken"]
    assert [fault.code for fault in read(drawn(lambda canvas: None)).faults] == ["no_text"]


@pytest.mark.parametrize(
    ("line", "readable"),
    [
        ("Pemerintah Kota Surabaya dan Kota Varna sepakat bekerja sama.", True),
        ("12.500,00 13.750,00 14.000,00 15.250,00 (2017) 98,5 % Rp 1.000.000", True),
        ("!#$%&( )*+,-. /:;<=> ?@[]^ _`{|}~ !#$%&( )*+,-. /:;<=> ?@[]^ _`{|}~", False),
        ("Shphulqwdk Nrwd Vxudedbd gdq Nrwd Yduqd vhsdndw ehnhumd vdpd glelgdqj", False),
    ],
)
def test_fonts_that_name_the_wrong_letters(line: str, readable: bool) -> None:
    import pypdfium2

    from extractors.parsing.pdfwords import read_page

    document = pypdfium2.PdfDocument(drawn(lambda canvas: put(canvas, [line] * 8, 60, 120)))
    assert read_page(document[0]).readable is readable


def test_a_page_without_a_letter_map_is_read_from_its_picture(read: Any) -> None:
    from extractors.parsing import ocr

    if ocr.engine("tesseract") is None:
        pytest.skip("tesseract is not installed")
    text = read(
        drawn(lambda canvas: put(canvas, ["!#$%&( )*+,-. /:;<=> ?@[]^ NOTA"] * 8, 60, 120, 14)), ocr="tesseract"
    )
    assert "no_unicode_map" in [fault.code for fault in text.faults]
    assert "NOTA" in text.body
