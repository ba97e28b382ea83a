"""The parts of a date: days, months and years in figures and words, and what joins them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.mentions.dates_moments import FIRST_YEAR, LAST_YEAR
from extractors.mentions.numberwords import number_at, starters, table
from extractors.mentions.passages import Word
from extractors.tables import column

YEAR = re.compile(r"(?:1[4-9]|20)\d\d")

_STEPS = {
    **dict.fromkeys(("lalu", "silam", "kemarin", "last"), "-1"),
    **dict.fromkeys(("depan", "mendatang", "berikutnya", "next"), "+1"),
    **dict.fromkeys(("ini", "this"), "0"),
    **dict.fromkeys(("itu", "tersebut"), "that"),
}
"""How far from this year the year is of which such a word tells."""

_DASHES = frozenset("-–—")
_RANGE_WORDS = frozenset({"hingga", "to", "until", "till", "through", "sd"})


@functools.cache
def cues(group: str) -> frozenset[str]:
    """The words of one group in data/datecues."""
    return frozenset(" ".join(column("datecues", "words", group=group)).split())


class Parts:
    """Reads parts of dates; every method takes the index of a word and gives what it read and the index after it."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    def lower(self, at: int) -> str:
        """The word in small letters, "" beyond either end."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """True where no space stands between the word and the one before it."""
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start

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
        """The name of a month or its short form, past the full stop behind it."""
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

    def shift_before(self, at: int) -> str:
        """What an English word before a month says of its year: "last November", "that September"."""
        before = self.lower(at - 1)
        groups = (
            ("past", cues("past")),
            ("future", cues("future")),
            ("this", cues("this")),
            ("that", cues("that")),
        )
        return next((name for name, words in groups if before in words), "")

    def shift_after(self, at: int) -> tuple[str, int]:
        """ "lalu", "tahun lalu", "tahun depan", "mendatang", "ini", "last year", "of that year"."""
        word = self.lower(at)
        if word == "tahun" or (word in {"last", "next", "this"} and self.lower(at + 1) == "year"):
            other = self.lower(at + 1) if word == "tahun" else word
            return (_STEPS[other], at + 2) if other in _STEPS else ("", at)
        if (
            word in {"of", "in"}
            and self.lower(at + 1) in {"that", "the"}
            and "year" in {self.lower(at + 2), self.lower(at + 3)}
        ):
            return "that", at + 3 + (self.lower(at + 2) != "year")
        groups = (
            ("past", cues("past") - {"last"}),
            ("future", cues("future") - {"next"}),
            ("this", {"ini"}),
            ("that", {"itu"}),
        )
        if word == "yang":
            word, at = self.lower(at + 1), at + 1
        name = next((name for name, words in groups if word in words), "")
        return (name, at + 1) if name else ("", at)

    def year(self, at: int) -> tuple[int, int] | None:
        """A year in four figures."""
        if at < len(self.words) and YEAR.fullmatch(self.words[at].text):
            return int(self.words[at].text), at + 1
        return None

    def short_year(self, at: int) -> tuple[int, int] | None:
        """A year in two figures."""
        text = self.words[at].text if at < len(self.words) else ""
        if len(text) == 2 and text.isdecimal():
            return int(text) + (2000 if int(text) < 60 else 1900), at + 1
        return None

    def year_words(self, at: int) -> tuple[int, int] | None:
        """A year in words: "dua ribu tujuh"."""
        if self.lower(at) in starters():
            found = number_at(self.words, at)
            if found is not None and FIRST_YEAR <= found[0] <= LAST_YEAR:
                return found
        return None

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

    def weekday(self, at: int) -> tuple[int, int | None]:
        """Past "hari Kamis, tanggal" or "Kamis (": the index behind it and the day of the week."""
        word = self.lower(at)
        day = table("weekday").get(word)
        if day is None:
            return (at + 1, None) if word == "tanggal" else (at, None)
        at += 1
        if self.lower(at) in {"malam", "pagi", "siang", "sore", "petang", "morning", "evening", "afternoon", "night"}:
            at += 1
        if self.lower(at) == "." and len(self.lower(at - 1)) <= 4:
            at += 1
        for _ in range(3):
            if self.lower(at) in {",", "(", "tanggal", "tgl", "the", "/", "-"}:
                at += 1
        return at, day

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
        return at + 1 if word in _RANGE_WORDS else None
