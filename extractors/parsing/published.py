"""When a document was published, as far as it says so itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from archive.model import PartialDate
from archive.model.text import DocumentKind
from extractors.parsing.cues import months, pattern, words

HEAD = 12
TAIL = 8
_NOTE = 8
"""Words; a longer line that ends in a full stop is a sentence."""
_FEW = 3
"""Sentences of a last line that tells the date, and words behind it there, at most."""
_SHORT, _CUED = 80, 120
"""Characters under which a sentence may name an issue, and under which it may say when it was published."""
_ISSUE = re.compile(r"\b(?:issue|edition|edisi|terbitan)\b", re.I)
_LEAD = 40
"""Characters before a date in which its day of the week begins."""
_DAY = r"[0-3OolI]?[0-9OolI]"
_YEAR = r"[12][0-9OolI]{3}"
_TIME = re.compile(
    r"(?:pukul|jam|at)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:wib|wita|wit|am|pm|a\.m\.|p\.m\.|gmt|utc|[+-]\d\d:?\d\d)?",
    re.I,
)
_FIGURE = re.compile(r"\d")
_LONG_YEAR = re.compile(_YEAR, re.I)
_MIDDLE = re.compile(r"[-/.]\s?[01]?\d\s?[-/.]")
"""The month of a date in figures, with the marks around it."""
_MARKUP = " \t\r\n*_~`#"
_FIGURES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line and its place there."""

    date: PartialDate
    start: int
    end: int


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """The shapes of dates, behind what they cannot do without: most lines lack it, which is told much sooner."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month = rf"(?P<m>{names})\b\.?"
    in_words = (
        rf"\b(?P<d>{_DAY})(?:st|nd|rd|th)?(?:\s+(?:day\s+)?of)?[\s-]+{month},?[\s-]+(?P<y>{_YEAR})\b",
        rf"\b{month}\s+(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})\b",
    )
    in_figures = (
        rf"\b(?P<y>{_YEAR})[-/.](?P<n>[01]?\d)[-/.](?P<d>[0-3]?\d)(?=\b|T)",
        rf"(?<!\d[./-])\b(?P<d>{_DAY})\s?[-/.]\s?(?P<n>[01]?\d)\s?[-/.]\s?(?P<y>{_YEAR}|\d\d)\b(?![./-]\d)",
    )
    both = (_LONG_YEAR, in_words), (_MIDDLE, in_figures)
    return tuple((needed, tuple(re.compile(shape, re.I) for shape in shapes)) for needed, shapes in both)


@cache
def _weekday() -> re.Pattern[str]:
    """The day of the week before a date, which belongs to it."""
    return re.compile(rf"\b(?:{'|'.join(words('weekdays', 'words'))})\b[\s,(/]*(?:tanggal\s+)?\Z", re.I)


@cache
def _month_shape() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(rf"\b(?P<m>{names})\b,?\s+(?P<y>{_YEAR})\b", re.I)


@lru_cache(maxsize=128)
def full_dates(text: str) -> tuple[Found, ...]:
    """All dates with day, month and year in a text, in order; a line is asked for its dates again and again."""
    if not _FIGURE.search(text):
        return ()
    shapes = [shape for needed, some in _shapes() if needed.search(text) for shape in some]
    found = [hit for shape in shapes for match in shape.finditer(text) if (hit := _read(text, match))]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    out: list[Found] = []
    for hit in found:
        if not out or hit.start >= out[-1].end:
            out.append(hit)
    return tuple(out)


def months_named(text: str) -> list[Found]:
    """All months with a year in a text that are not part of a full date."""
    if not _LONG_YEAR.search(text):
        return []
    taken = full_dates(text)
    out = []
    for match in _month_shape().finditer(text):
        if any(hit.start < match.end() and match.start() < hit.end for hit in taken):
            continue
        year = match["y"].translate(_FIGURES)
        if year.isdigit():
            out.append(Found(PartialDate.of(int(year), months()[match["m"].lower()]), match.start(), match.end()))
    return out


def published(head: Sequence[str], tail: Sequence[str], kind: DocumentKind, title: str | None) -> PartialDate | None:
    """The date of publication that the lines at the head or the tail of a document state.

    Read in this order: a head line that is little more than a date, the dateline of the first paragraph, a line at the
    end that is little more than a date or says what it is ("Published ..."), and for reports a date that the head
    mentions ("posisi 30 Juni 2022"). Days of events are left alone; an agreement has no date of publication.
    """
    if kind == "agreement":
        return None
    lines = [stripped for line in head if (stripped := line.strip(_MARKUP))][:HEAD]
    ends = [line for line in tail if line.strip()][-TAIL:]
    if kind == "regulation" and (own := _enacted(ends)):
        return own
    untitled = [line for line in lines if not (title and _same(line, title))]
    for reader in (_header, _dateline):
        for line in untitled:
            if (found := reader(line)) is not None:
                return found
    for line in reversed(ends):
        if (found := _footer(line)) is not None:
            return found
    if kind != "news":
        return _stated(lines, title)
    return None


def _read(text: str, match: re.Match[str]) -> Found | None:
    parts = match.groupdict()
    year = parts["y"].translate(_FIGURES)
    day = parts["d"].translate(_FIGURES)
    if not (year.isdigit() and day.isdigit()) or not any(c.isdigit() for c in parts["d"] + parts["y"]):
        return None
    if len(year) == 2:
        year = ("20" if int(year) < 50 else "19") + year
    month = months()[parts["m"].lower()] if parts.get("m") else int(parts["n"])
    try:
        date = PartialDate.of(int(year), month, int(day))
    except ValueError:
        return None
    weekday = _weekday().search(text, max(0, match.start() - _LEAD), match.start())
    return Found(date, weekday.start() if weekday else match.start(), match.end())


def _header(line: str) -> PartialDate | None:
    """A line that is a date with at most a place, a time, a desk or names of reporters."""
    dates = full_dates(line)
    if len(line) > 200 or (dates and len(dates) > 2):
        return None
    if not dates:
        bare = [hit for hit in months_named(line) if not re.sub(r"[\W_]", "", line[: hit.start] + line[hit.end :])]
        return bare[0].date if bare else None
    first = dates[0]
    if _of_another(line[: first.start]):
        return None
    before = _bare(line[: first.start])
    after = _bare(line[first.end :])
    if _cued(line[: first.start]) and len(after) <= 60:
        return first.date
    if (
        len(before.split()) <= 6
        and len(after.split()) <= 8
        and not _sentence(line[first.end :])
        and not _runs_on(before)
    ):
        return first.date
    return None


def _dateline(line: str) -> PartialDate | None:
    """The date between the place and the dash (or full stop) with which a news story begins."""
    found = next(iter(full_dates(line[:140])), None)
    if found is None or found.start > 70 or _of_paper(line[: found.start]):
        return None
    before = line[: found.start]
    after = line[found.end :]
    if not re.match(r"\s*\)?\s*(?:\d{1,2}[.:]\d\d\s*(?:wib|wita|wit)?\s*)?\)?\s*(?:[-–—]|\.\s|:|\|)", after, re.I):
        return None
    if re.search(r"\s[-–—]+\s|\.\s", before) and not re.search(
        r"\)\s*[-–—]+\s*$|^\W*\w+\s+[-–—]\s+[A-Z .]+,\s*$", before
    ):
        return None
    place = re.sub(r"[(),]|\b(?:pukul|jam)\b", " ", before).strip()
    return found.date if re.match(r"\W*[A-Z]", place) and len(place.split()) <= 8 and not _runs_on(place) else None


def _footer(line: str) -> PartialDate | None:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z(])", line.strip())
    for sentence in reversed(sentences):
        dates = full_dates(sentence) if len(sentences) <= _FEW else ()
        if dates and _closes(sentence, dates[0]):
            return dates[0].date
        if len(sentence) < _SHORT and _ISSUE.search(sentence) and not full_dates(sentence):
            for month in months_named(sentence):
                return month.date
    return None


def _closes(sentence: str, hit: Found) -> bool:
    """True for a date behind a place or what says that it is the day of publication, with little behind it."""
    before, after = sentence[: hit.start], _bare(sentence[hit.end :])
    if len(after.split()) > _FEW or _of_another(before):
        return False
    if len(sentence) < _CUED and _cued(before):
        return True
    place = re.fullmatch(r"[\W_]*[^,.;:]{2,48},\s*", before) or not before.strip(" (")
    return bool(place) and not _runs_on(before.rstrip(" ,"))


def _stated(lines: Sequence[str], title: str | None) -> PartialDate | None:
    """The date that the head of a report gives for itself, at worst the day up to which its data go."""
    finders: tuple[Callable[[str], Sequence[Found]], ...] = (full_dates, months_named)
    for finder in finders:
        for line in lines[:6]:
            if len(line) > 220 or pattern("published", "foreign").search(line):
                continue
            told = line.endswith((".", "!", "?")) and len(line.split()) > _NOTE
            for hit in finder(line):
                weak = _weak(line[: hit.start])
                if title and _same(line, title) and not weak:
                    continue
                if told and not (weak or _cued(line[: hit.start])):
                    # A day that a sentence tells of is that of some event.
                    continue
                if not weak and _of_paper(line[: hit.start]):
                    continue
                return hit.date
    return None


def _enacted(ends: Sequence[str]) -> PartialDate | None:
    text = " ".join(ends)
    for match in pattern("published", "enacted").finditer(text):
        dates = full_dates(text[match.start() : match.start() + 140])
        if dates:
            return dates[0].date
    return None


def _bare(text: str) -> str:
    """A stretch of a line without times, brackets and bars."""
    return re.sub(r"[|()\[\]•·/–—-]", " ", _TIME.sub(" ", text)).strip(" ,.:;")


@cache
def _before() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the day of publication, and what before another day."""
    cues, weak = ("|".join(words("published", name)) for name in ("cues", "weak"))
    return re.compile(rf"\b(?:{cues})\b[\s:,(]*(?:\w+\s+){{0,2}}$", re.I), re.compile(rf"\b(?:{weak})[\s:]*$", re.I)


def _cued(before: str) -> bool:
    return _before()[0].search(before) is not None


def _weak(before: str) -> bool:
    return _before()[1].search(before) is not None


def _of_another(before: str) -> bool:
    """True where the words before a date make it that of another paper, or only that up to which data go."""
    return pattern("published", "foreign").search(before) is not None or _weak(before) or _of_paper(before)


def _of_paper(before: str) -> bool:
    """True where the words before a date make it that of an agreement."""
    return pattern("published", "papers").search(before) is not None


def _sentence(after: str) -> bool:
    """True where what follows the date is running text."""
    return re.search(r"[a-z]{2,}\s+[a-z]{2,}\s+[a-z]{2,}\s+[a-z]{2,}", after) is not None


def _runs_on(before: str) -> bool:
    """True where the words before a date are a clause and no name ("diteken di", "was signed on")."""
    return (
        re.search(
            r"(?:^|\s)(?:on|pada|tanggal|di|in|was|were|the|dan|and|yang|dari|ke|to|sejak)\s*$", before.rstrip(), re.I
        )
        is not None
    )


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W+", " ", line).strip().casefold() in re.sub(r"\W+", " ", title).strip().casefold()
