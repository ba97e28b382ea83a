"""Bytes of text files and web pages as characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.-]{2,40})""")
_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def decode(data: bytes, declared: str | None = None, markup: bool = False) -> tuple[str, bool]:
    """The characters of `data`, and True where every byte had a meaning.

    A byte order mark decides first, then the encoding that HTTP or the page itself declares, then strict UTF-8, then
    UTF-16 without a mark, then Windows-1252, which older Indonesian files are in; a detector only where even that has
    no letter for a byte.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name) or (data.decode(name, "replace").lstrip("\ufeff"), False)
    hints = [declared] if declared else []
    if markup:
        hints += [m[1].decode("ascii") for m in (_XML.search(data[:1024]), _META.search(data[:4096])) if m]
    if _is_wide(data):
        return _guess(data)
    # A page that says Latin-1 means Windows-1252, as browsers read it; and UTF-8 that is valid is UTF-8.
    for name in ("utf-8", *hints):
        if name and (found := _strict(data, name)):
            return found
    return _guess(data)


def normalise(text: str) -> str:
    """NFC with line feeds as the only line ends; no other character is added or lost."""
    return unicodedata.normalize("NFC", _NEWLINES.sub("\n", text.removeprefix("\ufeff")))


def _strict(data: bytes, name: str) -> tuple[str, bool] | None:
    name = name.strip().lower()
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"}:
        name = "cp1252"
    try:
        return data.decode(name).lstrip("\ufeff"), True
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_wide(data: bytes) -> bool:
    """True where a third of the bytes is zero: UTF-16, which would pass for UTF-8 with odd characters."""
    return len(data) > 3 and data[:400].count(0) * 3 > len(data[:400])


def _guess(data: bytes) -> tuple[str, bool]:
    if _is_wide(data):
        name = "utf-16-le" if data[1:400:2].count(0) > data[0:400:2].count(0) else "utf-16-be"
        if found := _strict(data, name):
            return found
    # Mostly valid UTF-8 with a few broken bytes (a cut file, a bad paste) is still UTF-8.
    loose = data.decode("utf-8", "replace")
    high = sum(byte >= 0x80 for byte in data[:100_000])
    if loose[:100_000].count("\ufffd") * 4 < high:
        return loose, False
    if found := _strict(data, "cp1252"):
        return found
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50_000]).best()
    if best is not None and (found := _strict(data, best.encoding)):
        return found
    return data.decode("cp1252", "replace"), False
