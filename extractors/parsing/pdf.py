"""PDF: text with layout by PDFium, ruled tables by pdfplumber, pictures of text by text recognition."""

from __future__ import annotations

import contextlib
import io
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.model import Fault
from extractors.parsing.draft import Draft, Word, Writer
from extractors.parsing.faults import fault
from extractors.parsing.layout import Layout, Region, stretches, text_lines
from extractors.parsing.limits import Limits
from extractors.parsing.nesting import Nesting
from extractors.parsing.openings import Openings
from extractors.parsing.paragraphs import Face, join, paragraphs, usual_face, write
from extractors.parsing.pdfwords import PageWords, read_page
from extractors.parsing.ruled import aligned_tables, ruled_tables
from extractors.parsing.running import without_running
from extractors.parsing.tables import PageTable, carry_on
from extractors.parsing.torn import edges, torn

_PICTURE = 0.5
"""Share of a page under pictures from which on a page without words is a scan."""
_FEW = 3
"""Words (a stamp, a page number) up to which a scanned page counts as one without words."""
_RULES = 4
"""Drawn lines from which on a page may hold a ruled table ..."""
_DRAWING = 5_000
"""... and up to which: beyond them it is a map or a plan, over which pdfplumber would sit for minutes."""
_PATIENCE = 0.7
"""Share of the time limit after which what is slow (recognition, ruled tables) is left out, to save the rest."""
_PIXELS = 40_000_000
DPI = 200


def read_pdf(data: bytes, limits: Limits, ocr: str = "auto") -> Draft:
    """The draft of a PDF, page by page; a page that cannot be read becomes a fault of that page."""
    import pypdfium2

    draft = Draft()
    start = data.find(b"%PDF-", 0, 1024)
    try:
        document = pypdfium2.PdfDocument(data[max(start, 0) :])
        count = len(document)
    except pypdfium2.PdfiumError as error:
        # The library says "password" of some damaged files too; a locked one has an entry for its lock.
        locked = b"/Encrypt" in data and ("password" in str(error).lower() or "security" in str(error).lower())
        draft.faults.append(fault("encrypted") if locked else fault("broken", what="a PDF"))
        return draft
    if count == 0:
        draft.faults.append(fault("broken", what="a PDF"))
        return draft
    try:
        return _Document(document, data, min(count, limits.pages), limits, ocr).read(count)
    finally:
        document.close()


@dataclass(slots=True)
class _Sheet:
    """A page while it is read."""

    number: int
    seen: PageWords
    words: list[Word]
    scanned: bool = False
    tilt: float = 0.0
    parts: list[PageTable | list[Region]] = field(default_factory=list)


