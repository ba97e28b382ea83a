"""What kind of file the bytes are, whatever their name says."""

from __future__ import annotations

import re

TEXT = "text/plain"
MARKDOWN = "text/markdown"
CSV = "text/csv"
HTML = "text/html"
XML = "application/xml"
RTF = "application/rtf"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OLE = "application/x-ole-storage"
EML = "message/rfc822"
ZIP = "application/zip"
GZIP = "application/gzip"
WARC = "application/warc"
WARC_GZ = "application/warc+gzip"
WACZ = "application/wacz"
EPUB = "application/epub+zip"
OUTLOOK = "application/vnd.ms-outlook"
BINARY = "application/octet-stream"
EMPTY = "application/x-empty"

IMAGES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
}
OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"\xfd7zXZ\x00": "application/x-xz",
    b"BZh": "application/x-bzip2",
    b"wOFF": "font/woff",
    b"wOF2": "font/woff2",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"SQLite format 3\x00": "application/vnd.sqlite3",
    b"MZ": "application/x-msdownload",
}
"""What is known by its first bytes and cannot be read; short marks count only before bytes that are no text."""
CONTAINERS = frozenset({ZIP, GZIP, WARC, WARC_GZ, WACZ, EML})

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|table|article|h[1-6]|meta|title|span|ul)[\s>]", re.I
)
_PROLOGUE = re.compile(rb"(?:\s*<\?.*?\?>|\s*<!--.*?-->|\s*<!DOCTYPE\s+(?!html)[^>\[]*(?:\[[^\]]*\]\s*)?>)*\s*", re.S)
"""What may stand before the first element of an XML file."""
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_EML_NAMES = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version|delivered-to|content-type):", re.I | re.M
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes, name: str = "") -> str:
    """The media type of the bytes by their content; the name decides only between kinds of text."""
    if not data:
        return EMPTY
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OUTLOOK if "__substg1.0_".encode("utf-16-le") in data else OLE
    if head.lstrip().startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"WARC/"):
        return WARC
    known = _image(head) or _other(head)
    if known:
        return known
    return _textual(data, head, name.casefold())


def is_container(media_type: str) -> bool:
    """True where the file holds other files that are documents of their own."""
    return media_type in CONTAINERS


def is_image(media_type: str) -> bool:
    """True where the file is one picture or a stack of them."""
    return media_type.startswith("image/")


def _image(head: bytes) -> str | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    for magic, media_type in IMAGES.items():
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head[:64]):
            return media_type
    return None


def _other(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and not _is_text(head[:64]):
        return "video/mp4"
    if head[257:262] == b"ustar":
        return "application/x-tar"
    for magic, media_type in OTHERS.items():
        if head.startswith(magic) and (len(magic) > 4 or not _is_text(head[:64])):
            return media_type
    return None


def _is_text(head: bytes) -> bool:
    """False where control characters stand that no text has."""
    return not any(byte < 32 and byte not in b"\t\n\x0c\r\x1b" for byte in head)


def _zipped(data: bytes) -> str:
    """The kind of zipped file, from the names near its beginning and in its directory at the end."""
    names = data[:65536] + data[-262144:]
    if b"mimetypeapplication/vnd.oasis.opendocument." in data[:200]:
        kind = data[data.index(b"opendocument.") :][:40]
        if b"spreadsheet" in kind:
            return ODS
        return ODT
    if b"mimetypeapplication/epub+zip" in data[:100]:
        return EPUB
    if b"mimetype" in data[:60] and b"content.xml" in names:
        return _by_mimetype(data)
    if b"word/document" in names:
        return DOCX
    if b"xl/workbook" in names:
        return XLSX
    if b"ppt/presentation" in names:
        return PPTX
    if b"datapackage.json" in names and (b".warc" in names):
        return WACZ
    return ZIP


def _by_mimetype(data: bytes) -> str:
    """The type that an OpenDocument names in its first member, where that is packed against the rules."""
    import io
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("mimetype") as first:
            named = first.read(100).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return ZIP
    return {ODT: ODT, ODS: ODS}.get(named, ZIP)


def _gzipped(data: bytes) -> str:
    import zlib

    try:
        start = zlib.decompressobj(wbits=31).decompress(data[:65536], 64)
    except zlib.error:
        return GZIP
    return WARC_GZ if start.startswith(b"WARC/") else GZIP


def _textual(data: bytes, head: bytes, name: str) -> str:
    if head.startswith(_BOMS[1:]):
        wide = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    else:
        wide = head
        if b"\x00" in head and not _wide_without_mark(head):
            return BINARY
    bare = wide.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"<?xml"):
        root = _PROLOGUE.match(bare)
        return HTML if _HTML.match(bare, root.end() if root else 0) else XML
    if _looks_like_mail(bare):
        return EML
    # Plain text may quote a tag somewhere; a page has one at its very start or says at once that it is a page.
    if bare.startswith((b"<!", b"<")) and _HTML.search(bare):
        return HTML
    if re.search(rb"<html[\s>]|<!doctype\s+html", bare, re.I) and b"</" in data:
        return HTML
    if name.endswith((".md", ".markdown")):
        return MARKDOWN
    if name.endswith((".csv", ".tsv")):
        return CSV
    if name.endswith((".htm", ".html", ".xhtml")) and _HTML.search(bare):
        return HTML
    return TEXT


def _wide_without_mark(head: bytes) -> bool:
    """True where every second byte is mostly zero: UTF-16 without a byte order mark."""
    sample = head[:200]
    half = len(sample) // 2
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    return half > 3 and zeros > 0.7 * half and min(sample[0::2].count(0), sample[1::2].count(0)) == 0


def _looks_like_mail(head: bytes) -> bool:
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not _HEADER.match(block):
        return False
    return len({match.group().lower() for match in _EML_NAMES.finditer(block)}) >= 3
