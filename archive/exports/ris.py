"""RIS, as reference managers import it: lines end in CR LF, bodies hold no comma."""

from __future__ import annotations

from typing import BinaryIO

from archive.exports.citing import Item, items
from archive.exports.holding import Holding
from archive.exports.lines import one_line

_TYPES = {"agreement": "STAT", "news": "NEWS", "report": "RPRT", "regulation": "STAT", "other": "RPRT"}


def write(holding: Holding, out: BinaryIO) -> None:
    """One reference for each agreement and document."""
    for item in items(holding):
        out.write(reference(item).encode())


def reference(item: Item) -> str:
    """One reference."""
    lines = [("TY", _TYPES[item.type]), ("ID", item.id), ("TI", item.title)]
    lines += [("AU", author.replace(",", "")) for author in item.authors]
    if item.date:
        parts = item.date.split("-")
        lines += [("PY", parts[0]), ("DA", "/".join([*parts, "", ""][:3]))]
    lines += [("M3", item.genre), ("PB", item.publisher), ("CY", item.place), ("AB", item.abstract)]
    lines += [("KW", keyword) for keyword in item.keywords]
    lines += [("LA", item.language), ("UR", item.url), ("DB", "Naskah"), ("AN", item.id)]
    shown = [f"{tag}  - {one_line(value)}" for tag, value in lines if value]
    return "\r\n".join([*shown, "ER  - ", "", ""])
