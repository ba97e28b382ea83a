"""Days that a clause does not name but points to: "a month later", "on Monday", "yesterday", "last year"."""

from __future__ import annotations

import datetime
import re

from archive.model import PartialDate, Span
from extractors.mentions.numberwords import counted, counting, table
from extractors.records.clauses import Clause
from extractors.records.frames import Value
from extractors.records.seldom import Seldom
from extractors.records.times import apart

_LATER = Seldom(
    rf"\b(?P<n>{counting()})[\s-]?(?P<unit>hari|bulan|tahun|pekan|minggu|day|month|year|week)s?\s+"
    r"(?:kemudian|berselang|setelahnya|sesudahnya|later|after)\b"
)
_WEEKDAY = re.compile(
    r"\b(?:(?:on|pada|hari)\s+)?(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!\s+(?:depan|next))",
    re.IGNORECASE,
)
_YESTERDAY = Seldom(
    r"\b(?:kemarin(?! itu| dulu| lusa)|kmrn|kemaren|yesterday|semalam|tadi malam|last (?:night|evening)|"
    r"sehari sebelumnya)\b"
)
_TODAY = Seldom(
    r"\b(?:hari ini|(?:pagi|siang|sore|petang|malam) (?:tadi|ini)|tadi (?:pagi|siang|sore|petang)|barusan|today|"
    r"tonight|(?:setengah|se|beberapa|satu|dua|tiga|\d+) ?(?:jam|menit|saat) (?:yang )?lalu|"
    r"(?:moments|minutes|hours|an hour) ago|just now|this (?:morning|afternoon|evening))\b"
)
_THIS_MONTH = Seldom(
    r"\b(?:pekan ini|minggu ini|bulan ini|this week|this month|baru kini|baru saja|kemarin itu|"
    r"has just|earlier this month|awal bulan ini)\b"
)
_THIS_YEAR = Seldom(r"\b(?:tahun ini|this year|awal tahun ini|earlier this year)\b")
_LAST_YEAR = Seldom(r"\b(?:tahun lalu|tahun kemarin|last year|setahun lalu|a year ago)\b")
_AGO = Seldom(
    rf"\b(?P<n>{counting()})\s?(?P<unit>tahun|years?|bulan|months?|pekan|minggu|weeks?|hari|days?)\s+"
    r"(?:yang )?(?:lalu|silam|lampau|ago|back)\b"
)
_DAYS = {"hari": 1, "day": 1, "pekan": 7, "minggu": 7, "week": 7}
_NEXT_DAY = Seldom(
    r"\b(?:(?:ke)?esok(?:an)?(?: hari| pagi)?nya|hari berikutnya|esok harinya|"
    r"(?:the )?(?:next|following) (?:day|morning)|(?:the|a) day (?:later|after))\b"
)
_SAME_DAY = Seldom(
    r"\b(?:(?:hari|saat|kesempatan|waktu) yang sama|hari itu juga|bersamaan dengan (?:itu|kunjungan)|"
    r"(?:on )?(?:the|that) same (?:day|date|occasion))\b"
)
_LAST_MONTH = Seldom(r"\b(?:bulan lalu|bulan kemarin|last month|sebulan lalu)\b")


def relative(body: str, clause: Clause, published: PartialDate | None, last: Value | None) -> Value | None:
    """A signing date that the clause only points to: "a month later", "on Monday", "yesterday", "this week"."""
    if clause.has("expire", "terminate"):
        return None
    distance = apart.told(clause)
    if distance is not None:
        return _apart(body, clause, distance, published)
    stretch = _without_dates(body, clause)
    lower = stretch.lower()
    found = _after_last(lower, stretch, clause.start, last) if last is not None else None
    if found is not None or published is None:
        return found
    return _near_publication(lower, stretch, clause.start, published)


def _apart(body: str, clause: Clause, distance: apart.Apart, published: PartialDate | None) -> Value | None:
    """The day that a clause tells by how long it is from another, which it states, points to, or has from its text."""
    stated = apart.anchor(clause, distance)
    if stated:
        return apart.day(distance, stated[-1].value.partition("/")[0], True)
    if published is None:
        return None
    lead = body[clause.start : distance.span.start]
    other = _near_publication(lead.lower(), lead, clause.start, published)
    return apart.day(distance, other.value if other is not None else published, other is not None)


def _after_last(lower: str, stretch: str, offset: int, last: Value) -> Value | None:
    """The day that a clause counts from the last one that was told, or says to be the same."""
    later = _LATER.search(lower, stretch)
    if later and (moved := _move(last.value, later)):
        return Value(moved, _span(later, offset))
    following = _NEXT_DAY.search(lower, stretch)
    if following and (moved := _days_on(last.value, 1)):
        return Value(moved, _span(following, offset))
    same = _SAME_DAY.search(lower, stretch)
    return Value(last.value, _span(same, offset)) if same else None


