"""Title and date line of a web page, as a reader sees them above the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.model import PartialDate
from extractors.parsing.published import full_dates, published

_BARS = re.compile(r"\s+(?:[|»•·>/]|::|—|–|-)\s+")
_INLINE = {"a", "b", "strong", "i", "em", "u", "span", "font", "small", "sup", "sub", "time", "abbr", "mark", "big"}
_SKIPPED = {"script", "style", "noscript", "template", "select", "option", "textarea", "head", "title"}
_LINES = 400
_BELOW = 8


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the article: its title, its date line as it is printed, and the date in it."""

    title: str | None = None
    dateline: str | None = None
    published: PartialDate | None = None


def page_head(tree: Any, declared: str | None) -> Head:
    """The head of the page; `declared` is the title that its metadata give, often with the name of the site."""
    lines: list[str] = []
    for line in _lines(tree):
        lines.append(line)
        if len(lines) >= _LINES:
            break
    title, at = _title(declared, lines)
    if at is None:
        return Head(title)
    above = lines[max(0, at - 3) : at]
    below = []
    for line in lines[at + 1 : at + 1 + _BELOW]:
        if len(line) > 160:
            break
        below.append(line)
    # The date stands under the title more often than above it.
    for line in [*below, *reversed(above)]:
        if len(line) <= 120 and full_dates(line) and (date := published([line], [], "news", None)) is not None:
            return Head(title, line, date)
    for line in below[:2]:
        if len(line) <= 40 and (date := published([line], [], "news", None)) is not None:
            return Head(title, line, date)
    return Head(title)


def folded(text: str) -> str:
    """A line as it is compared: letters and figures in lower case."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def _title(declared: str | None, lines: list[str]) -> tuple[str | None, int | None]:
    """The title without the name of the site, and the line that shows it.

    The longest part of the declared title that the page shows as a line of its own is the title of the article.
    """
    if not declared:
        return None, None
    whole = " ".join(declared.split())
    places = {folded(line): at for at, line in reversed(list(enumerate(lines)))}
    for part in sorted(_parts(whole), key=len, reverse=True):
        if len(part) >= 12 and folded(part) in places:
            return part, places[folded(part)]
    parts = _BARS.split(whole)
    # A site's name stands at the end, a section's before or after it; neither is as long as a headline.
    shorter = max(parts, key=len)
    return (shorter if len(shorter) >= 20 and len(parts) > 1 else whole), None


def _parts(title: str) -> Iterator[str]:
    """All runs of neighbouring parts between bars, from the whole title downwards."""
    borders = [0, *(edge for match in _BARS.finditer(title) for edge in match.span()), len(title)]
    starts, ends = borders[0::2], borders[1::2]
    for start in starts:
        for end in ends:
            if end > start:
                yield title[start:end]


def _lines(tree: Any) -> Iterator[str]:
    """The visible lines of the page, without looking at what they are."""
    parts: list[str] = []
    for event in _walk(tree):
        if event is None:
            line = " ".join("".join(parts).split())
            parts.clear()
            if line:
                yield line
        else:
            parts.append(event)
    if line := " ".join("".join(parts).split()):
        yield line


def _walk(root: Any) -> Iterator[str | None]:
    """Pieces of text in order; None where a line ends. Without recursion: broken pages nest without end."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        known = isinstance(node.tag, str)
        breaks = known and node.tag not in _INLINE
        if leaving:
            if breaks:
                yield None
            if node is not root and node.tail:
                yield node.tail
            continue
        if breaks:
            yield None
        stack.append((node, True))
        if not known or node.tag in _SKIPPED:
            continue
        if node.text:
            yield node.text
        stack.extend((child, False) for child in reversed(node))
