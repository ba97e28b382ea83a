"""Dates, months and years that a text names, in Indonesian and English.

A grammar over words, not a search for anything that looks like a date: law, letter and file numbers, times, money and
telephone numbers are masked first. A date without a year is left open here ("--09-28"); `years.settle` gives it the
year when the whole document is known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.model import Mention, PartialDate
from extractors.mentions.numberwords import number_at, starters, table
from extractors.mentions.passages import BORDER, Passage, Word
from extractors.tables import column

FIRST_YEAR, LAST_YEAR = 1400, 2099

_WITH_DIGITS = re.compile(r"(?<!\S)[^\s\d@]*+[\d@]\S*+")
_NUMBERED = re.compile(
    r"""
      (?:https?://|www\.).+ | .+@.+\..+                                              # addresses
    | (?<![\w/])(?=[\w./-]*[A-Za-z])(?:[\w.-]+/){2,}[\w.-]+                          # letter numbers with letters
    | (?<![\w/])\d+[/.]\d+(?:[/-]\d+)*-[A-Za-z][\w./-]*
    | (?<![\w/])\d{1,4}(?:/\d{1,6}){3,}
    | \d[\d.,]*\d{3}\.\d{3}\b | \b\d{1,3}(?:,\d{3})+\b | \b\d{1,3}(?:\.\d{3})+(?!\d|[./-]\d)   # large numbers
    | (?<![\w.,/-])\d+,\d+(?![\d/])
    | \b[A-Z]{1,3}\d+[-/]\d+(?:/\d{4})?                                             # file marks
    | (?<![\d.:/-])\d{1,2}:\d\d(?::\d\d)?(?![\d:])                                  # times
    """,
    re.VERBOSE,
)
"""What is no date within one unbroken string of characters."""

_COMPOSED = re.compile(r"[/@:]|www\.|\d[.,-]\d")
"""Without any of this a string holds nothing of the kind."""

_LABELLED = re.compile(
    r"""
    (?=[\d(+$€£¥AIRSU]|\b[EFJKNPVefijknprv])(?:                                       # with what any of them begins
      (?:Rp\.?|IDR|USD|US\$|AUD|A\$|S\$|RM|[$€£¥])\s?\d[\d.,]*+                         # money
    | (?<![\w/])\(?\+?\d{2,4}\)?[-\s]\d{3,4}[-\s]\d{3,5}(?![\w/])                    # telephone numbers
    | \b(?:[Pp]ukul|[Pp]kl\.?|[Jj]am)\s\d{1,2}[.:]\d\d(?:[.:]\d\d)?                  # times
    | \b(?:[Nn]omor|NOMOR|[Nn]o\.|[Nn]umber|[Nn]r\.?|[Ff]ile|[Ee]disi|[Vv]ol(?:ume|\.)|[Ii]ssue|[Rr]ef\.?|ISSN|ISBN
        |NIP\.?|[Kk]ode\spos)
      \s?:?\s?[A-Za-z.-]{0,12}\d[\w./-]{0,60}(?:\s{1,4}(?:[Tt]ahun|TAHUN|of)\s{1,4}\d{4}\b)? # numbered things
    | \b(?:UUD|UUDNRI|KTT|ISO|SNI)\s\d{4,5}(?::\d{4})?\b)
    """,
    re.VERBOSE,
)
"""What is no date because of the word before it."""

_MASK = "\x00"
_LONGEST_STRING = 120
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_MODERN = 1700
_DASHES = frozenset("-–—")
_ROMAN = dict(zip(("I II III IV V VI VII VIII IX X XI XII").split(), range(1, 13), strict=True))  # noqa: SIM905
_RANGE_WORDS = frozenset({"hingga", "to", "until", "till", "through", "sampai", "s", "sd"})


@functools.cache
def _cues(group: str) -> frozenset[str]:
    return frozenset(" ".join(column("datecues", "words", group=group)).split())


@dataclass(frozen=True, slots=True)
class Moment:
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
        try:
            PartialDate.of(self.year or 2000, self.month, self.day)
        except ValueError:
            return False
        return self.year is None or FIRST_YEAR <= self.year <= LAST_YEAR


def _with_one_year(first: Moment, last: Moment) -> list[Moment] | None:
    """The ends of a range, each with a year where one has it; None where they run backwards or do not exist."""
    later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - later, shift="")
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year + later, shift="")
    if not (first.possible and last.possible):
        return None
    return [first, last] if first.year is None or first.iso() <= last.iso() else None


@functools.cache
def _openers() -> frozenset[str]:
    return (
        frozenset({**table("month"), **table("short"), **table("weekday")}) | starters() | {"tanggal", "tahun", "year"}
    )


def find_dates(passage: Passage) -> Iterator[Mention]:
    """The dates of a passage, an interval as "start/end"; those without a year stay open until `years.settle`."""
    grammar = _Grammar(_masked_words(passage), passage)
    openers, free = _openers(), 0
    for index in [at for at, word in enumerate(grammar.words) if word.lower in openers or word.text.isdecimal()]:
        found = grammar.expression(index) if index >= free else None
        if found is None:
            continue
        moments, start, end, score = found
        free = end
        if grammar.rejected(start, end):
            continue
        value = "/".join(moment.iso() for moment in moments)
        yield passage.mention(grammar.words[start].start, grammar.words[end - 1].end, "date", value, score)


def _masked_words(passage: Passage) -> list[Word]:
    """The words of the passage without those of law numbers and the like; a lone mark stands in their place."""
    covered = [passage.within(law) for law in passage.found("law")]
    covered += [match.span() for match in _LABELLED.finditer(passage.body) if not _is_date_like(match[0])]
    for string in _WITH_DIGITS.finditer(passage.body):
        offset, characters = string.start(), string[0][:_LONGEST_STRING]
        if _COMPOSED.search(characters):
            covered += [(offset + m.start(), offset + m.end()) for m in _NUMBERED.finditer(characters)]
    masked = {index for start, end in covered for index in passage.words_in(start, end)}
    words = list(passage.words)
    for index in masked:
        words[index] = Word(words[index].start, words[index].end, _MASK, _MASK)
    # Of neighbours that are masked the first stands for all.
    return [word for index, word in enumerate(words) if index not in masked or index - 1 not in masked]


def _is_date_like(masked: str) -> bool:
    return bool(re.fullmatch(r"\(?\d{1,2}[-\s]\d{1,2}[-\s]\d{4}\)?", masked))


class _Grammar:
    """Reads dates from a list of words; every method takes an index and gives what it read and the index after it."""

    def __init__(self, words: Sequence[Word], passage: Passage) -> None:
        self.words = words
        self.passage = passage

    def lower(self, at: int) -> str:
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """True where no space stands between the word and the one before it."""
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start

    # -- whole expressions

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
        if bare:
            return (
                0.95
                if self.lower(at - 1) in _cues("before_year") | {"("} or self.words[at].lower in {"tahun", "year"}
                else 0.8
            )
        return 1.0 if all(moment.year for moment in moments) else 0.8

    def rejected(self, at: int, end: int) -> bool:
        """True for "each January", "Universitas 17 Agustus 1945", "March Street"."""
        before = self.lower(at - 1)
        if before in _cues("each") or before in _cues("named_after") or self.lower(end) in {"street", "avenue", "road"}:
            return True
        return before == "." and self.lower(at - 2) in {"jl", "jln"}

    # -- ranges

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
                pair = _with_one_year(first, last)
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
        if word.lower not in table("month") or after[:1].isupper() or after == "\x00":
            return False
        return before in _cues("before_month")

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
        if year < _MODERN and start == at and before not in _cues("before_year"):
            return None
        if self.continues(end) or (self.glued(start) and before not in set("(-–—'\"“‘[;,:*|") | {BORDER}):
            return None
        if (
            before == "\x00"
            or self.lower(end) in _cues("after_amount")
            or before in _cues("goal")
            or before in {"rp", "pasal", "sekitar"}
        ):
            return None
        if before == "-" and self.words[start - 2].text.isdecimal() and self.glued(start - 1):
            return None
        if start >= 1 and self.words[start - 1].text in _POSTAL:
            return None
        return [Moment(year)], end

    def continues(self, at: int) -> bool:
        """True where a number goes on behind a year: "2016.5", "1990-an", "1990s", "2010/3"."""
        if not self.glued(at):
            return False
        if self.words[at].text[0].isalpha():
            return True
        following = self.words[at + 1].text if at + 1 < len(self.words) and self.glued(at + 1) else ""
        mark = self.words[at].text
        if mark in "-–/" and following.isdecimal() and self.month(at + 2) is not None:
            return False  # "1 Desember 2010-30 November 2015"
        if mark in "-–":
            return following in {"an", "s"} or following.isdecimal()
        return mark in "./,:%" and following.isdecimal()

    # -- single dates

    def single(self, at: int) -> tuple[Moment, int] | None:
        """One date, month or ISO date, with or without the day of the week."""
        start, weekday = self.weekday(at)
        bracketed = self.lower(start - 1) == "("
        for read in (self.iso, self.numeric, self.day_month, self.month_day):
            found = read(start, weekday is not None or bracketed)
            if found is not None:
                moment, end = found
                return replace(moment, weekday=weekday, bracketed=bracketed and moment.year is None), end
        return None

    def weekday(self, at: int) -> tuple[int, int | None]:
        """Past "hari Kamis, tanggal" or "Kamis (": the index behind it and the day of the week."""
        days = table("weekday")
        if self.lower(at) not in days:
            return (at + 1, None) if self.lower(at) == "tanggal" else (at, None)
        day = days[self.lower(at)]
        at += 1
        if self.lower(at) in {"malam", "pagi", "siang", "sore", "petang", "morning", "evening", "afternoon", "night"}:
            at += 1
        if self.lower(at) == "." and len(self.lower(at - 1)) <= 4:
            at += 1
        for _ in range(3):
            if self.lower(at) in {",", "(", "tanggal", "tgl", "the", "/", "-"}:
                at += 1
        return at, day

    def iso(self, at: int, sure: bool) -> tuple[Moment, int] | None:
        """ "2015-11-29"."""
        parts, end, marks = self.numbers(at)
        if len(parts) == 3 and len(parts[0]) == 4 and marks[0] in "-/." and len(parts[1]) <= 2 and len(parts[2]) <= 2:
            moment = Moment(int(parts[0]), int(parts[1]), int(parts[2]))
            return (moment, end) if 1 <= int(parts[1]) <= 12 and int(parts[2]) else None
        return None

    def numeric(self, at: int, sure: bool) -> tuple[Moment, int] | None:
        """ "25/9/2017", "21-2-2016", "12.3.2020", "(20/5/19)", "(28/9)", "08/2019": day before month."""
        if (roman := self.roman(at)) is not None:
            return roman
        parts, end, marks = self.numbers(at)
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
            if len(parts[1]) == 4 and 1 <= first <= 12 and _YEAR.fullmatch(parts[1]):
                return Moment(second, first), end
            if sure and len(parts[1]) <= 2 and marks[0] == "/" and 1 <= first <= 31 and 1 <= second <= 12:
                return Moment(None, second, first), end
        return None

    def roman(self, at: int) -> tuple[Moment, int] | None:
        """ "20-XI-2013"."""
        texts = [word.text for word in self.words[at : at + 5]]
        if len(texts) < 5 or texts[2] not in _ROMAN or texts[1] != texts[3] or texts[1] not in "-/.":
            return None
        day, year = self.day(at), self.year(at + 4)
        return (Moment(year[0], _ROMAN[texts[2]], day[0]), at + 5) if day is not None and year is not None else None

    def numbers(self, at: int) -> tuple[list[str], int, list[str]]:
        """Numbers joined without spaces by the marks of a date, at most three; none where a fourth follows."""
        if at >= len(self.words) or not self.words[at].text.isdecimal():
            return [], at, []
        if self.glued(at) and (self.lower(at - 1) in set("./,:'+$#&=") or self.lower(at - 1).isalpha()):
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
                and self.lower(day[1]) not in _cues("after_amount")
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

    def shift_before(self, at: int) -> str:
        """What an English word before a month says of its year: "last November", "that September"."""
        before = self.lower(at - 1)
        groups = (
            ("past", _cues("past")),
            ("future", _cues("future")),
            ("this", _cues("this")),
            ("that", _cues("that")),
        )
        return next((name for name, words in groups if before in words), "")

    # -- parts

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of the month, in figures or in words, with its ordinal and what stands in brackets behind it."""
        if at >= len(self.words):
            return None
        word = self.words[at]
        if word.text.isdecimal():
            if len(word.text) > 2 or not 1 <= int(word.text) <= 31:
                return None
            value, index = int(word.text), at + 1
            ordinal = self.lower(index) in {"st", "nd", "rd", "th"}
            if ordinal and (self.glued(index) or self.month(index + 1) is not None):
                index += 1
        elif word.lower in starters():
            found = number_at(self.words, at)
            if found is None or not 1 <= found[0] <= 31:
                return None
            value, index = found
        else:
            return None
        return value, self.past_bracket(index)

    def past_bracket(self, at: int) -> int:
        """Past "(enam)"."""
        if self.lower(at) == "(":
            for close in range(at + 1, min(at + 8, len(self.words))):
                if self.lower(close) == ")":
                    return close + 1
                if self.words[close].text.isdecimal():
                    break
        return at

    def month(self, at: int) -> tuple[int, int] | None:
        if at >= len(self.words):
            return None
        word = self.words[at]
        value = table("month").get(word.lower) or table("short").get(word.lower)
        if value is None or (word.lower == "may" and not word.text[0].isupper()):
            return None
        at += 1
        if word.lower in table("short") and self.lower(at) == "." and self.glued(at):
            at += 1
        return value, at

    def month_year(self, at: int) -> tuple[int | None, int, str, int] | None:
        """A month with its year or what stands for it: year, month, shift, index behind."""
        while self.lower(at) in {"of", "day", "bulan", ",", "-", "/", "hari"} and at < len(self.words):
            if self.lower(at) in {"-", "/", ","} and self.month(at + 1) is None:
                return None
            at += 1
        month = self.month(at)
        if month is None:
            return None
        index = month[1]
        after = index
        while self.lower(after) in {",", "in", "the", "tahun", "year", "-", "/", "of", "'", "’"} and after - index < 5:
            after += 1
        crossed = {self.lower(i) for i in range(index, after)}
        spelt = self.year_words(after) if crossed & {"tahun", "year", ","} or after == index else None
        year = self.year(after) or spelt
        abbreviated = after == index and self.words[index - 1].lower in {*table("short"), "."}
        if year is None and (crossed & {"'", "’", "-"} or abbreviated) and not self.continues(after + 1):
            year = self.short_year(after)
        if year is not None and not ("in" in crossed and "year" not in crossed) and not self.continues(year[1]):
            return year[0], month[0], "", self.past_bracket(year[1])
        shift, end = self.shift_after(index)
        return None, month[0], shift, end

    def shift_after(self, at: int) -> tuple[str, int]:
        """ "lalu", "tahun lalu", "tahun depan", "mendatang", "ini", "last year", "of that year"."""
        word = self.lower(at)
        if word == "tahun" or (word in {"last", "next", "this"} and self.lower(at + 1) == "year"):
            other = self.lower(at + 1) if word == "tahun" else word
            steps = {"lalu": "-1", "silam": "-1", "kemarin": "-1", "last": "-1", "depan": "+1", "next": "+1"}
            steps |= {"mendatang": "+1", "ini": "0", "this": "0", "itu": "that", "tersebut": "that", "berikutnya": "+1"}
            if other in steps:
                return steps[other], at + 2
            return "", at
        if (
            word in {"of", "in"}
            and self.lower(at + 1) in {"that", "the"}
            and "year" in {self.lower(at + 2), self.lower(at + 3)}
        ):
            return "that", at + 3 + (self.lower(at + 2) != "year")
        groups = (
            ("past", _cues("past") - {"last"}),
            ("future", _cues("future") - {"next"}),
            ("this", {"ini"}),
            ("that", {"itu"}),
        )
        if word == "yang":
            word, at = self.lower(at + 1), at + 1
        name = next((name for name, words in groups if word in words), "")
        return (name, at + 1) if name else ("", at)

    def year(self, at: int) -> tuple[int, int] | None:
        if at < len(self.words) and _YEAR.fullmatch(self.words[at].text):
            return int(self.words[at].text), at + 1
        return None

    def short_year(self, at: int) -> tuple[int, int] | None:
        text = self.words[at].text if at < len(self.words) else ""
        if len(text) == 2 and text.isdecimal():
            return int(text) + (2000 if int(text) < 60 else 1900), at + 1
        return None

    def year_words(self, at: int) -> tuple[int, int] | None:
        if self.lower(at) in starters():
            found = number_at(self.words, at)
            if found is not None and FIRST_YEAR <= found[0] <= LAST_YEAR:
                return found
        return None

    def connector(self, at: int, *, lists: bool = False, slash: bool = False) -> int | None:
        """Past what joins the ends of a range; with `lists` also "dan" and "and"."""
        word = self.lower(at)
        if word in _DASHES or (slash and word == "/" and self.glued(at)):
            return at + 1
        if lists and word in {"dan", "and", "&"}:
            return at + 1
        if word == "s":
            for pattern in (("/", "d"), (".", "d", "."), (".", "d")):
                if tuple(self.lower(at + 1 + i) for i in range(len(pattern))) == pattern:
                    return at + 1 + len(pattern)
            return None
        if word == "sampai":
            return at + 1 + (self.lower(at + 1) in {"dengan", "ke"})
        if word == "hingga" or word in _RANGE_WORDS - {"s"}:
            return at + 1
        return None


_POSTAL = frozenset({"NSW", "QLD", "VIC", "SA", "WA", "TAS", "NT", "ACT", "CH", "DK", "AT"})
