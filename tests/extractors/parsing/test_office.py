# ruff: noqa: E501 - documents as they come
"""Word, OpenDocument, rich text and spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from archive.model import Text

Pack = Callable[[Mapping[str, bytes | str]], bytes]
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def cells(text: Text) -> dict[tuple[int | None, int | None], str]:
    return {(b.row, b.column): b.span.of(text.body) for b in text.blocks if b.kind == "table_cell"}


def word(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_in_document_order(read: Any) -> None:
    def build(document: Any) -> None:
        document.add_heading("LAPORAN KERJA SAMA", 0)
        document.add_heading("Pendahuluan", 1)
        document.add_paragraph("Naskah diteken di Bandung pada tanggal 25 September 2017.")
        table = document.add_table(rows=2, cols=2)
        for at, value in enumerate(("Mitra", "Naskah", "Incheon", "LoI")):
            table.cell(at // 2, at % 2).text = value
        document.add_paragraph("butir satu", style="List Bullet")
        document.add_paragraph("Penutup laporan ini.")

    text = read(word(build), "x.docx")
    assert [b.kind for b in text.blocks if b.kind != "table_cell"] == [
        "title", "heading", "paragraph", "table_row", "table_row", "list_item", "paragraph",
    ]  # fmt: skip
    assert cells(text)[1, 0] == "Incheon"
    assert text.title == "LAPORAN KERJA SAMA"
    assert text.body.endswith("Penutup laporan ini.")


def test_docx_list_numbers_are_counted(read: Any) -> None:
    text = read(word(lambda d: [d.add_paragraph(x, style="List Number") for x in ("satu", "dua")]), "x.docx")
    assert [b.kind for b in text.blocks] == ["list_item", "list_item"]


def test_docx_insertions_boxes_and_deletions(read: Any) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Naskah ")
        paragraph._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>baru</w:t></w:r></w:ins>"))
        paragraph._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>lama</w:delText></w:r></w:del>"))
        box = f"<w:r {NS}><w:pict><w:txbxContent><w:p><w:r><w:t>Isi kotak</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        document.add_paragraph("Samping kotak")._p.append(parse_xml(box))

    text = read(word(build), "x.docx")
    assert [b.span.of(text.body) for b in text.blocks] == ["Naskah baru", "Samping kotak", "Isi kotak"]


def test_docx_merged_cells_leave_columns_in_place(read: Any) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Pihak"
        table.cell(0, 2).text = "Tahun"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Banten"
        table.cell(1, 1).text, table.cell(1, 2).text = "Incheon", "2007"
        table.cell(2, 1).text, table.cell(2, 2).text = "Zhejiang", "2012"

    found = cells(read(word(build), "x.docx"))
    assert found == {(0, 0): "Pihak", (0, 2): "Tahun", (1, 0): "Banten", (1, 1): "Incheon", (1, 2): "2007",
                     (2, 1): "Zhejiang", (2, 2): "2012"}  # fmt: skip


def odt(body: str, pack: Pack, **more: str) -> bytes:
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more})


def test_odt(read: Any, pack: Pack) -> None:
    body = (
        '<text:h text:outline-level="2">Hasil</text:h><text:p>Naskah<text:s text:c="2"/>diteken<text:note><text:note-body>'
        "<text:p>Lihat lampiran.</text:p></text:note-body></text:note> di Kyoto.</text:p>"
        "<text:list><text:list-item><text:p>satu</text:p><text:list><text:list-item><text:p>dua</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Mitra</text:p>"
        "</table:table-cell><table:table-cell><text:p>Kyoto</text:p></table:table-cell></table:table-row></table:table>"
    )
    text = read(odt(body, pack), "x.odt")
    shown = [(b.kind, b.level, b.span.of(text.body)) for b in text.blocks if b.kind != "table_cell"]
    assert shown == [
        ("title", 0, "Hasil"), ("paragraph", 0, "Naskah diteken di Kyoto."), ("list_item", 1, "satu"),
        ("list_item", 2, "dua"), ("table_row", 0, "Mitra | Kyoto"), ("footnote", 0, "Lihat lampiran."),
    ]  # fmt: skip


def test_rtf(read: Any) -> None:
    source = rb"{\rtf1\ansi\ansicpg1252 {\b NOTA KESEPAHAMAN}\par Kota Timr\'e5 dan \u51064?\u52380? sepakat bekerja sama.\par}"
    text = read(source, "x.rtf")
    assert text.body == "NOTA KESEPAHAMAN\nKota Timrå dan 인천 sepakat bekerja sama."
    assert [fault.code for fault in read(source[:60], "x.rtf").faults] == ["truncated"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(read: Any, separator: str) -> None:
    lines = [["No", "Mitra", "Naskah"], ["1", "Incheon", "LoI"], ["2", "Kyoto", "MoU"]]
    text = read("\n".join(separator.join(line) for line in lines).encode(), "daftar.csv")
    assert cells(text)[2, 1] == "Kyoto"


def test_xlsx(read: Any) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Daftar Mitra"],
        [],
        ["No", "Mitra", "Tanggal"],
        [1, "Incheon", datetime.date(2017, 9, 25)],
        [2, "Kyoto", 2012.0],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    text = read(out.getvalue(), "x.xlsx")
    assert cells(text)[1, 1] == "Incheon"
    assert cells(text)[1, 2] == "2017-09-25"
    assert cells(text)[2, 2] == "2012"
    assert text.blocks[0].span.of(text.body) == "Daftar Mitra"
