"""Runs of words that may be the name of a person."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.mentions import agencies
from extractors.mentions import namewords as lists
from extractors.mentions.namekinds import RULERS, Kinds, is_town
from extractors.mentions.passages import Word
from extractors.mentions.places_countries import bare

_QUOTES = frozenset("\"“”'‘’")
_LONGEST = 6
_APPOSED = 8
_COMPOUNDS = frozenset({"based", "born", "led", "like", "made", "owned", "style", "wide", "an"})
"""Second parts of English compounds: "Mamuju-based"."""


@functools.cache
def _leading() -> frozenset[str]:
    """Words that may stand with a capital before a name without being part of it: "Contact", "Menurut"."""
    return lists.single("label") | lists.single("speech") | lists.single("byline")


@dataclass(slots=True)
class Run:
    """A possible name: the words from `start` to `end`, with what vouches for it."""

    start: int
    end: int
    parts: list[int]
    names: int = 0
    score: float = 0.0


class Runs(Kinds):
    """The possible names of one passage."""

    def _runs(self) -> Iterator[Run]:
        free = 0
        for at in self.passage.capitals:
            if at >= free and self._opens(at) and (run := self._run(at)) is not None:
                yield self._cut(run)
                free = run.end

    def _opens(self, at: int) -> bool:
        """True where a name may begin; with an everyday word only behind an office or title, or before a name."""
        kind = self.kinds[at]
        if kind in "NI":
            return True
        if kind not in "CD" or at + 1 >= len(self.words):
            return False
        titled = at > 0 and (self.kinds[at - 1] == "T" or (self.kinds[at - 2] == "T" and self._dot(at - 1)))
        if kind == "C" and self._letters(at):
            return True
        if kind == "C" and (at - 1 in self.office_words or at - 1 in self.towns or titled):
            lower = self.words[at].lower
            fits = (
                self._fits(at)
                and not self._ends_title(at)
                and lower not in lists.single("complement")
                and lower not in lists.single("body")
                and not lists.inflected(lower)
            )
            return fits and (self.kinds[at + 1] == "N" or self._everyday(at))
        if kind == "C" and self.kinds[at + 1] == "N" and self.words[at].text.istitle() and self._apposed(at):
            return True
        if kind == "C":
            return False
        if at > 1 and self.words[at - 1].text in lists.NUMERALS | {"I"} and self.kinds[at - 2] == "C":
            return self.kinds[at + 1] in "NDPBL"  # "Ketua Komisi I Muslimin"
        beside = titled or (at > 0 and at - 1 in self.office_words)
        if not beside and at > 0 and self.words[at - 1].text[0].isupper() and at - 1 not in self.towns:
            return False
        return (
            (beside and self.kinds[at + 1] in "NDPBL")
            or (titled and self.kinds[at + 1] == "C" and self.words[at + 1].text.istitle() and self._fits(at + 1))
            or self.kinds[at + 1] == "N"
            or (self.kinds[at + 1] == "I" and self._dot(at + 2))
        )

    def _apposed(self, at: int) -> bool:
        """True for a word behind the comma or colon of what tells who somebody is: "Konjen RI di Davao, Berlian X"."""
        if at < 2 or self.words[at - 1].text not in {",", ":"} or not self._fits(at):
            return False
        ended = at + 2 >= len(self.words) or not self.words[at + 2].text[0].isupper()
        if self.words[at - 1].text == ":":
            return ended and (self._phrase_ends("label", at - 1) or self._phrase_ends("office", at - 1))
        sentence = range(max(0, at - _APPOSED), at - 1)
        office = next((i for i in reversed(sentence) if i in self.office_words), None)
        return ended and office is not None and all(self.words[i].text[0].isalpha() for i in range(office, at - 1))

    def _ends_title(self, at: int) -> bool:
        """True for the second word of a title: "Datuk Seri"."""
        found = self._phrase("honorific", at - 1)
        return found is not None and found[0] > at

    def _letters(self, at: int) -> bool:
        """True for two letters that stand for names behind a place or abbreviation: "Presiden RI BJ Habibie"."""
        text = self.words[at].text
        if at in self.lettered:
            return True
        if len(text) != 2 or not text.isupper() or at == 0 or at in self.blocked or at in self.office_words:
            return False
        before = self.words[at - 1].text
        led = at - 1 in self.blocked or (before.isupper() and before.isalpha() and len(before) <= 4)
        return led and self.kinds[at + 1] == "N" and self.kinds[at - 1] == "C"

    def _everyday(self, at: int) -> bool:
        """True where a rare word that is no name elsewhere and another one follow a head of government.

        "Bupati Amril Mukminin menolak": a sentence goes on in small letters behind them.
        """
        ruler = next((code for _, end, code in self.offices if end == at), "")
        if ruler.removeprefix("deputy_") not in RULERS or at + 2 >= len(self.words):
            return False
        second, after = self.words[at + 1], self.words[at + 2]
        rare = self.kinds[at + 1] == "C" and second.text.istitle() and self._fits(at + 1)
        return rare and self.words[at].text.istitle() and (after.text.islower() or after.text in {",", "."})

    def _tail(self, at: int) -> bool:
        """True for two capital letters behind a name: "Zulkifli AS bersama"."""
        text = self.words[at].text
        free = at not in self.blocked and at not in self.office_words and at not in self.facilities
        if not (free and len(text) == 2 and text.isupper() and text.isalpha() and text not in lists.degrees()):
            return False
        after = self.words[at + 1].text if at + 1 < len(self.words) else ""
        return not after[:1].isupper() and not self._in_capitals(at)

    def _run(self, at: int) -> Run | None:
        """The name that begins at a word: names, initials, particles between them, a numeral at the end."""
        parts: list[int] = []
        index, names = at, 0
        while index < len(self.words) and len(parts) < _LONGEST:
            kind, word = self.kinds[index], self.words[index]
            if kind in "ND" or (index == at and kind == "C") or (names and kind == "C" and self._fits(index)):
                parts.append(index)
                names += 1
                index += 1
                if index < len(self.words) and lists.plain(word.text) in lists.SHORTENED and self._dot(index):
                    index += 1
            elif parts and word.text == "I" and not self._dot(index + 1) and self._balinese(index + 1):
                break  # "Pekaseh Jatiluwih I Wayan Sudarma"
            elif kind == "I" and (self._dot(index + 1) or names or self._next_name(index + 1)):
                if word.text in lists.NUMERALS and names and not self._dot(index + 1):
                    parts.append(index)
                    index += 1
                    break
                parts.append(index)
                index += 1
                if self._dot(index):
                    index += 1
            elif (kind == "C" and names == len(parts) == 1 and self._tail(index)) or (
                word.text in lists.NUMERALS and names
            ):
                parts.append(index)
                index += 1
                break
            elif (
                (kind == "L" and names and self._particle(word) and self._next_name(index + 1))
                or (
                    kind == "L"
                    and parts
                    and self._particle(word)
                    and self.kinds[parts[-1]] == "I"
                    and self._next_name(index + 1)
                )
                or (
                    kind in "LC"
                    and names
                    and word.text.isupper()
                    and self._particle(word)
                    and self._next_name(index + 1)
                )
            ):
                parts.append(index)
                index += 1
            elif word.text in "-–" and names and self._syllable(index + 1):
                parts.append(index + 1)
                index += 2
            elif (
                word.text in "-–"
                and names
                and self._glued(index)
                and self._glued(index + 1)
                and self._next_name(index + 1)
            ):
                index += 1
            elif word.text in _QUOTES and names and (close := self._nickname(index)) is not None:
                index = close
            else:
                break
        while parts and self.words[parts[-1]].lower in lists.PARTICLES and self.kinds[parts[-1]] in "LC":
            parts.pop()
        if not names or not parts:
            return None
        end = parts[-1] + 1
        if self._dot(end) and self.kinds[parts[-1]] == "I":
            end += 1
        return Run(at, end, parts, names)

    def _cut(self, run: Run) -> Run:
        """The run without the end of what stands before it: "dan Pasifik Vivek Pathak", "di Vanimo Allen Simarmata"."""
        if (length := self._place_before(run)) > 0:
            return Run(run.parts[length], run.end, run.parts[length:], run.names - length)
        first, *rest = run.parts
        if (
            len(rest) > 1
            and self.words[first].lower in _leading()
            and lists.is_given(lists.plain(self.words[rest[0]].text))
        ):
            return Run(rest[0], run.end, rest, run.names - 1)
        if len(rest) > 1 and self._tells_office(run):
            return Run(rest[0], run.end, rest, run.names - 1)
        strange = not lists.is_name(lists.plain(self.words[first].text)) and self.kinds[first] == "N"
        if strange and len(rest) > 1 and first > 0 and lists.is_given(lists.plain(self.words[rest[0]].text)):
            before = self.words[first - 1]
            if before.lower in {"dan", "and", "/"} and self.kinds[first - 2] in "CD":
                return Run(rest[0], run.end, rest, run.names - 1)
        return run

    def _tells_office(self, run: Run) -> bool:
        """True where the first word is what somebody is head of: "Kadis PMPTSP Semuel Lewier"."""
        first, second = run.parts[:2]
        word, at = self.words[first], run.start - 1
        if at >= 0 and self.words[at].lower in lists.single("group"):
            return lists.is_given(lists.plain(self.words[second].text)) and not lists.is_name(lists.plain(word.text))
        led = at in self.office_words or self._phrase_ends("role", run.start) or (at > 0 and self.kinds[at] == "C")
        if not led or at < 0 or first in self.lettered or lists.is_name(lists.plain(word.text)):
            return False
        abbreviated = word.text.isupper() and len(word.text) > 2 and not self._in_capitals(first)
        initialed = self.kinds[second] == "I"
        known = initialed or lists.is_given(lists.plain(self.words[second].text))
        return known and (abbreviated or agencies.is_acronym(word) or is_town(word.text))

    def _place_before(self, run: Run) -> int:
        """How many of the first words of a run are the name of a place that an office or "di" leads to."""
        at = run.start - 1
        if at < 0 or not (self.words[at].lower in {"di", "in"} or at in self.office_words or self.kinds[at] in "CT"):
            return 0
        for length in (2, 1):
            if length >= len(run.parts) or any(self.kinds[part] not in "ND" for part in run.parts[: length + 1]):
                continue
            rest = [lists.plain(self.words[part].text) for part in run.parts[length:]]
            if not any(map(lists.is_name, rest)) and self.kinds[run.parts[length]] != "D":
                continue
            if length == 1 and (lists.is_name(lists.plain(self.words[run.start].text)) or self.kinds[run.start] != "N"):
                continue
            surface = self.passage.body[self.words[run.start].start : self.words[run.parts[length - 1]].end]
            if is_town(surface):
                return length
        return 0

    def _particle(self, word: Word) -> bool:
        """True for a small word inside names; "di" is a preposition in Indonesian."""
        return word.lower in lists.PARTICLES and not (word.text == "di" and self.passage.language == "id")

    def _syllable(self, at: int) -> bool:
        """True for the small second part of "Jeong-bok"."""
        if at >= len(self.words) or not (self._glued(at) and self._glued(at - 1)):
            return False
        text = self.words[at].text
        return text.islower() and 1 < len(text) <= 6 and text not in _COMPOUNDS and self.kinds[at - 2] == "N"

    def _fits(self, at: int) -> bool:
        """True where an everyday word stands inside a name: "Hamenang Wajar Ismoyo"."""
        if at in self.office_words or at in self.blocked or self.words[at].lower in self.small or at in self.degrees:
            return False
        if at in self.facilities or len(self.words[at].text) == 1 or self.words[at].lower in lists.single("complement"):
            return False
        followed = at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if agencies.is_head(self.words[at]) and followed:
            return False
        if (
            self._phrase("role", at)
            or self._phrase("honorific", at)
            or (self.words[at].text.isupper() and len(self.words[at].text) <= 4 and not self._in_capitals(at))
        ):
            return False
        lower = self.words[at].lower
        surname = lower.endswith("ing") and self.kinds[at - 1] == "N"
        surname = surname and (self.passage.language == "id" or (at - 2 in self.office_words and not followed))
        given = self.kinds[at - 1] == "N" and lists.is_given(lists.plain(self.words[at - 1].text))
        surname = surname or (given and not followed)
        return not agencies.is_acronym(self.words[at]) and (surname or not lists.inflected(lower))

    def _next_name(self, at: int) -> bool:
        if at < len(self.words) and self.words[at].lower in lists.PARTICLES:
            at += 1
        if at < len(self.words) and self.words[at].text == ".":
            at += 1
        return at < len(self.words) and self.kinds[at] in "NID"

    def _balinese(self, at: int) -> bool:
        return at < len(self.words) and len(self.words[at].text) > 1 and self.words[at].lower in lists.AFTER_I

    def _nickname(self, at: int) -> int | None:
        """The index behind a by-name in quotes inside a name: Moh. Ramdhan "Danny" Pomanto."""
        for close in range(at + 2, min(at + 4, len(self.words))):
            if self.words[close].text in _QUOTES:
                return close + 1 if self._next_name(close + 1) else None
        return None

    def value(self, run: Run) -> str:
        """The name as it is written elsewhere: words in capitals get one each, by-names in quotes are left out."""
        out = ""
        for number, at in enumerate(run.parts):
            word = self.words[at]
            text = bare(word.text)
            if at in self.lettered:
                pass
            elif text.isupper() and len(text) > 2 and text not in lists.NUMERALS:
                text = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), text.lower())
            elif text.isupper() and len(text) == 2 and text not in lists.NUMERALS and self._capitals(run):
                text = text.capitalize()
            if self._dot(at + 1) and (self.kinds[at] == "I" or word.lower in lists.SHORTENED):
                text += "."
            if number:
                previous = run.parts[number - 1]
                gap = self.passage.body[self.words[previous].end : word.start].replace(".", "")
                out += gap if gap in {"-", "–", ""} else " "
            out += text
        return out

    def _capitals(self, run: Run) -> bool:
        return all(self.words[at].text.isupper() for at in run.parts)
