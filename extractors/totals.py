"""Totals that a document claims: "22 sister city dan 17 mitra lembaga", "twenty-one sister cities"."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.model import HOME, Mention, PartialDate, Party, Span, Text
from archive.register.totals import ClaimedTotal, Counted
from extractors.mentions.numberwords import number_at, starters
from extractors.mentions.passages import Word
from extractors.sentences import sentences
from extractors.tables import column, either, rows

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d{3})*|[^\w\s]")
_LARGEST = 2000
"""A government with more foreign partners than this is a misreading."""

_LEAST = {"LoI": 5, "MoU": 5}
"""Fewer papers than this ("two MoUs were signed") are news of these papers, not a total."""

_OFTEN = 3
"""A government named so often is whose totals a text speaks of, where the paragraph names none."""


def totals(text: Text, mentions: Sequence[Mention]) -> tuple[ClaimedTotal, ...]:
    """The totals of foreign cooperation that a text claims, in its order.

    A total belongs to the Indonesian government named last before it in its paragraph, else to the one that the text
    names most, and often. It holds for the year that its sentence names last, else for the day of publication.
    """
    if not _anything().search(text.body):
        return ()
    homes = [(mention.span.start, mention.party) for mention in mentions if _is_home(mention) and mention.party]
    years = [(mention.span, mention.value) for mention in mentions if mention.kind == "date"]
    found = []
    for sentence in sentences(text):
        for span, number, counted, least in _in_sentence(text.body, sentence):
            home = _home_of(text, span, homes)
            found.append(ClaimedTotal(text.id, counted, number, span, home, _at(text, sentence, years), least))
    return tuple(found)


def _in_sentence(body: str, sentence: Span) -> Iterator[tuple[Span, int, Counted, bool]]:
    piece = sentence.of(body)
    for match in _anything().finditer(piece):
        words = [
            Word(word.start(), word.end(), word.group(), word.group().lower())
            for word in _WORD.finditer(piece, 0, match.start())
        ]
        while words and words[-1].lower in _single("between"):
            words.pop()
        number = _number_before(words)
        if number is None:
            continue
        value, first = number
        before = piece[: words[first].start].lower()
        counted = _counts()[_squeezed(match.group())]
        if not _LEAST.get(counted, 2) <= value <= _LARGEST or _excluded(before, piece[match.end() :].lower()):
            continue
        start, end = sentence.start + words[first].start, sentence.start + match.end()
        yield Span(start, end), value, counted, _least().search(before) is not None


def _number_before(words: Sequence[Word]) -> tuple[int, int] | None:
    """The number that ends the words, and the index of its first word."""
    if not words:
        return None
    last = words[-1]
    if last.text[0].isdigit():
        decimal = len(words) > 1 and words[-2].text in {",", ".", "/", "-"} and len(words) > 2
        value = int(re.sub(r"\D", "", last.text))
        # "2019 sister city": a year, or the end of a date or a number of a paper.
        return None if decimal or 1900 <= value <= 2100 else (value, len(words) - 1)
    for first in range(max(0, len(words) - 6), len(words)):
        if words[first].lower in starters() and (found := number_at(words, first)) and found[1] == len(words):
            return found[0], first
    return None


def _excluded(before: str, after: str) -> bool:
    """True where the number is a target or a share."""
    near = before.split()[-2:]
    return (
        any(word.strip(",.:;(") in _single("not") for word in near[-1:])
        or "target" in near
        or after.startswith(" tercapai")
    )


def _is_home(mention: Mention) -> bool:
    party = mention.party
    return mention.kind == "place" and party is not None and party.country == HOME and party.level != "country"


def _home_of(text: Text, span: Span, homes: Sequence[tuple[int, Party]]) -> Party | None:
    if not homes:
        return None
    block = next((b.span for b in text.blocks if b.span.contains(span)), Span(0, len(text.body)))
    at = bisect.bisect_right([start for start, _ in homes], span.start)
    if at and homes[at - 1][0] >= block.start:
        return homes[at - 1][1]
    counts = Counter(party.key for _, party in homes)
    most = max(counts, key=lambda key: (counts[key], key))
    if counts[most] < _OFTEN:
        return None
    return next(party for _, party in homes if party.key == most)


def _at(text: Text, sentence: Span, dates: Sequence[tuple[Span, str]]) -> PartialDate | None:
    here = [value for span, value in dates if sentence.contains(span)]
    for value in reversed(here):
        year = value.rpartition("/")[2][:4]
        if year.isdigit():
            return PartialDate(year)
    return text.published


@functools.cache
def _counts() -> dict[str, Counted]:
    return {row["form"]: row["value"] for row in rows("totals") if row["use"] == "counted"}  # type: ignore[misc]


@functools.cache
def _anything() -> re.Pattern[str]:
    return re.compile(rf"\b{either(_counts())}\b", re.IGNORECASE)


@functools.cache
def _least() -> re.Pattern[str]:
    return re.compile(rf"\b{either(column('totals', 'form', use='least'))}\s*$", re.IGNORECASE)


@functools.cache
def _single(use: str) -> frozenset[str]:
    return frozenset(word for form in column("totals", "form", use=use) for word in form.split())


def _squeezed(words: str) -> str:
    return " ".join(words.lower().split())
