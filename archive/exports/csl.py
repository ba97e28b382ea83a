"""CSL-JSON: what citation processors read."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from archive.exports.citing import Item, items
from archive.exports.holding import Holding
from archive.model import PartialDate

_TYPES = {
    "agreement": "treaty",
    "news": "article-newspaper",
    "report": "report",
    "regulation": "legislation",
    "other": "document",
}


def write(holding: Holding, out: BinaryIO) -> None:
    """A list with one entry for each agreement and document."""
    made = [entry(item, holding.on) for item in items(holding)]
    out.write(json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n")


def entry(item: Item, on: str = "") -> dict[str, Any]:
    """One entry; `on` is the day of access."""
    made: dict[str, Any] = {"id": item.id, "type": _TYPES[item.type], "title": item.title}
    if item.authors:
        made["author"] = [{"literal": author} for author in item.authors]
    if item.date:
        made["issued"] = _date(item.date)
    if on:
        made["accessed"] = _date(PartialDate(on))
    optional = {
        "URL": item.url,
        "publisher": item.publisher,
        "publisher-place": item.place,
        "genre": item.genre,
        "abstract": item.abstract,
        "keyword": ", ".join(item.keywords),
        "language": item.language,
        # Importers without the type treaty keep it this way.
        "note": "Type: treaty" if item.type == "agreement" else "",
    }
    return made | {name: value for name, value in optional.items() if value}


def _date(date: PartialDate) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}
