"""Numbers in words, in Indonesian and English: "dua ribu sembilan belas", "twenty-second", "nineteen ninety-six"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.mentions.passages import Word
from extractors.tables import rows

_SINGLE = {"se": 1, "a": 1, "an": 1, "setengah": 0}
"""Words that count one thing, or none whole, beside what they count: "setahun", "a year"."""
_BELOW = 100
_JOINED = re.compile(r"(?<!\w)(?!se)([^\W\d_]+?)(belas|puluh)(?!\w)")
"""Written as one word ("duabelas"); "sepuluh" and "sebelas" are words of their own."""
_PARTS = re.compile(r"[^\W\d_]+|-")
_JOINTS = frozenset({"-", "and"})


@functools.cache
def table(use: str) -> dict[str, int]:
    """The words of one use in the calendar list with their values."""
    return {row["form"]: int(row["value"]) for row in rows("calendar") if row["use"] == use}


@functools.cache
def starters() -> frozenset[str]:
    """The words with which a number in words can begin."""
    return frozenset(table("number")) | frozenset(table("ordinal"))


def number_at(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The number in words that begins at `words[at]` and the index after it; None where there is none."""
    numbers, ordinals, times = table("number"), table("ordinal"), table("times")
    total, part, index, taken = 0, 0, at, at
    while index < len(words):
        word = words[index].lower
        if word in ordinals:
            return total + part + ordinals[word], index + 1
        if word in numbers:
            value = numbers[word]
            if part % 100 and value >= 10 and not (10 <= part % 100 < 100 and part % 10 == 0 and value < 10):
                if not (10 <= part < 100 and taken == index):
                    break
                part = part * 100 + value  # "nineteen ninety"
            elif part % 10 and value < 10:
                break
            else:
                part += value
        elif word == "belas" and 0 < part % 10 == part % 100:
            part += 10
        elif word in times and (part or total):
            scale = times[word]
            if scale == 1000:
                total, part = (total + part) * 1000, 0
            else:
                low = part % (10 if scale == 10 else 100)
                part += low * (scale - 1)
        elif word in _JOINTS and index > at and index + 1 < len(words) and _is_number(words[index + 1].lower):
            if word == "and" and not (total or part >= 100):
                break
            index += 1
            taken = index
            continue
        else:
            break
        index += 1
        taken = index
    return (total + part, taken) if taken > at else None


def _is_number(word: str) -> bool:
    return word in table("number") or word in table("ordinal")


@functools.cache
def counting() -> str:
    """A pattern for a number below a hundred as it stands before what it counts, in figures or in words."""
    words = "|".join(sorted((word for word, value in table("number").items() if value < _BELOW), key=len, reverse=True))
    single = "|".join(sorted(_SINGLE, key=len, reverse=True))
    return rf"\d{{1,2}}|(?:{words})(?:[ -]?(?:belas|puluh))?(?:[ -](?:{words}))?|{single}"


def counted(text: str) -> int:
    """The number that `counting` found; 0 where it is none whole."""
    lower = text.lower()
    if lower.isdigit():
        return int(lower)
    if lower in _SINGLE:
        return _SINGLE[lower]
    parts = _PARTS.findall(_JOINED.sub(r"\1 \2", lower))
    found = number_at([Word(0, 0, part, part) for part in parts], 0)
    return found[0] if found is not None else 0
