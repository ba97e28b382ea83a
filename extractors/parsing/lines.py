"""Lines of a plain text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from archive.model import Span

# The blank comes before the look-behind, so that the search goes from blank to blank.
_GAP = re.compile(r"[ \u00a0](?<=\S.)[ \u00a0]{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line without wide gaps: its place in the body and its columns on the line."""

    span: Span
    left: int
    text: str

    @property
    def right(self) -> int:
        return self.left + len(self.text)


@dataclass(frozen=True)
class Line:
    """One line of the body; `start` is the place of its first character, `raw` its text without the line end.

    `text` is the same without the blanks around it.
    """

    number: int
    start: int
    raw: str
    text: str

    @cached_property
    def indent(self) -> int:
        return len(self.raw.expandtabs(4)) - len(self.raw.expandtabs(4).lstrip())

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def span(self) -> Span:
        """Where the text of the line stands, without the blanks around it."""
        lead = len(self.raw) - len(self.raw.lstrip())
        return Span(self.start + lead, self.start + lead + len(self.text))

    def whole(self) -> Segment:
        """The line as one segment, whatever gaps it has."""
        segments = self.segments()
        return segments[0] if len(segments) == 1 else Segment(self.span, self.span.start - self.start, self.text)

    def segments(self) -> tuple[Segment, ...]:
        """The parts of the line between gaps of three or more blanks."""
        return self._segments

    @cached_property
    def _segments(self) -> tuple[Segment, ...]:
        if self.blank:
            return ()
        lead = len(self.raw) - len(self.raw.lstrip())
        body = self.text
        if "  " not in body and "\u00a0" not in body:
            return (self._segment(lead, body),)
        out = []
        at = 0
        for gap in _GAP.finditer(body):
            out.append(self._segment(lead + at, body[at : gap.start()]))
            at = gap.end()
        out.append(self._segment(lead + at, body[at:]))
        return tuple(out)

    def cut(self, left: int, right: int) -> Segment | None:
        """The part of the line between two columns, without blanks around it; None where there is none."""
        piece = self.raw[left:right]
        text = piece.strip()
        if not text:
            return None
        return self._segment(left + len(piece) - len(piece.lstrip()), text)

    def _segment(self, left: int, text: str) -> Segment:
        return Segment(Span(self.start + left, self.start + left + len(text)), left, text)


def lines(body: str) -> list[Line]:
    """The lines of the body; a form feed ends a line too."""
    out = []
    start = 0
    for number, raw in enumerate(re.split(r"[\n\f]", body)):
        out.append(Line(number, start, raw, raw.strip()))
        start += len(raw) + 1
    return out
