"""How a text becomes words: the same for documents, queries and names of places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.reference.folding import fold

LONGEST = 64
"""Words are cut at so many characters; what is longer is no word."""

# A Chinese or Japanese character is a word of its own; an apostrophe inside a word belongs to it (Xi'an, Jum'at),
# except before a final s (Java's).
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:[^\W_{IDEOGRAPHS}][\u0300-\u036f]*)"
_APOSTROPHE = r"['’ʼ‘`´](?!s(?![^\W_]))"
WORD = re.compile(rf"[{IDEOGRAPHS}]|{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*", re.IGNORECASE)
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:['`](?!s(?![a-z0-9]))[a-z0-9]+)*")


def words(text: str) -> list[str]:
    """The words of a text in their folded form, in order."""
    if text.isascii():
        found = _ASCII_WORD.findall(text.lower())
        if "'" in text or "`" in text:
            found = [word.replace("'", "").replace("`", "") for word in found]
    else:
        found = [word.lower() if word.isascii() and word.isalnum() else fold_word(word) for word in WORD.findall(text)]
    if len(text) > LONGEST and any(len(word) > LONGEST for word in found):
        return [word[:LONGEST] for word in found]
    return found


def fold_word(word: str) -> str:
    """The folded form of one word; a word that folds to nothing stays as it is."""
    return fold(word).replace(" ", "") or word


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text with the characters they cover."""
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        yield fold_word(match[0])[:LONGEST], match.start(), match.end()
