# ruff: noqa: E501 - pages as they come
"""Web pages."""

from __future__ import annotations

from typing import Any

import pytest

STORY = [
    "BANDUNG - Gubernur Jawa Barat menandatangani Letter of Intent dengan Wali Kota Incheon di Gedung Sate, Kota Bandung, kemarin sore.",
    "Kerja sama itu meliputi lingkungan hidup, transportasi, ekonomi, dan budaya, serta pengelolaan sampah di kawasan perkotaan.",
    "Ia berharap kesepakatan tersebut segera ditindaklanjuti oleh perangkat daerah kedua pihak dalam waktu yang tidak terlalu lama.",
    "Sementara itu, wali kota menyampaikan undangan kepada gubernur untuk berkunjung ke kotanya pada tahun depan bersama pengusaha.",
]  # fmt: skip
MENU = "".join(
    f'<li><a href="/k/{name}">{name}</a></li>' for name in ("Beranda", "Nasional", "Daerah", "Ekonomi", "Olahraga")
)
RELATED = "".join(
    f'<li><a href="/b/{n}">Kota Nomor {n} Teken MoU dengan Kyoto, Berlaku hingga 2027</a></li>' for n in range(6)
)


def page(body: str, head: str = "<title>Jabar dan Incheon Teken LoI | Kabar Nusa</title>") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='id'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def article(inside: str = "", paragraphs: list[str] = STORY) -> str:
    text = (
        "".join(f"<p>{line}</p>" for line in paragraphs[:2])
        + inside
        + "".join(f"<p>{line}</p>" for line in paragraphs[2:])
    )
    return (
        f"<nav><ul>{MENU}</ul></nav><main><article><h1>Jabar dan Incheon Teken LoI</h1>"
        f"<div class='date'>Rabu, 27 September 2017 | 06.12 WIB</div>{text}</article></main>"
        f"<aside><h3>Terpopuler</h3><ul>{RELATED}</ul></aside><footer>Copyright 2017</footer>"
    )


def test_article_with_its_head_and_nothing_else(read: Any) -> None:
    text = read(page(article()))
    lines = text.body.split("\n\n")
    assert lines == ["Jabar dan Incheon Teken LoI", "Rabu, 27 September 2017 | 06.12 WIB", *STORY]
    assert (text.title, text.published, text.kind, text.language) == (lines[0], "2017-09-27", "news", "id")
    assert text.blocks[0].kind == "title"


@pytest.mark.parametrize(
    "box",
    [
        "<p><strong>Baca juga: <a href='/x'>Ini Kata Gubernur soal Bandara Baru di Majalengka</a></strong></p>",
        f"<div class='rel'><div>Baca juga</div><ul>{RELATED}</ul></div>",
        "<div><div>Artikel terkait</div><div>Malang Gandeng Adelaide, MoU Diteken Pekan Depan</div></div>",
        "<p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p>",
        "<p><a href='/y'>Padang Bersaudara dengan Fremantle? Ini Kata Wali Kota</a></p>",
        "<section><h4>Related articles</h4><a href='/z'>Medan and Penang sign a new MoU on medical tourism</a></section>",
    ],
)
def test_boxes_inside_the_article_are_left_out(read: Any, box: str) -> None:
    assert read(page(article(box))).body.split("\n\n")[2:] == STORY


def test_comments_are_no_part(read: Any) -> None:
    comments = "<div id='comments' class='comments'><h3>Komentar</h3><p>Mantap pak gubernur, semoga lancar kerja samanya.</p></div>"
    assert "Mantap" not in read(page(article() + comments)).body


def test_tables_and_lists_are_blocks(read: Any) -> None:
    table = "<table><tr><th>Mitra</th><th>Tahun</th></tr><tr><td>Incheon</td><td>2017</td></tr></table>"
    items = "<ul><li>pendidikan dan pelatihan</li><li>lingkungan hidup<ul><li>pengelolaan sampah</li></ul></li></ul>"
    text = read(page(article(table + items)))
    cells = {(b.row, b.column): b.span.of(text.body) for b in text.blocks if b.kind == "table_cell"}
    assert cells == {(0, 0): "Mitra", (0, 1): "Tahun", (1, 0): "Incheon", (1, 1): "2017"}
    listed = [(b.level, b.span.of(text.body)) for b in text.blocks if b.kind == "list_item"]
    assert listed == [(1, "pendidikan dan pelatihan"), (1, "lingkungan hidup"), (2, "pengelolaan sampah")]


def test_page_laid_out_with_tables(read: Any) -> None:
    story = "<br><br>".join(STORY)
    side = "".join(f"<tr><td><a href='{n}'>Kota {n} Teken MoU dengan Kyoto</a></td></tr>" for n in range(5))
    body = (
        "<table><tr><td colspan=3>Suara Kota</td></tr><tr>"
        f"<td><table>{side}</table></td><td><table><tr><td><font size=4><b>Jabar dan Incheon Teken LoI</b></font><br>"
        f"<font size=1>Rabu, 27 September 2017</font><br><hr><font size=2>{story}</font></td></tr></table></td>"
        "<td><img src=x></td></tr></table>"
    )
    text = read(page(body, "<title>Suara Kota :: Daerah :: Jabar dan Incheon Teken LoI</title>"))
    assert text.body.split("\n\n") == ["Jabar dan Incheon Teken LoI", "Rabu, 27 September 2017", *STORY]
    assert (text.title, text.published) == ("Jabar dan Incheon Teken LoI", "2017-09-27")


def test_facts_that_the_page_declares(read: Any) -> None:
    head = (
        "<title>Jabar dan Incheon Teken LoI - Kabar Nusa</title><link rel='canonical' href='https://kabar.example/b/1'>"
        "<meta property='og:site_name' content='Kabar Nusa'><meta name='author' content='Sari Dewi'>"
        "<meta property='article:published_time' content='2017-09-26T10:00:00+07:00'>"
    )
    body = article().replace("<div class='date'>Rabu, 27 September 2017 | 06.12 WIB</div>", "")
    text = read(page(body, head))
    assert (text.url, text.site, text.author) == ("https://kabar.example/b/1", "Kabar Nusa", "Sari Dewi")
    assert (text.published, text.title) == ("2017-09-26", "Jabar dan Incheon Teken LoI")


def test_encoding_from_the_page(read: Any) -> None:
    body = article().replace("Kota Bandung", "Timrå").replace("charset='utf-8'", "")
    source = page(body).decode().replace("charset='utf-8'", "charset='iso-8859-1'").encode("cp1252")
    assert "Timrå" in read(source).body


@pytest.mark.parametrize("body", ["", "<p></p>", "<script>x()</script>", "<div>" * 5000 + "isi" + "</div>" * 5000])
def test_pages_without_text(read: Any, body: str) -> None:
    text = read(page(body, ""))
    assert text.body == "" or "isi" in text.body
    assert text.body or [fault.code for fault in text.faults] == ["no_text"]
