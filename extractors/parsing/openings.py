"""What a paragraph is by the words that open it: heading, list item, caption, footnote or plain text.

Every format asks here, so that the same document has the same blocks whether it came as text, PDF or from Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.model.text import BlockKind
from extractors.parsing.marks import Marker, is_heading, is_section, is_shouted, marker
from extractors.parsing.nesting import Nesting

SENTENCE_END = re.compile(r"""[.!?:;]["'”’)\]*_]*$""")
_CAPTION = re.compile(r"(?:tabel|table|gambar|figure|grafik|chart|foto|photo)\s*(?:\d+|[ivx]+)?\s*[.:]\s*\S", re.I)
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|\[\^\d{1,3}\]:?|\*{1,3}\)|\d{1,2}\))\s+\S|[¹²³⁴-⁹]+\s*\S")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens: the kind of block, and how deep it lies."""

    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Below:
    """The line that follows without a blank one between: how it begins, and its indent."""

    text: str
    indent: float


class Openings:
    """Judges paragraphs in order; remembers which list levels are open.

    `texts` are all lines or paragraphs of the document; they are looked at when a letter may be an initial or a number.
    Indents are in characters or points; `nesting` knows how far those of one level may differ. `begun` is for the
    reader of pages: whether running text has come yet.
    """

    def __init__(self, texts: Iterable[str], nesting: Nesting) -> None:
        self.nesting = nesting
        self.begun = False
        self._texts = texts
        self._known: frozenset[tuple[str, str]] | None = None

    def marker(self, text: str) -> Marker | None:
        """The list marker of a paragraph; an initial ("M. Natsir") is none."""
        mark = marker(text)
        if mark is None or mark.style not in {"A.", "I."} or mark.value in {"A", "I"}:
            return mark
        if mark.style in self.nesting.styles or any(style[-2:] == mark.style for style in self.nesting.styles):
            return mark
        if mark.style == "A." and not self._has_series(mark) and not is_shouted(text[mark.length :]):
            return None
        return mark

    def item(self, mark: Marker, text: str, indent: float, below: Below | None) -> Opening:
        """What a paragraph with a list marker is: a heading where the marker numbers a short line over text."""
        rest = text[mark.length :]
        short = len(rest) <= 90 and not SENTENCE_END.search(rest) and not rest.endswith(",")
        upper = mark.style in {"I.", "A.", "1."} or mark.depth > 1
        opens = below is None or self.nesting.is_deeper(below.indent, indent) or marker(below.text) is not None
        if short and upper and (is_heading(rest.strip("*_ ")) or (mark.style in {"I.", "A."} and opens)):
            self.nesting.close()
            return Opening("heading", mark.depth + (mark.style == "1."))
        return Opening("list_item", self.nesting.level(mark.style, indent))

    def other(self, text: str, indent: float) -> Opening:
        """What a paragraph without a list marker is."""
        self.nesting.leave(indent)
        if len(text) <= 120 and is_section(text) and not text.endswith((".", ",", ";")):
            self.nesting.close()
            return Opening("heading", 1)
        bare = text.strip("*_ ")
        if len(bare) <= 200 and is_heading(bare) and len(bare.split()) > 1:
            return Opening("heading", 1)
        if len(text) <= 200 and _CAPTION.match(text):
            return Opening("caption", self.nesting.depth)
        return Opening("footnote" if _FOOTNOTE.match(text) else "paragraph", self.nesting.depth)

    def whole(self, text: str, indent: float, below: Below | None) -> Opening:
        """What a paragraph is that is known to begin here."""
        mark = self.marker(text)
        return self.item(mark, text, indent, below) if mark else self.other(text, indent)

    def _has_series(self, mark: Marker) -> bool:
        """True where the marker before this one in the alphabet opens a line of the text too."""
        if self._known is None:
            self._known = frozenset(_marks(self._texts))
        return (mark.style, chr(ord(mark.value) - 1)) in self._known


def _marks(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        mark = marker(text.strip())
        if mark is not None and mark.style == "A.":
            yield mark.style, mark.value
