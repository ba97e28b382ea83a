"""The words of a PDF page with their places, read by PDFium."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractors.parsing.draft import Word

_UNMAPPED = 0.3
"""Share of characters without meaning from which on a page is read from its picture."""
_HYPHENS = {2, 0xFFFE}
"""How PDFium marks a hyphen at the end of a line; it takes what follows on the next line for the same word."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What PDFium sees on a page: words in the order of the file, page size in points, pictures, ruling lines."""

    words: list[Word]
    width: float
    height: float
    readable: bool
    picture: float
    rules: int


def read_page(page: Any) -> PageWords:
    """The words of one page; `picture` is the share of the page that its pictures cover."""
    width, height = page.get_size()
    picture, rules = _objects(page, width, height)
    text = page.get_textpage()
    try:
        words, strange, total = _words(text.raw, _frame(page))
    finally:
        text.close()
    readable = strange <= _UNMAPPED * total and not _is_gibberish(words)
    return PageWords(words, width, height, readable, picture, rules)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How coordinates of the file become points from the top left of the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if self.turn == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turn == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def _frame(page: Any) -> _Frame:
    left, bottom, right, top = page.get_cropbox()
    return _Frame(left, bottom, right, top, page.get_rotation())


def _objects(page: Any, width: float, height: float) -> tuple[float, int]:
    """The share of the page under pictures, and how many drawn lines or boxes it has."""
    handle = page.raw
    area, rules = 0.0, 0
    bounds = [ctypes.c_float() for _ in range(4)]
    for at in range(pdfium.FPDFPage_CountObjects(handle)):
        item = pdfium.FPDFPage_GetObject(handle, at)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += 1
        elif kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM} and pdfium.FPDFPageObj_GetBounds(
            item, *map(ctypes.byref, bounds)
        ):
            left, bottom, right, top = (bound.value for bound in bounds)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_only_pictures(item):
                area += max(0.0, right - left) * max(0.0, top - bottom)
    return area / max(width * height, 1.0), rules


def _holds_only_pictures(form: Any) -> bool:
    count = pdfium.FPDFFormObj_CountObjects(form)
    kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, at)) for at in range(min(count, 50))}
    return kinds == {pdfium.FPDF_PAGEOBJ_IMAGE}


def _words(text: Any, frame: _Frame) -> tuple[list[Word], int, int]:
    """Words between blanks; their boxes are those of their first and last character, as high as the font."""
    unicode_of, loose, tight = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharBox,
    )
    count = pdfium.FPDFText_CountChars(text)
    rect = pdfium.FS_RECTF()
    edges = [ctypes.c_double() for _ in range(4)]
    rect_ref, edge_refs = ctypes.byref(rect), [ctypes.byref(edge) for edge in edges]

    def box(at: int) -> tuple[float, float, float, float]:
        if loose(text, at, rect_ref) and rect.right > rect.left:
            return rect.left, rect.bottom, rect.right, rect.top
        if tight(text, at, *edge_refs):
            left, right, bottom, top = (edge.value for edge in edges)
            return left, bottom, right, top
        return 0.0, 0.0, 0.0, 0.0

    out: list[Word] = []
    strange = total = 0
    run: list[str] = []
    first = 0
    high = 0

    def close(last: int) -> None:
        if not run:
            return
        one, two = box(first), box(last)
        left, bottom, right, top = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
        x0, y0, x1, y1 = frame.box(left, bottom, right, top)
        if math.isfinite(x0 + y0 + x1 + y1):
            out.append(Word("".join(run), round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))
        run.clear()

    for at in range(count):
        code = unicode_of(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in {9, 10, 13, 32, 0xA0} or 0x2000 <= code <= 0x200B or code == 0x3000:
            close(at - 1)
            continue
        total += 1
        if code in _HYPHENS:
            if run:
                run.append("-")
                close(at)
            continue
        if code == 0 or code == 0xFFFD or code < 32 or 0xE000 <= code < 0xF900:
            strange += 1
            if not 0xF020 <= code <= 0xF0FF:
                continue
            code = _symbol(code)
        if code == 0xAD:
            code = 0x2D
        if not run:
            first = at
        run.append(chr(code))
    close(count - 1)
    return out, strange, total


def _is_gibberish(words: list[Word]) -> bool:
    """True for the text of fonts that give some sign for every letter, but the wrong one."""
    text = "".join(word.text for word in words[:400])
    if len(text) < 80:
        return False
    if sum(c.isalnum() for c in text) < 0.4 * len(text):
        return True
    latin = [c for c in text.casefold() if "a" <= c <= "z"]
    return len(latin) > 0.6 * len(text) and sum(c in "aeiouy" for c in latin) < 0.2 * len(latin)


def _symbol(code: int) -> int:
    """Bullets of symbol fonts, which sit in the private use area; other signs stay what they are below it."""
    return 0x2022 if code in {0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF02D} else code - 0xF000
