"""What each word of a passage may be in the name of a person."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import HOME
from archive.model.mention import MentionKind
from archive.reference import places, squeeze
from extractors.mentions import agencies
from extractors.mentions import namewords as lists
from extractors.mentions.employers import employees
from extractors.mentions.nameshapes import joined_names
from extractors.mentions.numberwords import table
from extractors.mentions.passages import BORDER, Passage, Word
from extractors.mentions.places_countries import bare
from extractors.mentions.signatures import signed_words
from extractors.remembered import Remembered

_ACRONYM = 8
RULERS = frozenset({"governor", "mayor", "regent"})
"""The codes of the heads of regions, those of their deputies left out."""

_TOWN = 5_000


@functools.lru_cache(maxsize=1 << 12)
def is_town(name: str) -> bool:
    """True for the name of an Indonesian region or of a foreign place of some size, rare foreign names left out."""
    known = places().known([key]).get(key, ()) if (key := squeeze(name)) else ()
    return any(place.country == HOME or (place.population >= _TOWN and not weak) for place, weak in known)


class Kinds:
    """The words of one passage with their kinds, and the offices among them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words: Sequence[Word] = passage.words
        self.lower = passage.lower
        self.small = passage.small
        self.blocked = self._within("place", "country")
        self.blocked_offices = self._within("law", "date", "instrument")
        self.signed = signed_words(passage) - self.blocked
        self.joined = joined_names(passage)
        self.facilities = agencies.proper_names(passage) - self.joined
        self._free_names()
        self.blocked -= self.joined
        self.lettered = set(self._letters_of_rulers())
        self.blocked -= self.lettered
        openings = lists.degree_openings()
        beginnings = [at for at in passage.capitals if passage.texts[at] in openings]
        self.degrees = {index for at in beginnings for index in self._degree_words(at)}
        self.offices = list(self._offices())
        self._free_offices()
        self.towns = frozenset(self.blocked)
        bodies = self._bodies() - self.joined
        employed = employees(self.words, bodies | self.facilities, self._led)
        self.facilities -= employed
        self.blocked |= bodies - employed
        self.blocked -= employed
        self.office_words = {at for start, end, _ in self.offices for at in range(start, end)}
        self.named = self.office_words | self.blocked | self.facilities | self.blocked_offices
        self.kinds = list(map(_known_kinds.__getitem__, passage.texts))
        for at in passage.capitals:
            self.kinds[at] = self._kind(at)

    def _within(self, *kinds: MentionKind) -> set[int]:
        """The words that belong to mentions of the given kinds."""
        return set().union(*map(self.passage.words_of, self.passage.found(*kinds)))

    def _bodies(self) -> set[int]:
        """The words of organisations, without a name that a reader of organisations took with the office before it."""
        bodies = self._within("organisation")
        for at in sorted(bodies):
            if at not in bodies or at in self.facilities or at + 1 >= len(self.words):
                continue
            begins = at - 1 in bodies and lists.is_given(lists.plain(self.words[at].text))
            begins = begins or (at - 1 in bodies and lists.plain(self.words[at].text) in lists.titles())
            while begins and at in bodies:
                bodies.discard(at)
                at += 1
        return bodies

    def _free_names(self) -> None:
        """Takes names of persons out of the names of places and firms before or around them.

        "PT Research Institute Japan-Jakarta Albertus Prasetyo", "with Yukio Hayashida" where Yukio is a town as well,
        and the town in "Wali Kota Vlissingen Bas van den Tillaar" that is known from elsewhere in the passage.
        """
        towns = {mention.surface for mention in self.passage.found("place") if " " not in mention.surface}
        of_towns = {at for at in self.passage.capitals if self.words[at].text in towns}
        for at in sorted(self.facilities | self.blocked | of_towns):
            if not 0 < at < len(self.words) - 1:
                continue
            word, before, after = self.words[at], self.words[at - 1], self.words[at + 1]
            if at in self.facilities and at - 1 in self.blocked and lists.is_given(lists.plain(word.text)):
                while at in self.facilities:
                    self.facilities.discard(at)
                    at += 1
            elif at in self.blocked:
                alone = at - 1 not in self.blocked and at + 1 not in self.blocked
                holder = at > 1 and at - 2 in self.blocked and self._spans("office", at - 1, at)
                given = lists.is_given(lists.plain(word.text))
                first = given and after.text.istitle() and (before.text.islower() or holder)
                if alone and (first or (before.text.istitle() and lists.is_given(lists.plain(before.text)))):
                    self.blocked.discard(at)
            elif (
                at > 1
                and at - 2 in self.blocked
                and lists.is_given(lists.plain(word.text))
                and self._spans("office", at - 1, at)
            ):
                continue  # "Bogor Mayor Rizal Effendi"
            elif word.text in towns and after.text.istitle() and self._phrase_ends("office", at):
                self.blocked.add(at)

    def _letters_of_rulers(self) -> Iterator[int]:
        """Letters that stand for names between the head of a region and a name: "Mayor AS Tamrin", "Bupati MZA Djalal".

        A president is that of a country, which may be written so.
        """
        for at in self.passage.capitals:
            text = self.passage.texts[at]
            if not (2 <= len(text) <= 3 and text.isupper()) or at + 1 >= len(self.words):
                continue
            ruled = any(self._ruler(at - length, at) for length in (1, 2, 3) if at >= length)
            region = any(place.country == HOME for place in places().named(text))
            if ruled and not region and self.words[at + 1].text.istitle():
                yield at

    def _free_from(self, at: int) -> None:
        """Takes a given name and what follows it out of a facility."""
        if lists.is_given(lists.plain(self.words[at].text)):
            while at in self.facilities:
                self.facilities.discard(at)
                at += 1

    def _ruler(self, start: int, end: int) -> bool:
        """True for the office of the head of a region."""
        found = self._phrase("office", start)
        return found is not None and found[0] == end and found[1].removeprefix("deputy_") in RULERS

    def _free_offices(self) -> None:
        """Takes an office out of a facility whose first word is its last: "Datuk Bandar MBMB" is no harbour."""
        for start, end, _ in self.offices:
            if start in self.facilities and end in self.facilities and start - 1 in self.facilities:
                self._free_from(end)  # "Chamber of Shipping President Orhan Dinç"
            if start in self.facilities or end - 1 not in self.facilities:
                continue
            at = next(index for index in range(start, end) if index in self.facilities)
            while at in self.facilities:
                self.facilities.discard(at)
                at += 1

    def _led(self, at: int) -> bool:
        """True where an office or what somebody is stands before a word, two words in small letters passed over.

        "pakar hubungan internasional Universitas ...", or an office that a body took in: "Rektor Curtin University".
        """
        for end in (at, at - 1, at - 2, at + 1, at + 2):
            if self._phrase_ends("role", end) or self._phrase_ends("office", end):
                return all(word.text.islower() for word in self.words[end:at])
        return False

    def _phrase_ends(self, use: str, end: int) -> bool:
        """True where a phrase of the use ends right before a word."""
        return any(self._spans(use, end - length, end) for length in (1, 2, 3) if end >= length)

    def _phrase(self, use: str, at: int) -> tuple[int, str] | None:
        """The longest phrase of a use at a word: the index behind it and its code."""
        options = lists.phrases(use).get(self.lower[at]) if 0 <= at < len(self.words) else None
        if options is None:
            return None
        best: tuple[int, str] | None = None
        for words, code in options.items():
            end = at + len(words)
            if (best is None or end > best[0]) and tuple(self.lower[at:end]) == words:
                best = end, code
        return best

    def _spans(self, use: str, start: int, end: int) -> bool:
        found = self._phrase(use, start)
        return found is not None and found[0] == end

    def _offices(self) -> Iterator[tuple[int, int, str]]:
        """Offices with the place they govern: "Wali Kota Bandung", "Mayor of Surabaya"."""
        opening, free = lists.phrases("office"), 0
        for at in self.passage.among(opening):
            if at < free or at in self.blocked_offices:
                continue
            found = self._phrase("office", at)
            if found is None:
                continue
            end, code = found
            after = end
            while (
                after < len(self.words)
                and after - end < 3
                and self.words[after].lower in {"of", "the", "city", "kota", "provinsi", "kabupaten"}
            ):
                after += 1
            while after < len(self.words) and after in self.blocked:
                after += 1
                end = after
            yield at, end, code
            free = end

    def _offices_by_end(self) -> dict[int, list[tuple[int, int, str]]]:
        if not hasattr(self, "_by_end"):
            self._by_end: dict[int, list[tuple[int, int, str]]] = {}
            for office in self.offices:
                self._by_end.setdefault(office[1] - 1, []).append(office)
        return self._by_end

    def _kind(self, at: int) -> str:
        """What a word with a capital may be in a name.

        N a word of a name, D an everyday word that is a name as well, C another word with a capital, I an initial, T a
        title, L a small word, P punctuation, B a border.
        """
        word = self.words[at]
        text = word.text
        if not text[0].isalpha():
            return "P"
        if at in self.joined:
            return "N"
        if at in self.named:
            return "C"
        told = _told[text]
        if told.shortened or (told.noble and self._noble(at)) or (told.title and self._ends_name(at)):
            return "N"
        if told.body and (at - 1 in self.office_words or not (told.name or told.doubtful)):
            return "C"  # "Kepala Biro", "Ketua Pansus"
        if told.title:
            hyphened = at + 2 < len(self.words) and self.words[at + 2].text == "-" and self._glued(at + 2)
            if not (hyphened and told.name) and not (len(text) == 1 and not self._hajj(at)):
                return "T"
        if told.after_i and at > 0 and self.words[at - 1].text == "I":
            return "N"
        if at in self.degrees or told.of_office:
            return "C"
        if len(text) == 1:
            if text in "EM" and at > 1 and self.words[at - 2].text == "H" and self._glued(at) and self._dot(at - 1):
                return "T"  # "H.E.", "H.M."
            return "I" if self._initial(at) else "C"
        followed = at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if told.thing or (told.head and not ((told.name or told.doubtful) and followed)):
            return "C"
        if at in self.signed:
            return "N"
        if told.small_word or told.plain in self.small:
            return "C"
        if text.isupper() and len(text) <= _ACRONYM and not self._in_capitals(at):
            return "C"
        if told.doubtful:
            return "D"
        return "C" if told.common and not told.name else "N"

    def _noble(self, at: int) -> bool:
        """True where a title of birth is a part of the name behind it: "Wan Saiful Effendi", "Raja Hafizah"."""
        if at + 1 >= len(self.words):
            return False
        if not self.words[at + 1].text.istitle() and not self.words[at + 1].text.isupper():
            return False
        names = 0
        for word in self.words[at + 1 : at + 3]:
            names += lists.is_name(lists.plain(word.text)) and word.text[0].isupper()
        opens = at == 0 or self.words[at - 1].text in {".", "?", "!", BORDER, '"', "“"}
        return names > 0 and (not opens or names > 1 or self.words[at].lower not in lists.common())

    def _ends_name(self, at: int) -> bool:
        """True where a title stands behind a name and no name follows: "Sri Wahyuni Mas bersama"."""
        if at < 2 or self.kinds[at - 1] != "N":
            return False
        named = self.kinds[at - 2] in "ND" and at - 1 not in self.office_words
        after = self.words[at + 1].text if at + 1 < len(self.words) else "."
        return named and len(self.words[at].text) > 2 and (after.islower() or after in {".", ",", BORDER})

    def _hajj(self, at: int) -> bool:
        """True for the letter of a title; not for the second initial of a name ("Ole H. Nilsen")."""
        before = self.words[at - 1] if at else None
        if not self._dot(at + 1):
            governed = at > 0 and (at - 1 in self.office_words or at - 1 in self.blocked)
            return governed and at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if before is None or at - 1 in self.office_words or at - 1 in self.blocked:
            return True
        return not lists.is_given(lists.plain(before.text)) or is_town(before.text)

    def _initial(self, at: int) -> bool:
        """True for a single letter that may belong to a name; not for the number in "Komisi I"."""
        if self._dot(at + 1) or self.words[at].text not in "IVX":
            return not self._enumerates(at)
        if at > 0 and self.words[at - 1].lower in lists.titles():
            return True
        return at + 1 < len(self.words) and self.words[at + 1].lower in lists.AFTER_I

    def _enumerates(self, at: int) -> bool:
        """True for the numeral that opens a line of a list: "I.  ABDUL FARIS, Bupati ..."."""
        word = self.words[at]
        if word.text not in "IVX" or word.start != self.passage.piece_at(word.start).start or at + 2 >= len(self.words):
            return False
        return self.words[at + 2].start - self.words[at + 1].end > 1 or self._numbered

    @functools.cached_property
    def _numbered(self) -> bool:
        return "II." in self.passage.body

    def _in_capitals(self, at: int) -> bool:
        """True where the words beside are in capitals too, so that capitals say nothing."""
        beside = [self.words[i].text for i in range(max(0, at - 2), min(at + 3, len(self.words))) if i != at]
        if any(len(text) > 3 and text.isupper() for text in beside):
            return True
        piece = self.passage.piece_at(self.words[at].start)
        block = self.passage.body[piece.start : min(piece.end, piece.start + 200)]
        return " " in block.strip() and block.isupper()

    def _dot(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].text == "." and self._glued(at)

    def _glued(self, at: int) -> bool:
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start

    def _degree_words(self, at: int) -> range:
        """The words of the degree that begins here: "SH", "M.Si", "S.Sos."; none where there is none."""
        text, end = "", at
        while end < min(at + 6, len(self.words)) and (end == at or self._glued(end)):
            part = self.words[end].text
            if not (part.isalpha() or part == "."):
                break
            text += part
            end += 1
        sure = at == 0 or self.words[at - 1].text in ",.)(" or "." in text or (len(text) > 2 and text.isupper())
        known = sure and text.replace(".", "") in lists.degrees()
        return range(at, end) if known and text[0].isupper() else range(0)


