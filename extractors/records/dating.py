"""Which date of a clause is the signing, the start or the end."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.model import Mention, PartialDate, Span
from extractors.records.clauses import Clause
from extractors.records.frames import Term, Value

_END = re.compile(
    r"\b(?:berakhir\w*|habis\w*|hingga|sampai(?: dengan)?|s\.?\s?d\.?|s/d|lewat|until|till|through|to|"
    r"expir\w+|laps\w+|end(?:s|ed|ing)?|ran out|runs out|kedaluwarsa\w*|kadaluarsa\w*|kadaluwarsa\w*|"
    r"jatuh tempo|valid to|selesai\w*|tamat(?: tempoh)?|gugur|mati|padam|kandas|"
    r"rampung)(?:\s+(?:pada|in|on|at|the|end|of|akhir|awal|tahun|"
    r"bulan|tanggal|masa|berlakunya|nya|since|early|late|mid))*\s*[:(]?\s*\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:hingga|sampai(?: dengan)?|s\.?\s?d\.?|s/d|until|till|through)(?:\s+(?:the|end|of|akhir|"
    r"awal|tahun|bulan|tanggal))*\s*\Z",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:(?:berlaku|efektif|terhitung|berlangsung|berjalan)(?:\s+(?:mulai|sejak|dari|efektif|per))+|"
    r"terhitung|effective(?: from| as of| on)?|in force (?:since|from)|valid from|mulai berlaku|"
    r"took effect(?: on)?|takes effect(?: on)?|came into force(?: on)?)(?:\s+(?:pada|in|on|tahun|"
    r"bulan|tanggal))*\s*\Z",
    re.IGNORECASE,
)
_LAPSED = re.compile(
    r"\b(?:lewat|habis\w*|kedaluwarsa|kadaluarsa|lapsed|expired|mati|wassalam|tamat|bubar|kandas|padam|ended|over)\b[^.;,]{0,25}\b(?:sejak|since|pada|in)\s*(?:tahun|akhir|awal|bulan)?\s*\Z",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:jangka waktu\w*|masa(?: berlaku\w*| kerja ?sama)?|berlaku|periode|untuk tahun|untuk masa|"
    r"for(?: the)?(?: period| years)?|period|term|program\w*|programme|valid|ran|runs|running|"
    r"berjalan|kurun(?: waktu)?|tahun|selama|from|dari)(?:\s+(?:kerja ?sama\w*|of|from|in|tahun|untuk|"
    r"selama|the|pada|dari|years?))*\s*[:(]?\s*\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:sejak|semenjak|berawal|since|dating from|dating back to|terjalin|bermula|"
    r"dimulai)(?:\s+(?:pada|in|on|tahun|bulan|tanggal|awal|akhir|early|late|mid))*\s*\Z",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?P<n>se|satu|dua|tiga|empat|lima|\d+|a|one|two|three|four|five)\s?(?P<unit>bulan|tahun|pekan|minggu|month|year|week)s?\s+(?:kemudian|berselang|setelahnya|sesudahnya|later|after)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "se": 1,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat jum'at friday",
            "sabtu saturday",
            "minggu ahad sunday",
        )
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"\b(?:(?:on|pada|hari)\s+)?(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!\s+(?:depan|lalu|next))",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"\b(?:kemarin(?! itu| dulu)|yesterday|semalam|tadi malam|last night)\b", re.IGNORECASE)
_TODAY = re.compile(
    r"\b(?:hari ini|tadi pagi|tadi siang|siang tadi|pagi tadi|today|this morning|this afternoon)\b", re.IGNORECASE
)
_THIS_MONTH = re.compile(
    r"\b(?:pekan ini|minggu ini|bulan ini|this week|this month|baru kini|baru saja|kemarin itu|"
    r"has just|earlier this month|awal bulan ini)\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"\b(?:tahun ini|this year|awal tahun ini|earlier this year)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:tahun lalu|tahun kemarin|last year|setahun lalu|a year ago)\b", re.IGNORECASE)
_SAME_DAY = re.compile(
    r"\b(?:(?:hari|saat|kesempatan|waktu) yang sama|hari itu juga|bersamaan dengan (?:itu|kunjungan)|"
    r"(?:on )?(?:the|that) same (?:day|date|occasion))\b",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(r"\b(?:bulan lalu|bulan kemarin|last month|sebulan lalu)\b", re.IGNORECASE)
_BACK = 60
_MONTH = 7


@dataclass(slots=True)
class Dates:
    """The dates of a clause by what they date."""

    events: list[tuple[Mention, str]]
    since: list[tuple[Mention, str]]
    valid_from: Value | None = None
    valid_to: Value | None = None


def bounds(value: str) -> tuple[str, str | None]:
    """First and last date of an interval; the last is None for a single date."""
    first, _, last = value.partition("/")
    return first, last or None


def read(body: str, clause: Clause, lookback: Callable[[str, int], str] | None = None) -> Dates:
    """Sorts the dates of a clause into events, foundings and validity.

    `lookback` gives the text before a position where it is not what stands before it in the body (cells).
    """
    dates = Dates([], [])
    mentions = clause.of("date")
    for number, mention in enumerate(mentions):
        before = body[max(clause.start, mention.span.start - _BACK) : mention.span.start]
        if lookback is not None:
            before = lookback(body, mention.span.start)
        first, last = bounds(mention.value)
        if not first:
            continue
        if last is not None:
            if _PERIOD.search(before) or len(first) == 4:
                dates.valid_from = dates.valid_from or Value(first, mention.span)
                dates.valid_to = dates.valid_to or Value(last, mention.span)
            else:
                dates.events.append((mention, first))
        elif _LAPSED.search(before):
            dates.valid_to = Value(first, mention.span)
        elif _START.search(before):
            dates.valid_from = Value(first, mention.span)
        elif _END.search(before) and (clause.has("expire", "duration", "active") or number or _UNTIL.search(before)):
            dates.valid_to = Value(first, mention.span)
        elif _SINCE.search(before):
            dates.since.append((mention, first))
        elif not _spoken(clause, mention):
            dates.events.append((mention, first))
    return dates


def _spoken(clause: Clause, mention: Mention) -> bool:
    """True where the date is that of a speech: a verb of saying stands between the act and the date."""
    before = [
        cue
        for cue in clause.cues
        if cue.end <= mention.span.start and cue.name in {"speak", "sign", "renew", "tie", "since", "exist"}
    ]
    return bool(before) and before[-1].name == "speak" and mention.span.start - before[-1].end < _BACK


def relative(body: str, clause: Clause, published: PartialDate | None, last: Value | None) -> Value | None:
    """A signing date that the clause only points to: "a month later", "on Monday", "yesterday", "this week"."""
    stretch = _without_dates(body, clause)
    later = _LATER.search(stretch)
    if later and last is not None:
        moved = _move(last.value, later)
        if moved:
            return Value(moved, Span(clause.start + later.start(), clause.start + later.end()))
    same = _SAME_DAY.search(stretch)
    if same and last is not None:
        return Value(last.value, Span(clause.start + same.start(), clause.start + same.end()))
    if published is None:
        return None
    return _near_publication(stretch, clause.start, published)


def _without_dates(body: str, clause: Clause) -> str:
    """The clause with its dates, and the weekdays that stand beside them, blanked out."""
    signs = list(body[clause.start : clause.end])
    for mention in clause.of("date"):
        start = max(clause.start, mention.span.start - 12)
        beside = _WEEKDAY.search(body, start, mention.span.start)
        first = beside.start() if beside else mention.span.start
        for place in range(first - clause.start, min(mention.span.end, clause.end) - clause.start):
            signs[place] = "_"
    return "".join(signs)


def _near_publication(stretch: str, offset: int, published: PartialDate) -> Value | None:
    month = published[:7]
    for pattern, days in ((_YESTERDAY, 1), (_TODAY, 0)):
        match = pattern.search(stretch)
        if match:
            value = month
            if published.precision == "day":
                value = (published.earliest() - datetime.timedelta(days=days)).isoformat()
            return Value(value, Span(offset + match.start(), offset + match.end()))
    match = _WEEKDAY.search(stretch)
    if match:
        return Value(_weekday(match[1].lower(), published), Span(offset + match.start(), offset + match.end()))
    match = _THIS_MONTH.search(stretch)
    if match and published.precision != "year":
        return Value(month, Span(offset + match.start(), offset + match.end()))
    match = _LAST_MONTH.search(stretch)
    if match and published.precision != "year":
        first = published.earliest().replace(day=1) - datetime.timedelta(days=1)
        return Value(f"{first.year:04d}-{first.month:02d}", Span(offset + match.start(), offset + match.end()))
    for pattern, years in ((_LAST_YEAR, 1), (_THIS_YEAR, 0)):
        match = pattern.search(stretch)
        if match:
            return Value(f"{published.year - years:04d}", Span(offset + match.start(), offset + match.end()))
    return None


def _weekday(name: str, published: PartialDate) -> str:
    if published.precision != "day":
        return published[:7]
    day = published.earliest()
    return (day - datetime.timedelta(days=(day.weekday() - _WEEKDAYS[name]) % 7)).isoformat()


def _move(start: str, later: re.Match[str]) -> str | None:
    text = later["n"].lower()
    number = _NUMBERS.get(text) or (int(text) if text.isdigit() and len(text) < 3 else 0)
    unit = later["unit"].lower()
    if unit in {"tahun", "year"}:
        return f"{int(start[:4]) + number:04d}"
    if len(start) < 7 or unit not in {"bulan", "month"}:
        return None
    months = int(start[:4]) * 12 + int(start[5:7]) - 1 + number
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def plus(start: str, number: int, unit: str) -> str | None:
    """The same day some years or months on; None for months after a date without a month."""
    if unit == "year":
        return plus_years(start, number)
    if len(start) < _MONTH:
        return None
    months = int(start[:4]) * 12 + int(start[5:7]) - 1 + number
    for day in (start[7:], "-28" if start[7:] else ""):
        try:
            return str(PartialDate(f"{months // 12:04d}-{months % 12 + 1:02d}{day}"))
        except ValueError:
            continue
    return None


def plus_years(start: str, years: int) -> str | None:
    """The same day (or month, or year) some years on; 29 February becomes the 28th."""
    for value in (f"{int(start[:4]) + years:04d}{start[4:]}", f"{int(start[:4]) + years:04d}-02-28"):
        try:
            return str(PartialDate(value))
        except ValueError:
            continue
    return None


_TERM = re.compile(
    r"(?:(?P<digits>\d{1,2})\s*(?:\([\w\s]+\)\s*)?|(?P<word>satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|one|two|three|four|five|six|seven|eight|nine|ten|a)\s*(?:\(\d{1,2}\)\s*)?|(?P<one>se))\s?-?(?:tahun|years?)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:terhitung|sejak (?:tanggal|saat|hari|waktu|penandatangan\w*|ditandatangan\w*)|"
    r"mulai (?:tanggal|saat)|dari tanggal|(?:ran|runs|running|valid|lasting|lasted) for|from (?:that|"
    r"the|its|this) (?:date|day|signing|signature)|hanya)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:at a time|each|every|setiap|tiap|sekali)\b", re.IGNORECASE)
_ENDS_LATER = re.compile(r"\s*(?:kemudian|later|setelahnya|sesudahnya|berselang)", re.IGNORECASE)
_WORDS = {
    **_NUMBERS,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


_BROKEN = re.compile(r"-\n\s*")


def lasting(body: str, clause: Clause) -> bool:
    """True where the clause names a number of years."""
    return _TERM.search(body, clause.start, clause.end) is not None


def term(body: str, clause: Clause) -> Term | None:
    """How many years a paper runs from its signing, where the clause says that it runs from there."""
    stretch = _BROKEN.sub("", body[clause.start : clause.end])
    match = _TERM.search(stretch)
    if match is None:
        return None
    years = int(match["digits"]) if match["digits"] else _WORDS.get((match["word"] or "a").lower(), 0)
    span = Span(clause.start, clause.end)
    if _ENDS_LATER.match(stretch, match.end()):
        return Term(years, span, False) if clause.has("expire") and clause.has("sign", "noun", "paper") else None
    runs = _RUNS.search(stretch)
    if _AGAIN.search(stretch, match.start()):
        return None
    if runs is None or (runs[0].lower() == "hanya" and not clause.has("expire", "sign")):
        return None
    return Term(years, span, True)


def latest(values: Sequence[Value]) -> Value | None:
    """The value with the latest date."""
    return max(values, key=lambda value: value.value, default=None)
