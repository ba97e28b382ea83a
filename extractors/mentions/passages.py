"""The stretches of a text that one language pipeline reads at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import compress, groupby
from typing import Literal, NamedTuple

from archive.model import Block, Mention, Span, Text
from archive.model.mention import MentionKind
from archive.model.party import Party
from extractors.mentions import repair
from extractors.sentences import split, whole_blocks
from extractors.splitting import located

PassageLanguage = Literal["id", "en"]

LONGEST = 50_000
"""Characters of one passage; a longer run is cut between blocks, a longer block at white space."""

BORDER = "␤"
"""Stands between two blocks or two cells in the body of a passage; no white space, so that no name crosses it."""

_COLUMN_GAP = 3
"""Signs of white space from which on it divides columns or paragraphs."""

_WORD = re.compile(r"(?=\S)([^\W\d_]++(?:['’ʼ][^\W\d_]++)?|\d++|[^\w\s])")
_HYPHENATED = re.compile(r"(?<=[a-z])-\n[ \t]*(?=[a-z])")
_OPEN_END = re.compile(r"[\w,/-]$")
_CONTINUATION = re.compile(r"[a-z]{2}|(?:19|20)\d\d\b|\([a-z]{2}")


class Word(NamedTuple):
    """A word, a number or a mark of the passage: its place in the body, its characters, and those in lower case."""

    start: int
    end: int
    text: str
    lower: str


# Past the constructor of named tuples, which is a function of Python's for every word of a text.
_make_word = partial(tuple.__new__, Word)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block (or table cell) of a passage and where it stands in the passage's body."""

    start: int
    end: int
    block: Block


class _Run(NamedTuple):
    """Characters of the text that stand together in a body: from `start` on in the body, from `origin` in the text."""

    start: int
    origin: int
    length: int


