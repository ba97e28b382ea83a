"""The stretches of a text that one language pipeline reads at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from archive.model import Block, Mention, Span, Text
from archive.model.mention import MentionKind
from extractors.sentences import split, whole_blocks

PassageLanguage = Literal["id", "en"]

LONGEST = 50_000
"""Characters of one passage; a longer run is cut between blocks, a longer block at white space."""


@dataclass(slots=True)
class Piece:
    """A block, or the part of an overlong block, inside a passage; `span` is in positions of the whole text."""

    span: Span
    block: Block


@dataclass
class Passage:
    """Neighbouring blocks of one language.

    `body` is the text from `start` on, so position `i` of `body` is position `start + i` of the text. Finders add
    their mentions, with positions of the whole text, by `add`, and see those of the finders before them.
    """

    text: Text
    language: PassageLanguage
    start: int
    end: int
    pieces: tuple[Piece, ...]
    mentions: list[Mention] = field(default_factory=list)

    @cached_property
    def body(self) -> str:
        """The characters of the passage."""
        return self.text.body[self.start : self.end]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the passage, in positions of the whole text."""
        return tuple(s for piece in self.pieces for s in split(self.text.body, piece.span.start, piece.span.end))

    def mention(self, start: int, end: int, kind: MentionKind, value: str, score: float = 1.0) -> Mention:
        """A mention of `body[start:end]`, positions of the passage."""
        span = Span(self.start + start, self.start + end)
        return Mention(span, kind, self.body[start:end], value, score)

    def found(self, *kinds: MentionKind) -> list[Mention]:
        """The mentions of the given kinds that earlier finders have left."""
        return [mention for mention in self.mentions if mention.kind in kinds]


def passages(text: Text) -> Iterator[Passage]:
    """The passages of a text in reading order; every block lies in one of them, in the language nearest to its own."""
    run: list[Piece] = []
    language: PassageLanguage = "id"
    pieces = [piece for block in whole_blocks(text) for piece in _cut(text.body, block)]
    for piece, own in zip(pieces, _languages(text, pieces), strict=True):
        if run and (own != language or piece.span.end - run[0].span.start > LONGEST):
            yield Passage(text, language, run[0].span.start, run[-1].span.end, tuple(run))
            run = []
        language = own
        run.append(piece)
    if run:
        yield Passage(text, language, run[0].span.start, run[-1].span.end, tuple(run))


def _cut(body: str, block: Block) -> Iterator[Piece]:
    start, end = block.span.start, block.span.end
    while end - start > LONGEST:
        middle, limit = start + LONGEST // 2, start + LONGEST
        border = max(body.rfind(" ", middle, limit), body.rfind("\n", middle, limit))
        border = border if border > start else limit
        yield Piece(Span(start, border), block)
        start = border
    yield Piece(Span(start, end), block)


def _languages(text: Text, pieces: list[Piece]) -> list[PassageLanguage]:
    """The language of each piece: the block's own, else that of the document, else that of the blocks before it."""
    document = _known(text.language)
    last = document or next((known for piece in pieces if (known := _known(piece.block.language))), "id")
    found: list[PassageLanguage] = []
    for piece in pieces:
        if piece.block.language == "en":
            last = "en"
        elif piece.block.language is not None and piece.block.language != "und":
            last = "id"
        elif document is not None:
            last = document
        found.append(last)
    return found


def _known(language: str | None) -> PassageLanguage | None:
    return "id" if language == "id" else "en" if language == "en" else None
