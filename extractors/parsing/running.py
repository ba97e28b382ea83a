"""Running titles, footers and page numbers, which belong to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine, text_lines

_MARGIN = 0.13
_DEEP = 3
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
    often = max(2, round(0.4 * len(pages))) if len(pages) > 1 else 2
    out = []
    for (words, _), lines in zip(pages, margins, strict=True):
        dropped = {
            id(word)
            for line in lines
            if _NUMBER.fullmatch(line.text) or (seen[_shape(line)] >= often and len(pages) > 1)
            for word in line.words
        }
        out.append([word for word in words if id(word) not in dropped])
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
