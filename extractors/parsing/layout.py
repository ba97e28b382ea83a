"""From words with places to lines, columns and paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.parsing.draft import Word

_GUTTER_SHARE = (0.25, 0.75)
_OVERLAPS = 4
"""Pairs of lines side by side at different heights from which on a page has two columns ..."""
_FEW_OVERLAPS = 2
"""... and a part of it, once it is known to have them."""


@dataclass(slots=True)
class TextLine:
    """Words on one height, from left to right."""

    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The height of the line's type in points."""
        return median(word.bottom - word.top for word in self.words)


@dataclass(slots=True)
class Region:
    """Lines that are read one after the other; `column` is 0 or 1 in a two-column band and None elsewhere.

    `shift` is how far right of the text's left edge its column begins.
    """

    lines: list[TextLine] = field(default_factory=list)
    column: int | None = None
    shift: float = 0.0

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.x1 for line in self.lines)


def text_lines(words: Sequence[Word]) -> list[TextLine]:
    """Words gathered into lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        middle = (word.top + word.bottom) / 2
        placed = False
        for row in reversed(rows[-3:]):
            last = row[-1]
            half = 0.5 * min(word.bottom - word.top, last.bottom - last.top)
            if abs((last.top + last.bottom) / 2 - middle) <= max(half, 1.0):
                row.append(word)
                placed = True
                break
        if not placed:
            rows.append([word])
    lines = [TextLine(sorted(row, key=lambda w: w.x0)) for row in rows]
    lines.sort(key=lambda line: line.top)
    return lines


class Layout:
    """Cuts pages into regions; remembers from page to page where the right column begins."""

    def __init__(self) -> None:
        self._start: float | None = None

    def regions(self, words: Sequence[Word]) -> list[Region]:
        """The page cut into full-width bands and two-column bands, in reading order."""
        lines = text_lines(words)
        if not lines:
            return []
        gutter, start = self._columns(lines)
        if gutter is None:
            return [Region(lines)]
        out: list[Region] = []
        for split, band in _bands(lines, gutter, start):
            if not split:
                out.append(Region(band))
                continue
            left = [TextLine(part) for line in band if (part := [w for w in line.words if w.x1 <= gutter + 1])]
            right = [TextLine(part) for line in band if (part := [w for w in line.words if w.x1 > gutter + 1])]
            if left:
                out.append(Region(left, 0))
            if right:
                edge = start if start is not None else min(line.x0 for line in right)
                out.append(Region(right, 1, edge - min(line.x0 for line in lines)))
        return out

    def _columns(self, lines: Sequence[TextLine]) -> tuple[float | None, float | None]:
        """The gutter, and where the lines of the right column begin."""
        known = self._start
        if known is not None and sum(_meets(line, known) for line in lines) >= 3:
            return known - 2, known
        staggered = _staggered(lines)
        if staggered is not None:
            self._start = staggered
            return staggered - 2, staggered
        gutter = _gutter(lines)
        if gutter is None:
            return None, None
        start = _right_start(lines, gutter)
        self._start = start if start is not None else self._start
        return gutter, start


def stretches(words: Sequence[Word]) -> Iterator[str]:
    """The texts of all lines, cut at wide blanks: what may begin a paragraph in a column or elsewhere."""
    for line in text_lines(words):
        starts = {after for _, after in gaps(line)}
        run: list[str] = []
        for word in line.words:
            if word.x0 in starts and run:
                yield " ".join(run)
                run = []
            run.append(word.text)
        yield " ".join(run)


def gaps(line: TextLine) -> Iterator[tuple[float, float]]:
    """The wide blank stretches of a line."""
    for before, after in zip(line.words, line.words[1:], strict=False):
        if after.x0 - before.x1 > 1.1 * (before.bottom - before.top):
            yield before.x1, after.x0


def _staggered(lines: Sequence[TextLine]) -> float | None:
    """Where the right column begins on a page whose columns do not keep to common heights; None for other pages.

    Lines of two columns then overlap in height without standing on one line, which lines of one column never do.
    """
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = x1 - x0
    low, high = x0 + _GUTTER_SHARE[0] * width, x0 + _GUTTER_SHARE[1] * width
    starts = [line.x0 for line in lines] + [after for line in lines for _, after in gaps(line)]
    starts = sorted(at for at in starts if low <= at <= high)
    best, most = None, 0
    for place, start in enumerate(starts):
        if place and start - starts[place - 1] <= 1:
            continue
        found = _overlaps(lines, start)
        crossing = sum(_crosses(line, start - 2, start) for line in lines)
        if found >= _OVERLAPS and found > crossing and found - crossing > most and _is_wide(lines, start, width):
            best, most = start, found - crossing
    return best


def _overlaps(lines: Sequence[TextLine], start: float) -> int:
    """How many neighbouring lines stand on different sides of the gutter and overlap in height."""
    count = 0
    for above, below in pairwise(lines):
        apart = (above.x1 < start - 1 and below.x0 > start - 1) or (above.x0 > start - 1 and below.x1 < start - 1)
        count += apart and below.top - above.top < 0.95 * min(above.size, below.size)
    return count


def _is_wide(lines: Sequence[TextLine], start: float, width: float) -> bool:
    """True where both sides of the gutter are wide enough to be columns of running text."""
    left = [line.x1 - line.x0 for line in lines if line.x1 < start - 1]
    right = [line.x1 - line.x0 for line in lines if line.x0 > start - 1]
    return bool(left and right) and min(median(left), median(right)) >= 0.2 * width


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """The middle of the blank stretch that divides most lines, if lines on both sides of it make two columns."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = x1 - x0
    if width <= 0:
        return None
    low, high = x0 + _GUTTER_SHARE[0] * width, x0 + _GUTTER_SHARE[1] * width
    votes: list[tuple[float, float]] = [
        (max(a, low), min(b, high)) for line in lines for a, b in gaps(line) if b > low and a < high
    ]
    if len(votes) < 3:
        return None
    best, count = 0.0, 0
    for a, b in votes:
        for at in (a + 1, (a + b) / 2, b - 1):
            hits = sum(left < at < right for left, right in votes)
            if hits > count:
                best, count = at, hits
    if count < 3:
        return None
    holding = [(left, right) for left, right in votes if left < best < right]
    # The right column begins at one place (or both are centred); a list of labels has a narrow left side.
    gutter = (max(left for left, _ in holding) + min(right for _, right in holding)) / 2
    # Where the right column begins at one place, full lines of the left one may reach nearly up to it.
    start = _right_start(lines, gutter)
    gutter = start - 2 if start is not None else gutter
    both = [line for line in lines if any(left < gutter < right for left, right in gaps(line))]
    crossing = [line for line in lines if _crosses(line, gutter)]
    if len(both) < max(3, 0.15 * len(lines)) or len(crossing) > 3 * len(both) + 4:
        return None
    sides = [_sides(line, gutter) for line in both]
    left_width = median(side[0] for side in sides) / width
    right_width = median(side[1] for side in sides) / width
    return gutter if left_width >= 0.15 and right_width >= 0.15 and not _is_tabular(both) else None


