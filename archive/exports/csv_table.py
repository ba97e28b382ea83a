"""CSV that a spreadsheet opens well: UTF-8 with a byte order mark, ISO dates, no cell that could be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from archive.exports.holding import Holding
from archive.exports.lines import one_line
from archive.exports.tables import AGREEMENT_COLUMNS, agreement_rows

_FORMULA = ("=", "+", "-", "@")


def write(holding: Holding, out: BinaryIO) -> None:
    """One row an agreement."""
    write_rows(AGREEMENT_COLUMNS, agreement_rows(holding), out)


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> None:
    """Any rows with the given columns."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(row.get(column)) for column in columns])
    text.detach()


def safe(value: Any) -> str | int | float:
    """The value as a cell that no spreadsheet runs: text that looks like a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return value
    text = one_line(str(value))
    return "'" + text if text.startswith(_FORMULA) else text
