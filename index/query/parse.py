"""A query read into a tree. There are no wrong queries: what cannot be read is taken as words, and a note says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from index.analysis.tokens import words
from index.query.names import field_names, range_fields
from index.query.tree import And, Fuzzy, Node, Not, Nothing, Or, Phrase, Prefix, Range, Value, Wildcard, Word, join

MOST_CHARACTERS = 4_000
MOST_WORDS = 64
DEEPEST = 16
LONGEST_WORD = 200

QUOTES = '"“”„«»'
ORS = frozenset({"OR", "ATAU", "|", "||"})
ANDS = frozenset({"AND", "DAN", "&", "&&"})
NOTS = frozenset({"NOT", "BUKAN"})

_FUZZY = re.compile(r"(.+?)~([12]?)")
_BOUND = re.compile(r"(>=|<=|>|<)(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read: the tree, and notes on what was left out or taken otherwise."""

    tree: Node
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A sign of the language: ( ) OR NOT, or "field" for the field of what follows."""

    sign: str
    field: str = ""


_Piece: TypeAlias = _Mark | Node


def parse(text: str) -> Query:
    """Read a query. Any text can be read, in time that its length (up to a limit) bounds."""
    notes: dict[str, None] = {}
    text = text.replace("\0", " ")
    if len(text) > MOST_CHARACTERS:
        notes[f"Only the first {MOST_CHARACTERS:,} characters of the query were read."] = None
        text = text[:MOST_CHARACTERS]
    pieces = _limited(list(_pieces(text, notes)), notes)
    return Query(_Parser(pieces, notes).parse(), tuple(notes))


def _limited(pieces: list[_Piece], notes: dict[str, None]) -> list[_Piece]:
    kept: list[_Piece] = []
    count = 0
    for piece in pieces:
        if not isinstance(piece, _Mark):
            count += max(1, len(words(piece.text)) if isinstance(piece, Word | Phrase | Value) else 1)
            if count > MOST_WORDS:
                notes[f"Only the first {MOST_WORDS} words of the query were searched."] = None
                break
        kept.append(piece)
    return kept


def _pieces(text: str, notes: dict[str, None]) -> Iterator[_Piece]:
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            yield _Mark(char)
            at += 1
        elif char in QUOTES:
            inside, at = _quoted(text, at, notes)
            if words(inside):
                yield Phrase(inside)
        elif char == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in "-)":
            yield _Mark("NOT")
            at += 1
        else:
            end = at
            while end < len(text) and not text[end].isspace() and text[end] not in "()" and text[end] not in QUOTES:
                end += 1
            chunk = text[at:end]
            at = end
            if chunk not in ORS:
                chunk = re.sub(r"^[^\w*?]+", "", chunk)
            name, colon, rest = chunk.partition(":")
            field = field_names().get(name.casefold()) if colon else None
            if field and not rest and at < len(text) and text[at] in QUOTES:
                inside, at = _quoted(text, at, notes)
                if field in range_fields():
                    yield from _field(field, inside, notes)
                elif words(inside):
                    yield Value(field, inside)
            elif field and not rest and at < len(text) and text[at] == "(":
                yield _Mark("field", field)
            elif field:
                yield from _field(field, rest, notes)
            else:
                if name.isalpha() and rest and not rest.startswith("//"):
                    notes[f"There is no field {name[:40]}; it was taken as a word."] = None
                yield from _plain(chunk, notes)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str, at: int, notes: dict[str, None]) -> tuple[str, int]:
    end = at + 1
    while end < len(text) and text[end] not in QUOTES:
        end += 1
    if end == len(text):
        notes["A quotation mark was not closed; the phrase was taken to the end."] = None
    return _squeezed(text[at + 1 : end]), end + 1


def _field(field: str, value: str, notes: dict[str, None]) -> Iterator[_Piece]:
    if field in range_fields():
        limits = _range(field, value)
        if limits is not None:
            yield limits
        elif words(value):
            notes[f"{field}:{value[:40]} is no year, date or range; it was taken as words."] = None
            for part in re.split(r"[:\s()]+", value):
                yield from _plain(part, notes)
    elif words(value):
        yield Value(field, value[:LONGEST_WORD])


def _range(field: str, value: str) -> Range | None:
    first, dots, last = value.partition("..")
    bound = _BOUND.fullmatch(value)
    if dots:
        limits = Range(field, first or None, last or None)
    elif bound:
        sign, limit = bound.groups()
        limits = Range(
            field,
            limit if sign[0] == ">" else None,
            limit if sign[0] == "<" else None,
            open_first=sign == ">",
            open_last=sign == "<",
        )
    else:
        limits = Range(field, value, value)
    ends = [end for end in (limits.first, limits.last) if end is not None]
    return limits if ends and all(is_date(end) for end in ends) else None


def is_date(text: str) -> bool:
    """True for a year, month or day in ISO 8601."""
    from archive.model import PartialDate

    try:
        PartialDate(text)
    except ValueError:
        return False
    return text.isascii()


def _plain(chunk: str, notes: dict[str, None]) -> Iterator[_Piece]:
    if chunk in ORS:
        yield _Mark("OR")
        return
    if chunk in NOTS:
        yield _Mark("NOT")
        return
    if chunk in ANDS or not words(chunk):
        if chunk.strip("*?~ ") == "" and "*" in chunk:
            notes["A star alone stands for every word and was left out."] = None
        return
    # A question mark at the end of a word is punctuation.
    core = re.sub(r"^[^\w*?]+|[^\w*~]+$", "", chunk[:LONGEST_WORD])
    fuzzy = _FUZZY.fullmatch(core)
    form = re.sub(r"[^\w*]+$", "", core)
    if fuzzy and len(words(fuzzy[1])) == 1 and not set("*?") & set(fuzzy[1]):
        yield Fuzzy(words(fuzzy[1])[0], int(fuzzy[2] or 1))
    elif "*" in form or "?" in form:
        yield from _with_stars(form)
    else:
        yield from (Word(part) for part in _trimmed(re.split("[~:]+", form)))


def _trimmed(parts: list[str]) -> Iterator[str]:
    """The parts without punctuation around them, as far as words remain."""
    for part in parts:
        bare = re.sub(r"^[^\w]+|[^\w]+$", "", part)
        if words(bare):
            # As a word, a sign of the language is written small.
            yield bare.lower() if bare in ORS | ANDS | NOTS else bare


def _with_stars(form: str) -> Iterator[_Piece]:
    """A word with stars; of a compound with a hyphen, the parts."""
    for part in (piece.rstrip("?'’") for piece in re.split(r"[^\w*?'’]+|_", form)):
        bare = re.sub(r"[*?]+", "", part)
        if not words(bare):
            continue
        pattern = "".join(piece if piece in "*?" else "".join(words(piece)) for piece in re.split(r"([*?])", part))
        pattern = re.sub(r"\*+", "*", pattern)[:LONGEST_WORD].rstrip("?")
        if not set("*?") & set(pattern):
            yield from (Word(word) for word in _trimmed(re.split("[~:]+", part)))
        elif pattern.endswith("*") and not set("*?") & set(pattern[:-1]):
            yield Prefix(pattern[:-1])
        else:
            yield Wildcard(pattern)


class _Parser:
    """Reads pieces: an OR of ANDs of units, where a unit is a leaf, a group, or NOT and a unit."""

    def __init__(self, pieces: list[_Piece], notes: dict[str, None]) -> None:
        self._pieces = pieces
        self._notes = notes
        self._at = 0

    def parse(self) -> Node:
        found: list[Node] = []
        while self._at < len(self._pieces):
            found.append(self._any(0, ""))
            if self._sign() == ")":
                self._notes["A closing parenthesis had no opening one and was left out."] = None
                self._at += 1
        return join(And, found)

    def _sign(self) -> str:
        piece = self._pieces[self._at] if self._at < len(self._pieces) else None
        return piece.sign if isinstance(piece, _Mark) else ""

    def _any(self, depth: int, field: str) -> Node:
        alternatives = [self._every(depth, field)]
        while self._sign() == "OR":
            self._at += 1
            alternatives.append(self._every(depth, field))
        return join(Or, alternatives)

    def _every(self, depth: int, field: str) -> Node:
        found: list[Node] = []
        while self._at < len(self._pieces) and self._sign() not in ("OR", ")"):
            found.append(self._unit(depth, field))
        return join(And, found)

    def _unit(self, depth: int, field: str) -> Node:
        denied = False
        while self._sign() == "NOT":
            denied = not denied
            self._at += 1
        if self._sign() == "field":
            mark = self._pieces[self._at]
            field = mark.field if isinstance(mark, _Mark) else ""
            self._at += 1
        node = self._group(depth, field) if self._sign() == "(" else self._leaf(field)
        if not denied or isinstance(node, Nothing):
            return node
        return node.child if isinstance(node, Not) else Not(node)

    def _group(self, depth: int, field: str) -> Node:
        self._at += 1
        if depth >= DEEPEST:
            self._notes[f"Parentheses deeper than {DEEPEST} were left out."] = None
            return Nothing()
        node = self._any(depth + 1, field)
        if self._sign() == ")":
            self._at += 1
        elif self._at >= len(self._pieces):
            self._notes["A parenthesis was not closed; the group was taken to the end."] = None
        return node

    def _leaf(self, field: str) -> Node:
        if self._at >= len(self._pieces) or self._sign() in ("OR", ")"):
            return Nothing()
        piece = self._pieces[self._at]
        self._at += 1
        if isinstance(piece, _Mark):
            return Nothing()
        if not field or not isinstance(piece, Word | Phrase):
            return piece
        if field in range_fields():
            return _range(field, piece.text) or piece
        return Value(field, piece.text)
