"""How long a paper runs: "lima tahun terhitung hari itu", "ran for two years", "lapsed after eighteen months"."""

from __future__ import annotations

import calendar
import re

from archive.model import PartialDate, Span
from extractors.mentions.numberwords import counted, counting
from extractors.records.clauses import Clause
from extractors.records.frames import Term
from extractors.records.words import in_lower_case, lowered

_TERM = re.compile(  # In lower case, for with so many numbers to choose from it takes long whatever the case.
    rf"\b(?P<n>{counting()})(?:\s*\([\w\s]+\))?[\s-]*(?P<unit>tahun|thn?\b|years?|yrs?\b|bulan|bln\b|months?)(?:an|nya)?\b"
    r"(?:['’]s?)?"
)
_UNIT = re.compile(r"tahun|thn?\b|year|yrs?\b|bulan|bln\b|month")
"""In lower case. Most clauses have no unit of time, which is told much sooner than that they have no term."""
_RUNS = re.compile(
    r"\b(?:(?:ter|di)hitung|(?:sejak|mulai|dari|per) (?:tanggal|saat|hari|waktu|itu|penandatangan\w*|"
    r"(?:di)?tandatangan\w*|(?:di)?teken\w*)|sejak \w+ (?:diteken|ditandatangani)|"
    r"(?:ran|runs|running|valid|lasting|lasted) for|on the day (?:it|they) (?:was|were) signed|"
    r"(?:from|since|as of|after|upon|on) (?:that|the|its|this|their)? ?(?:date|day|signing|signature)|"
    r"from (?:today|then)|hanya)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:at a time|each|every|setiap|tiap|sekali|per (?:tahun|year))\b", re.IGNORECASE)
_LATER = re.compile(r"\s*(?:kemudian|later|setelahnya|sesudahnya|setelah itu|berselang|afterwards|on\b)", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|setelah|sesudah|selepas|dalam|within|genap|umurnya|berumur|usianya|berusia|(?:the )?age of|"
    r"berselang|when|ketika)\s+(?:its|just|only|the|baru|cuma|hanya|full)?\s*\Z",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"-\n\s*")
_MONTHS = 12
_NEAR = 16


def lasting(body: str, clause: Clause) -> bool:
    """True where the clause names a number of years or months."""
    return _TERM.search(lowered(body), clause.start, clause.end) is not None


def term(body: str, clause: Clause) -> Term | None:
    """How long a paper runs from its signing, where the clause says that it runs from there or ended then."""
    stretch = body[clause.start : clause.end]
    stretch = _BROKEN.sub("", stretch) if "-\n" in stretch else stretch
    match = _search(stretch)
    if match is None or _AGAIN.search(stretch, match.start()):
        return None
    months = _months(match)
    if not months:
        return None
    span = Span(clause.start, clause.end)
    before = stretch[max(0, match.start() - _NEAR) : match.start()]
    later = _LATER.match(stretch, match.end())
    if clause.has("expire") and (later or _AFTER.search(before)):
        return Term(months, span, False)
    if later:
        return None
    runs = _RUNS.search(stretch)
    if runs is None:
        return None
    if runs[0].lower() == "hanya" and not clause.has("expire", "sign"):
        return None
    return Term(months, span, True)


def length(text: str) -> tuple[int, Span] | None:
    """The months of the first term that a text names, and where it stands in the text."""
    match = _search(text)
    return (_months(match), Span(*match.span())) if match is not None else None


def _search(text: str) -> re.Match[str] | None:
    """The first term that a text names."""
    lower = in_lower_case(text)
    return _TERM.search(lower) if _UNIT.search(lower) else None


def _months(match: re.Match[str]) -> int:
    return counted(match["n"]) * (1 if match["unit"].lower().startswith(("b", "m")) else _MONTHS)


def plus(start: str, months: int) -> str | None:
    """The same day (or month, or year) some months on; the last of the month where there is no such day.

    None where the start is a year alone and the months make no whole years.
    """
    date = PartialDate(start)
    if date.precision == "year":
        return f"{date.year + months // _MONTHS:04d}" if months % _MONTHS == 0 else None
    total = date.year * _MONTHS + int(start[5:7]) - 1 + months
    year, month = total // _MONTHS, total % _MONTHS + 1
    if not 1 <= year <= 9999:
        return None
    if date.precision == "month":
        return f"{year:04d}-{month:02d}"
    day = min(int(start[8:10]), calendar.monthrange(year, month)[1])
    return f"{year:04d}-{month:02d}-{day:02d}"
