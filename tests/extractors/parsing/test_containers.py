"""ZIP, GZIP, WARC, WACZ and mail."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.parsing import Limits, Member, media, sniff, unpack

Pack = Callable[[Mapping[str, bytes | str]], bytes]
PAGE = b"<!DOCTYPE html><html><body><p>Kerja sama</p></body></html>"


def members(data: bytes, limits: Limits | None = None) -> list[Member]:
    return list(unpack(data, sniff(data), limits or Limits()))


def codes(found: list[Member]) -> list[str | None]:
    return [member.fault.code if member.fault else None for member in found]


def test_zip_members_with_types(pack: Pack) -> None:
    found = members(
        pack({"berita/a.html": PAGE, "b.txt": "isi", "__MACOSX/._b.txt": "x", "kosong.txt": "", "dir/": ""})
    )
    assert [(m.name, m.media_type) for m in found if not m.fault] == [
        ("berita/a.html", media.HTML),
        ("b.txt", media.TEXT),
    ]
    assert codes(found) == [None, None, "empty"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x.txt", "a/../../b.txt", "..\\..\\x.txt"]
)
def test_path_traversal(pack: Pack, name: str) -> None:
    found = members(pack({name: "x", "baik.txt": "isi"}))
    assert codes(found) == ["path_traversal", None]
    assert not found[0].data


def test_zip_bomb(pack: Pack) -> None:
    found = members(pack({"bom.txt": b"0" * 20_000_000, "baik.txt": "isi"}))
    assert codes(found) == ["bomb", None]


def test_a_directory_that_lies_about_sizes(pack: Pack) -> None:
    data = bytearray(pack({"bom.txt": b"0" * 20_000_000}))
    size = (20_000_000).to_bytes(4, "little")
    lied = bytes(data).replace(size, (100).to_bytes(4, "little"))
    assert codes(members(lied))[0] in {"bomb", "broken"}


def test_all_members_together_are_bounded(pack: Pack) -> None:
    import random

    random.seed(1)
    data = pack({f"{n}.bin": random.randbytes(200_000) for n in range(10)})
    found = members(data, Limits(unpacked=1_000_000))
    assert "bomb" in codes(found)
    assert sum(len(m.data) for m in found) <= 1_000_000


def test_too_many_members(pack: Pack) -> None:
    found = members(pack({f"{n}.txt": "isi" for n in range(20)}), Limits(members=5))
    assert codes(found) == [None] * 5 + ["too_many_members"]


def test_locked_members(pack: Pack) -> None:
    data = bytearray(pack({"a.txt": "isi"}))
    # Set the flag "encrypted" in the local header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(members(bytes(data))) == ["encrypted"]


def test_broken_zip(pack: Pack) -> None:
    data = pack({"a.txt": "isi " * 100, "b.txt": "baik"})
    assert codes(members(data[: len(data) // 2])) == ["broken"]
    spoilt = bytearray(data)
    spoilt[40:60] = b"\xff" * 20
    assert codes(members(bytes(spoilt)))[0] == "broken"


def test_containers_in_containers_come_as_they_are(pack: Pack) -> None:
    found = members(pack({"dalam.zip": pack({"a.txt": "isi"})}))
    assert found[0].media_type == media.ZIP


def test_gzip() -> None:
    assert members(gzip.compress(PAGE))[0].media_type == media.HTML
    assert codes(members(gzip.compress(b"0" * 30_000_000))) == ["bomb"]
    assert codes(members(gzip.compress(PAGE)[:-12])) == ["truncated"]


def warc(*records: tuple[str, str, str, bytes], zipped: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for url, status, kind, content in records:
        headers = StatusAndHeaders(
            status, [("Content-Type", kind), ("Content-Length", str(len(content)))], protocol="HTTP/1.1"
        )
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2017-09-27T01:02:03Z"},
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("zipped", [True, False])
def test_warc_gives_documents_with_address_and_time(zipped: bool) -> None:
    found = members(
        warc(
            ("https://a.example/berita/loi-incheon.html", "200 OK", "text/html; charset=windows-1252", PAGE),
            ("https://a.example/style.css", "200 OK", "text/css", b"p{}"),
            ("https://a.example/gone", "404 Not Found", "text/html", PAGE),
            ("https://a.example/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
            ("https://a.example/naskah.pdf", "200 OK", "application/pdf", b"%PDF-1.4 x"),
            zipped=zipped,
        )
    )
    assert [(m.name, m.url, m.at, m.media_type, m.charset) for m in found] == [
        (
            "loi-incheon.html",
            "https://a.example/berita/loi-incheon.html",
            "2017-09-27T01:02:03Z",
            media.HTML,
            "windows-1252",
        ),
        ("naskah.pdf", "https://a.example/naskah.pdf", "2017-09-27T01:02:03Z", media.PDF, None),
    ]


def test_a_cut_warc_gives_what_it_has(capsys: pytest.CaptureFixture[str]) -> None:
    data = warc(*[(f"https://a.example/{n}", "200 OK", "text/html", PAGE) for n in range(3)])
    found = members(data[:-60])
    assert [m.fault is None for m in found][:2] == [True, True]
    assert found[-1].fault is not None
    assert capsys.readouterr().err == ""


def test_wacz(pack: Pack) -> None:
    inner = warc(("https://a.example/x", "200 OK", "text/html", PAGE))
    found = members(pack({"datapackage.json": "{}", "archive/data.warc.gz": inner, "pages/pages.jsonl": "{}"}))
    assert [m.url for m in found] == ["https://a.example/x"]


def mail(**parts: Any) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "humas@a.example", "redaksi@b.example"
    message["Subject"], message["Date"] = "Nota Kesepahaman dengan Incheon", "Wed, 27 Sep 2017 06:00:00 +0700"
    message.set_content(parts.get("plain", "Bupati menandatangani nota kesepahaman."))
    if "page" in parts:
        message.add_alternative(parts["page"], subtype="html")
    for name, content in parts.get("files", {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_mail_with_attachments(read: Any) -> None:
    data = mail(files={"../naskah.pdf": b"%PDF-1.4 x", "kosong.bin": b""})
    found = members(data)
    assert [m.name for m in found] == ["message.txt", "naskah.pdf", "kosong.bin"]
    assert found[0].data.decode() == "Nota Kesepahaman dengan Incheon\n\nBupati menandatangani nota kesepahaman.\n"
    assert found[0].at == "2017-09-26T23:00:00Z"
    assert codes(found) == [None, None, "empty"]
    text = read(data, "surat.eml")
    assert text.title == "Nota Kesepahaman dengan Incheon"


def test_mail_as_a_page() -> None:
    story = "<p>" + "Gubernur menandatangani naskah itu di Bandung. " * 8 + "</p>"
    found = members(mail(plain="Lihat versi HTML.", page=f"<html><body>{story}</body></html>"))
    assert [(m.name, m.media_type) for m in found] == [("message.html", media.HTML)]


def test_zip_with_names_in_utf_8_without_the_flag() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("Timrå.txt", "isi")
    data = out.getvalue().replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")
    assert members(data)[0].name == "Timrå.txt"
