# ruff: noqa: E501 - files as they come
"""Bad input of every kind ends as a named fault with a sentence, never as an exception."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model import Original
from extractors.parsing import PARSER, Limits, parse, sniff, unpack
from extractors.parsing.faults import MESSAGES, amount, fault

Pack = Callable[[Mapping[str, bytes | str]], bytes]
BOMB = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="x"><w:body>&b;</w:body></w:document>'


def codes(text: Any) -> list[str]:
    return [found.code for found in text.faults]


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Naskah kerja sama antara dua kota. " * 30)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "kosong.pdf", "empty"),
        (b"   \n\t  ", "spasi.txt", "no_text"),
        (b"%PDF-1.7\n%%EOF", "x.pdf", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama.doc", "unsupported"),
        (b"\x00\x01\x02\x03" * 50, "x.bin", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "x.png", "broken"),
        (b"PK\x03\x04 word/document.xml", "x.docx", "broken"),
        (b"PK\x03\x04 xl/workbook.xml", "x.xlsx", "broken"),
        (b"{\\rtf1", "x.rtf", "truncated"),
        (b"<?xml version='1.0'?><rss/>", "x.xml", "unsupported"),
    ],
)
def test_named_faults(read: Any, data: bytes, name: str, code: str) -> None:
    text = read(data, name)
    assert text.body == ""
    assert code in codes(text)
    assert all(found.message.endswith(".") and len(found.message) > 20 for found in text.faults)


def test_too_large(read: Any) -> None:
    assert codes(read(b"isi " * 1000, "x.txt", limits=Limits(bytes=1000))) == ["too_large"]


def test_too_much_text_keeps_whole_blocks(read: Any) -> None:
    text = read(b"Kalimat pertama yang panjang.\n\n" * 100, "x.txt", limits=Limits(characters=200))
    assert codes(text) == ["too_much_text"]
    assert text.body.endswith("panjang.")
    assert len(text.body) <= 200


def test_entity_bombs(read: Any, pack: Pack) -> None:
    assert codes(read(pack({"word/document.xml": BOMB}), "x.docx")) == ["entity_bomb"]
    odt = pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": BOMB})
    assert codes(read(odt, "x.odt")) in (["entity_bomb"], ["container"])
    assert codes(read(pack({"xl/workbook.xml": BOMB}), "x.xlsx")) == ["entity_bomb"]


def test_a_document_that_unpacks_without_end(read: Any, pack: Pack) -> None:
    data = pack({"word/document.xml": b"<w:document>" + b" " * 30_000_000})
    assert codes(read(data, "x.docx")) == ["bomb"]


def test_locked_office_files_are_ole(read: Any) -> None:
    assert codes(
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "x.docx")
    ) == ["encrypted"]


def test_a_cut_docx(read: Any) -> None:
    assert codes(read(word()[:-400], "x.docx")) == ["broken"]


def test_gigantic_tables_are_cut(read: Any) -> None:
    data = ("no,mitra\n" + "1,Incheon\n" * 500).encode()
    text = read(data, "x.csv", limits=Limits(rows=100))
    assert codes(text) == ["too_many_rows"]
    assert len([b for b in text.blocks if b.kind == "table_row"]) == 100


def test_undecodable_bytes_are_said(read: Any) -> None:
    assert codes(read("naskah kerja sama – å å å å".encode() + b"\xff\xfe", "x.txt")) == ["undecodable"]


def test_every_fault_has_a_sentence() -> None:
    facts = {"what": "x", "limit": "5"}
    for code in MESSAGES:
        message = fault(code, page=3, **facts).message
        assert message[0].isupper()
        assert message.endswith(".")
        assert "{" not in message


@pytest.mark.parametrize(
    ("size", "shown"), [(10, "10 bytes"), (2048, "2 KB"), (100 * 2**20, "100 MB"), (3 * 2**30, "3.0 GB")]
)
def test_amounts(size: int, shown: str) -> None:
    assert amount(size) == shown


def test_the_maker_changes_with_the_code() -> None:
    assert PARSER.name == "parsing"
    assert len(PARSER.digest) == 64


_SEEDS = [
    word(),
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
    b"<!DOCTYPE html><html><body><table><tr><td><p>Kerja sama<br><br>antara</td></tr></table></body></html>",
    b"{\\rtf1\\ansi {\\b Nota}\\par Kerja sama \\'e5}",
    b"From: a@b\r\nTo: c@d\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nisi\r\n--q--\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a\r\nContent-Length: 5\r\n\r\nHTTP/\r\n\r\n",
    b"No | Mitra | Naskah\n---|---|---\n1 | Incheon | LoI\n",
]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_SEEDS), st.data())
def test_spoilt_files_never_raise(seed: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(seed)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
        if not spoilt:
            break
    content = bytes(spoilt)
    list(unpack(content, sniff(content)))
    text = parse(content, Original("0" * 64, len(content), "", ""), ocr="off")
    assert text.body or text.faults
    assert "failed" not in codes(text), text.faults


def test_zip_of_nothing(read: Any) -> None:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    assert codes(read(out.getvalue(), "x.zip")) == ["container"]
    assert list(unpack(out.getvalue(), sniff(out.getvalue()))) == []
