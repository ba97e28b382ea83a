"""What looks like a date and is none: numbers of laws, letters and files, times, money, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from extractors.mentions.passages import Passage, Word

MASK = "\x00"
"""Stands in the place of words that are no date."""

_WITH_DIGITS = re.compile(r"(?<!\S)[^\s\d@]*+[\d@]\S*+")
_NUMBERED = re.compile(
    r"""
      (?:https?://|www\.).+ | .+@.+\..+                                              # addresses
    | (?<![\w/])(?=[\w./-]*[A-Za-z])(?:[\w.-]+/){2,}[\w.-]+                          # letter numbers with letters
    | (?<![\w/])\d+[/.]\d+(?:[/-]\d+)*-[A-Za-z][\w./-]*
    | (?<![\w/])\d{1,4}(?:/\d{1,6}){3,}
    | \d[\d.,]*\d{3}\.\d{3}\b | \b\d{1,3}(?:,\d{3})+\b | \b\d{1,3}(?:\.\d{3})+(?!\d|[./-]\d)   # large numbers
    | (?<![\w.,/-])\d+,\d+(?![\d/])
    | \b[A-Z]{1,3}\d+[-/]\d+(?:/\d{4})?                                             # file marks
    | (?<![\d.:/-])\d{1,2}:\d\d(?::\d\d)?(?![\d:])                                  # times
    """,
    re.VERBOSE,
)
"""What is no date within one unbroken string of characters."""

_COMPOSED = re.compile(r"[/@:]|www\.|\d[.,-]\d")
"""Without any of this a string holds nothing of the kind."""

_LABELLED = re.compile(
    r"""
    (?=[\d(+$€£¥AIRSU]|\b[EFJKNPVefijknprv])(?:                                       # with what any of them begins
      (?:Rp\.?|IDR|USD|US\$|AUD|A\$|S\$|RM|[$€£¥])\s?\d[\d.,]*+                         # money
    | (?<![\w/])\(?\+?\d{2,4}\)?[-\s]\d{3,4}[-\s]\d{3,5}(?![\w/])                    # telephone numbers
    | \b(?:[Pp]ukul|[Pp]kl\.?|[Jj]am)\s\d{1,2}[.:]\d\d(?:[.:]\d\d)?                  # times
    | \b(?:[Nn]omor|NOMOR|[Nn]o\.|[Nn]umber|[Nn]r\.?|[Ff]ile|[Ee]disi|[Vv]ol(?:ume|\.)|[Ii]ssue|[Rr]ef\.?|ISSN|ISBN
        |NIP\.?|[Kk]ode\spos)
      \s?:?\s?[A-Za-z.-]{0,12}\d[\w./-]{0,60}(?:\s{1,4}(?:[Tt]ahun|TAHUN|of)\s{1,4}\d{4}\b)? # numbered things
    | \b(?:UUD|UUDNRI|KTT|ISO|SNI)\s\d{4,5}(?::\d{4})?\b)
    """,
    re.VERBOSE,
)
"""What is no date because of the word before it."""

_LONGEST_STRING = 120
_LABEL = 32
"""Characters from the beginning of such a word to the digits at most."""


def masked_words(passage: Passage) -> Sequence[Word]:
    """The words of the passage without those of law numbers and the like; a lone mark stands in their place."""
    body = passage.body
    covered = [passage.within(law) for law in passage.found("law")]
    strings = list(_WITH_DIGITS.finditer(body))
    for start, end in _stretches(strings):
        covered += [match.span() for match in _LABELLED.finditer(body, start, end) if not _is_date_like(match[0])]
    for string in strings:
        offset, characters = string.start(), string[0][:_LONGEST_STRING]
        if _COMPOSED.search(characters):
            covered += [(offset + m.start(), offset + m.end()) for m in _NUMBERED.finditer(characters)]
    masked = {index for start, end in covered for index in passage.words_in(start, end)}
    if not masked:
        return passage.words
    words = list(passage.words)
    for index in masked:
        words[index] = Word(words[index].start, words[index].end, MASK, MASK)
    # Of neighbours that are masked the first stands for all.
    kept = [True] * len(words)
    for index in masked:
        kept[index] = index - 1 not in masked
    return list(compress(words, kept))


def _stretches(strings: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Where in a body there are digits, with room for the word that says what they number, from left to right."""
    start = end = 0
    for string in strings:
        if string.start() - _LABEL > end:
            if end:
                yield start, end
            start = string.start() - _LABEL
        end = string.end()
    if end:
        yield max(start, 0), end


def _is_date_like(masked: str) -> bool:
    """True for "12-03-2020", which has the shape of a telephone number as well."""
    return bool(re.fullmatch(r"\(?\d{1,2}[-\s]\d{1,2}[-\s]\d{4}\)?", masked))
