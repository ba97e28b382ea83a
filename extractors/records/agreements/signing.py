"""When, and whether, the text of an agreement was signed: its opening, its testimonium, its block of signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records.frames import Value
from extractors.records.scene import Scene, Sentence
from extractors.records.walk.discourse import Walk

_TESTIMONIUM = re.compile(
    r"\b(?:done|dibuat|ditandatangani|diteken|signed|executed|issued|dikeluarkan|adopted|concluded|given|subscribed|"
    r"set their hands?|witness whereof)\b(?:\W+\w+){0,6}?\W+(?:di|in|at|pada|on|this)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:yang|telah|sudah|pernah|akan|untuk|dapat|which|that|who|was|were|been|be|will|they|it|as|ever|once|agreement|"
    r"memorandum|letter)\s+\Z",
    re.IGNORECASE,
)
"""What stands before the verb where a sentence tells of another signing ("kerja sama yang ditandatangani di ...")."""
_BLANKS = re.compile(
    r"_{3,}|\.{4,}|…{2,}|\(\s*(?:tanggal|date|day|tgl)\s*\)|\[\s*(?:tanggal|date|day|place|tempat|\.*|_*)\s*\]",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\b(?:draft|draf|rancangan|konsep|unsigned|not signed|belum ditandatangani)\b", re.IGNORECASE)
_STAMPED = re.compile(
    r"\((?:draft|draf|rancangan|konsep)\)|^\W*(?:draft|draf|rancangan|konsep)\W*$", re.IGNORECASE | re.MULTILINE
)
"""A word for a draft that stands by itself."""
_SIGNED = re.compile(r"\((?:signed|sgd\.?|ttd\.?|tertanda)\)|(?<!\S)(?:/s/|ttd\.|sgd\.)(?!\S)", re.IGNORECASE)
"""What copies have in place of signatures."""
_TODAY = re.compile(r"\b(?:pada hari(?: ini)?|on this(?: the)?\b.{0,40}\bday|this day of|today)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:tanggal|date|dated|tgl)\b", re.IGNORECASE)
_DATELINE = re.compile(r"\W*[A-Z][\w’'.-]*(?:[ ,]+[A-Z][\w’'.-]*){0,3},?\s+")
_HEAD = 400
_BLOCK = 16
_DAY = 10
_SHORT = 80


def testimonium(body: str, sentences: Sequence[Sentence]) -> Sentence | None:
    """The closing sentence that says where and when the text was signed ("Done at Ende on 3 May 2021 ...")."""
    found = [sentence for sentence in sentences[len(sentences) // 3 :] if _closes(body, sentence)]
    dated = [text for text in found if any(len(date.value) == _DAY for date in text.of("date"))]
    dated = dated or [text for text in found if text.of("date")]
    return dated[-1] if dated else found[-1] if found else None


def closed(body: str) -> bool:
    """True for a text that somewhere says where and when something was signed, as a testimonium does."""
    return _TESTIMONIUM.search(body) is not None


def _closes(body: str, sentence: Sentence) -> bool:
    start, end = sentence.span.start, sentence.span.end
    return any(not _TOLD.search(body[start : done.start()]) for done in _TESTIMONIUM.finditer(body, start, end))


def opened(body: str, sentences: Sequence[Sentence]) -> Value | None:
    """The day with which the text opens: "Pada hari ini, Senin, tanggal empat belas bulan Maret ..." and its like."""
    for sentence in sentences[: len(sentences) // 2]:
        days = [date for date in sentence.of("date") if len(date.value) == _DAY]
        if days and _TODAY.search(body, sentence.span.start, sentence.span.end):
            return Value(days[0].value, days[0].span)
    return None


def headed(body: str, scene: Scene) -> Value | None:
    """The day of a line at the head with a place and a day ("Jena, 4 July 2006"), where the text ends as one signed."""
    if not (marked(body) or closed(body)):
        return None
    for sentence in scene.sentences:
        start, end = sentence.span.start, sentence.span.end
        if start >= _HEAD:
            return None
        days = [date for date in sentence.of("date") if len(date.value) == _DAY]
        if len(days) == 1 and _DATELINE.fullmatch(body, start, days[0].span.start) and days[0].span.end >= end - 1:
            return Value(days[0].value, days[0].span)
    return None


def stamped(body: str) -> bool:
    """True for a text that says at its head, by a word of its own, that it is a draft; a day there is of the draft."""
    return _STAMPED.search(body, 0, _HEAD) is not None


def marked(body: str) -> bool:
    """True for a copy that says in place of the signatures that there were some."""
    return _SIGNED.search(body, len(body) // 2) is not None


def beside_names(body: str, scene: Scene, walk: Walk) -> Value | None:
    """The last day that the block of signatures gives beside a place ("Palu, 27 September 2019")."""
    days: list[Value] = []
    for sentence in scene.sentences[-_BLOCK:]:
        actors = walk.cast[sentence.index]
        for date in sentence.of("date"):
            before = body[sentence.span.start : date.span.start]
            beside = actors or _DATED.search(before) or _only_dates(body, sentence)
            if len(sentence.span) < _SHORT and beside and len(date.value) == _DAY:
                days.append(Value(date.value, date.span))
    return max(days, key=lambda day: day.value, default=None)


def _only_dates(body: str, sentence: Sentence) -> bool:
    """True for a line of the days on which each side signed ("3 March 2022      29 March 2022")."""
    rest, at = "", sentence.span.start
    for date in sentence.of("date"):
        rest += body[at : date.span.start]
        at = date.span.end
    return not any(map(str.isalpha, rest + body[at : sentence.span.end]))


def blank(body: str, done: Sentence) -> bool:
    """True where day or month of the testimonium are still to be filled in."""
    date = done.of("date")
    return bool(_BLANKS.search(body, done.span.start, done.span.end)) and all(len(day.value) < _DAY for day in date)


def unsigned(body: str, done: Sentence | None) -> bool:
    """True for a draft, and for a text that says nothing of its signing."""
    if marked(body):
        return False
    if done is not None and _BLANKS.search(body, done.span.start, done.span.end):
        return True
    return done is None or bool(_DRAFT.search(body, 0, _HEAD)) or not done.of("date")
