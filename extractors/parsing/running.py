"""Running titles, footers and page numbers, which belong to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine, gaps, text_lines

_MARGIN = 0.13
_DEEP = 3
_EDGE = 60.0
"""Points from the upper or lower border of the paper within which a running title stands."""
_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:hal(?:aman|\.)?|page|p\.|hlm\.?)\s*)?\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?[-–—\s|]*|[-–—\s]*[ivxl]{1,6}[-–—\s]*",
    re.I,
)


def without_running(pages: Sequence[tuple[Sequence[Word], float, bool]]) -> list[list[Word]]:
    """The words of each page without lines that recur at its head or foot.

    A page is given with its height and whether it has ruled tables, whose heads recur too and must stay.
    """
    margins = [
        [line for line in _margin_lines(words, height) if not (ruled and _is_row(line, words))]
        for words, height, ruled in pages
    ]
    seen: Counter[str] = Counter()
    for lines in margins:
        seen.update({_shape(line) for line in lines})
    edge = _edge_lines(pages, margins)
    often = max(2, round(0.4 * len(pages))) if len(pages) > 1 else 2
    out = []
    for (words, _, _), lines in zip(pages, margins, strict=True):
        dropped = {
            id(word)
            for line in lines
            if _NUMBER.fullmatch(line.text) or (seen[_shape(line)] >= often and len(pages) > 1) or id(line) in edge
            for word in line.words
        }
        out.append([word for word in words if id(word) not in dropped])
    return out


def _edge_lines(pages: Sequence[tuple[Sequence[Word], float, bool]], margins: Sequence[Sequence[TextLine]]) -> set[int]:
    """Running titles of documents too short to repeat them: small type, apart from the text, at the very edge."""
    out: set[int] = set()
    if len(pages) > 2:
        return out
    for (words, height, _), lines in zip(pages, margins, strict=True):
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


def _is_row(line: TextLine, words: Sequence[Word]) -> bool:
    """True for a line in several parts with another line close to it: the row of a table."""
    if next(gaps(line), None) is None:
        return False
    own = {id(word) for word in line.words}
    others = [word for word in words if id(word) not in own]
    near = min((max(w.top - line.bottom, line.top - w.bottom) for w in others), default=99.0)
    return near < 1.2 * line.size


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
