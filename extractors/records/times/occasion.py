"""The day of an act that its own clause leaves open: told in the rest of its sentence, before it, or right after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model import PartialDate
from extractors.records.clauses import Clause, clauses
from extractors.records.frames import Value
from extractors.records.scene import Scene, Sentence
from extractors.records.times import dating, reckoning
from extractors.records.times.today import in_dateline

_DAY = 10
_WEEK = 7
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:telah|sudah|sdh|udah|pernah|tadinya|dulu|dahulu|duluan|sebelumnya|terlebih|had|has|have|already|earlier|previously)\b",
    re.IGNORECASE,
)
_BACK = 3
_OCCASIONS = ("sign", "event", "ceremony")


def day_near(scene: Scene, clause: Clause, today: PartialDate | None) -> Value | None:
    """The day of the signing that `clause` tells without one, where the paragraph sets the stage for it.

    A day of a speech is not taken, nor one that a signing told before already has.
    """
    if _HAD.search(clause.text):
        return None
    written: Value | None = None
    for near in _around(scene, clause.sentence):
        parts = [
            part for part in clauses(scene.body, near, []) if near is not clause.sentence or part.start != clause.start
        ]
        for part in parts if near is clause.sentence else reversed(parts):
            if part.has("speak", "expire", "terminate", "offer", "future"):
                continue
            found = _day(scene, part, today)
            if found is not None and not _of_dateline(scene, near, found):
                return found
            written = written or found
    return written


def _of_dateline(scene: Scene, sentence: Sentence, day: Value) -> bool:
    """True for the day on which the text was written: any other day told nearby is nearer to the act."""
    return any(
        in_dateline(scene.body, sentence, mention) for mention in sentence.of("date") if mention.span == day.span
    )


def news_day(scene: Scene, today: PartialDate | None) -> Value | None:
    """The one day of the week before the text that it tells of; None where there are several, or none.

    The day of a speech is none.
    """
    if today is None or today.precision != "day" or scene.text.kind != "news":
        return None
    found: dict[str, Value] = {}
    for sentence in scene.sentences:
        if sentence.has("speak") and not sentence.has(*_OCCASIONS):
            continue
        for day in _days(scene, sentence, today):
            if 0 < (today.earliest() - PartialDate(day.value).earliest()).days <= _WEEK:
                found.setdefault(day.value, day)
    return next(iter(found.values())) if len(found) == 1 else None


def _days(scene: Scene, sentence: Sentence, today: PartialDate) -> list[Value]:
    """The days that a sentence names, or else the weekday that it points to."""
    named = sentence.of("date")
    if named:
        return [Value(mention.value, mention.span) for mention in named if len(mention.value) == _DAY]
    day = reckoning.weekday(scene.body, sentence.span, today)
    return [day] if day is not None else []


def is_told_as_news(clause: Clause) -> bool:
    """True for a clause without a day of its own that tells of no act as done before."""
    return not (clause.has("old", "ever", "since", "before") or clause.of("date") or _DONE.search(clause.text))


def _around(scene: Scene, sentence: Sentence) -> Iterator[Sentence]:
    yield sentence
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        before = scene.sentences[index]
        if before.paragraph != sentence.paragraph:
            break
        yield before
        if before.has("sign"):
            break
    after = scene.sentences[sentence.index + 1 : sentence.index + 2]
    if after and after[0].paragraph == sentence.paragraph and after[0].has(*_OCCASIONS) and not after[0].has("new"):
        yield after[0]


def _day(scene: Scene, part: Clause, today: PartialDate | None) -> Value | None:
    """The last day that a clause names, or else points to."""
    events = [(mention, value) for mention, value in dating.read(scene.body, part).events if len(value) == _DAY]
    if len(events) > 1 and today is not None:
        events = [(mention, value) for mention, value in events if value != today] or events
    if events:
        return Value(events[-1][1], events[-1][0].span)
    found = reckoning.relative(scene.body, part, today, None)
    return found if found is not None and len(found.value) == _DAY else None
