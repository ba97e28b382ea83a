"""A workbook: agreements, their evidence, their sources; dates are dates and links are links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from archive.exports.holding import Holding
from archive.exports.tables import (
    AGREEMENT_COLUMNS,
    EVIDENCE_COLUMNS,
    SOURCE_COLUMNS,
    agreement_rows,
    evidence_rows,
    source_rows,
)
from archive.exports.wording import column
from archive.model import PartialDate

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LINKS = frozenset({"link", "url"})
_WIDE = frozenset({"evidence", "title", "sources", "link", "url", "fields", "signatories", "conflicts", "agreements"})
_LONGEST_CELL = 32_000
"""A cell of a workbook holds 32,767 characters."""


def write(holding: Holding, out: BinaryIO, language: str = "en") -> None:
    """Three sheets; headings in English or Indonesian."""
    names = ("Agreements", "Evidence", "Sources") if language == "en" else ("Naskah", "Bukti", "Sumber")
    write_sheets(
        [
            (names[0], AGREEMENT_COLUMNS, agreement_rows(holding)),
            (names[1], EVIDENCE_COLUMNS, evidence_rows(holding)),
            (names[2], SOURCE_COLUMNS, source_rows(holding)),
        ],
        out,
        language,
    )


def write_sheets(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Mapping[str, Any]]]], out: BinaryIO, language: str = "en"
) -> None:
    """A workbook of sheets, each with its name, columns and rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, columns, rows in sheets:
        _fill(book.create_sheet(name), columns, rows, language)
    book.save(out)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], language: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for number, name in enumerate(columns, 1):
        cell = sheet.cell(1, number, column(name, language))
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = 40 if name in _WIDE else 16
    last = 1
    for last, row in enumerate(rows, 2):
        for number, name in enumerate(columns, 1):
            _set(sheet.cell(last, number), row.get(name), link=name in _LINKS)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"


def _set(cell: Cell | MergedCell, value: Any, *, link: bool) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    if value is None or value == "":
        return
    if isinstance(value, PartialDate):
        if value.precision == "day":
            cell.value = value.earliest()
            cell.number_format = "yyyy-mm-dd"
        else:
            # A year or month alone stays what it is: no day is made up.
            cell.value = str(value)
        return
    if isinstance(value, (bool, int, float)):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_LONGEST_CELL]
    cell.value = text
    # Without this a text that begins with "=" would be run as a formula.
    cell.data_type = "s"
    if link and text.startswith(("http://", "https://")) and len(text) < 2000:
        cell.hyperlink = text
        cell.font = Font(color="0563C1", underline="single")