def _span(match: re.Match[str], offset: int) -> Span:
    return Span(offset + match.start(), offset + match.end())


def ended(body: str, clause: Clause, today: PartialDate | None) -> Value | None:
    """The year or month of an end that the clause only points to ("expired last year", "habis dua tahun lalu")."""
    if today is None or not clause.has("expire"):
        return None
    stretch = _without_dates(body, clause)
    lower = stretch.lower()
    ago = _AGO.search(lower, stretch)
    if ago is not None and (value := _ago(ago, today)):
        return Value(value, _span(ago, clause.start))
    return _year_told(lower, stretch, clause.start, today)


def _year_told(lower: str, stretch: str, offset: int, today: PartialDate) -> Value | None:
    """The year that a stretch means by "last year" or "this year"."""
    for expression, years in ((_LAST_YEAR, 1), (_THIS_YEAR, 0)):
        match = expression.search(lower, stretch)
        if match:
            return Value(f"{today.year - years:04d}", _span(match, offset))
    return None


def weekday(body: str, span: Span, published: PartialDate) -> Value | None:
    """The last such day before the text of a weekday that it names."""
    match = _WEEKDAY.search(body, span.start, span.end)
    return Value(_last_such(match[1].lower(), published), Span(*match.span())) if match else None


def _without_dates(body: str, clause: Clause) -> str:
    """The clause with its dates, and the weekdays that stand beside them, blanked out."""
    dates = clause.of("date")
    if not dates:
        return body[clause.start : clause.end]
    signs = list(body[clause.start : clause.end])
    for mention in dates:
        start = max(clause.start, mention.span.start - 12)
        beside = _WEEKDAY.search(body, start, mention.span.start)
        first = beside.start() if beside else mention.span.start
        for place in range(first - clause.start, min(mention.span.end, clause.end) - clause.start):
            signs[place] = "_"
    return "".join(signs)


def _near_publication(lower: str, stretch: str, offset: int, published: PartialDate) -> Value | None:
    month = published[:7]
    for expression, days in ((_YESTERDAY, 1), (_TODAY, 0)):
        match = expression.search(lower, stretch)
        if match:
            value = month
            if published.precision == "day":
                value = (published.earliest() - datetime.timedelta(days=days)).isoformat()
            return Value(value, _span(match, offset))
    ago = _AGO.search(lower, stretch)
    if ago is not None and (then := _ago(ago, published)):
        return Value(then, _span(ago, offset))
    match = _WEEKDAY.search(stretch)
    if match:
        return Value(_last_such(match[1].lower(), published), _span(match, offset))
    match = _THIS_MONTH.search(lower, stretch)
    if match and published.precision != "year":
        return Value(month, _span(match, offset))
    match = _LAST_MONTH.search(lower, stretch)
    if match and published.precision != "year":
        first = published.earliest().replace(day=1) - datetime.timedelta(days=1)
        return Value(f"{first.year:04d}-{first.month:02d}", _span(match, offset))
    return _year_told(lower, stretch, offset, published)


def _last_such(name: str, published: PartialDate) -> str:
    if published.precision != "day":
        return published[:7]
    day = published.earliest()
    return (day - datetime.timedelta(days=(day.isoweekday() - table("weekday")[name]) % 7)).isoformat()


def _move(start: str, later: re.Match[str]) -> str | None:
    number, unit = counted(later["n"]), later["unit"].lower()
    if unit in _DAYS:
        return _days_on(start, number * _DAYS[unit])
    if unit in {"tahun", "year"}:
        return _year(int(start[:4]) + number)
    if len(start) < len("2017-09"):
        return None
    return _month(int(start[:4]) * 12 + int(start[5:7]) - 1 + number)


def _year(year: int) -> str | None:
    return f"{year:04d}" if datetime.MINYEAR <= year <= datetime.MAXYEAR else None


def _month(months: int) -> str | None:
    """The month that lies so many months after the beginning of our era."""
    year = _year(months // 12)
    return f"{year}-{months % 12 + 1:02d}" if year is not None else None


def _days_on(start: str, days: int) -> str | None:
    """The day some days on; None where the start is no day, or there is no such day."""
    if PartialDate(start).precision != "day":
        return None
    try:
        return (PartialDate(start).earliest() + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _ago(ago: re.Match[str], published: PartialDate) -> str | None:
    """The day, month or year so long before the text."""
    number, unit = counted(ago["n"]), ago["unit"].lower()
    if not number:
        return None
    if unit.startswith(("tahun", "year")):
        return _year(published.year - number)
    if unit.startswith(("bulan", "month")):
        if published.precision == "year":
            return None
        return _month(published.year * 12 + int(published[5:7]) - 1 - number)
    return _days_on(published, -number * _DAYS.get(unit.rstrip("s"), 1))