class _Document:
    def __init__(self, document: Any, data: bytes, count: int, limits: Limits, ocr: str) -> None:
        self._document = document
        self._data = data
        self._count = count
        self._limits = limits
        self._ocr = ocr
        self._faults: list[Fault] = []
        self._plumber: Any = None
        self._deadline = time.monotonic() + _PATIENCE * limits.seconds
        self._stopped = False
        self._layout = Layout()
        self._face: Face | None = None

    def read(self, total: int) -> Draft:
        sheets = [self._sheet(number) for number in range(1, self._count + 1)]
        kept = without_running([(sheet.words, sheet.seen.height, sheet.seen.rules >= _RULES) for sheet in sheets])
        try:
            for sheet, words in zip(sheets, kept, strict=True):
                sheet.words = words
                sheet.parts = list(self._parts(sheet))
        finally:
            if self._plumber is not None:
                with contextlib.suppress(Exception):
                    self._plumber.close()
        _carry_tables_on(sheets)
        known = _vocabulary(sheets)
        writer = Writer()
        openings = Openings((text for sheet in sheets for text in stretches(sheet.words)), Nesting(tolerance=4.0))
        for sheet in sheets:
            writer.page(sheet.number, sheet.seen.width, sheet.seen.height, sheet.tilt)
            self._write(writer, sheet, known, openings)
        draft = writer.done()
        if total > self._count:
            self._faults.append(fault("too_many_pages", limit=f"{self._count:,}"))
        draft.faults.extend(self._faults)
        return draft

    def _sheet(self, number: int) -> _Sheet:
        """The words of a page; those of a scan are recognised."""
        import pypdfium2

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            self._faults.append(fault("page_failed", page=number))
            return _Sheet(number, PageWords([], 0, 0, True, 0, 0), [])
        try:
            seen = read_page(page)
            sheet = _Sheet(number, seen, seen.words)
            if not seen.readable or (len(seen.words) <= _FEW and seen.picture >= _PICTURE):
                self._recognise(page, sheet)
            return sheet
        except pypdfium2.PdfiumError:
            self._faults.append(fault("page_failed", page=number))
            return _Sheet(number, PageWords([], 0, 0, True, 0, 0), [])
        finally:
            page.close()

    def _recognise(self, page: Any, sheet: _Sheet) -> None:
        from extractors.parsing.ocr import recognise

        if time.monotonic() > self._deadline:
            if not self._stopped:
                self._faults.append(fault("ocr_stopped", page=sheet.number))
            self._stopped = True
            return
        scale = min(DPI / 72, (_PIXELS / max(sheet.seen.width * sheet.seen.height, 1.0)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil() if self._ocr != "off" else None
        found = recognise(image, self._ocr, page=sheet.number, scale=1 / scale)
        self._faults.extend(found.faults)
        if not sheet.seen.readable and not found.faults:
            self._faults.append(fault("no_unicode_map", page=sheet.number))
        if found.words:
            sheet.words = found.words
            sheet.tilt = found.tilt
            sheet.scanned = True

    def _write(self, writer: Writer, sheet: _Sheet, known: frozenset[str], openings: Openings) -> None:
        goes_on = True
        for part in sheet.parts:
            if isinstance(part, PageTable):
                _write_table(writer, part, known)
                goes_on = False
                continue
            face = self._face = usual_face(part, self._face)
            for region in part:
                write(writer, paragraphs(region, face, openings), known, goes_on)
                goes_on = True

    def _parts(self, sheet: _Sheet) -> Iterator[PageTable | list[Region]]:
        """The page from top to bottom: tables, and the running text between them."""
        tables = self._tables(sheet)
        words = [w for w in sheet.words if not any(table.covers(w) for table in tables)]
        for table in tables:
            above = [w for w in words if (w.top + w.bottom) / 2 < table.top]
            if above:
                yield self._layout.regions(above)
                gone = set(map(id, above))
                words = [w for w in words if id(w) not in gone]
            yield table
        if words:
            yield self._layout.regions(words)

    def _tables(self, sheet: _Sheet) -> list[PageTable]:
        tables: list[PageTable] = []
        ruled = _RULES <= sheet.seen.rules <= _DRAWING and time.monotonic() < self._deadline
        if ruled and sheet.words and not sheet.scanned:
            tables = self._ruled(sheet)
        left = [w for w in sheet.words if not any(table.covers(w) for table in tables)]
        return sorted([*tables, *aligned_tables(text_lines(left))], key=lambda table: table.top)

    def _ruled(self, sheet: _Sheet) -> list[PageTable]:
        """Ruled tables by pdfplumber; a page on which it fails is read without them."""
        import pdfplumber

        page = None
        try:
            if self._plumber is None:
                self._plumber = pdfplumber.open(io.BytesIO(self._data))
            page = self._plumber.pages[sheet.number - 1]
            return ruled_tables(page, sheet.words)
        except Exception:  # noqa: BLE001 - pdfminer raises what it likes; the words are there all the same
            self._faults.append(fault("partly_broken", what=f"the tables of page {sheet.number}"))
            return []
        finally:
            # pdfplumber keeps everything about a page until the page is closed.
            if page is not None:
                page.close()


def _write_table(writer: Writer, table: PageTable, known: frozenset[str]) -> None:
    padding = table.padding
    joined = [[join(cell.lines, known, torn(cell, padding, known)) for cell in row] for row in table.rows]
    texts = [[text for text, _ in row] for row in joined]
    words = [[found for _, found in row] for row in joined]
    writer.table(texts, words, continues=table.continues)


def _carry_tables_on(sheets: Sequence[_Sheet]) -> None:
    """Put together what page breaks have cut: a table at the end of a page and one at the top of the next."""
    last: PageTable | None = None
    for sheet in sheets:
        if not sheet.parts:
            last = None
            continue
        first = sheet.parts[0]
        if last is not None and isinstance(first, PageTable) and carry_on(last, first, sheet.number) and not first.rows:
            sheet.parts = sheet.parts[1:]
        if sheet.parts:
            end = sheet.parts[-1]
            last = end if isinstance(end, PageTable) else None


def _vocabulary(sheets: Sequence[_Sheet]) -> frozenset[str]:
    """All whole words of the document, by which words divided at line ends are judged."""
    tables = [part for sheet in sheets for part in sheet.parts if isinstance(part, PageTable)]
    parts = {id for table in tables for cell in table.cells() for id in edges(cell)}
    return frozenset(
        clean.casefold()
        for sheet in sheets
        for word in sheet.words
        if id(word) not in parts and len(clean := re.sub(r"^\W+|\W+$", "", word.text)) > 2
    )
