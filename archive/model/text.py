"""What a parser read from an original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.dates import PartialDate
from archive.model.maker import Maker
from archive.model.span import Span

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "table_cell", "caption", "footnote"]
DocumentKind = Literal["news", "report", "agreement", "regulation", "other"]
Language = Literal["id", "en", "mixed", "und"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that went wrong with one document, as data.

    `code` is stable and short ("encrypted", "too_large"); `message` is a sentence that says what happened and
    what can be done.
    """

    code: str
    message: str
    step: str = "parse"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, the characters it covers, its size in points (0 where there is none)."""

    number: int
    span: Span
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or cell: a span with a kind.

    Table rows contain their cells: a row block is followed by its cell blocks, whose spans lie inside it.
    `table` numbers the tables of the text, `row` and `column` count from 0. `level` is the depth of a heading or
    list item. `language` is None where the block is too short to tell.
    """

    span: Span
    kind: BlockKind
    page: int = 1
    language: str | None = None
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Where the characters of `span` (about a word) stand on their page, in points from the top left."""

    span: Span
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an original; its body is final, every later position is a span of it.

    `body` is NFC; blocks and pages are in reading order; text between blocks is white space only. `id` is the id of
    the original. `site`, `author` and `url` are what a web page says of itself.
    """

    id: str
    body: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()
    language: Language = "und"
    kind: DocumentKind = "other"
    title: str | None = None
    published: PartialDate | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    maker: Maker | None = None
    faults: tuple[Fault, ...] = ()

    def page_of(self, position: int) -> int:
        """The number of the page on which the character at `position` stands (1 where there are no pages)."""
        number = 1
        for page in self.pages:
            if page.span.start > position:
                break
            number = page.number
        return number