class _Told(NamedTuple):
    """What the lists tell of a word with a capital, wherever it stands.

    `name` and `doubtful` say that it is in the lists of names, `of_office` that it is an office with the ending of
    possession, `head` that it opens or closes the names of bodies, `thing` that it is an acronym or of the calendar,
    `small_word` that it is no name by its shape.
    """

    plain: str
    name: bool
    doubtful: bool
    common: bool
    shortened: bool
    noble: bool
    title: bool
    body: bool
    after_i: bool
    of_office: bool
    head: bool
    thing: bool
    small_word: bool


def _tell(text: str) -> _Told:
    plain = lists.plain(text)
    _, names, doubtful = lists.names()
    word = Word(0, len(text), text, text.lower())
    name = plain in names
    short = not lists.VOWEL.search(plain) and len(text) > 1 and plain not in lists.SUFFIXES  # "Sdh", "Rp"
    return _Told(
        plain,
        name,
        plain in doubtful,
        plain in lists.common(),
        plain in lists.SHORTENED,
        plain in lists.single("noble"),
        plain in lists.titles(),
        plain in lists.single("body"),
        plain in lists.AFTER_I and len(plain) > 1,
        text != bare(text) and bare(plain) in lists.phrases("office"),
        agencies.is_head(word),
        agencies.is_acronym(word) or plain in table("weekday") or plain in table("month"),
        not name and (short or lists.inflected(plain)),
    )


_told = Remembered(_tell)


def _kind_of_small(text: str) -> str:
    """The kind of a word or mark without a capital."""
    return "B" if text == BORDER else "L" if text[0].isalpha() else "P"


_known_kinds = Remembered(_kind_of_small)
