"""The day of an act that is told by how long before or after it something else was: "dua hari setelah LoI diteken"."""

from __future__ import annotations

from typing import NamedTuple

from archive.model import Mention, PartialDate, Span
from extractors.mentions.numberwords import counted, counting
from extractors.records.clauses import Clause
from extractors.records.frames import Value
from extractors.records.seldom import Seldom

_SIDES = (
    "setelah|sesudah|seusai|usai|selepas|sehabis|pasca|after|following|"
    "sebelum|jelang|menjelang|before|ahead of|prior to"
)
_APART = Seldom(
    rf"\b(?P<n>{counting()}|the|(?:ke)?esok(?:an)?)[\s-]?(?P<unit>hari|pekan|minggu|bulan|tahun|day|week|month|year)s?"
    rf"(?:nya)?\s+(?:(?:tepat|right|just|saja|yang)\s+)?(?P<side>{_SIDES})\b(?!\s*(?:itu|that|this|nya|,))"
)
_AHEAD = ("sebelum", "jelang", "menjelang", "before", "ahead", "prior")
_ACTS = ("sign", "tie", "exist", "ceremony")
_NEXT = frozenset({"the", "esok", "keesokan", "esokan", "keesok"})
_DAYS = frozenset({"hari", "day"})
_YEARS = frozenset({"tahun", "year"})
_WEEKS = frozenset({"pekan", "minggu", "week"})
_DAY, _MONTH = 10, 7
_SLACK = 2
"""Days by which a week that is told may be longer or shorter."""


class Apart(NamedTuple):
    """How far something is from the act of its clause: where that is said, the number of units, and on which side."""

    span: Span
    number: int
    unit: str
    after: bool


def told(clause: Clause) -> Apart | None:
    """What the clause says of how long before or after its act something else was; None for an act with its own day."""
    if not clause.has(*_ACTS):
        return None
    lower = clause.text.lower()
    match = _APART.search(lower, clause.text)
    if match is None:
        return None
    start, end = clause.start + match.start(), clause.start + match.end()
    act = next((cue.start for cue in clause.cues_of(*_ACTS) if cue.start >= end), None)
    if act is None or "," in clause.text[match.end() : act - clause.start]:
        # "Sehari sebelum lomba, kedua kota meneken ..." tells how far the race was.
        return None
    if any(date.span.start >= end for date in clause.of("date")):
        return None
    number = 1 if match["n"].lower() in _NEXT else counted(match["n"])
    return Apart(Span(start, end), number, match["unit"].lower(), not match["side"].lower().startswith(_AHEAD))


def anchor(clause: Clause, apart: Apart) -> list[Mention]:
    """The days that the clause tells of the other thing."""
    return [date for date in clause.of("date") if date.span.end <= apart.span.start]


def day(apart: Apart, other: str, stated: bool) -> Value | None:
    """The day, month or year of the act, as far as it follows from the day of the other thing.

    That is surely known only where it is stated: the day on which a text is published is mostly a bit later.
    """
    if not apart.number:
        return None
    sign = -1 if apart.after else 1
    found: str | None
    if apart.unit in _YEARS:
        found = f"{int(other[:4]) + sign * apart.number:04d}"
    elif len(other) < _MONTH:
        return None
    elif apart.unit in _DAYS or apart.unit in _WEEKS:
        if len(other) < _DAY:
            return None
        first = PartialDate(other).earliest()
        if apart.unit in _DAYS and stated:
            found = first.fromordinal(first.toordinal() + sign * apart.number).isoformat()
        else:
            days = apart.number if apart.unit in _DAYS else 7 * apart.number
            middle = first.toordinal() + sign * days
            months = {first.fromordinal(middle + slack).isoformat()[:_MONTH] for slack in (-_SLACK, _SLACK)}
            found = months.pop() if len(months) == 1 else None
    else:
        months_on = int(other[:4]) * 12 + int(other[5:_MONTH]) - 1 + sign * apart.number
        found = f"{months_on // 12:04d}-{months_on % 12 + 1:02d}"
    return Value(found, apart.span) if found is not None else None
