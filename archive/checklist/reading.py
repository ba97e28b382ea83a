"""Reads a list from a CSV or XLSX file; a line that cannot be read is kept with its fault."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from archive.checklist.values import read_date, read_instrument
from archive.errors import NaskahError
from archive.model import HOME, PartialDate
from archive.reference import countries, fold, institutions, places

COLUMNS = ("partner", "home", "country", "date", "instrument")
MOST_LINES = 20_000
MOST_BYTES = 20_000_000
_LONGEST_CELL = 500
_SAMPLE = 50


class ListError(NaskahError):
    """A file that is no list; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list.

    `number` is its line in the file, from 1. `partner`, `home` and `country` are as written. `faults` are sentences:
    where `partner` is empty the line cannot be checked, else the faulty cell alone is left out.
    """

    number: int
    partner: str = ""
    home: str = ""
    country: str = ""
    date: PartialDate | None = None
    instrument: str | None = None
    faults: tuple[str, ...] = ()


def read_list(data: bytes, name: str = "") -> tuple[Line, ...]:
    """The lines of a CSV or XLSX file. Raises ListError where it is neither, empty or too large."""
    if len(data) > MOST_BYTES:
        raise ListError(f"{name or 'The list'} is larger than {MOST_BYTES // 10**6} MB; split it.")
    rows = _workbook(data, name) if data[:4] == b"PK\x03\x04" else _table(data, name)
    rows = [(number, cells) for number, cells in rows if any(str(cell or "").strip() for cell in cells)]
    if not rows:
        raise ListError(f"{name or 'The list'} has no lines; it needs at least a column with partners.")
    if len(rows) > MOST_LINES:
        raise ListError(f"{name or 'The list'} has more than {MOST_LINES} lines; split it.")
    columns, headed = _columns(rows)
    return tuple(_line(number, cells, columns) for number, cells in rows[headed:])


def _workbook(data: bytes, name: str) -> list[tuple[int, Sequence[object]]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 20 * MOST_BYTES:
                raise ListError(f"{name or 'The workbook'} unpacks to more than it may; save it as CSV.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            found = sheet.iter_rows(values_only=True, max_row=2 * MOST_LINES, max_col=50)
            rows: list[tuple[int, Sequence[object]]] = list(enumerate(found, 1))
            if any(cell is not None for _, cells in rows for cell in cells):
                return rows
    except ListError:
        raise
    except Exception as error:
        raise ListError(
            f"{name or 'The workbook'} cannot be opened ({error}); save it again as XLSX or CSV."
        ) from error
    return []


def _table(data: bytes, name: str) -> list[tuple[int, Sequence[object]]]:
    text = _decoded(data)
    if "\x00" in text:
        raise ListError(f"{name or 'The list'} is neither CSV nor XLSX; save it as one of them.")
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    delimiter = max(",;\t|", key=lambda mark: (sample.count(mark), mark == ","))
    csv.field_size_limit(MOST_BYTES)
    rows: list[tuple[int, Sequence[object]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            cells = []
        rows.append((start, cells))
        start = reader.line_num + 1


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


@cache
def _headings() -> dict[str, str]:
    text = resources.files("archive.checklist").joinpath("headers.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {form: column for column, form in lines[1:]}


def _columns(rows: Sequence[tuple[int, Sequence[object]]]) -> tuple[dict[str, int], int]:
    """Which column holds what, and how many rows at the top are headings."""
    for position, (_, cells) in enumerate(rows[:10]):
        found: dict[str, int] = {}
        for index, cell in enumerate(cells):
            heading = " ".join(re.findall(r"\w+", fold(str(cell or ""))))
            column = _headings().get(heading)
            if column is not None:
                found.setdefault(column, index)
        if "partner" not in found and "home" in found and "country" in found:
            found["partner"] = found.pop("home")
        if "partner" in found and (len(found) > 1 or len([c for c in cells if str(c or "").strip()]) == 1):
            return found, position + 1
    return _guess([cells for _, cells in rows]), 0


def _guess(rows: Sequence[Sequence[object]]) -> dict[str, int]:
    """What each column of a list without headings holds, judged by its cells."""
    sample = rows[:_SAMPLE]
    width = max(len(cells) for cells in sample)
    found: dict[str, int] = {}
    tests = (("date", _is_date), ("instrument", _is_instrument), ("home", _is_home), ("country", _is_country))
    for column, test in tests:
        shares = []
        for index in range(width):
            cells = [str(c[index] or "").strip() for c in sample if index < len(c) and str(c[index] or "").strip()]
            shares.append((sum(map(test, cells)) / len(cells) if cells else 0.0, -index))
        best, position = max(shares)
        if best > 0.6 and -position not in found.values():
            found[column] = -position
    left = [index for index in range(width) if index not in found.values()]
    if left:
        found["partner"] = max(left, key=lambda index: (_names(sample, index), -index))
    elif "home" in found:
        found["partner"] = found.pop("home")
    return found


def _names(rows: Iterable[Sequence[object]], index: int) -> float:
    """How much of a column are names: known places and institutions count most."""
    cells = [str(cells[index] or "").strip() for cells in rows if index < len(cells)]
    worth = [1.0 if _is_known(cell) else 0.2 for cell in cells if re.search(r"[^\W\d_]{3}", cell)]
    return sum(worth) / max(1, len(cells))


def _is_date(cell: str) -> bool:
    try:
        return read_date(cell) is not None and (not cell.isdigit() or 1940 <= int(cell) <= 2100)
    except ValueError:
        return False


def _is_instrument(cell: str) -> bool:
    try:
        return len(cell) < 60 and read_instrument(cell) is not None
    except ValueError:
        return False


def _is_home(cell: str) -> bool:
    found = places().named(_bare_place(cell)) or places().named(cell)
    return any(place.country == HOME and place.level in {"province", "city", "regency"} for place in found)


def _is_country(cell: str) -> bool:
    return countries().named(cell) is not None


def _is_known(cell: str) -> bool:
    return bool(places().named(_bare_place(cell))) or institutions().named(cell) is not None


def _bare_place(cell: str) -> str:
    from archive.register.slugs import bare

    return bare(re.split(r"[,(]", cell)[0]).replace("-", " ")


def _line(number: int, cells: Sequence[object], columns: dict[str, int]) -> Line:
    def cell(column: str) -> object:
        index = columns.get(column)
        return cells[index] if index is not None and index < len(cells) else None

    def text(column: str) -> str:
        return " ".join(str(cell(column) or "").split())[:_LONGEST_CELL]

    faults: list[str] = []
    date: PartialDate | None = None
    instrument: str | None = None
    try:
        date = read_date(cell("date"))
    except ValueError as error:
        faults.append(f"date: {error}")
    try:
        instrument = read_instrument(cell("instrument"))
    except ValueError as error:
        faults.append(f"instrument: {error}")
    partner = text("partner")
    if not re.search(r"\w", partner):
        partner = ""
        faults.append("no partner in this line")
    return Line(number, partner, text("home"), text("country"), date, instrument, tuple(faults))
