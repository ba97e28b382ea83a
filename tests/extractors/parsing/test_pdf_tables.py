"""Ruled tables on PDF pages: words torn in narrow cells, rows and heads around page breaks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine
from extractors.parsing.tables import Cell
from extractors.parsing.torn import torn

Rows = Sequence[Sequence[str]]


def printed(rows: Rows, widths: Sequence[float], above: float = 0, align: int = 0, **facts: Any) -> bytes:
    """A page with a ruled table, `above` points down from its top."""
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11, alignment=align)
    table = Table([[Paragraph(cell, style) for cell in row] for row in rows], colWidths=widths, **facts)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Spacer(1, above), table] if above else [table])
    return out.getvalue()


def rows_of(text: Any) -> list[str]:
    return [block.span.of(text.body) for block in text.blocks if block.kind == "table_row"]


@pytest.mark.parametrize("align", [0, 1, 2])
def test_words_torn_in_narrow_cells_are_whole_again(read: Any, align: int) -> None:
    rows = [["No", "Daerah", "Mitra", "Tanggal"], ["10", "Kabupaten Bulungan", "Braunschweig, Jerman", "05-11-2013"],
            ["11", "Kota Singkawang", "Jeollanam-do, Korea Selatan", "27 Mei 2014"]]  # fmt: skip
    text = read(printed(rows, [22, 50, 47, 30], align=align))
    assert rows_of(text) == [" | ".join(row) for row in rows]


def test_whole_words_that_fill_their_cells_stay_apart(read: Any) -> None:
    rows = [["Jenis naskah", "Mitra"], ["MoU kota kembar", "Fort Worth"], ["rapat tertunda pandemi", "Korea Selatan"]]
    for width in range(34, 60):
        assert rows_of(read(printed(rows, [width, 60])))[1].startswith("MoU kota kembar"), width


def test_a_row_cut_by_the_page_break_is_one_row(read: Any) -> None:
    fields = "perdagangan, pendidikan, kebudayaan, pariwisata, olahraga, kesehatan, lingkungan hidup, tata kota"
    rows = [["No", "Mitra", "Bidang"], ["1", "Suwon", "olahraga"], ["2", "Hamamatsu", fields], ["3", "Cuenca", "seni"]]
    text = read(printed(rows, [30, 80, 70], above=610, repeatRows=1, splitInRow=1))
    assert len(text.pages) == 2
    assert rows_of(text) == [" | ".join(row) for row in rows]
    end = next(box for box in text.boxes if box.span.of(text.body) == "kota")
    assert end.page == 2, "the words of a cut row lead to the page where they stand"


def test_a_head_of_two_rows_is_not_repeated(read: Any) -> None:
    head = [["No", "Mitra", "Tahun"], ["(1)", "(2)", "(3)"]]
    rows = [*head, *([str(n), f"Kota {n}", str(1960 + n)] for n in range(1, 61))]
    found = rows_of(read(printed(rows, [40, 150, 80], repeatRows=2)))
    assert found == [" | ".join(row) for row in rows]


def test_a_column_that_is_empty_on_the_new_page_keeps_its_place(read: Any) -> None:
    head = ["No", "Mitra", "Ket.", "Tahun"]
    rows = [head, *([str(n), f"Kota {n}", "aktif" * (n < 5), str(1960 + n)] for n in range(1, 61))]
    text = read(printed(rows, [40, 150, 60, 80]))
    last = [block for block in text.blocks if block.kind == "table_cell" and block.row == 60]
    assert [(block.column, block.span.of(text.body)) for block in last] == [(0, "60"), (1, "Kota 60"), (3, "2020")]
    assert {block.table for block in text.blocks} == {0}


def test_cells_of_aligned_tables_have_no_rulings_to_tear_words() -> None:
    lines = [TextLine([Word("Neg", 0, 0, 20, 10)]), TextLine([Word("ara", 0, 12, 15, 22)])]
    assert torn(Cell(lines), 0, frozenset()) == frozenset()
    assert torn(Cell(lines, -6, 27), 6, frozenset()) == {0}
