"""The formats by name."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from archive.exports.holding import Holding


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, media type, file ending, what it is for, and the module that writes it."""

    name: str
    media_type: str
    ending: str
    help: str
    module: str

    @property
    def write(self) -> Callable[[Holding, BinaryIO], None]:
        """The function that writes a holding to a binary file."""
        function: Callable[[Holding, BinaryIO], None] = importlib.import_module(self.module).write
        return function


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("csv", "text/csv; charset=utf-8", "csv", "Table for spreadsheets.", "archive.exports.csv_table"),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            "Workbook with evidence and sources.",
            "archive.exports.xlsx",
        ),
        Format("bibtex", "application/x-bibtex", "bib", "Bibliography for LaTeX.", "archive.exports.bibtex"),
        Format(
            "ris",
            "application/x-research-info-systems",
            "ris",
            "Bibliography for reference managers.",
            "archive.exports.ris",
        ),
        Format("csl", "application/vnd.citationstyles.csl+json", "json", "CSL-JSON.", "archive.exports.csl"),
        Format("ftm", "application/json+ftm", "ftm.json", "FollowTheMoney entities.", "archive.exports.ftm"),
        Format("jsonld", "application/ld+json", "jsonld", "schema.org as linked data.", "archive.exports.jsonld"),
        Format(
            "quickstatements",
            "text/plain; charset=utf-8",
            "qs",
            "Statements for Wikidata.",
            "archive.exports.quickstatements",
        ),
    )
}
"""Every format by name; the lossless one, `jsonl`, is written from the whole catalogue by `archive.exports.jsonl`."""


def export(holding: Holding, name: str, out: BinaryIO) -> None:
    """Write a holding in the format of that name."""
    FORMATS[name].write(holding, out)
