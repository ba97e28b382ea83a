"""Search within one text, forgiving case and accents."""

from __future__ import annotations

import unicodedata

from archive.model import Span

MOST = 500


def matches(body: str, wanted: str) -> list[Span]:
    """Where `wanted` stands in the text, at most MOST times; any white space in it matches any white space."""
    needle = "".join(_folded(char) for char in wanted).split()
    if not needle:
        return []
    folded: list[str] = []
    origin: list[int] = []
    for position, char in enumerate(body):
        piece = " " if char.isspace() else _folded(char)
        if piece == " " and folded and folded[-1] == " ":
            continue
        folded.extend(piece)
        origin.extend([position] * len(piece))
    hay, phrase = "".join(folded), " ".join(needle)
    spans: list[Span] = []
    start = hay.find(phrase)
    while start >= 0 and len(spans) < MOST:
        spans.append(Span(origin[start], origin[start + len(phrase) - 1] + 1))
        start = hay.find(phrase, start + len(phrase))
    return spans


def _folded(char: str) -> str:
    if char.isascii():
        return char.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(c))
