"""What stands around the names of a passage: the words on either side, the countries, the sentences and lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from archive.model import HOME
from extractors.mentions.nameshapes import joined_names
from extractors.mentions.passages import BORDER, Passage
from extractors.mentions.places_countries import abroad, country_names, foreign_countries
from extractors.mentions.places_gazetteer import LEVELS
from extractors.mentions.places_words import place_words
from extractors.mentions.signatures import signed_words

OPENERS = frozenset({":", ";", "|", ".", "?", "!", '"', "“", "‘", "(", "-", "–", "—", BORDER})
"""Behind these a word may have a capital from where it stands."""

_POSSESSIVE = re.compile(r"['’ʼ]s\Z")
_LONGEST_CUE = 5
_MOST_AFTER = 3
_ABBREVIATION = 4
_LONGEST_HEADLINE = 200
_MARKED = 8


class Surroundings:
    """The words of one passage, with the countries among them and the sentences in which they stand."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words = passage.words
        self.lower = passage.lower
        self.small = passage.small
        self.breaks = passage.breaks
        self.countries = list(country_names(passage.texts))
        self.country_at = {name.first: name for name in self.countries}
        self.country_over = {index: name for name in self.countries for index in range(name.first, name.last)}
        self.country_starts = [name.first for name in self.countries]
        self.document = abroad(self.countries) if passage.whole else foreign_countries(passage.text.body)
        self.units = self._unit_starts()
        self.unit_countries: dict[int, Counter[str]] = defaultdict(Counter)
        for name in self.countries:
            if name.code != HOME:
                self.unit_countries[self._unit(self.words[name.first].start)][name.code] += 1
        self.signed = signed_words(passage)
        self.joined = joined_names(passage)

    # sentences and lines -------------------------------------------------------------------------------------------

    def _unit_starts(self) -> list[int]:
        """Where the sentences begin; the cells of one table row count as one sentence."""
        starts: list[int] = []
        row: tuple[int | None, int | None] | None = None
        pieces = {piece.start: piece.block for piece in self.passage.pieces}
        for sentence in self.passage.sentences:
            block = pieces.get(sentence.start)
            if block is not None and block.table is not None:
                if (block.table, block.row) == row:
                    continue
                row = (block.table, block.row)
            starts.append(sentence.start)
        return starts

    def _unit(self, position: int) -> int:
        """The number of the sentence at a position, counted from 1."""
        return bisect_right(self.units, position)

    def _is_headline(self, unit: int) -> bool:
        """True for a short sentence without a full stop whose words nearly all begin with capitals."""
        start = self.units[unit - 1] if unit else 0
        end = self.units[unit] if unit < len(self.units) else len(self.passage.body)
        if end - start > _LONGEST_HEADLINE or self.passage.body[start:end].rstrip(f" {BORDER}").endswith("."):
            return False
        words = [word for word in self.passage.body[start:end].split() if len(word) > 3 and word[0].isalpha()]
        return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)

    def _opens_line(self, index: int) -> bool:
        """True where a word begins a line, past a mark at most."""
        at = self.words[index].start
        before = self.passage.body[max(0, at - _MARKED) : at].replace(BORDER, "\n")
        line = before.rpartition("\n")[2]
        return not any(sign.isalnum() for sign in line) and ("\n" in before or at <= _MARKED)

    def _numbered(self, index: int) -> bool:
        """True after "10." and its like."""
        return index >= 2 and self.lower[index - 1] in {".", ")"} and self.lower[index - 2].isdigit()

    def _is_capital(self, index: int) -> bool:
        """True for a word with a capital that begins no sentence."""
        if not 0 <= index < len(self.words) or not self.words[index].text[0].isupper():
            return False
        return index > 0 and self.lower[index - 1] not in OPENERS

    # the words before a name ---------------------------------------------------------------------------------------

    def _cue(self, first: int) -> tuple[str, int]:
        """What the words before a name say of it, full stops after abbreviations passed over."""
        before: list[str] = []
        index = first - 1
        while index >= 0 and len(before) < _LONGEST_CUE:
            word = self.lower[index]
            if word == "." and index and self._abbreviates(self.lower[index - 1]):
                index -= 1
                continue
            if not before and word not in place_words().cue_ends:
                break
            if not word[0].isalpha() or index + 1 in self.breaks:
                break
            before.insert(0, word)
            index -= 1
        return place_words().cue_before(before)

    def _abbreviates(self, word: str) -> bool:
        """True for a word with a full stop that may be a short one: "Kab.", not "said."."""
        return len(word) <= _ABBREVIATION and word not in place_words().sayings

    def _in_preposition(self, first: int, length: int) -> bool:
        """True where a cue ends a phrase that says nothing of the level: "ibu kota X"."""
        before = tuple(self.lower[max(0, first - 3) : first])
        return any(before[-longer:] in place_words().locative for longer in (2, 3) if longer > length)

    def _preposition(self, first: int) -> float:
        """How much the word before the name (and its cue) asks for a place."""
        words = place_words()
        if not first:
            return 0.0
        before = tuple(self.lower[max(0, first - 3) : first])
        if before[-1] in words.locative_ends and any(before[-length:] in words.locative for length in (1, 2, 3)):
            return 1.2
        return 0.4 if before[-1:] in words.linking else 0.0

    # the words behind a name ---------------------------------------------------------------------------------------

    def _following(self, last: int) -> list[str]:
        """The next words up to a mark, few, and of those that open no cue the first alone."""
        following: list[str] = []
        for index in range(last, min(last + _MOST_AFTER, len(self.words))):
            if not self.lower[index][0].isalpha() or index in self.breaks:
                break
            following.append(_POSSESSIVE.sub("", self.lower[index]))
            if following[0] not in place_words().cue_openings:
                break
        return following

    def _other_name(self, last: int) -> str:
        """What the capitalised words after the name make it: that of an event, a building, a company, a paper ..."""
        index = last
        while index < min(last + _MOST_AFTER, len(self.words)):
            if not self.words[index].text[0].isupper() or index in self.breaks:
                return ""
            use, length = place_words().cue_after(self.lower[index : index + 2])
            if use.startswith("skip"):
                return use
            index += length or 1  # "X Municipal Corporation" is no corporation.
        return ""

    def _based(self, last: int) -> bool:
        """True for "X-based"."""
        return last + 1 < len(self.words) and self.words[last].text in "-‐‑" and self.lower[last + 1] == "based"

    # both sides ----------------------------------------------------------------------------------------------------

    def _initialled(self, first: int, last: int) -> bool:
        """True for a part of a name with an initial: "M. Rizal Fahlevi", "Ole H. Hjartøy"; not for "A. Oslo City"."""
        words = self.words
        before = first > 1 and words[first - 1].text == "." and len(words[first - 2].text) == 1
        before = before and words[first - 2].text.isupper() and last < len(words) and words[last].text[0].isupper()
        before = before and place_words().cue_after(self.lower[last : last + 2])[0] not in LEVELS
        final = words[last - 1].text
        inside = last - first > 1 and len(final) == 1 and last + 1 < len(words) and words[last].text == "."
        return before or (inside and words[last + 1].text[0].isupper())
