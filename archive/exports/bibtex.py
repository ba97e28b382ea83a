"""BibTeX (biblatex fields): bodies stand in double braces, so that no program takes them apart."""

from __future__ import annotations

import re
from typing import BinaryIO

from archive.exports.citing import Item, items
from archive.exports.holding import Holding
from archive.exports.lines import one_line

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
_LANGUAGES = {"id": "indonesian", "en": "english"}
_TYPES = {"report": "techreport"}


def write(holding: Holding, out: BinaryIO) -> None:
    """One entry for each agreement and document."""
    for item in items(holding):
        out.write(entry(item, holding.on).encode())


def entry(item: Item, on: str = "") -> str:
    """One entry; `on` is the day of access."""
    fields = {
        "author": " and ".join("{" + escape(author) + "}" for author in item.authors),
        "title": "{" + escape(item.title) + "}",
        "howpublished": escape(item.genre),
        "institution": escape(item.publisher) if item.type == "report" else "",
        "publisher": escape(item.publisher) if item.type != "report" else "",
        "address": escape(item.place),
        "date": str(item.date or ""),
        "year": str(item.date.year) if item.date else "",
        "url": _address(item.url),
        "urldate": on,
        "abstract": escape(item.abstract),
        "keywords": escape(", ".join(item.keywords)),
        "langid": _LANGUAGES.get(item.language, ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_TYPES.get(item.type, 'misc')}{{{item.id},\n" + ",\n".join(lines) + "\n}\n\n"


def escape(text: str) -> str:
    """Text with TeX's own characters made harmless, on one line."""
    return re.sub(r"[\\~^{}&%$#_]", lambda match: _SPECIAL[match.group()], one_line(text))


def _address(url: str) -> str:
    """An address as it is, but for the characters that would end the field."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", url)
