"""Spreadsheets: each sheet is a table, each row a line of it."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice

from extractors.parsing.draft import Draft, Writer
from extractors.parsing.encoding import decode, normalise
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits
from extractors.parsing.packed import Hostile, entity_bomb, inflate, open_zip

_WIDEST = 100


def read_csv(data: bytes, limits: Limits, ocr: str = "off") -> Draft:
    """The draft of a table in a text file; the separator is found from its first lines."""
    text, whole = decode(data)
    text = normalise(text)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(10_000_000)
    writer = Writer()
    try:
        rows = csv.reader(io.StringIO(text), dialect)
        _table(writer, rows, limits)
    except csv.Error:
        writer.draft.faults.append(fault("partly_broken", what="rows of the table"))
    draft = writer.done()
    if not whole:
        draft.faults.append(fault("undecodable"))
    return draft


def read_xlsx(data: bytes, limits: Limits, ocr: str = "off") -> Draft:
    """The draft of a workbook: for each sheet its name and its cells as they were last calculated."""
    draft = Draft()
    try:
        _check(data, limits)
        return _workbook(data, limits)
    except Hostile as error:
        draft.faults.append(error.fault)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, SyntaxError, OSError, AttributeError):
        draft.faults.append(fault("broken", what="an Excel workbook"))
    return draft


def _check(data: bytes, limits: Limits) -> None:
    """Raise Hostile for packages that grow beyond all measure or define entities, before a library opens them."""
    with open_zip(data, limits) as package:
        left = limits.unpacked
        for info in package.infolist():
            content = inflate(package, info, left, limits)
            left -= len(content)
            if info.filename.endswith((".xml", ".rels")) and entity_bomb(content):
                raise Hostile(fault("entity_bomb"))


def _workbook(data: bytes, limits: Limits) -> Draft:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    writer = Writer()
    try:
        sheets = book.worksheets
        for number, sheet in enumerate(sheets, 1):
            writer.page(number)
            if len(sheets) > 1:
                writer.block(sheet.title, "heading", level=1)
            _table(writer, (map(_shown, row) for row in sheet.iter_rows(values_only=True)), limits)
    finally:
        book.close()
    return writer.done()


def _table(writer: Writer, rows: Iterable[Iterable[str]], limits: Limits) -> None:
    """Rows as a table; leading rows with a single filled cell are the title above it."""
    kept: list[list[str]] = []
    ready = False
    feed = iter(rows)
    for row in islice(feed, limits.rows):
        cells = list(islice(row, _WIDEST))
        filled = [cell for cell in cells if cell.strip()]
        if not filled:
            continue
        if len(filled) == 1 and not ready:
            writer.block(
                filled[0], "heading" if not writer.length else "paragraph", level=1 if not writer.length else 0
            )
            continue
        ready = True
        kept.append(cells)
    if any(True for _ in _filled(feed)):
        writer.draft.faults.append(fault("too_many_rows", limit=f"{limits.rows:,}"))
    writer.table(_trimmed(kept))


def _filled(rows: Iterator[Iterable[str]]) -> Iterator[bool]:
    for row in rows:
        if any(cell.strip() for cell in row):
            yield True


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows without columns that are empty throughout."""
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [column for column in range(width) if any(row[column].strip() for row in rows)]
    return [[row[column] for column in used] for row in rows]


def _shown(value: object) -> str:
    """A cell as a reader of the sheet would see it; days without time as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
