"""ZIP files, web archives and mails, with fixed dates and ids."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_ZIP_DATE = (2026, 1, 15, 8, 0, 0)
_CRAWLED = "2026-01-15T08:00:{second:02d}Z"
_MAIL_DATE = "Thu, 15 Jan 2026 15:00:00 +0700"


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP file of (name, bytes) pairs."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return data.getvalue()


def repacked(data: bytes) -> bytes:
    """The same ZIP file with fixed dates, so that the bytes are the same each time."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped([(name, archive.read(name)) for name in archive.namelist()])


def web_archive(pages: Iterable[tuple[str, str, bytes]], name: str, compressed: bool = True) -> bytes:
    """A WARC file of (url, content type, body) responses, between what else a crawl leaves behind.

    Before the pages stand a warcinfo record, a request, a redirect and a page that was not found.
    """
    data = io.BytesIO()
    writer = WARCWriter(data, gzip=compressed, warc_version="WARC/1.1")
    crawl = _Crawl(writer)
    crawl.put("warcinfo", name, b"software: crawl\r\nformat: WARC File Format 1.1\r\n", None)
    moved = StatusAndHeaders("301 Moved Permanently", [("Location", "https://www.kabarnusa.example/")], "HTTP/1.1")
    crawl.put("response", "https://kabarnusa.example/", b"", moved)
    gone = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
    crawl.put(
        "response", "https://www.kabarnusa.example/hilang", b"<html><title>404</title><p>Tidak ada</p></html>", gone
    )
    for url, content_type, body in pages:
        headers = [("Content-Type", content_type), ("Content-Length", str(len(body))), ("Server", "nginx")]
        crawl.put("response", url, body, StatusAndHeaders("200 OK", headers, "HTTP/1.1"))
    return data.getvalue()


class _Crawl:
    def __init__(self, writer: WARCWriter) -> None:
        self._writer = writer
        self._count = 0

    def put(self, kind: str, url: str, body: bytes, http: StatusAndHeaders | None) -> None:
        headers = {
            "WARC-Date": _CRAWLED.format(second=self._count),
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>",
        }
        if kind == "warcinfo":
            headers["WARC-Filename"] = url
        self._writer.write_record(
            self._writer.create_warc_record(
                "" if kind == "warcinfo" else url,
                kind,
                payload=io.BytesIO(body),
                http_headers=http,
                warc_headers_dict=headers,
            )
        )
        self._count += 1


def mail(subject: str, to: str, body: str, attachments: Iterable[tuple[str, str, bytes]] = ()) -> bytes:
    """A mail with a text body and (name, media type, bytes) attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Bagian Protokol <protokol@pemda.example>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = _MAIL_DATE
    message["Message-ID"] = f"<{uuid.uuid5(uuid.NAMESPACE_URL, subject)}@pemda.example>"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    for name, media_type, content in attachments:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    data = bytes(message)
    boundary = message.get_boundary()
    # The boundary is random; any fixed string that no line begins with does as well.
    return data.replace(boundary.encode(), b"==naskah-part==") if boundary else data
