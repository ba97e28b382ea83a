"""The words of a PDF page with their places, read by PDFium."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractors.parsing.draft import Word

_UNMAPPED = 0.3
"""Share of characters without meaning from which on a page is read from its picture."""
_HYPHENS = {2, 0xFFFE}
"""How PDFium marks a hyphen at the end of a line; it takes what follows on the next line for the same word."""


_BLANKS = {9, 10, 13, 32, 0xA0, 0x3000}
_SOFT_HYPHEN = 0xAD


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
    """The words between blanks, how many characters have no meaning, and how many there are."""
    reader = _Characters(text, frame)
    for at, code in _codes(text):
        reader.take(at, code)
    reader.close()
    return reader.words, reader.strange, reader.total


def _codes(text: Any) -> Iterator[tuple[int, int]]:
    """Place and code point of every character; PDFium gives those beyond the first 65,536 in two halves."""
    high = 0
    code_of = pdfium.FPDFText_GetUnicode
    for at in range(pdfium.FPDFText_CountChars(text)):
        code = code_of(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000 and high:
            yield at, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
        else:
            yield at, code


class _Characters:
    """Gathers characters into words; the box of a word is that of its first and last character, as high as the font."""

    def __init__(self, text: Any, frame: _Frame) -> None:
        self.words: list[Word] = []
        self.strange = 0
        self.total = 0
        self._text = text
        self._frame = frame
        self._run: list[str] = []
        self._first = self._last = 0
        self._rect = pdfium.FS_RECTF()
        self._edges = [ctypes.c_double() for _ in range(4)]

    def take(self, at: int, code: int) -> None:
        if code in _BLANKS or 0x2000 <= code <= 0x200B:
            self.close()
            return
        self.total += 1
        if code in _HYPHENS:
            if self._run:
                self._add(at, "-")
                self.close()
            return
        if code < 32 or code == 0xFFFD or 0xE000 <= code < 0xF900:
            self.strange += 1
            if not 0xF020 <= code <= 0xF0FF:
                return
            code = _symbol(code)
        self._add(at, "-" if code == _SOFT_HYPHEN else chr(code))

    def close(self) -> None:
        """End the word."""
        if not self._run:
            return
        one, two = self._box(self._first), self._box(self._last)
        x0, y0, x1, y1 = self._frame.box(
            min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
        )
        if math.isfinite(x0 + y0 + x1 + y1):
            self.words.append(Word("".join(self._run), round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))
        self._run.clear()

    def _add(self, at: int, character: str) -> None:
        if not self._run:
            self._first = at
        self._last = at
        self._run.append(character)

    def _box(self, at: int) -> tuple[float, float, float, float]:
        rect = self._rect
        if pdfium.FPDFText_GetLooseCharBox(self._text, at, ctypes.byref(rect)) and rect.right > rect.left:
            return rect.left, rect.bottom, rect.right, rect.top
        if pdfium.FPDFText_GetCharBox(self._text, at, *map(ctypes.byref, self._edges)):
            left, right, bottom, top = (edge.value for edge in self._edges)
            return left, bottom, right, top
        return 0.0, 0.0, 0.0, 0.0


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
