"""Bytes in, a Text out: chooses the reader by content and turns whatever goes wrong into faults."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from importlib import import_module

from archive.model import Fault, Original, Text
from extractors.parsing import media
from extractors.parsing.draft import Draft
from extractors.parsing.encoding import decode, normalise
from extractors.parsing.faults import amount, fault
from extractors.parsing.finish import finish
from extractors.parsing.limits import DEFAULT_LIMITS, Limits
from extractors.parsing.maker import PARSER
from extractors.parsing.plain import read_plain

Reader = Callable[[bytes, Limits, str], Draft]

_READERS = {
    media.HTML: "html:read_html",
    media.PDF: "pdf:read_pdf",
    media.DOCX: "docx:read_docx",
    media.ODT: "odt:read_odt",
    media.RTF: "rtf:read_rtf",
    media.CSV: "sheets:read_csv",
    media.XLSX: "sheets:read_xlsx",
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a document that is locked with a password."""
_NAMES = {
    media.OLE: "old Word or Excel (.doc, .xls)",
    media.OUTLOOK: "Outlook message (.msg)",
    media.PPTX: "PowerPoint",
    media.ODS: "OpenDocument spreadsheet",
    media.XML: "XML",
    media.BINARY: "unknown binary",
    "font/woff": "font",
    "font/woff2": "font",
    "video/mp4": "video",
    "audio/mpeg": "audio",
    "audio/ogg": "audio",
    "application/vnd.sqlite3": "database",
    "application/x-msdownload": "program",
}
_PACKED = {
    "application/x-7z-compressed": "a 7-Zip archive",
    "application/vnd.rar": "a RAR archive",
    "application/x-tar": "a TAR archive",
    "application/x-xz": "an XZ archive",
    "application/x-bzip2": "a BZIP2 archive",
    media.EPUB: "an e-book (EPUB)",
}
"""What holds documents but is not unpacked."""


# The libraries complain in their logs about broken files; we say it in faults.
for _name in ("pdfminer", "pdfplumber", "trafilatura", "htmldate", "charset_normalizer", "PIL", "openpyxl"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def parse(data: bytes, original: Original, limits: Limits = DEFAULT_LIMITS, ocr: str = "auto") -> Text:
    """Read a document of any supported type.

    `ocr` is "auto" (recognise text on pages that are pictures, with whatever is installed), "off", or the name of an
    engine. Never raises for bad input: the text then has an empty body, and its faults say what happened.
    """
    media_type = media.sniff(data, original.name)
    if not data:
        return _failed(original.id, fault("empty"))
    if len(data) > limits.bytes:
        return _failed(original.id, fault("too_large", limit=amount(limits.bytes)))
    try:
        return _read(data, media_type, original, limits, ocr)
    except MemoryError:
        return _failed(original.id, fault("out_of_memory", limit=amount(limits.memory)))
    except RecursionError:
        return _failed(original.id, fault("broken", what=media_type))
    except Exception as error:  # noqa: BLE001 - the libraries raise what they like on broken files
        return _failed(original.id, fault("failed", what=f"{type(error).__name__}: {str(error)[:120]}"))


def parse_plain(body: str, id: str = "") -> Text:
    """The same as `parse` of a text file that holds `body`."""
    body = normalise(body)
    return finish(read_plain(body), id or hashlib.sha256(body.encode()).hexdigest()[:16], DEFAULT_LIMITS)


def _read(data: bytes, media_type: str, original: Original, limits: Limits, ocr: str) -> Text:
    if media_type in {media.TEXT, media.MARKDOWN}:
        text, whole = decode(data, _charset(original))
        draft = read_plain(normalise(text))
        if not whole:
            draft.faults.append(fault("undecodable"))
        return finish(draft, original.id, limits)
    if media.is_image(media_type):
        media_reader = "images:read_image"
    elif media_type in _READERS:
        media_reader = _READERS[media_type]
    elif media_type == media.EML:
        return _message(data, original, limits, ocr)
    elif media.is_container(media_type):
        return _failed(original.id, fault("container"))
    elif media_type == media.OLE and _ENCRYPTED in data:
        return _failed(original.id, fault("encrypted"))
    elif media_type in _PACKED:
        return _failed(original.id, fault("packed", what=_PACKED[media_type]))
    else:
        return _failed(original.id, fault("unsupported", what=_NAMES.get(media_type, media_type)))
    if media_type == media.HTML and (charset := _charset(original)):
        from extractors.parsing.html import read_html

        return finish(read_html(data, limits, ocr, charset), original.id, limits, web=True)
    module, name = media_reader.split(":")
    reader: Reader = getattr(import_module(f"extractors.parsing.{module}"), name)
    return finish(reader(data, limits, ocr), original.id, limits, web=media_type == media.HTML)


def _message(data: bytes, original: Original, limits: Limits, ocr: str) -> Text:
    """The text of a mail itself; its attachments are documents of their own (see `unpack`)."""
    from extractors.parsing.containers import unpack

    first = next(unpack(data, media.EML, limits), None)
    if first is None or not first.name.startswith("message"):
        return _failed(original.id, fault("no_text"))
    if first.fault is not None:
        return _failed(original.id, first.fault)
    return _read(first.data, first.media_type, original, limits, ocr)


def _charset(original: Original) -> str | None:
    """The encoding that a server or mail declared when the document was captured."""
    return next((capture.charset for capture in original.captures if capture.charset), None)


def _failed(id: str, *faults: Fault) -> Text:
    return Text(id=id, body="", maker=PARSER, faults=faults)
