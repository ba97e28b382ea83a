"""What each word of a passage may be in the name of a person."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from archive.model.mention import MentionKind
from archive.reference import places
from extractors.mentions import agencies
from extractors.mentions import namewords as lists
from extractors.mentions.numberwords import table
from extractors.mentions.passages import BORDER, Passage, Word
from extractors.mentions.places_countries import bare
from extractors.mentions.signatures import signed_words

_ACRONYM = 8
_TOWN = 5_000


@functools.lru_cache(maxsize=1 << 12)
def is_town(name: str) -> bool:
    """True for the name of an Indonesian region or of a foreign place of some size."""
    return any(place.country == "ID" or place.population >= _TOWN for place in places().named(name))


class Kinds:
    """The words of one passage with their kinds, and the offices among them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words: Sequence[Word] = passage.words
        self.small = passage.small
        self.blocked = self._within("place", "country")
        self.blocked_offices = self._within("law", "date", "instrument")
        self.signed = signed_words(passage) - self.blocked
        self.facilities = agencies.proper_names(self.words)
        self._free_names()
        self.degrees = {index for at in passage.capitals for index in self._degree_words(at)}
        self.offices = list(self._offices())
        self._free_offices()
        self.towns = frozenset(self.blocked)
        self.blocked |= self._bodies()
        self.office_words = {at for start, end, _ in self.offices for at in range(start, end)}
        self.kinds = [_kind_of_small(word.text) for word in self.words]
        for at in passage.capitals:
            self.kinds[at] = self._kind(at)

    def _within(self, *kinds: MentionKind) -> set[int]:
        """The words that belong to mentions of the given kinds."""
        spans = map(self.passage.within, self.passage.found(*kinds))
        return {index for start, end in spans for index in self.passage.words_in(start, end)}

    def _bodies(self) -> set[int]:
        """The words of organisations, without a name that a reader of organisations took with the office before it."""
        bodies, given = self._within("organisation"), lists.names()[0]
        for at in sorted(bodies):
            if at not in bodies or at in self.facilities or at + 1 >= len(self.words):
                continue
            begins = at - 1 in bodies and lists.plain(self.words[at].text) in given
            while begins and at in bodies:
                bodies.discard(at)
                at += 1
        return bodies

    def _free_names(self) -> None:
        """Takes names of persons out of the names of places and firms before or around them.

        "PT Research Institute Japan-Jakarta Albertus Prasetyo", "with Yukio Hayashida" where Yukio is a town as well,
        and the town in "Wali Kota Vlissingen Bas van den Tillaar" that is known from elsewhere in the passage.
        """
        given = lists.names()[0]
        towns = {mention.surface for mention in self.passage.found("place") if " " not in mention.surface}
        of_towns = {at for at in self.passage.capitals if self.words[at].text in towns}
        for at in sorted(self.facilities | self.blocked | of_towns):
            if not 0 < at < len(self.words) - 1:
                continue
            word, before, after = self.words[at], self.words[at - 1], self.words[at + 1]
            if at in self.facilities and at - 1 in self.blocked and lists.plain(word.text) in given:
                while at in self.facilities:
                    self.facilities.discard(at)
                    at += 1
            elif at in self.blocked:
                alone = at - 1 not in self.blocked and at + 1 not in self.blocked
                holder = at > 1 and at - 2 in self.blocked and self._spans("office", at - 1, at)
                first = lists.plain(word.text) in given and after.text.istitle() and (before.text.islower() or holder)
                if alone and (first or (before.text.istitle() and lists.plain(before.text) in given)):
                    self.blocked.discard(at)
            elif (
                at > 1
                and at - 2 in self.blocked
                and lists.plain(word.text) in given
                and self._spans("office", at - 1, at)
            ):
                continue  # "Bogor Mayor Rizal Effendi"
            elif word.text in towns and after.text.istitle() and self._phrase_ends("office", at):
                self.blocked.add(at)

    def _free_offices(self) -> None:
        """Takes an office out of a facility whose first word is its last: "Datuk Bandar MBMB" is no harbour."""
        for start, end, _ in self.offices:
            if start in self.facilities or end - 1 not in self.facilities:
                continue
            at = next(index for index in range(start, end) if index in self.facilities)
            while at in self.facilities:
                self.facilities.discard(at)
                at += 1

    def _phrase_ends(self, use: str, end: int) -> bool:
        """True where a phrase of the use ends right before a word."""
        return any(self._spans(use, end - length, end) for length in (1, 2, 3) if end >= length)

    def _phrase(self, use: str, at: int) -> tuple[int, str] | None:
        """The longest phrase of a use at a word: the index behind it and its code."""
        options = lists.phrases(use).get(self.words[at].lower) if 0 <= at < len(self.words) else None
        if options is None:
            return None
        best: tuple[int, str] | None = None
        for words, code in options.items():
            end = at + len(words)
            whole = end <= len(self.words) and all(w == self.words[at + i].lower for i, w in enumerate(words))
            if whole and (best is None or end > best[0]):
                best = end, code
        return best

    def _spans(self, use: str, start: int, end: int) -> bool:
        found = self._phrase(use, start)
        return found is not None and found[0] == end

    def _offices(self) -> Iterator[tuple[int, int, str]]:
        """Offices with the place they govern: "Wali Kota Bandung", "Mayor of Surabaya"."""
        opening, free = lists.phrases("office"), 0
        for at, word in enumerate(self.words):
            if word.lower not in opening or at < free or at in self.blocked_offices:
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

    def _kind(self, at: int) -> str:
        """What a word with a capital may be in a name.

        N a word of a name, D an everyday word that is a name as well, C another word with a capital, I an initial, T a
        title, L a small word, P punctuation, B a border.
        """
        word = self.words[at]
        text = word.text
        if not text[0].isalpha():
            return "P"
        if at in self.office_words or at in self.blocked or at in self.facilities or at in self.blocked_offices:
            return "C"
        lower = lists.plain(text)
        if lower in lists.SHORTENED:
            return "N"
        hyphened = at + 2 < len(self.words) and self.words[at + 2].text == "-" and self._glued(at + 2)
        if (
            lower in lists.titles()
            and not (hyphened and lower in lists.names()[1])
            and not (len(text) == 1 and not self._hajj(at))
        ):
            return "T"
        if lower in lists.AFTER_I and len(lower) > 1 and at > 0 and self.words[at - 1].text == "I":
            return "N"
        if at in self.degrees or (text != bare(text) and bare(lower) in lists.phrases("office")):
            return "C"
        if len(text) == 1:
            if text in "EM" and at > 1 and self.words[at - 2].text == "H" and self._glued(at) and self._dot(at - 1):
                return "T"  # "H.E.", "H.M."
            return "I" if self._initial(at) else "C"
        _, names, doubtful = lists.names()
        followed = at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if agencies.is_acronym(word) or (
            agencies.is_head(word) and not ((lower in names or lower in doubtful) and followed)
        ):
            return "C"
        if lower in table("weekday") or lower in table("month"):
            return "C"
        if at in self.signed and at not in self.degrees:
            return "N"
        abbreviation = text.isupper() and len(text) <= _ACRONYM and not self._in_capitals(at)
        if not lists.VOWEL.search(lower) and len(text) > 1 and lower not in names and lower not in lists.SUFFIXES:
            return "C"  # "Sdh", "Rp"
        if abbreviation or lower in self.small or (lower not in names and lists.inflected(lower)):
            return "C"
        if lower in doubtful:
            return "D"
        return "C" if lower in lists.common() and lower not in names else "N"

    def _hajj(self, at: int) -> bool:
        """True for the letter of a title; not for the second initial of a name ("Ole H. Nilsen")."""
        before = self.words[at - 1] if at else None
        if not self._dot(at + 1):
            governed = at > 0 and (at - 1 in self.office_words or at - 1 in self.blocked)
            return governed and at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if before is None or at - 1 in self.office_words or at - 1 in self.blocked:
            return True
        return lists.plain(before.text) not in lists.names()[0] or is_town(before.text)

    def _initial(self, at: int) -> bool:
        """True for a single letter that may belong to a name; not for the number in "Komisi I"."""
        if self._dot(at + 1) or self.words[at].text not in "IVX":
            return True
        if at > 0 and self.words[at - 1].lower in lists.titles():
            return True
        return at + 1 < len(self.words) and self.words[at + 1].lower in lists.AFTER_I

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
        if self.words[at].text not in lists.degree_openings():
            return range(0)
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


def _kind_of_small(text: str) -> str:
    """The kind of a word or mark without a capital."""
    return "B" if text == BORDER else "L" if text[0].isalpha() else "P"
