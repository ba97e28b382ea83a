# ruff: noqa: E501 - tables of texts as they come
"""Structure of plain text: the body stays, blocks lie over it."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Block, Text
from extractors.parsing import parse_plain


def shown(text: Text, *kinds: str) -> list[tuple[str, str]]:
    return [
        (block.kind, " ".join(block.span.of(text.body).split()))
        for block in text.blocks
        if not kinds or block.kind in kinds
    ]


def cells(text: Text) -> dict[tuple[int, int], str]:
    out: dict[tuple[int, int], str] = {}
    for block in text.blocks:
        if block.kind == "table_cell" and block.row is not None and block.column is not None:
            key = block.row, block.column
            out[key] = f"{out[key]} {block.span.of(text.body)}" if key in out else block.span.of(text.body)
    return out


def check(text: Text) -> None:
    """What holds for every text."""
    body = text.body
    assert unicodedata.is_normalized("NFC", body)
    covered = bytearray(len(body))
    for block in text.blocks:
        assert 0 <= block.span.start < block.span.end <= len(body)
        assert block.span.of(body).strip() == block.span.of(body)
        covered[block.span.start : block.span.end] = b"\x01" * len(block.span)
    # Only lines that are drawn (rules) may stand outside all blocks.
    assert not any(c.isalnum() for c, seen in zip(body, covered, strict=True) if not seen)
    outer = [block for block in text.blocks if block.kind != "table_cell"]
    assert [b.span.start for b in outer] == sorted(b.span.start for b in outer)
    for row, following in rows(text.blocks):
        for cell in following:
            assert row.span.contains(cell.span)
            assert (cell.table, cell.row) == (row.table, row.row)


def rows(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    out: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind == "table_row":
            out.append((block, []))
        elif block.kind == "table_cell":
            out[-1][1].append(block)
    return out


def test_the_body_is_the_input_itself() -> None:
    body = "Judul  dua spasi\r\n\r\n   Timra\u030a Kommun,\tSwedia \r\n"
    assert parse_plain(body).body == "Judul  dua spasi\n\n   Timrå Kommun,\tSwedia \n"


def test_pipe_table_with_its_underline() -> None:
    text = parse_plain(
        "Daftar mitra\n\n| No | Mitra | Naskah |\n|----|-------|:------:|\n| 1 | Incheon, Korea | LoI |\n| 2 | | MoU |\n"
    )
    check(text)
    assert cells(text) == {
        (0, 0): "No", (0, 1): "Mitra", (0, 2): "Naskah", (1, 0): "1", (1, 1): "Incheon, Korea", (1, 2): "LoI",
        (2, 0): "2", (2, 2): "MoU",
    }  # fmt: skip


def test_pipe_table_without_outer_bars_and_ragged_padding() -> None:
    text = parse_plain("No | Kota      | Negara  | Ket.\n---|-----------|---------|---\n1  | Suwon     | Korsel  | a\n")
    check(text)
    assert cells(text)[1, 1] == "Suwon"
    assert len(rows(text.blocks)) == 2


def test_wrapped_cells_of_a_numbered_pipe_table() -> None:
    text = parse_plain(
        "No | Mitra | Bidang\n1 | Incheon | lingkungan,\n | Korea Selatan | transportasi\n2 | Kyoto | budaya\n"
    )
    check(text)
    assert cells(text)[1, 1] == "Incheon Korea Selatan"
    assert cells(text)[1, 2] == "lingkungan, transportasi"
    assert len(rows(text.blocks)) == 3


def test_one_bar_in_a_line_is_no_table() -> None:
    text = parse_plain("Sister cities | City Council\n\nRabu, 27 September 2017 | 06.12 WIB\n\nIsi berita.\n")
    assert not rows(text.blocks)


def test_tab_table_with_cells_that_go_on_below() -> None:
    text = parse_plain(
        "DAERAH\tMITRA\tBENTUK\tTANGGAL\nProvinsi Bali\tProvinsi\tMoU sister\t21 Oktober\n\tHainan\tprovince\t2011\n"
        "Kota Denpasar\tHaikou\tMoU\t2013\n"
    )
    check(text)
    assert cells(text)[1, 1] == "Provinsi Hainan"
    assert cells(text)[1, 2] == "MoU sister province"
    assert cells(text)[1, 3] == "21 Oktober 2011"
    assert cells(text)[2, 0] == "Kota Denpasar"


def test_values_with_semicolons_are_a_table() -> None:
    text = parse_plain("No;Daerah;Mitra;Bentuk\n1;Kota Ende;Guimaras;LoI\n2;Kab. Belu;;MoU\n")
    check(text)
    assert cells(text)[1, 2] == "Guimaras"
    assert (2, 2) not in cells(text)
    assert len(rows(text.blocks)) == 3


def test_two_semicolons_in_sentences_are_no_table() -> None:
    text = parse_plain("Hadir: Bupati; Sekda; staf.\nRapat dibuka; lalu ditutup.\n")
    assert not rows(text.blocks)


def test_a_list_with_tabs_behind_its_marks_is_no_table() -> None:
    text = parse_plain("Catatan\n\n(i)\tTanggal menurut salinan.\n(ii)\tNo. 2 semula tertulis 2014.\n(iii)\tSelesai.\n")
    check(text)
    assert not rows(text.blocks)
    assert [block.kind for block in text.blocks].count("list_item") == 3


def test_table_of_blanks() -> None:
    text = parse_plain(
        "Data:\n\n    No  Pihak                  Mitra                  Naskah\n"
        "    1   Prov. Banten           Incheon, Korea         LoI, 2007\n"
        "    2   Kota Tangerang         Prov. Gyeongsangnam,   MoU\n"
        "                               Korea Selatan\n\nPenutup.\n"
    )
    check(text)
    assert cells(text)[1, 2] == "Incheon, Korea"
    assert cells(text)[2, 2] == "Prov. Gyeongsangnam, Korea Selatan"
    assert len(rows(text.blocks)) == 3


def test_wrapped_and_hyphenated_lines_are_one_paragraph() -> None:
    body = (
        "Hubungan kota bersaudara dengan munisipalitas Lagos di\nAlgarve ditandai penandatanganan Memorandum Saling Pe-\n"
        "ngertian pada tanggal 12 April 2007 di Kedaton. Ruang\nlingkupnya cagar budaya dan pariwi-\nsata, serta pendi-\ndikan.\n"
    )
    text = parse_plain(body)
    check(text)
    assert [block.kind for block in text.blocks] == ["paragraph"]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Gubernur menyampaikan sambutan pada acara tersebut dan menekankan pentingnya kerja sama. " * 3
    text = parse_plain(f"{line.strip()}\n{line.strip()}\n{line.strip()}\n")
    assert len(text.blocks) == 3


def test_levels_of_nested_lists() -> None:
    text = parse_plain(
        "Peta kerja sama\n\nA. Masih berlaku\n   - Kota Bitung\n       o Manzanillo, Meksiko\n           > LoI 2022\n       o General Santos\n"
        "   - Kabupaten Minahasa\n       o Oarai\nB. Habis masa\n   - Kota Tomohon\n"
    )
    check(text)
    assert [(b.kind, b.level) for b in text.blocks] == [
        ("title", 0), ("heading", 1), ("list_item", 1), ("list_item", 2), ("list_item", 3), ("list_item", 2), ("list_item", 1),
        ("list_item", 2), ("heading", 1), ("list_item", 1),
    ]  # fmt: skip


def test_levels_without_indent_follow_the_markers() -> None:
    text = parse_plain("1. Pembukaan acara rapat ini.\na. butir satu;\nb. butir dua.\n2. Penutup acara rapat ini.\n")
    assert [b.level for b in text.blocks] == [1, 2, 2, 1]


@pytest.mark.parametrize(
    "line",
    [
        "Perjanjian itu diteken oleh kedua kepala daerah pada bulan September tahun\n2007. Isinya pengelolaan sampah dan limbah.",
        "Naskah tersebut diteken oleh Kepala Biro Hukum Sekretariat Daerah bernama\nM. Natsir di Gedung Sate, Kota Bandung, Jawa Barat.",
    ],
)
def test_numbers_and_initials_at_line_starts_are_no_items(line: str) -> None:
    text = parse_plain(f"{line}\n\nKalimat lain yang cukup panjang untuk menunjukkan lebar baris teks di sini\nada.\n")
    assert [b.kind for b in text.blocks].count("list_item") == 0


def test_two_columns_keep_their_paragraphs_apart() -> None:
    text = parse_plain(
        "MEMORANDUM SALING PENGERTIAN          MEMORANDUM OF UNDERSTANDING\n\n"
        "Para Pihak akan bekerja sama          The Parties shall cooperate\n"
        "di bidang perdagangan dan             in the fields of trade and\n"
        "kebudayaan.                           culture.\n"
    )
    check(text)
    joined: dict[tuple[int | None, int | None], list[str]] = {}
    for block in text.blocks:
        joined.setdefault((block.row, block.column), []).append(block.span.of(text.body))
    assert "Para Pihak akan bekerja sama di bidang perdagangan dan kebudayaan." in map(" ".join, joined.values())
    assert "The Parties shall cooperate in the fields of trade and culture." in map(" ".join, joined.values())
    assert {(b.column, b.language) for b in text.blocks} >= {(0, "id"), (1, "en")}


def test_headings_captions_and_footnotes() -> None:
    text = parse_plain(
        "## Latar Belakang\n\nPASAL 1\nTujuan kerja sama ini adalah persahabatan.\n\nTabel 1. Daftar mitra luar negeri\n\n"
        "¹ Data dari Biro Kerja Sama.\n\nJUDUL DENGAN GARIS\n==================\n"
    )
    kinds = [b.kind for b in text.blocks]
    assert kinds == ["title", "heading", "paragraph", "caption", "footnote", "heading"]


def test_form_feeds_make_pages() -> None:
    text = parse_plain("Halaman pertama dari laporan ini.\n\fHalaman kedua dari laporan ini.\n")
    assert [page.number for page in text.pages] == [1, 2]
    assert [block.page for block in text.blocks] == [1, 2]
    assert text.page_of(text.body.index("kedua")) == 2


_FRAGMENTS = st.sampled_from(
    ["Kota", " ", "  ", "      ", "\n", "\n\n", "\t", "|", "---", "|--|", "1. ", "a) ", "- ", "o ", "PASAL 1", "LoI", "ban-", "dung",
     "2017", "é", "e\u0301", "\r\n", "\f", "===", ".", "Gubernur menandatangani naskah itu", "\u200b", "(", "A. ", "\u00a0"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_FRAGMENTS, max_size=60).map("".join))
def test_every_text_keeps_the_rules(body: str) -> None:
    text = parse_plain(body)
    check(text)
    pairs = itertools.pairwise(page.span for page in text.pages)
    assert all(one.end <= two.start for one, two in pairs)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_characters_are_read(body: str) -> None:
    check(parse_plain(body))
