"""The year of dates that are named without one: "Kamis (28/9)", "November lalu", "Mei tahun depan".

The year comes from the date of publication, or from the dates around. `dates` writes an open date as
"--MM-DD;weekday;shift;bracketed".
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import multimode

from archive.model import Mention, PartialDate, Text

_OPEN = re.compile(r"--(\d\d)(?:-(\d\d))?;(\d?);([a-z]*|[+-]?\d);(b?)")
_NEAR = 400
_CLOSE = 45
_LISTED = 30
_JOINED = re.compile(r"^[^.;!?:()]*(?:,|&|\b(?:dan|and|serta))\s+(?:pada\s+|tanggal\s+|on\s+)?$", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:tahun ini|this year|kini|sekarang|now)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:akan|bakal|rencananya|direncanakan|dijadwalkan|ditargetkan|will|shall|scheduled|due|expected|planned|to be)"
    r"\b[^.;!?]*$",
    re.IGNORECASE,
)
_REACH = 120
_YEAR_IN_LAW = re.compile(r"(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A date of the text whose year is told; `full` where day or month are told as well."""

    position: int
    date: PartialDate

    @property
    def full(self) -> bool:
        return len(self.date) > 4


def settle(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with every open date given its year; a date that nothing can place is left out.

    The score falls with the way the year was found: weekday and publication date .95, publication date or words such as
    "lalu" .9, dates around .7, the other years of the document .5.
    """
    dates = sorted((m for m in mentions if m.kind == "date"), key=lambda m: (m.span.start, m.span.end))
    if not any(mention.value.startswith("--") for mention in dates):
        return list(mentions)
    fixed = [_Fixed(m.span.start, PartialDate(m.value.split("/")[-1])) for m in dates if not m.value.startswith("--")]
    laws = [int(year) for m in mentions if m.kind == "law" for year in _YEAR_IN_LAW.findall(m.value[-4:])]
    text = text if text.published else _with_day(text, dates, fixed, laws)
    kept = (
        _settled(text, mention, fixed, laws) if mention.kind == "date" and mention.value.startswith("--") else mention
        for mention in mentions
    )
    return [mention for mention in kept if mention is not None]


def _with_day(text: Text, dates: list[Mention], fixed: list[_Fixed], laws: list[int]) -> Text:
    """The text as if published on the first day of the week that it names ("Jumat (14/6)"), where it tells no day."""
    for mention in dates:
        match = _OPEN.fullmatch(mention.value)
        if match is not None and match[2] and match[3] and not match[4]:
            found = _dated(text, mention.span.start, match, fixed, laws)
            if found is not None and found[0].earliest().isoweekday() == int(match[3]):
                return replace(text, published=found[0])
    return text


def _settled(text: Text, mention: Mention, fixed: list[_Fixed], laws: list[int]) -> Mention | None:
    values: list[str] = []
    score = 1.0
    for part in mention.value.split("/"):
        match = _OPEN.fullmatch(part)
        if match is None:
            values.append(part)
            continue
        found = _dated(text, mention.span.start, match, fixed, laws)
        if found is None:
            return None
        if values and found[0] < values[-1]:  # "30 December to 2 January"
            month, day = _month_day(match)
            year = found[0].year + 1
            if not _exists(year, month, day):
                return None
            found = (PartialDate.of(year, month, day), found[1])
        values.append(found[0])
        score = min(score, found[1])
    return replace(mention, value="/".join(values), score=score)


def _month_day(match: re.Match[str]) -> tuple[int, int | None]:
    return int(match[1]), int(match[2]) if match[2] else None


def _dated(
    text: Text, position: int, match: re.Match[str], fixed: list[_Fixed], laws: list[int]
) -> tuple[PartialDate, float] | None:
    month, day = _month_day(match)
    weekday, shift, bracketed = int(match[3] or 0), match[4], bool(match[5])
    listed = _listed(text, position, fixed) if day and not shift and not bracketed else None
    if listed is not None and _exists(listed, month, day):
        return PartialDate.of(listed, month, day), 0.9
    anchor, score = _anchor(text, position, shift, bracketed or bool(weekday), fixed)
    if anchor is None:
        year = _year_without_anchor(month, day, weekday, [f.date.year for f in fixed] or laws, laws)
        return (PartialDate.of(year, month, day), 0.5) if year is not None and _exists(year, month, day) else None
    if shift in {"+1", "-1", "0"}:
        years = [anchor.year + int(shift)]
    elif shift == "that":
        years = [anchor.year]
    else:
        years = [anchor.year - 1, anchor.year, anchor.year + 1]
    options = [PartialDate.of(year, month, day) for year in years if _exists(year, month, day)]
    if weekday and day:
        fitting = [option for option in options if option.earliest().isoweekday() == weekday]
        # A paper may err in the day of the week, hardly in a date of last week.
        close = [option for option in options if abs((option.earliest() - _middle(anchor)).days) <= _CLOSE]
        if close and len(anchor) == 10:
            options = close
        elif fitting:
            options, score = fitting, min(0.95, score + 0.05)
    reference = _middle(anchor)
    if not shift and not bracketed and anchor == text.published and _ahead(text, position):
        shift = "future"
    if shift == "past":
        options = [option for option in options if option < anchor[: len(option)]] or options
    elif shift == "future":
        options = [option for option in options if option > anchor[: len(option)]] or options
    if not options:
        return None
    return min(options, key=lambda option: (abs((_middle(option) - reference).days), option)), score


def _ahead(text: Text, position: int) -> bool:
    """True where the sentence speaks of what is to come: "will be signed at Patna in November"."""
    return _AHEAD.search(text.body, max(0, position - _REACH), position) is not None


def _listed(text: Text, position: int, fixed: list[_Fixed]) -> int | None:
    """The year at the end of a list of days: "8 Agustus dan 14 November 2023"."""
    at = bisect_right([date.position for date in fixed], position)
    if at == len(fixed) or not fixed[at].full:
        return None
    between = text.body[position : fixed[at].position]
    return fixed[at].date.year if len(between) < _LISTED and _JOINED.search(between) else None


def _anchor(
    text: Text, position: int, shift: str, dated_news: bool, fixed: list[_Fixed]
) -> tuple[PartialDate | None, float]:
    """The date from which the writer counts, and how sure that is."""
    before = fixed[: bisect_right([f.position for f in fixed], position)]
    near = [f for f in before if position - f.position < _NEAR and _same_paragraph(text, f.position, position)]
    published = text.published
    if shift == "that" and near:
        return near[-1].date, 0.8
    if shift or dated_news:
        if published is not None:
            return published, 0.9
    elif near and _same_sentence(text, near[-1], position):
        return near[-1].date, 0.8
    if published is not None:
        return published, 0.9
    full = [f for f in fixed if f.full]
    if shift or dated_news:
        return (full[0].date, 0.8) if full else (fixed[0].date, 0.5) if fixed else (None, 0.0)
    if near:
        return near[-1].date, 0.7
    if full and text.kind in {"news", "other"}:
        return full[0].date, 0.7
    nearest = min(full or fixed, key=lambda f: abs(f.position - position), default=None)
    return (nearest.date, 0.7) if nearest is not None else (None, 0.0)


def _same_paragraph(text: Text, start: int, end: int) -> bool:
    blocks = text.blocks
    at = bisect_left([block.span.start for block in blocks], end + 1) - 1
    return at < 0 or blocks[at].span.start <= start or blocks[at].kind == "table_cell"


def _same_sentence(text: Text, date: _Fixed, end: int) -> bool:
    """True where no sentence ends between a date and a position, and the writer does not come back to the present."""
    between = text.body[date.position + (8 if date.full else 4) : end]
    return re.search(r"[.!?][)\"”]?\s", between) is None and _PRESENT.search(between) is None


def _year_without_anchor(month: int, day: int | None, weekday: int, years: list[int], laws: list[int]) -> int | None:
    """The first year not before the newest statute cited in which the weekday fits, else the commonest year."""
    if weekday and day and years:
        newest = max([*years, *laws])
        for year in range(newest, newest + 7):
            if _exists(year, month, day) and datetime.date(year, month, day).isoweekday() == weekday:
                return year
    return max(multimode(years)) if years and years is not laws else None


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        PartialDate.of(year, month, day)
    except ValueError:
        return False
    return True


def _middle(date: PartialDate) -> datetime.date:
    return date.earliest() + (date.latest() - date.earliest()) // 2
