"""Dates, months and years that a text names, in Indonesian and English.

A grammar over words, not a search for anything that looks like a date: law, letter and file numbers, times, money and
telephone numbers are masked first. A date without a year is left open here ("--09-28"); `years.settle` gives it the
year when the whole document is known.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import compress
from operator import attrgetter

from archive.model import Mention
from extractors.mentions.dates_masks import MASK, masked_words
from extractors.mentions.dates_moments import Moment, with_one_year
from extractors.mentions.dates_parts import cues
from extractors.mentions.dates_single import Singles
from extractors.mentions.numberwords import starters, table
from extractors.mentions.passages import BORDER, Passage
from extractors.remembered import Remembered

_MODERN = 1700
_POSTAL = frozenset({"NSW", "QLD", "VIC", "SA", "WA", "TAS", "NT", "ACT", "CH", "DK", "AT"})


@functools.cache
def _openers() -> frozenset[str]:
    """The words with which a date may begin, figures aside."""
    return (
        frozenset({**table("month"), **table("short"), **table("weekday")}) | starters() | {"tanggal", "tahun", "year"}
    )


def _opens(lower: str) -> bool:
    """True for a word or a figure with which a date may begin."""
    return lower in _openers() or lower.isdecimal()


_known_openings = Remembered(_opens)


def find_dates(passage: Passage) -> Iterator[Mention]:
    """The dates of a passage, an interval as "start/end"; those without a year stay open until `years.settle`."""
    grammar = _Grammar(masked_words(passage))
    free = 0
    opening = map(_known_openings.__getitem__, map(attrgetter("lower"), grammar.words))
    for index in compress(range(len(grammar.words)), opening):
        found = grammar.expression(index) if index >= free else None
        if found is None:
            continue
        moments, start, end, score = found
        free = end
        if grammar.rejected(start, end):
            continue
        value = "/".join(moment.iso() for moment in moments)
        yield passage.mention(grammar.words[start].start, grammar.words[end - 1].end, "date", value, score)


class _Grammar(Singles):
    """Reads whole expressions: dates, ranges of them, months and years that stand alone."""

    def expression(self, at: int) -> tuple[list[Moment], int, int, float] | None:
        """A date or a range of dates, with where it begins and ends and how sure it is."""
        for read in (
            self.day_range,
            self.month_days,
            self.numeric_range,
            self.single_or_range,
            self.year_range,
            self.bare_year,
        ):
            found = read(at)
            if found is not None and all(moment.possible for moment in found[0]):
                moments, end = found
                return moments, at, end, self.score(moments, read == self.bare_year, at)
        return None

    def score(self, moments: list[Moment], bare: bool, at: int) -> float:
        """How sure a date is: less so without its year, and for a bare year that no word introduces."""
        if not bare:
            return 1.0 if all(moment.year for moment in moments) else 0.8
        introduced = self.lower(at - 1) in cues("before_year") | {"("} or self.lower(at) in {"tahun", "year"}
        return 0.95 if introduced else 0.8

    def rejected(self, at: int, end: int) -> bool:
        """True for "each January", "Universitas 17 Agustus 1945", "March Street"."""
        before = self.lower(at - 1)
        if before in cues("each") or before in cues("named_after") or self.lower(end) in {"street", "avenue", "road"}:
            return True
        return before == "." and self.lower(at - 2) in {"jl", "jln"}

    def day_range(self, at: int) -> tuple[list[Moment], int] | None:
        """ "21-22 Agustus 2019", "12 s.d. 13 Februari 2020", "19 dan 20 Mei", "3 to 5 May 2016"."""
        at, weekday = self.weekday(at)
        first = self.day(at)
        if first is None:
            return None
        join = self.connector(first[1], lists=True)
        if join is None:
            return None
        second = self.day(self.weekday(join)[0])
        if second is None:
            return None
        rest = self.month_year(second[1])
        if rest is None or second[0] <= first[0]:
            return None
        year, month, shift, end = rest
        bracketed = self.lower(at - 1) == "("
        return [
            Moment(year, month, first[0], weekday, shift, bracketed),
            Moment(year, month, second[0], None, shift, bracketed),
        ], end

    def month_days(self, at: int) -> tuple[list[Moment], int] | None:
        """ "March 3-5, 2016"."""
        month = self.month(at)
        first = self.day(month[1]) if month is not None else None
        join = self.connector(first[1]) if first is not None else None
        last = self.day(join) if join is not None else None
        if month is None or first is None or last is None or first[0] >= last[0]:
            return None
        year = self.year(last[1] + (self.lower(last[1]) == ","))
        if year is None and (self.continues(last[1]) or self.month(last[1]) is not None):
            return None
        number, end = year or (None, last[1])
        return [Moment(number, month[0], first[0]), Moment(number, month[0], last[0])], end

    def numeric_range(self, at: int) -> tuple[list[Moment], int] | None:
        """ "1-3/5/2019"."""
        if self.lower(at + 1) != "-":
            return None
        w = self.words[at : at + 7]
        if len(w) < 7 or [x.text for x in w[1::2]] != ["-", "/", "/"] or not all(x.text.isdecimal() for x in w[::2]):
            return None
        first, second, month, year = (int(x.text) for x in w[::2])
        if not (first < second <= 31 and month <= 12 and len(w[6].text) == 4):
            return None
        return [Moment(year, month, first), Moment(year, month, second)], at + 7

    def single_or_range(self, at: int) -> tuple[list[Moment], int] | None:
        """One date, or two joined: "28 Februari - 2 Maret 2019", "April-Oktober 2010"."""
        found = self.single(at)
        if found is None:
            return None
        first, end = found
        join = self.connector(end)
        if join is not None and (second := self.single(join)) is not None and second[0].month is not None:
            last, last_end = second
            if last.possible and (last.day is None) == (first.day is None):
                pair = with_one_year(first, last)
                if pair is not None:
                    return pair, last_end
        if first.day is None and first.month is not None and first.year is None and not self.month_alone(at, first):
            return None
        return [first], end

    def month_alone(self, at: int, moment: Moment) -> bool:
        """True where a month without day and year is meant as a date: "pada Maret", "November lalu"."""
        word = self.words[at]
        if not word.text[0].isupper():
            return False
        if moment.shift:
            return True
        before, after = self.lower(at - 1), self.words[at + 1].text if at + 1 < len(self.words) else ""
        if word.lower not in table("month") or after[:1].isupper() or after == MASK:
            return False
        return before in cues("before_month")

    def year_range(self, at: int) -> tuple[list[Moment], int] | None:
        """ "2015-2016", "2016 s.d. 2019", "2005-06", "2021/2022"."""
        start = at + (self.lower(at) in {"tahun", "year"})
        first = self.year(start)
        if first is None or (self.glued(start) and self.lower(start - 1) not in {"(", "-", "–", BORDER}):
            return None
        join = self.connector(first[1], slash=True)
        if join is None:
            return None
        if self.lower(join) in {"tahun", "year"}:
            join += 1
        second = self.year(join)
        if second is not None and first[0] < second[0] <= first[0] + 60:
            return [Moment(first[0]), Moment(second[0])], second[1]
        text = self.words[join].text if join < len(self.words) else ""
        short = len(text) == 2 and text.isdecimal() and self.glued(join)
        if short and int(text) == (first[0] + 1) % 100 and not self.continues(join + 1):
            return [Moment(first[0]), Moment(first[0] + 1)], join + 1
        return None

    def bare_year(self, at: int) -> tuple[list[Moment], int] | None:
        """A year that stands alone: "tahun 2013", "(1960)", "sejak 1991"; no amount, no number."""
        start = at + (self.lower(at) in {"tahun", "year"})
        if start > at and (spelt := self.year_words(start)) is not None:
            return [Moment(spelt[0])], spelt[1]
        found = self.year(start)
        if found is None:
            return None
        year, end = found
        before = self.lower(start - 1)
        if year < _MODERN and start == at and before not in cues("before_year"):
            return None
        if self.continues(end) or (self.glued(start) and before not in set("(-–—'\"“‘[;,:*|") | {BORDER}):
            return None
        if (
            before == MASK
            or self.lower(end) in cues("after_amount")
            or before in cues("goal")
            or before in {"rp", "pasal", "sekitar"}
        ):
            return None
        if before == "-" and self.words[start - 2].text.isdecimal() and self.glued(start - 1):
            return None
        if start >= 1 and self.words[start - 1].text in _POSTAL:
            return None
        return [Moment(year)], end