def _sides(line: TextLine, gutter: float) -> tuple[float, float]:
    left = [w for w in line.words if w.x1 <= gutter + 1]
    right = [w for w in line.words if w.x1 > gutter + 1]
    return (left[-1].x1 - left[0].x0 if left else 0.0, right[-1].x1 - right[0].x0 if right else 0.0)


def _is_tabular(lines: Sequence[TextLine]) -> bool:
    """True where most lines have further wide gaps: more than two columns, a table without lines."""
    several = sum(sum(1 for _ in gaps(line)) >= 2 for line in lines)
    return several > 0.5 * len(lines)


def _crosses(line: TextLine, gutter: float, start: float | None = None) -> bool:
    """True for a line of running text across the gutter; `start` is where lines of the right column begin."""
    if any(word.x0 < gutter < word.x1 for word in line.words):
        return True
    left = [w for w in line.words if w.x1 <= gutter + 1]
    right = [w for w in line.words if w.x1 > gutter + 1]
    if not left or not right:
        return False
    gap = right[0].x0 - left[-1].x1
    # A full line of the left column comes close to the right one, but not as close as a word to the next.
    aligned = start is not None and abs(right[0].x0 - start) <= 3 and gap > 0.45 * line.size
    return gap <= 1.1 * line.size and not aligned


def _meets(line: TextLine, start: float) -> bool:
    """True where the line has a word that begins the right column, and no word runs into it."""
    if any(word.x0 < start - 2 < word.x1 for word in line.words):
        return False
    left = [w for w in line.words if w.x1 <= start - 1]
    right = [w for w in line.words if w.x1 > start - 1]
    return bool(left and right) and abs(right[0].x0 - start) <= 2 and right[0].x0 - left[-1].x1 > 0.45 * line.size


def _bands(lines: Sequence[TextLine], gutter: float, start: float | None) -> Iterator[tuple[bool, list[TextLine]]]:
    """Runs of lines that cross the gutter and runs that do not; a run with text on one side only is no column pair."""
    run: list[TextLine] = []
    split = False
    for line in lines:
        crosses = _crosses(line, gutter, start)
        if run and crosses == split:
            yield from _settle(split, run, gutter)
            run = []
        split = not crosses
        run.append(line)
    if run:
        yield from _settle(split, run, gutter)


def _right_start(lines: Sequence[TextLine], gutter: float) -> float | None:
    """Where most lines of the right column begin; None where they are centred."""
    starts = [after for line in lines for before, after in gaps(line) if before <= gutter + 1 <= after + 1]
    if not starts:
        return None
    usual = max(starts, key=lambda start: sum(abs(at - start) <= 2 for at in starts))
    together = [at for at in starts if abs(at - usual) <= 2]
    return min(together) if len(together) >= max(3, 0.3 * len(starts)) else None


def _settle(split: bool, run: list[TextLine], gutter: float) -> Iterator[tuple[bool, list[TextLine]]]:
    if split:
        both = sum(bool(_sides(line, gutter)[0] and _sides(line, gutter)[1]) for line in run)
        left = any(line.x0 < gutter - 1 for line in run)
        right = any(line.x1 > gutter + 1 for line in run)
        # A centred or short full-width line beside no partner is part of the running text.
        if left and right and _overlaps(run, gutter + 2) >= _FEW_OVERLAPS:
            split = True
        elif both == 0 or not (left and right) or (run[0].x0 < gutter < run[-1].x1 and both == 1 and len(run) > 3):
            split = False
    yield split, run
