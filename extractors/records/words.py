"""The words of a sentence, as triggers are compared with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLITICS = ("nya", "lah", "kah", "pun", "'s", "’s")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word in lower case and where it stands in the text."""

    form: str
    start: int
    end: int


def words(body: str, start: int, end: int) -> list[Word]:
    """The words of `body[start:end]`; hyphens and punctuation part words, apostrophes do not."""
    return [Word(match[0].lower(), match.start(), match.end()) for match in _WORD.finditer(body, start, end)]


def bare(form: str) -> str:
    """The word without its last clitic ("bidangnya" -> "bidang"), the word itself where it has none."""
    for clitic in _CLITICS:
        if form.endswith(clitic) and len(form) - len(clitic) >= _SHORTEST_STEM:
            return form[: -len(clitic)]
    return form
