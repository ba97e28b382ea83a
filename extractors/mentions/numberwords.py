"""Numbers in words, in Indonesian and English: "dua ribu sembilan belas", "twenty-second", "nineteen ninety-six"."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from extractors.mentions.passages import Word
from extractors.tables import rows

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
