"""The day from which a text looks at the world."""

from __future__ import annotations

import re

from archive.model import Mention, PartialDate
from extractors.records.scene import Scene, Sentence

_DAY, _MONTH = 10, 7
_FRONT = 6
_LEAD = 60
_BESIDE = 14
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^.;:]*\Z",
    re.IGNORECASE,
)
_IN_DATELINES = frozenset(
    ["hari", "tanggal", "terbit", "published", "posted", "on", "of", "the", "pukul", "date", "edisi", "diposting"]
)
_DATELINE = re.compile(r"\s*(?:\([^()\n]{0,40}\)|pukul [\d.:]+|[\d.:]+ ?(?:WIB|WITA|WIT|am|pm))?\s*(?:[-–—|:.)]|\n|\Z)")


def day_of(scene: Scene) -> PartialDate | None:
    """The date of the text: as published, of its dateline, or the first day that it tells as news; None for a report.

    A day told as news stands beside its weekday, or in a sentence of somebody speaking that names no paper.
    """
    if scene.text.published is not None or scene.text.kind == "report":
        return scene.text.published
    days = [(sentence, mention) for sentence in scene.sentences for mention in sentence.of("date")]
    for told in (_heads, _weekday, _spoken):
        for sentence, mention in days:
            if told(scene.body, sentence, mention):
                return PartialDate(mention.value)
    return None


def _heads(body: str, sentence: Sentence, mention: Mention) -> bool:
    return in_dateline(body, sentence, mention) and not sentence.has("sign", "tie", "expire")


def in_dateline(body: str, sentence: Sentence, mention: Mention) -> bool:
    """True for the day in a dateline: near the start of the text, and nothing but a dash or bracket after it."""
    return (
        len(mention.value) == _DAY
        and sentence.index < _FRONT
        and mention.span.start - sentence.block.span.start < _LEAD
        and _names_only(body[sentence.block.span.start : mention.span.start])
        and _DATELINE.match(body, mention.span.end) is not None
    )


def _names_only(text: str) -> bool:
    return all(not word[0].islower() or word.strip(".,:") in _IN_DATELINES for word in text.split())


def _weekday(body: str, sentence: Sentence, mention: Mention) -> bool:
    before = body[max(sentence.span.start, mention.span.start - _BESIDE) : mention.span.start]
    named = _WEEKDAY.search(before) or _WEEKDAY.match(mention.surface)
    return len(mention.value) == _DAY and named is not None and not sentence.has("future")


def _spoken(body: str, sentence: Sentence, mention: Mention) -> bool:
    if not sentence.has("speak", "visit") or sentence.of("instrument") or sentence.of("relation"):
        return False
    return len(mention.value) == _DAY or (len(mention.value) == _MONTH and sentence.index < _FRONT)
