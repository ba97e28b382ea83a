"""Running titles, footers and page numbers, which belong to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine, text_lines

_MARGIN = 0.13
_DEEP = 3
_EDGE = 60.0
"""Points from the upper or lower border of the paper within which a running title stands."""
_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:hal(?:aman|\.)?|page|p\.|hlm\.?)\s*)?\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?[-–—\s|]*|[-–—\s]*[ivxl]{1,6}[-–—\s]*",
    re.I,
)


def without_running(pages: Sequence[tuple[Sequence[Word], float]]) -> list[list[Word]]:
    """The words of each page (given with its height) without lines that recur at its head or foot."""
    margins = [_margin_lines(words, height) for words, height in pages]
    seen: Counter[str] = Counter()
    for lines in margins:
        seen.update({_shape(line) for line in lines})
    edge = _edge_lines(pages, margins)
    often = max(2, round(0.4 * len(pages))) if len(pages) > 1 else 2
    out = []
    for (words, _), lines in zip(pages, margins, strict=True):
        dropped = {
            id(word)
            for line in lines
            if _NUMBER.fullmatch(line.text) or (seen[_shape(line)] >= often and len(pages) > 1) or id(line) in edge
            for word in line.words
        }
        out.append([word for word in words if id(word) not in dropped])
    return out


def _edge_lines(pages: Sequence[tuple[Sequence[Word], float]], margins: Sequence[Sequence[TextLine]]) -> set[int]:
    """Running titles of documents too short to repeat them: small type, apart from the text, at the very edge."""
    out: set[int] = set()
    if len(pages) > 2:
        return out
    for (words, height), lines in zip(pages, margins, strict=True):
        if len(words) < 60:
            continue
        size = median(word.bottom - word.top for word in words)
        ends = {id(word) for line in lines for word in line.words}
        body = [word for word in words if id(word) not in ends] or list(words)
        top, bottom = min(word.top for word in body), max(word.bottom for word in body)
        first = max(word.bottom - word.top for word in body if word.top < top + 1)
        for line in lines:
            above = line.bottom < _EDGE and top - line.bottom > 1.2 * size and line.size < 0.9 * max(size, first)
            below = line.top > height - _EDGE and line.top - bottom > 1.2 * size and line.size < 0.9 * size
            if len(line.text) < 80 and (above or below):
                out.add(id(line))
    return out


def _margin_lines(words: Sequence[Word], height: float) -> list[TextLine]:
    """The outermost lines of a page that lie in its upper or lower margin."""
    near = [w for w in words if w.bottom < _MARGIN * height or w.top > (1 - _MARGIN) * height]
    lines = text_lines(near)
    top = [line for line in lines if line.bottom < _MARGIN * height][:_DEEP]
    bottom = [line for line in lines if line.top > (1 - _MARGIN) * height][-_DEEP:]
    return top + bottom


def _shape(line: TextLine) -> str:
    """The line with figures blotted out and its height on the page, so that counted pages look alike."""
    return f"{round(line.top / 6)}:" + re.sub(r"\d+", "#", line.text).casefold()