@dataclass(eq=False)
class Passage:
    """Neighbouring blocks of one language, as a finder reads them.

    `body` holds the blocks with a BORDER between them; the cells of a table row are blocks of their own, with the
    lines of one cell put together; line-end hyphens are taken out and misread letters put right. `mention` leads from
    positions of `body` back to the text. `whole` says that it is all of its text. Finders see in `mentions` what those
    before them found.
    """

    text: Text
    language: PassageLanguage
    body: str
    runs: tuple[_Run, ...]
    pieces: tuple[Piece, ...]
    whole: bool = False
    mentions: list[Mention] = field(default_factory=list)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the passage, in positions of its body."""
        return tuple(sentence for piece in self.pieces for sentence in split(self.body, piece.start, piece.end))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, numbers and marks of the body."""
        starts, ends, texts = self._located
        return tuple(map(_make_word, zip(starts, ends, texts, self.lower, strict=True)))

    @cached_property
    def lower(self) -> list[str]:
        """The characters of the words in lower case."""
        return list(map(str.lower, self.texts))

    @cached_property
    def texts(self) -> list[str]:
        """The characters of the words as they are."""
        return self._located[2]

    @cached_property
    def _located(self) -> tuple[list[int], list[int], list[str]]:
        return located(_WORD, self.body)

    @cached_property
    def capitals(self) -> tuple[int, ...]:
        """The indices of the words that begin with a capital."""
        return tuple([at for at, text in enumerate(self.texts) if text[0].isupper()])

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that stand in small letters somewhere in the body."""
        return frozenset(filter(str.islower, self.texts))

    @cached_property
    def breaks(self) -> frozenset[int]:
        """The indices of the words before which the space is that between columns or paragraphs."""
        starts, ends, _ = self._located
        gaps = enumerate(zip(ends, starts[1:], strict=False), 1)
        wide = [(at, self.body[end:start]) for at, (end, start) in gaps if start - end >= _COLUMN_GAP]
        return frozenset(at for at, gap in wide if "\n" not in gap or gap.count("\n") > 1)

    def among(self, some: Container[str]) -> Iterator[int]:
        """The indices of the words that are among some in lower case, found without a step of Python for each word."""
        return compress(range(len(self.lower)), map(some.__contains__, self.lower))

    def words_in(self, start: int, end: int) -> range:
        """The indices of the words that begin in `body[start:end]`."""
        starts = self._located[0]
        return range(bisect_left(starts, start), bisect_left(starts, end))

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def piece_at(self, position: int) -> Piece:
        """The piece in which a position of the body lies."""
        return self.pieces[max(0, bisect_right(self._piece_starts, position) - 1)]

    def origin(self, start: int, end: int) -> Span:
        """Where `body[start:end]` stands in the text.

        Of a name spread over the lines of a table cell, with other cells between, the longest part.
        """
        at = max(0, bisect_right(self._starts, start) - 1)
        parts: list[Span] = []
        while at < len(self.runs) and (run := self.runs[at]).start < end:
            at += 1
            if run.start <= start < end <= run.start + run.length:
                return Span(run.origin + start - run.start, run.origin + end - run.start)
            left, right = max(start, run.start), min(end, run.start + run.length)
            if left < right:
                part = Span(run.origin + left - run.start, run.origin + right - run.start)
                if parts and not self.text.body[parts[-1].end : part.start].strip(" \n\t-"):
                    parts[-1] = Span(parts[-1].start, part.end)
                else:
                    parts.append(part)
        return max(parts, key=len) if parts else Span(0, 0)

    def mention(
        self, start: int, end: int, kind: MentionKind, value: str, score: float = 1.0, party: Party | None = None
    ) -> Mention:
        """A mention of `body[start:end]`."""
        span = self.origin(start, end)
        return Mention(span, kind, span.of(self.text.body), value, score, party)

    def within(self, mention: Mention) -> tuple[int, int]:
        """Where a mention of this passage stands in its body."""
        return self._inside(mention.span.start), self._inside(mention.span.end - 1) + 1

    def words_of(self, mention: Mention) -> range:
        """The indices of the words of a mention of this passage."""
        return self.words_in(*self.within(mention))

    @cached_property
    def _by_origin(self) -> list[tuple[int, int, int]]:
        return sorted((run.origin, run.start, run.length) for run in self.runs)

    @cached_property
    def _origins(self) -> list[int]:
        return [origin for origin, _, _ in self._by_origin]

    def _inside(self, position: int) -> int:
        at = bisect_right(self._origins, position) - 1
        origin, start, length = self._by_origin[max(0, at)]
        return start + max(0, min(position - origin, length - 1))

    def position(self, origin: int) -> int | None:
        """Where a character of the text stands in the body; None where it lies in another passage."""
        at = bisect_right(self._origins, origin) - 1
        if at < 0:
            return None
        first, start, length = self._by_origin[at]
        return start + origin - first if origin < first + length else None

    def found(self, *kinds: MentionKind) -> list[Mention]:
        """The mentions of the given kinds that earlier finders have left."""
        return [mention for mention in self.mentions if mention.kind in kinds]


def split_words(body: str) -> list[str]:
    """The characters of the words, numbers and marks that a passage with this body has."""
    return _WORD.findall(body)


def passages(text: Text) -> Iterator[Passage]:
    """The passages of a text in reading order; every block lies in one of them, in the language nearest to its own."""
    noisy = repair.is_noisy(text.body)
    groups: list[tuple[PassageLanguage, list[_Part]]] = []
    size = 0
    parts = list(_parts(text))
    for part, own in zip(parts, _languages(text, parts), strict=True):
        if not groups or own != groups[-1][0] or size > LONGEST:
            groups.append((own, []))
            size = 0
        groups[-1][1].append(part)
        size += sum(map(len, part.spans))
    for language, group in groups:
        yield _passage(text, language, group, noisy, len(groups) == 1)


class _Part(NamedTuple):
    block: Block
    spans: tuple[Span, ...]


def _parts(text: Text) -> Iterator[_Part]:
    """The blocks of the text, table rows taken apart into cells, overlong blocks into lengths."""
    cells: dict[tuple[int | None, int | None], list[Block]] = {}
    flows: dict[tuple[int | None, int | None], list[Block]] = {}
    for block in text.blocks:
        if block.kind == "table_cell":
            cells.setdefault((block.table, block.row), []).append(block)
        elif _in_column(block):
            flows.setdefault((block.row, block.column), []).append(block)
    for block in whole_blocks(text):
        if _in_column(block):
            # The lines of a paragraph beside another column are blocks of their own; its first brings them all.
            lines = flows[block.row, block.column]
            if block is lines[0]:
                yield _Part(block, tuple(line.span for line in lines))
            continue
        inner = [
            cell for cell in cells.get((block.table, block.row), ()) if block.span.contains(cell.span) and cell != block
        ]
        if block.kind == "table_row" and inner:
            ordered = sorted(inner, key=lambda cell: cell.column or 0)
            for _, column in groupby(ordered, key=lambda cell: cell.column):
                fragments = list(column)
                yield _Part(fragments[0], tuple(cell.span for cell in fragments))
        else:
            for span in _cut(text.body, block.span):
                yield _Part(block, (span,))


def _in_column(block: Block) -> bool:
    """True for a line of a paragraph that stands beside another one; `row` and `column` say which paragraph."""
    return block.table is None and block.column is not None


def _cut(body: str, whole: Span) -> Iterator[Span]:
    start, end = whole.start, whole.end
    while end - start > LONGEST:
        middle, limit = start + LONGEST // 2, start + LONGEST
        border = max(body.rfind(" ", middle, limit), body.rfind("\n", middle, limit))
        border = border if border > start else limit
        yield Span(start, border)
        start = border
    yield Span(start, end)


def _passage(text: Text, language: PassageLanguage, parts: list[_Part], noisy: bool, whole: bool) -> Passage:
    body: list[str] = []
    runs: list[_Run] = []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if body:
            separator = " " if _goes_on(body[-1], text.body, part) else BORDER
            body.append(separator)
            length += 1
        start = length
        for number, span in enumerate(part.spans):
            if number and re.search(r"[a-z]-$", body[-1]) and text.body[span.start].islower():
                # A word divided at the end of a line of its cell or column.
                body[-1] = body[-1][:-1]
                runs[-1] = runs[-1]._replace(length=runs[-1].length - 1)
                length -= 1
            elif number:
                body.append(" ")
                length += 1
            for piece in _unbroken(text.body, span):
                characters = piece.of(text.body)
                runs.append(_Run(length, piece.start, len(characters)))
                body.append(repair.repair(characters) if noisy else characters)
                length += len(characters)
        pieces.append(Piece(start, length, part.block))
    return Passage(text, language, "".join(body), tuple(runs), tuple(pieces), whole)


def _goes_on(before: str, body: str, part: _Part) -> bool:
    """True where a paragraph plainly continues the block before it: a parser took a line's end for a block's."""
    start = part.spans[0].start
    if part.block.kind != "paragraph" or part.block.table is not None or not _OPEN_END.search(before[-4:].rstrip()):
        return False
    gap = body[max(0, start - 60) : start]
    lines = gap[len(gap.rstrip()) :].count("\n")
    return lines == 1 and bool(_CONTINUATION.match(body, start))


def _unbroken(body: str, span: Span) -> Iterator[Span]:
    """The span without line-end hyphens; a doubled word ("kota-\\nkota") keeps its hyphen."""
    start = span.start
    if body.find("-\n", span.start, span.end) < 0:
        yield span
        return
    for broken in _HYPHENATED.finditer(body, span.start, span.end):
        left = re.search(r"[a-z]+$", body[max(start, broken.start() - 20) : broken.start()])
        if left is not None and body.startswith(left[0], broken.end()):
            continue
        yield Span(start, broken.start())
        start = broken.end()
    yield Span(start, span.end)


def _languages(text: Text, parts: list[_Part]) -> list[PassageLanguage]:
    """The language of each part: the block's own, else that of the document, else that of the blocks before it.

    Table cells are too short to be told apart; they go with the document.
    """
    document = _known(text.language)
    last = document or next((known for part in parts if (known := _known(part.block.language))), None) or "id"
    found: list[PassageLanguage] = []
    for part in parts:
        own = part.block.language
        if part.block.kind == "table_cell" or own is None or own == "und":
            last = document or last
        else:
            last = "en" if own == "en" else "id"
        found.append(last)
    return found


def _known(language: str | None) -> PassageLanguage | None:
    return "id" if language == "id" else "en" if language == "en" else None
