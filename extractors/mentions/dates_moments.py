"""A date as far as its own words tell it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from archive.model import PartialDate

FIRST_YEAR, LAST_YEAR = 1400, 2099


class Moment(NamedTuple):
    """A date as far as its own words tell; `year` None where they do not.

    `weekday` counts from Monday as 1. `shift` says where to look for the year: "past", "future", "this", "that", or a
    number of years from now. `bracketed` is true for the newspaper form "(28/9)".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: str = ""
    bracketed: bool = False

    def iso(self) -> str:
        """ISO 8601, with "--" for a year that is not told, and then what else is known of it."""
        if self.year is not None:
            return PartialDate.of(self.year, self.month, self.day)
        day = f"-{self.day:02d}" if self.day else ""
        return f"--{self.month:02d}{day};{self.weekday or ''};{self.shift};{'b' if self.bracketed else ''}"

    @property
    def possible(self) -> bool:
        """True for a date that the calendar has."""
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            return False
        return _exists(self.year or 2000, self.month, self.day)


@functools.lru_cache(maxsize=1 << 12)
def _exists(year: int, month: int | None, day: int | None) -> bool:
    try:
        PartialDate.of(year, month, day)
    except ValueError:
        return False
    return True


def with_one_year(first: Moment, last: Moment) -> list[Moment] | None:
    """The ends of a range, each with a year where one has it; None where they run backwards or do not exist."""
    later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - later, shift="")
    elif last.year is None and first.year is not None:
        last = last._replace(year=first.year + later, shift="")
    if not (first.possible and last.possible):
        return None
    return [first, last] if first.year is None or first.iso() <= last.iso() else None
