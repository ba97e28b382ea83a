"""Types by content, encodings."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from extractors.parsing import is_container, media, sniff
from extractors.parsing.encoding import decode, normalise


def packed(*names: str, first: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        if first:
            package.writestr("mimetype", first)
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "leer.pdf", media.EMPTY),
        (b"%PDF-1.4\n...", "a.txt", media.PDF),
        (b"junk before\n%PDF-1.7", "", media.PDF),
        (b"<!DOCTYPE html><html><body>404</body></html>", "laporan.pdf", media.HTML),
        (b"  <div class=x><p>isi</p></div>", "fragment", media.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html></html>", "", media.HTML),
        (b"<?xml version='1.0'?><rss></rss>", "", media.XML),
        (b"<?xml version='1.0'?>\n<!-- umpan -->\n<rss><title>Suwon</title></rss>", "", media.XML),
        (b"<?xml version='1.0'?>\n<!-- halaman -->\n<html><title>Suwon</title></html>", "", media.HTML),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a.zip", "application/x-7z-compressed"),
        (b"BZh adalah singkatan nama", "a.txt", media.TEXT),
        (b"MZ\x90\x00\x03", "pasang.exe", "application/x-msdownload"),
        (b"\x00\x00\x00\x18ftypmp42", "rapat.mp4", "video/mp4"),
        (packed("OEBPS/bab1.xhtml", first="application/epub+zip"), "", media.EPUB),
        ("\ufeff<html><body>x</body></html>".encode("utf-16"), "", media.HTML),
        (b"Menurut <b>gubernur</b>, kerja sama", "", media.TEXT),
        (b"{\\rtf1\\ansi x}", "x.doc", media.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "x.doc", media.OLE),
        (b"\x89PNG\r\n\x1a\n...", "", "image/png"),
        (b"\xff\xd8\xff\xe0", "foto.pdf", "image/jpeg"),
        (b"II*\x00....", "", "image/tiff"),
        (b"WARC/1.0\r\n", "", media.WARC),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", mtime=0), "", media.WARC_GZ),
        (gzip.compress(b"isi", mtime=0), "a.warc.gz", media.GZIP),
        (packed("a.txt"), "x.docx", media.ZIP),
        (packed("[Content_Types].xml", "word/document.xml"), "x.zip", media.DOCX),
        (packed("xl/workbook.xml"), "", media.XLSX),
        (packed("ppt/presentation.xml"), "", media.PPTX),
        (packed("datapackage.json", "archive/data.warc.gz"), "", media.WACZ),
        (packed("content.xml", first="application/vnd.oasis.opendocument.text"), "", media.ODT),
        (b"From: a@b\r\nTo: c@d\r\nSubject: x\r\nDate: y\r\n\r\nisi", "", media.EML),
        (b"From: Banten\nTo Incheon\n\nkerja sama", "", media.TEXT),
        (b"no,mitra\n1,Incheon\n", "daftar.csv", media.CSV),
        (b"# Judul\n\nisi", "catatan.md", media.MARKDOWN),
        ("kerja sama".encode("utf-16-le"), "", media.TEXT),
        (b"\x00\x01\x02\x03\x80", "x.txt", media.BINARY),
    ],
)
def test_sniff(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name) == expected


def test_containers() -> None:
    assert is_container(media.ZIP)
    assert is_container(media.EML)
    assert not is_container(media.DOCX)


@pytest.mark.parametrize(
    ("data", "declared", "expected", "whole"),
    [
        ("Timrå Kommun".encode(), None, "Timrå Kommun", True),
        ("Timrå".encode("cp1252"), None, "Timrå", True),
        ("“Timrå” – å".encode("cp1252"), None, "“Timrå” – å", True),
        ("Łódź".encode("cp1250"), "windows-1250", "Łódź", True),
        ("“x”".encode("cp1252"), "iso-8859-1", "“x”", True),
        ("Timrå".encode("utf-8-sig"), None, "Timrå", True),
        ("Timrå".encode("utf-16"), None, "Timrå", True),
        ("kerja sama antara".encode("utf-16-le"), None, "kerja sama antara", True),
        ("naskah kerja sama – Timrå å å".encode() + b"\xff", None, "naskah kerja sama – Timrå å å�", False),
        ("인천".encode("euc-kr"), "euc-kr", "인천", True),
        ("인천".encode(), "no-such-encoding", "인천", True),
    ],
)
def test_decode(data: bytes, declared: str | None, expected: str, whole: bool) -> None:
    assert decode(data, declared) == (expected, whole)


def test_declared_in_the_page() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Москва</p>'
    assert "Москва" in decode(page.encode("cp1251"), markup=True)[0]


def test_normalise_keeps_every_other_character() -> None:
    assert normalise("\ufeffa\r\nb\rc\u2028d\te\u0301 x") == "a\nb\nc\nd\té x"
