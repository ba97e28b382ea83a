"""Where sentences begin and end."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from archive.model import Block, Span, Text
from extractors.tables import column

_STOP = re.compile(
    # Possessive runs and the look-behind keep the search linear on "....." without end. The sign comes before the
    # look-behind, so that the search goes from sign to sign and not from letter to letter.
    r"(?P<stop>[.!?…](?<![.!?…]{2})[.!?…]*+)(?P<close>[\"'”’»)\]*_]*+)(?P<gap>\s++|(?=[A-Z\u00c0-\u00de][a-z]{2}))"
    r"(?=[\"'“‘«(\[*_–—-]{0,6}\s?[\w“\"])"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘'/]*$")
_MARKER = re.compile(r"(?:^|[\n;:])\s*\(?(?:[0-9]{1,3}|[A-Za-z]|[IVXLivxl]{1,6})$")
_INITIAL = re.compile(r"(?:[A-Z]\.?-?){1,3}$")
_LOOK_BACK = 40


@functools.cache
def _never_final() -> frozenset[str]:
    """Abbreviations after which a sentence goes on, whatever follows."""
    words = {word for use in ("title", "label", "inner") for word in column("abbreviations", "form", use=use)}
    return frozenset(words | {word.capitalize() for word in words})


@functools.cache
def _maybe_final() -> frozenset[str]:
    """Abbreviations after which a sentence ends where a capital follows."""
    return frozenset(column("abbreviations", "form", use="degree") + column("abbreviations", "form", use="end"))


def sentences(text: Text) -> tuple[Span, ...]:
    """The sentences of a text in reading order; none crosses a block, and white space around them is left out.

    A table row is read as a whole: its cells give no sentences of their own.
    """
    return tuple(span for block in whole_blocks(text) for span in split(text.body, block.span.start, block.span.end))


def whole_blocks(text: Text) -> Iterator[Block]:
    """The blocks that lie in no other block; a text without blocks is one paragraph."""
    if not text.blocks and text.body.strip():
        yield Block(Span(0, len(text.body)), "paragraph")
        return
    end = 0
    for block in text.blocks:
        if block.span.start >= end and len(block.span):
            yield block
            end = block.span.end


def split(body: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `body[start:end]`, in time linear in its length."""
    first = start
    for stop in _STOP.finditer(body, start, end):
        if _ends_sentence(body, first, stop):
            yield from _trimmed(body, first, stop.end("close"))
            first = stop.end("close")
    yield from _trimmed(body, first, end)


def _trimmed(body: str, start: int, end: int) -> Iterator[Span]:
    # Not by str.strip on a copy of the whole: only the ends are looked at.
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _ends_sentence(body: str, first: int, stop: re.Match[str]) -> bool:
    following = _first_letter(body, stop.end())
    if following.islower():
        return False
    before = body[max(first, stop.start() - _LOOK_BACK) : stop.start()]
    word_match = _WORD_BEFORE.search(before)
    word = word_match[0] if word_match else ""
    if not stop["gap"]:
        return stop["stop"] == "." and _is_glued_stop(body, word, stop.end())
    if stop["stop"] != ".":
        return bool(stop["close"]) or not following.isdigit() or stop["stop"] != "…"
    if stop["close"].strip("*_)") or ")" in stop["close"]:
        return True
    if stop.start() - first < _LOOK_BACK and _MARKER.search(before):
        return False
    if word in _never_final():
        return False
    if word in _maybe_final():
        return True
    return not _INITIAL.match(word)


def _first_letter(body: str, position: int) -> str:
    """The first letter or digit from `position`, past opening quotes; a space where there is none near."""
    for sign in body[position : position + 6]:
        if sign.isalnum():
            return sign
    return " "


def _is_glued_stop(body: str, word: str, position: int) -> bool:
    """True for "Jakarta.Selain", a lost space, but not for "detik.Com" or an abbreviation."""
    following = re.compile(r"\w+").match(body, position)
    if following is None or word in _never_final() or word in _maybe_final():
        return False
    after = body[following.end() : following.end() + 1]
    return (
        len(word) > 3 and word[-1].islower() and "." not in word and after in {" ", ",", ""} and len(following[0]) > 3
    )
