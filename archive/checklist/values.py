"""Dates and instruments as people write them in lists."""

from __future__ import annotations

import datetime
import re
from functools import cache

from archive.model import PartialDate
from archive.reference import fold, instruments

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d\d:.*)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+)?([^\W\d_]+)\.?(?:[\s.-]+(\d{1,2})(?:st|nd|rd|th)?,)?[\s.,-]+(\d{4})"
)


def read_date(cell: object) -> PartialDate | None:
    """The date of a cell; None where it is empty. Raises ValueError where it is no date.

    Days come before months ("6/2/2007" is 6 February), as in Indonesia; where that cannot be, months come first.
    """
    if isinstance(cell, datetime.datetime | datetime.date):
        return PartialDate.of(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell if cell is not None else "").split())
    if text in ("", "-", "–", "?"):
        return None
    try:
        found = _parts(text)
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"{text!r} is not a date")
    return found


def _parts(text: str) -> PartialDate | None:
    """The date that a text writes; None where it writes none. Raises ValueError where there is no such day."""
    if found := _ISO.fullmatch(text):
        return PartialDate.of(*[int(part) for part in found.groups() if part])
    if found := _NUMBERS.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += (1900 if year > 50 else 2000) if year < 100 else 0
        return PartialDate.of(year, month, day) if month <= 12 else PartialDate.of(year, day, month)
    if found := _MONTH_YEAR.fullmatch(text):
        return PartialDate.of(int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and (number := _month(fold(found[2]))):
        day_text = found[1] or found[3]
        return (
            PartialDate.of(int(found[4]), number, int(day_text)) if day_text else PartialDate.of(int(found[4]), number)
        )
    return None


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of it ("sept")."""
    numbers = {number for name, number in _months().items() if len(word) >= 3 and name.startswith(word)}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    names = {}
    for language in ("id", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                names[fold(str(name)).strip(".")] = int(number)
    return names


def read_instrument(cell: object) -> str | None:
    """The code of the instrument that a cell names; None where it is empty. Raises ValueError where it names none."""
    text = fold(str(cell if cell is not None else ""))
    if text in ("", "-"):
        return None
    words = f" {_words(text)} "
    found = [(len(term), code) for term, code in _terms() if f" {term} " in words]
    if not found:
        raise ValueError(f"{str(cell).strip()!r} is not an instrument")
    return max(found)[1]


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    pairs = []
    for instrument in instruments():
        names = (instrument.code, instrument.name_en, instrument.name_id, *instrument.terms_en, *instrument.terms_id)
        pairs += [(_words(fold(name)), instrument.code) for name in names]
    return tuple(sorted({pair for pair in pairs if pair[0]}))
