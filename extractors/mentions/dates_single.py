"""Single dates, in figures and in words."""

from __future__ import annotations

import re

from extractors.mentions.dates_moments import Moment
from extractors.mentions.dates_parts import YEAR, Parts, cues
from extractors.mentions.numberwords import table

_ROMAN = {
    numeral: month
    for month, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
_ROMAN_MARKS = frozenset("-/.")
_NO_START = frozenset("./,:'+$#&=")
"""What no number of a date stands glued to."""


class Singles(Parts):
    """Reads single dates, from a day of the week on to the year."""

    def single(self, at: int) -> tuple[Moment, int] | None:
        """One date, month or ISO date, with or without the day of the week."""
        start, weekday = self.weekday(at)
        bracketed = self.lower(start - 1) == "("
        for read in (self.numeric, self.day_month, self.month_day):
            found = read(start, weekday is not None or bracketed)
            if found is not None:
                moment, end = found
                return moment._replace(weekday=weekday, bracketed=bracketed and moment.year is None), end
        return None

    def numeric(self, at: int, sure: bool) -> tuple[Moment, int] | None:
        """ "25/9/2017", "21-2-2016", "12.3.2020", "(20/5/19)", "(28/9)", "08/2019": day before month; "2015-11-29"."""
        parts, end, marks = self.numbers(at)
        if not parts:
            return self.roman(at)
        if len(parts) == 3 and len(parts[0]) == 4 and marks[0] in "-/." and len(parts[1]) <= 2 and len(parts[2]) <= 2:
            moment = Moment(int(parts[0]), int(parts[1]), int(parts[2]))
            return (moment, end) if 1 <= int(parts[1]) <= 12 and int(parts[2]) else None
        if len(parts) == 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            day, month = int(parts[0]), int(parts[1])
            if month > 12 >= day:
                day, month = month, day
            year = int(parts[2])
            if len(parts[2]) == 2 and (sure or marks[0] == "/"):
                year += 2000 if year < 60 else 1900
            elif len(parts[2]) != 4:
                return None
            return (Moment(year, month, day), end) if 1 <= month <= 12 and day else None
        if len(parts) == 2 and len(parts[0]) <= 2 and marks[0] in "/-":
            first, second = int(parts[0]), int(parts[1])
            if len(parts[1]) == 4 and 1 <= first <= 12 and YEAR.fullmatch(parts[1]):
                return Moment(second, first), end
            if sure and len(parts[1]) <= 2 and marks[0] == "/" and 1 <= first <= 31 and 1 <= second <= 12:
                return Moment(None, second, first), end
        return None

    def roman(self, at: int) -> tuple[Moment, int] | None:
        """ "20-XI-2013"."""
        if self.lower(at + 1) not in _ROMAN_MARKS:
            return None
        texts = [word.text for word in self.words[at : at + 5]]
        if len(texts) < 5 or texts[2] not in _ROMAN or texts[1] != texts[3]:
            return None
        day, year = self.day(at), self.year(at + 4)
        return (Moment(year[0], _ROMAN[texts[2]], day[0]), at + 5) if day is not None and year is not None else None

    def numbers(self, at: int) -> tuple[list[str], int, list[str]]:
        """Numbers joined without spaces by the marks of a date, at most three; none where a fourth follows."""
        if at >= len(self.words) or not self.words[at].text.isdecimal():
            return [], at, []
        if self.glued(at) and (self.lower(at - 1) in _NO_START or self.lower(at - 1).isalpha()):
            return [], at, []
        if self.glued(at) and self.lower(at - 1) == "-" and self.glued(at - 1) and self.words[at - 2].text.isalpha():
            return [], at, []
        parts, index = [self.words[at].text], at + 1
        marks: list[str] = []
        while (
            index + 1 < len(self.words)
            and self.words[index].text in ("/-." if not marks else marks[0])
            and self.words[index + 1].text.isdecimal()
            and self.glued(index)
            and self.glued(index + 1)
        ):
            marks.append(self.words[index].text)
            parts.append(self.words[index + 1].text)
            index += 2
        if len(parts) > 3 or len(parts) < 2 or (self.glued(index) and self.words[index].text in "%/"):
            return [], at, []
        if self.glued(index) and self.words[index].text[0].isalpha() and self.words[index].lower not in {"t", "wib"}:
            return [], at, []
        return parts, index, marks

    def day_month(self, at: int, sure: bool) -> tuple[Moment, int] | None:
        """ "28 September 2023", "the sixth day of February, two thousand and seven", "6 (enam) bulan Februari"."""
        day = self.day(at)
        if day is None:
            return None
        rest = self.month_year(day[1])
        if rest is None:
            return None
        year, month, shift, end = rest
        return Moment(year, month, day[0], shift=shift), end

    def month_day(self, at: int, sure: bool) -> tuple[Moment, int] | None:
        """ "February 23, 2015", "November 29", "March 2018", "Agustus 2019", "November lalu"."""
        month = self.month(at)
        if month is None:
            return None
        index = month[1]
        day = self.day(index)
        if day is not None and day[1] > index and re.fullmatch(r"\d\d?", self.words[index].text):
            after = day[1] + (self.lower(day[1]) == ",")
            year = self.year(after)
            if year is not None and not self.continues(year[1]):
                return Moment(year[0], month[0], day[0]), year[1]
            if (
                not self.continues(day[1])
                and self.lower(day[1]) not in cues("after_amount")
                and self.lower(day[1]) != ":"
            ):
                return Moment(None, month[0], day[0]), day[1]
        got = self.month_year(at)
        if got is None:
            return None
        year_number, month_number, shift, end = got
        if year_number is None and self.words[at].lower in table("short"):
            return None
        if year_number is None and not shift:
            shift = self.shift_before(at)
        return Moment(year_number, month_number, shift=shift), end
