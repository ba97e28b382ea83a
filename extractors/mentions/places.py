"""Places and countries: Indonesian regions, foreign cities, provinces and districts.

A name alone is no place: "Sama", "Ende" and "Nelson" are in every gazetteer. What speaks for a place is weighed: the
words beside the name ("Kota", "Prefektur"), the country or region named after it, in the same sentence or elsewhere in
the document, the size of the place, the company it keeps in a list. What speaks against it: words that begin the names
of universities, companies or streets, other capitalised words on either side, the same word in small letters.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from archive.model import Mention, Party
from archive.model.party import Level
from archive.reference import Place, countries, fold, institutions, places, squeeze
from extractors.mentions.nameshapes import joined_names
from extractors.mentions.namewords import common, inflected, is_common, is_given, plain
from extractors.mentions.numberwords import table
from extractors.mentions.passages import BORDER, Passage
from extractors.mentions.places_candidates import Candidate, breaks, candidates
from extractors.mentions.places_countries import bare, country_names, foreign_countries
from extractors.mentions.places_unknown import Unknown, approximate, unknown_places
from extractors.mentions.places_words import home_towns, place_words
from extractors.mentions.signatures import signed_words

_HOME = "ID"
_ACCEPT = 1.9
_ALMOST = 1.1
_LEVELS: dict[str, tuple[str, ...]] = {
    "city": ("city",),
    "province": ("province",),
    "regency": ("regency", "district"),
    "district": ("district", "regency"),
}
_LIST_MARKS = frozenset({",", ";", "/", "-", "–", "dan", "and", "serta", "atau", "or", "&", "dengan", "with", BORDER})
_BRIDGES = frozenset({",", "(", "/", "-", "–", ":", BORDER, "di", "in", "negara", "country", "dari", "of"})
_MOST_BRIDGED = 14
_LONGEST_HEADLINE = 200
_LONG = 7
_MARKED = 8
_SHORT = 5
_LETTERS = 2
_OPENERS = frozenset({":", ";", "|", ".", "?", "!", '"', "“", "‘", "(", "-", "–", "—", BORDER})
_POSSESSIVE = re.compile(r"['’ʼ]s\Z")
_ARTICLES = frozenset({"a", "an", "the", "sebuah", "suatu", "satu"})
_AFTER_KIND = frozenset({"in", "on", "of", "at", "that", "which", "where", "whose", "with", "near", "known", "famous",
                         "di", "yang", "dengan", "dekat", "penghasil", "by", "to", "from", "about", "and"})  # fmt: skip
_WITHIN = frozenset({"di", "in", "("})
_NAMED_COUNTRY = 10.0
_WELL_KNOWN = 300_000
_FAMOUS = 1_000_000
_PROVINCE = 100_000
_SMALL_TOWN = 20_000


@dataclass(slots=True)
class Sight:
    """A candidate in its surroundings."""

    candidate: Candidate
    unit: int
    cue: str = ""
    cue_length: int = 0
    after: str = ""
    office: bool = False
    locative: float = 0.0
    blocked: bool = False
    person: bool = False
    strangers: int = 0
    strangers_right: bool = False
    word: bool = False
    given: bool = False
    apposed: bool = False
    adjacent: tuple[str, float] | None = None
    neighbours: list[int] = field(default_factory=list)
    fits: dict[int, float] = field(default_factory=dict)
    place: Place | None = None
    elsewhere: str | None = None
    backed: bool = False
    score: float = 0.0


def find_places(passage: Passage) -> Iterator[Mention]:
    """The places and countries that a passage names, as mentions of kind "place" (with a party) and "country"."""
    yield from _Reading(passage).mentions()


class _Reading:
    """One passage while its places are settled."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words = passage.words
        self.lower = [word.lower for word in self.words]
        self.countries = list(country_names([word.text for word in self.words]))
        self.country_at = {name.first: name for name in self.countries}
        self.country_over = {index: name for name in self.countries for index in range(name.first, name.last)}
        self.country_starts = [name.first for name in self.countries]
        self.document = foreign_countries(passage.text.body)
        self.units = self._unit_starts()
        self.unit_countries: dict[int, Counter[str]] = defaultdict(Counter)
        for name in self.countries:
            if name.code != _HOME:
                self.unit_countries[self._unit(self.words[name.first].start)][name.code] += 1
        self.signed = signed_words(passage)
        self.joined = {at for name in joined_names(self.words) for at in name}
        self.sights = [self._sight(candidate) for candidate in self._candidates()]
        self.regions = {
            place.code for sight in self.sights for place in sight.candidate.places if place.level == "province"
        }
        self.sight_at = {sight.candidate.first: sight for sight in self.sights}
        self.sight_over = {
            index: sight for sight in self.sights for index in range(sight.candidate.first, sight.candidate.last)
        }
        self.people: set[str] = set()
        self.senses: dict[str, Sight] = {}
        self.home_levels: dict[int, str] = {}
        self.small = passage.small
        self.counts = Counter(sight.candidate.key for sight in self.sights)
        self.papered = {self._unit(passage.within(m)[0]) for m in passage.found("instrument", "relation")}
        self.unit_regions: dict[int, set[str]] = defaultdict(set)
        for sight in self.sights:
            self.unit_regions[sight.unit] |= {p.code for p in sight.candidate.places if p.level == "province"}
        self.topical = self.papered | {
            sight.unit for sight in self.sights if sight.candidate.places[0].country == _HOME
        }

    def mentions(self) -> Iterator[Mention]:
        """The mentions, places first."""
        self._look_around()
        for turn in (1, 2):
            for number, sight in enumerate(self.sights):
                self._settle(number, sight, turn)
            self._remember()
        shortened = self._shortened()
        for sight in self.sights:
            if sight.place is not None and (sight.score >= _ACCEPT or sight.elsewhere):
                yield self._place_mention(sight, sight.place)
        for index, place in shortened:
            yield self._short_mention(index, place)
        settled = {
            index: sight.place
            for sight in self.sights
            if sight.place is not None and sight.score >= _ACCEPT
            for index in range(sight.candidate.first, sight.candidate.last)
        }
        taken = set(settled)
        seen = {index for sight in self.sights for index in range(sight.candidate.first, sight.candidate.last)}
        for unknown in unknown_places(self.passage.body, self.words, self.countries, settled, seen, self.document):
            taken.update(range(unknown.first, unknown.last))
            yield self._unknown_mention(unknown)
        for name in self.countries:
            if not taken.intersection(range(name.first, name.last)):
                start, end = self.words[name.first].start, self.words[name.last - 1].end
                part = None if name.demonym else _country_part(self.passage.body[start:end], name.code)
                if part is not None:
                    party = part.party()
                    yield self.passage.mention(start, end, "place", party.key, 0.9, party)
                    continue
                yield self.passage.mention(start, end, "country", name.code, 0.7 if name.demonym else 1.0)

    # surroundings --------------------------------------------------------------------------------------------------

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
        return bisect_right(self.units, position)

    def _candidates(self) -> list[Candidate]:
        """The candidates that are no names of countries, unless the name is both and longer as a place."""
        kept = []
        for candidate in candidates(self.passage.body, self.words):
            name = self.country_over.get(candidate.first)
            if name is not None and candidate.last <= name.last:
                use, _ = self._cue(candidate.first)
                if name.first != candidate.first or use.rstrip("!") not in _LEVELS:
                    continue
            if not self._is_wordlike(candidate) and not self._is_institution(candidate):
                kept.append(candidate)
        return kept

    def _note_person(self, sight: Sight) -> None:
        """Remember a single name that stands among other capitalised words, unless it is that of a large place."""
        single = sight.candidate.last - sight.candidate.first == 1
        if (
            sight.given
            or (single and all(place.population < _WELL_KNOWN for place in sight.candidate.places))
            or sight.person
        ):
            self.people.add(sight.candidate.key)

    def _goes_on(self, sight: Sight) -> bool:
        """True where a capitalised word follows with nothing but space between."""
        last = sight.candidate.last
        return last < len(self.words) and self.words[last].text[0].isupper()

    def _begins_sentence(self, sight: Sight) -> bool:
        return sight.unit > 0 and self.units[sight.unit - 1] == self.words[sight.candidate.first].start

    def _opens_dateline(self, sight: Sight) -> bool:
        """True at the head of a paragraph, before a comma or dash (`ADELAIDE - `)."""
        first, last = sight.candidate.first, sight.candidate.last
        start = self.words[first].start
        opens = start == self.passage.piece_at(start).start
        return opens and last < len(self.words) and self.words[last].text in {",", "-", "–", "—", "("}

    def _dated(self, sight: Sight) -> bool:
        """True where a day of the week follows, as behind the place of an event: `di aula, Modena, Sabtu`."""
        last = sight.candidate.last
        return last + 1 < len(self.words) and self.words[last].text == "," and self.lower[last + 1] in table("weekday")

    def _two_follow(self, sight: Sight) -> bool:
        """True where two capitalised words follow: a place, then its office holder's name (`Mayor of X John Doe`)."""
        last = sight.candidate.last
        following = self.words[last : last + 2]
        return len(following) == 2 and all(word.text[0].isupper() for word in following) and not sight.given

    def _is_wordlike(self, candidate: Candidate) -> bool:
        """True for names made of nothing but words ("The City"), and for a word in capitals throughout ("DAN")."""
        words = place_words()
        own = self.words[candidate.first : candidate.last]
        if any(place.level == "province" and place.country in self.document for place in candidate.places):
            return False
        if self._cue(candidate.first)[0].rstrip("!") in _LEVELS and len(own) == 1 and own[0].lower in words.words:
            return False
        plain = [word.lower in words.links or word.lower in words.words or (word.lower,) in words.after for word in own]
        return all(plain) and (len(own) > 1 or own[0].text.isupper() or own[0].lower in words.links)

    def _is_institution(self, candidate: Candidate) -> bool:
        """True for the initials of an institution ("GIZ") or of whatever else ("IG", "SE")."""
        text = self.words[candidate.first].text
        single = candidate.last - candidate.first == 1
        if not (single and text.isupper()) or any(place.country == _HOME for place in candidate.places):
            return False
        if len(text) <= _LETTERS:
            return True
        return institutions().named(text) is not None

    def _in_compound(self, candidate: Candidate) -> bool:
        """True for a part of a hyphenated name whose other part is unknown ("Nord" in "Poix-du-Nord")."""
        if all(place.country == _HOME for place in candidate.places):
            return False
        first, last = candidate.first, candidate.last
        left = first > 1 and self.words[first - 1].text == "-" and self.words[first - 1].end == self.words[first].start
        right = last + 1 < len(self.words) and self.words[last].text == "-"
        right = right and self.words[last].start == self.words[last - 1].end
        right = right and self.words[last].end == self.words[last + 1].start
        right = right and not self.words[last + 1].text[0].islower()
        other = first - 2 if left else last + 1 if right else None
        if other is None or self.lower[other] in place_words().kinds:
            # "Bali-Prefektur Okinawa"
            return False
        known = self.sight_over.get(other)
        if known is not None and not any(p.country == _HOME for p in (*known.candidate.places, *candidate.places)):
            # "Soorts-Hossegor" is one town; two cities joined so are large ones ("Busan-Fukuoka").
            return all(p.population < _PROVINCE for p in (known.candidate.places[0], candidate.places[0]))
        return known is None and other not in self.country_over

    def _cue(self, first: int) -> tuple[str, int]:
        """What the words before a name say of it, full stops after abbreviations passed over."""
        before: list[str] = []
        index = first - 1
        while index >= 0 and len(before) < 5:
            word = self.lower[index]
            if word == "." and index and len(self.lower[index - 1]) <= 4:
                index -= 1
                continue
            if not word[0].isalpha() or breaks(self.passage.body, self.words, index + 1):
                break
            before.insert(0, word)
            index -= 1
        return place_words().cue_before(before)

    def _sight(self, candidate: Candidate) -> Sight:
        first, last = candidate.first, candidate.last
        use, length = self._cue(first)
        if use in _LEVELS and self._in_preposition(first, length):
            use, length = "", 0
        sight = Sight(candidate, self._unit(self.words[first].start))
        before = self.words[first - 1].text if first else ""
        if use == "skip_title":
            sight.blocked = before[0].isupper()
        elif use.startswith("skip"):
            sight.blocked = True
        elif use == "person":
            sight.person = before != "dr" and not self._based(last)  # Short for "dari".
        else:
            sight.cue, sight.cue_length, sight.office = use.rstrip("!"), length, use.endswith("!")
        sight.locative = 1.2 if before == "dr" else self._preposition(first - length)
        sight.after = self._cue_after(sight, last)
        single = last - first == 1
        word = self.lower[first]
        words = place_words()
        sight.word = single and (
            word in words.words
            or (word.endswith("nya") and word[:-3] in common())
            or (word,) in words.before
            or ((word,) in words.after and words.after[word,] not in {"skip", "skip_any"})
        )
        sight.given = single and (
            word in words.given or (self._goes_on(sight) and is_given(plain(word)) and _small(sight))
        )
        if (
            self._initialled(first, last)
            or self._is_surname(sight)
            or self._opens_home_town(candidate)
            or first in self.signed
            or first in self.joined
        ):
            sight.blocked = True
        return sight

    def _based(self, last: int) -> bool:
        """True for "X-based"."""
        return last + 1 < len(self.words) and self.words[last].text in "-‐‑" and self.lower[last + 1] == "based"

    def _initialled(self, first: int, last: int) -> bool:
        """True for a part of a name with an initial: "M. Rizal Fahlevi", "Ole H. Hjartøy"."""
        words = self.words
        before = first > 1 and words[first - 1].text == "." and len(words[first - 2].text) == 1
        before = before and words[first - 2].text.isupper() and last < len(words) and words[last].text[0].isupper()
        final = words[last - 1].text
        inside = last - first > 1 and len(final) == 1 and last + 1 < len(words) and words[last].text == "."
        return before or (inside and words[last + 1].text[0].isupper())

    def _is_surname(self, sight: Sight) -> bool:
        """True for a single name behind a given name: "Juan Manuel Asturias"."""
        first, last = sight.candidate.first, sight.candidate.last
        if sight.cue or first == 0 or last - first > 1 or any(p.country == _HOME for p in sight.candidate.places):
            return False
        before = self.words[first - 1]
        words = place_words()
        if not before.text.istitle() or breaks(self.passage.body, self.words, first) or first - 1 in self.country_over:
            return False
        known = (before.lower,) in words.before or (before.lower,) in words.after or before.lower in words.words
        return not known and is_given(plain(before.text))

    def _opens_home_town(self, candidate: Candidate) -> bool:
        """True for a foreign name that is the beginning of that of an Indonesian town: "Labuan" of "Labuan Bajo"."""
        last = candidate.last
        following = self.words[last] if last < len(self.words) else None
        if following is None or not following.text[0].isupper() or breaks(self.passage.body, self.words, last):
            return False
        foreign = all(place.country != _HOME for place in candidate.places)
        return foreign and candidate.key + squeeze(following.text) in home_towns()

    def _in_preposition(self, first: int, length: int) -> bool:
        """True where a cue ends a phrase that says nothing of the level: "ibu kota X"."""
        before = tuple(self.lower[max(0, first - 3) : first])
        return any(before[-longer:] in place_words().locative for longer in (2, 3) if longer > length)

    def _preposition(self, first: int) -> float:
        """How much the word before the name (and its cue) asks for a place."""
        words = place_words()
        before = tuple(self.lower[max(0, first - 3) : first])
        if any(before[-length:] in words.locative for length in (1, 2, 3)):
            return 1.2
        return 0.4 if before[-1:] in words.linking else 0.0

    def _cue_after(self, sight: Sight, last: int) -> str:
        """The level that the words after the name, or its own last word, tell; marks the name of something else."""
        words = place_words()
        use, _ = words.cue_after(self._following(last))
        if use == "person" and not sight.cue and last - sight.candidate.first == 1:
            own = self.lower[sight.candidate.first]
            sight.person = sight.person or own in words.given or own in words.risky
        if use == "skip_any" or self._begins_other_name(last):
            sight.blocked = True
        if use in _LEVELS:
            return use
        own = words.after.get((self.lower[last - 1],), "") if last - sight.candidate.first > 1 else ""
        return own if own in _LEVELS else ""

    def _ends_in_kind(self, sight: Sight) -> bool:
        """True for a name whose own last word is that of a kind of region."""
        first, last = sight.candidate.first, sight.candidate.last
        return last - first > 1 and (self.lower[last - 1],) in place_words().after

    def _apposition(self, sight: Sight) -> bool:
        """True where what follows says that the name is that of a place: `X, kota pelabuhan di`, `X, a town on`."""
        last = sight.candidate.last
        if last + 1 >= len(self.words) or self.words[last].text not in {",", "(", "-", "–", "—"}:
            return False
        kinds, at = place_words().kinds, last + 1
        article = self.lower[at] in _ARTICLES
        for index in range(at, min(at + (5 if article else 1), len(self.words))):
            word = self.words[index]
            if index in self.country_over:
                continue  # "X, the Japanese whaling town"
            if not word.text.islower():
                return False
            if word.text in kinds:
                rest = [word.lower for word in self.words[index + 1 : index + 3]]
                if not article and ("ini" in rest or "itu" in rest):
                    return False  # "Setibanya di X, kota ini": another one is meant.
                following = rest[0] if rest else "."
                return not article or following in _AFTER_KIND or not following.isalpha()
        return False

    def _begins_other_name(self, last: int) -> bool:
        """True where the capitalised words after the name make it that of an event, a building, a company ..."""
        for index in range(last, min(last + 3, len(self.words))):
            if not self.words[index].text[0].isupper() or breaks(self.passage.body, self.words, index):
                return False
            if place_words().cue_after(self.lower[index : index + 2])[0] in {"skip", "skip_any"}:
                return True
        return False

    def _following(self, last: int) -> list[str]:
        following: list[str] = []
        for index in range(last, min(last + 3, len(self.words))):
            if not self.lower[index][0].isalpha() or breaks(self.passage.body, self.words, index):
                break
            following.append(_POSSESSIVE.sub("", self.lower[index]))
        return following

    def _look_around(self) -> None:
        self.number = {id(sight): number for number, sight in enumerate(self.sights)}
        for number, sight in enumerate(self.sights):
            sight.blocked = sight.blocked or self._in_foreign_name(sight) or self._in_compound(sight.candidate)
            sight.strangers = 0 if self._in_title_case(sight) else self._strangers(sight)
            if sight.person or (sight.strangers and not sight.cue and sight.locative < 1.0):
                self._note_person(sight)
            sight.adjacent = self._adjacent_country(sight.candidate) or self._adjacent_region(sight.candidate)
            sight.apposed = self._apposition(sight)
            sight.neighbours = list(self._neighbours(number))

    def _in_foreign_name(self, sight: Sight) -> bool:
        """True where the capitalised words before the name open the name of a university, company, street ..."""
        index = sight.candidate.first - 1 - (sight.cue_length if sight.cue else 0)
        passed: list[str] = []
        while index >= 0 and len(passed) < 5 and self.words[index].text[0].isupper():
            if breaks(self.passage.body, self.words, index + 1) or index in self.country_at:
                break
            passed.insert(0, self.lower[index])
            phrases = (tuple(passed[:length]) for length in range(1, len(passed) + 1))
            if any(place_words().before.get(phrase) == "skip_name" for phrase in phrases):
                return True
            index -= 1
        return False

    def _in_title_case(self, sight: Sight) -> bool:
        """True in a headline whose words all begin with capitals."""
        start = self.units[sight.unit - 1] if sight.unit else 0
        end = self.units[sight.unit] if sight.unit < len(self.units) else len(self.passage.body)
        if end - start > _LONGEST_HEADLINE or self.passage.body[start:end].rstrip(f" {BORDER}").endswith("."):
            return False
        words = [word for word in self.passage.body[start:end].split() if len(word) > 3 and word[0].isalpha()]
        return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)

    def _strangers(self, sight: Sight) -> int:
        """How many of the two neighbours are capitalised words of which nothing is known."""
        first, last = sight.candidate.first, sight.candidate.last
        left = bool(first) and not sight.cue and self._is_stranger(sight, first - 1, first)
        right = last < len(self.words) and not sight.after and self._is_stranger(sight, last, last)
        sight.strangers_right = right
        return int(left) + int(right)

    def _is_stranger(self, sight: Sight, index: int, border: int) -> bool:
        word = self.words[index]
        if not word.text[0].isupper() or breaks(self.passage.body, self.words, border):
            return False
        if self.words[border].start == self.words[border - 1].end:
            return False
        if index in self.country_over:
            return False
        other = self.sight_over.get(index)
        if other is not None and not other.word:
            return not self._related(sight, other)
        starts_sentence = index == 0 or self.words[index - 1].text in ".!?:" or word.start in self.units
        return not (word.lower in self.small or (starts_sentence and index < border))

    def _related(self, one: Sight, other: Sight) -> bool:
        """True where one name may be the region of the other (`Bandung Jawa Barat`)."""
        for inner, outer in ((one, other), (other, one)):
            codes = {place.code for place in outer.candidate.places}
            if any(codes.intersection(_ancestors(place)) for place in inner.candidate.places):
                return True
        return False

    def _adjacent_country(self, candidate: Candidate) -> tuple[str, float] | None:
        """The country that follows the name, with only marks, names and "dan" between, or stands right before it."""
        index = candidate.last
        distance = 0
        while index < len(self.words) and distance < _MOST_BRIDGED:
            name = self.country_at.get(index)
            if name is not None:
                listed = index > candidate.last and any(at in self.sight_over for at in range(candidate.last, index))
                if listed and not any(place.country == name.code for place in candidate.places):
                    return None  # "Kyoto, Samarkand, dan Santa Fe di Amerika Serikat"
                if (distance and not name.demonym) or self.words[index - 1].text in {"(", ","}:
                    return name.code, 3.0 if distance <= 2 else 2.0
                return None
            sight = self.sight_at.get(index)
            if sight is not None and distance:
                index = sight.candidate.last
                distance += 2
                continue
            word = self.lower[index]
            cue = (word,) in place_words().before or (word,) in place_words().after
            if not (word in _BRIDGES or word in {"dan", "and"} or cue or word == "."):
                break
            if word == BORDER and distance > 1:
                break
            index += 1
            distance += 1
        return self._country_before(candidate)

    def _adjacent_region(self, candidate: Candidate) -> tuple[str, float] | None:
        """The country of the region in which the name is said to lie: `X di Oregon`, `X, Prefektur Mie`."""
        index = candidate.last
        if index >= len(self.words) or breaks(self.passage.body, self.words, index):
            return None
        mark = self.lower[index]
        index += 1
        cued = False
        while index < len(self.words) and (use := place_words().before.get((self.lower[index],))):
            cued = cued or use == "province"
            index += 1
        outer = self.sight_at.get(index)
        if outer is None:
            return None
        around = {place.code for place in outer.candidate.places if place.level == "province"}
        own = mark == "," and any(around.intersection(_ancestors(place)) for place in candidate.places)
        if not (mark in _WITHIN or own or (mark == "," and cued)):
            return None
        countries = {place.country for place in outer.candidate.places if place.id not in outer.candidate.weak}
        inner = {place.country for place in candidate.places}
        regional = any(place.level == "province" for place in outer.candidate.places)
        code = next(iter(countries)) if len(countries) == 1 else _HOME
        return (code, 3.0 if cued else 2.0) if regional and code != _HOME and code in inner else None

    def _country_before(self, candidate: Candidate) -> tuple[str, float] | None:
        sight = self.sight_at.get(candidate.first)
        if sight is not None and sight.given and self._goes_on(sight):
            return None  # "Presiden AS Donald Trump"
        index = candidate.first - 1
        for _ in range(6):
            if index < 0:
                return None
            name = self.country_over.get(index)
            if name is not None:
                return name.code, 2.0
            word = self.lower[index]
            if not ((word,) in place_words().before or word in {"of", "port", "town", "city"}):
                return None
            index -= 1
        return None

    def _neighbours(self, number: int) -> Iterator[int]:
        """The candidates joined to this one by a comma, "dan" and the like."""
        for other in (number - 1, number + 1):
            if not 0 <= other < len(self.sights) or self.sights[other].unit != self.sights[number].unit:
                continue
            left, right = sorted((number, other))
            start, end = self.sights[left].candidate.last, self.sights[right].candidate.first
            between = self.lower[start:end]
            cues = [word for word in between if (word,) in place_words().before or (word,) in place_words().after]
            numbers = [word for word in between if word in "()" or word.isdigit()]
            marks = [word for word in between if word in _LIST_MARKS or word == "."]
            marks += [word.text for word in self.words[start:end] if word.text.isupper() and len(word.text) > 1]
            countries_between = sum(index in self.country_over for index in range(start, end))
            if 0 < len(between) == len(cues) + len(numbers) + len(marks) + countries_between:
                yield other

    # weighing ------------------------------------------------------------------------------------------------------

    def _settle(self, number: int, sight: Sight, turn: int) -> None:
        if sight.blocked or sight.person:
            return
        best: tuple[float, Place] | None = None
        for place in sight.candidate.places:
            weight = self._sense(sight, place, turn)
            if best is None or weight > best[0]:
                best = (weight, place)
        if best is None:
            return
        sense, sight.place = best
        sight.elsewhere = self._elsewhere(sight)
        if sight.place.id in sight.candidate.weak and sight.adjacent is not None:
            sight.place = self._nearer(sight, sight.place)
        sight.score = sense + self._standing(sight, sight.place, turn)

    def _elsewhere(self, sight: Sight) -> str | None:
        """The country named right after the name, or in brackets, in which no place of that name is known."""
        if sight.adjacent is None or sight.strangers or sight.word or sight.given or self._common(sight):
            return None
        code, strength = sight.adjacent
        known = sight.candidate.places
        if code == _HOME or any(p.country in (code, _HOME) or p.population >= _WELL_KNOWN for p in known):
            return None
        last = sight.candidate.last
        bracket = last < len(self.words) and self.words[last].text == "("
        after = bisect_right(self.country_starts, last)
        follows = after < len(self.countries) and self.countries[after].code == code
        return code if follows and (bracket or strength >= 3.0) else None

    def _nearer(self, sight: Sight, place: Place) -> Place:
        """Where the name is only a rare foreign one of `place`: the place of the same country that it nearly spells."""
        name = self.passage.body[self.words[sight.candidate.first].start : self.words[sight.candidate.last - 1].end]
        near = approximate(name, place.country)
        found = places().get(near.code) if near is not None and near.code else None
        return found if found is not None and found.population > place.population else place

    def _remember(self) -> None:
        """Keep what the first turn shows for the second.

        That is the place that each name stood for where there was good reason (it means the same elsewhere in the
        text), and the level of the Indonesian regions of each sentence (regions mostly deal with their like).
        """
        best: dict[str, tuple[float, Sight]] = {}
        for sight in self.sights:
            if sight.place is not None and sight.backed and sight.score >= _ACCEPT:
                score, _ = best.get(sight.candidate.key, (0.0, None))
                named = sight.adjacent is not None and sight.adjacent[0] == sight.place.country
                own = sight.score + (_NAMED_COUNTRY if named else 0.0)
                if own > score:
                    best[sight.candidate.key] = (own, sight)
        levels: dict[int, set[str]] = defaultdict(set)
        for sight in self.sights:
            if sight.place is not None and sight.place.country == _HOME and sight.score >= _ACCEPT:
                levels[sight.unit].add(sight.place.level)
        self.home_levels = {unit: next(iter(found)) for unit, found in levels.items() if len(found) == 1}
        self.senses = {key: sight for key, (_, sight) in best.items()}

    def _sense(self, sight: Sight, place: Place, turn: int) -> float:
        """How well one place of that name fits, in the second turn with what the first has shown."""
        if turn == 1:
            sight.fits[place.id] = self._fit(sight, place)
        weight = sight.fits[place.id]
        if turn == 2:
            if not (sight.cue or sight.after) and self.home_levels.get(sight.unit) == place.level:
                weight += 0.6
            elsewhere = self.senses.get(sight.candidate.key)
            if elsewhere is not None and elsewhere is not sight and elsewhere.place == place:
                weight += 2.5
            for other in sight.neighbours:
                near = self.sights[other]
                if near.place is not None and near.score >= _ACCEPT and near.place.country == place.country:
                    weight += 0.8
                elif place.country != _HOME and near.place is not None and near.score >= _ALMOST:
                    weight += 0.5
        return weight

    def _fit(self, sight: Sight, place: Place) -> float:
        """How well one place of that name fits by itself: size, country, region, level."""
        weight = _prior(place)
        if sight.candidate.key == _key(place):
            weight += 1.0 if self._spelled(sight, place) else 0.8
        if sight.adjacent is not None:
            code, strength = sight.adjacent
            weight += strength if place.country == code else self._mismatch(place, strength)
        elif place.country != _HOME:
            here = self.unit_countries.get(sight.unit, ())
            if len(sight.candidate.key) >= _LONG and not sight.candidate.weak:
                weight += 0.5
            large = 1.0 if place.population >= _WELL_KNOWN or place.level == "province" else 0.6
            named = 1.5 if place.country in here else 0.8 if place.country in self.document else 0.0
            weight += large * named
            if named and sight.unit in self.topical:
                weight += 0.4
            if named and self.counts[sight.candidate.key] > 1:
                weight += 0.4
        weight += self._region(sight, place)
        for cue in (sight.cue, sight.after):
            if cue:
                fits = place.level in _LEVELS[cue]
                if not fits and cue == sight.after and not sight.cue and self._ends_in_kind(sight):
                    continue  # The gazetteer has the name with its "District" as that of the town.
                opening = self.lower[sight.candidate.first]
                if opening not in place_words().kinds and not any(
                    p.level in _LEVELS[cue] for p in sight.candidate.places
                ):
                    continue  # Writers call a district abroad a town, and a town a district.
                weight += (1.2 if fits else -1.2) if place.country != _HOME else (2.0 if fits else -2.0)
        return weight

    def _spelled(self, sight: Sight, place: Place) -> bool:
        """True where the name is written as the gazetteer has it, spaces counted ("Nadi" is not "Na Di")."""
        words = self.words[sight.candidate.first : sight.candidate.last]
        return len(words) == len(fold(place.name).split())

    def _mismatch(self, place: Place, strength: float) -> float:
        """What it costs that another country is named beside: little for a large place, which may list beside it."""
        if place.country == _HOME:
            return 0.0 if strength < 3.0 else -2.0
        large = place.population >= (_PROVINCE if place.level == "province" else _FAMOUS)
        return -1.0 if large else -strength

    def _region(self, sight: Sight, place: Place) -> float:
        """More where the region around the place is named beside it."""
        parents = set(_ancestors(place))
        if not parents:
            return 1.5 if place.country != _HOME and self._encloses(sight, place) else 0.0
        own = {other.code for other in sight.candidate.places}
        weight = 0.6 if place.country != _HOME and (parents - own).intersection(self.regions) else 0.0
        weight += 0.6 if weight and (parents - own).intersection(self.unit_regions[sight.unit]) else 0.0
        for other in sight.neighbours:
            near = self.sights[other].candidate
            if near.first > sight.candidate.first and parents.intersection(p.code for p in near.places):
                weight = 2.0
        return weight

    def _encloses(self, sight: Sight, place: Place) -> bool:
        """True for the region named after a place in it (`Muar, Johor`)."""
        before = (self.sights[other].candidate for other in sight.neighbours if other < self.number[id(sight)])
        return any(place.code in _ancestors(inner) for candidate in before for inner in candidate.places)

    def _standing(self, sight: Sight, place: Place, turn: int) -> float:
        """What speaks for or against any place being named here at all."""
        foreign = place.country != _HOME
        text = self.words[sight.candidate.first].text
        single = sight.candidate.last - sight.candidate.first == 1
        large = place.population >= (_PROVINCE if place.level == "province" else _FAMOUS)
        known = foreign and large and (not single or sight.candidate.key == _key(place))
        given = sight.given and not (large and sight.candidate.key == _key(place))
        risky = given or (single and text.lower() in place_words().risky)
        cues = [cue for cue in (sight.cue, sight.after) if cue]
        holder = sight.office and sight.strangers_right and (risky or (foreign and not self._two_follow(sight)))
        cued = bool(cues) and not holder
        beside = sight.adjacent is not None and sight.adjacent[0] == place.country
        backed = cued or beside or (sight.locative >= 1.0 and not sight.strangers)
        sight.backed = backed
        standing = sight.locative
        plain_name = foreign and place.id not in sight.candidate.weak and place.population >= _SMALL_TOWN
        if plain_name and not sight.strangers and sight.locative and not backed and sight.unit in self.papered:
            standing += 0.5  # "letter of intent dengan X"
        if foreign and place.id not in sight.candidate.weak and self._dated(sight):
            standing += 1.0
        if sight.apposed and foreign:
            backed = sight.backed = True
            standing += 1.2
        if self._opens_dateline(sight):
            standing += 1.0
        elif foreign and single and not backed:
            standing -= 1.5 if text.isupper() and len(text) > 3 else 0.0
            # Any word has a capital where a sentence begins.
            if place.population < _WELL_KNOWN and self._begins_sentence(sight):
                standing -= 0.8
        if cued and any(place.level in _LEVELS[cue] for cue in cues):
            standing += 1.0
        if foreign and single and not cued and not beside and not known and self._everyday(sight):
            standing -= 3.0
        if foreign and place.population < _WELL_KNOWN and (cued or not backed) and not beside and self._common(sight):
            standing -= 1.5 if single and not cued else 1.0
        if sight.word and not cued:
            standing -= 1.0 if beside or self._topic(sight) else 3.0
        elif sight.word and self._goes_on(sight):
            standing -= 3.0
        if single and not cued and not beside and text.lower() in self.small:
            standing -= 2.0
        if not backed:
            each = 0.0 if not foreign else 1.0 if known else 2.4
            standing -= each * sight.strangers
            standing -= 2.2 * sight.strangers if risky and sight.strangers else 1.6 if given else 0.0
            if foreign and sight.candidate.key in self.people and sight.candidate.key not in self.senses:
                standing -= 2.0
            if foreign and len(sight.candidate.key) <= 3:
                standing -= 2.0
        elif given and not cued and not beside:
            standing -= 1.0
        if place.id in sight.candidate.weak and not beside:
            standing -= 1.2
        if foreign and not (cued or beside) and place.population < _WELL_KNOWN and sight.candidate.key in home_towns():
            standing -= 1.5
        if turn == 2 and any(self._foreign_place(other) for other in sight.neighbours):
            standing += 0.8
        return standing

    def _common(self, sight: Sight) -> bool:
        """True for a name made of nothing but words of everyday language, in the language of the passage."""
        first, last = sight.candidate.first, sight.candidate.last
        return all(is_common(word, self.passage.language) for word in self.lower[first:last])

    def _everyday(self, sight: Sight) -> bool:
        """True for a word of everyday language that has its capital from where it stands ("KABAG: Betul, Pak")."""
        first = sight.candidate.first
        text = self.words[first].text
        return (text.lower() in common() or inflected(text.lower())) and (
            first == 0 or text.isupper() or self.lower[first - 1] in _OPENERS or self._line_between(first)
        )

    def _topic(self, sight: Sight) -> bool:
        """True for a home region that is all of its line, or with which one begins before a dash or a comma."""
        first, last = sight.candidate.first, sight.candidate.last
        if sight.candidate.places[0].country != _HOME or not self.words[first].text[0].isupper():
            return False
        opens = first == 0 or self._line_between(first) or _numbered(self.lower, first)
        if not opens:
            return False
        if last == len(self.words) or self._line_between(last):
            return True
        mark = self.lower[last]
        return mark in {"-", "–", "—", ","} and any(
            self.sights[other].candidate.first == last + 1 for other in sight.neighbours
        )

    def _line_between(self, index: int) -> bool:
        """True where a word begins a line, past a mark at most."""
        at = self.words[index].start
        before = self.passage.body[max(0, at - _MARKED) : at].replace(BORDER, "\n")
        line = before.rpartition("\n")[2]
        return not any(sign.isalnum() for sign in line) and ("\n" in before or at <= _MARKED)

    def _foreign_place(self, number: int) -> bool:
        near = self.sights[number]
        return near.place is not None and near.score >= _ACCEPT and near.place.country != _HOME

    def _shortened(self) -> list[tuple[int, Place]]:
        """The first words of longer names that stand for them elsewhere: "Sanlucar" for "Sanlucar de Barrameda".

        Where the gazetteer knows another place by the short name, it is settled anew; the others are given back.
        """
        full: dict[str, Place] = {}
        for sight in self.sights:
            place, candidate = sight.place, sight.candidate
            head = self.words[candidate.first].text
            several = candidate.last - candidate.first > 1
            if several and place is not None and place.country != _HOME and sight.score >= _ACCEPT and sight.backed:
                known = len(head) >= _SHORT and head.istitle() and not self._is_general(head.lower())
                full.update({head: place} if known and head not in full else {})
        found: list[tuple[int, Place]] = []
        for index, word in enumerate(self.words) if full else ():
            long = full.get(word.text)
            short = self.sight_over.get(index)
            if long is None or (short is not None and short.candidate.last - short.candidate.first > 1):
                continue
            if any(self._is_capital(at) and self.lower[at] not in self.small for at in (index - 1, index + 1)):
                continue
            if short is None:
                found.append((index, long))
            elif short.adjacent is None and not (short.blocked or short.person or self._known_in(short, long.country)):
                short.place, short.score = long, max(short.score, _ACCEPT)
        return found

    def _known_in(self, sight: Sight, country: str) -> bool:
        """True where the short name is that of a place of the same country, as of the region around."""
        return any(place.country == country for place in sight.candidate.places)

    def _is_general(self, word: str) -> bool:
        """True for a word with which many names begin: "Port", "Kuala", "Nakhon"."""
        words = place_words()
        return word in words.words or (word,) in words.before or word in common()

    def _is_capital(self, index: int) -> bool:
        """True for a word with a capital that begins no sentence."""
        if not 0 <= index < len(self.words) or not self.words[index].text[0].isupper():
            return False
        return index > 0 and self.lower[index - 1] not in _OPENERS

    # mentions ------------------------------------------------------------------------------------------------------

    def _place_mention(self, sight: Sight, place: Place) -> Mention:
        final = self.words[sight.candidate.last - 1]
        start, end = self.words[sight.candidate.first].start, final.start + len(bare(final.text))
        if sight.elsewhere is not None:
            party = Party(self.passage.body[start:end], cast(Level, sight.cue or "city"), sight.elsewhere)
            return self.passage.mention(start, end, "place", party.key, 0.6, party)
        party = place.party()
        wanted = {sight.after, sight.cue} & {"district", "regency"}
        if wanted and place.country != _HOME and place.level == "city":
            # A county with the name of a large city is another place, which the gazetteer does not know.
            code = party.code if place.population < _WELL_KNOWN else None
            where = (party.latitude, party.longitude) if code else (None, None)
            party = Party(party.name, "district", party.country, code, *where)
        score = min(0.99, 0.5 + sight.score / 12)
        return self.passage.mention(start, end, "place", party.key, score, party)

    def _short_mention(self, index: int, place: Place) -> Mention:
        word, party = self.words[index], place.party()
        return self.passage.mention(word.start, word.end, "place", party.key, 0.7, party)

    def _unknown_mention(self, unknown: Unknown) -> Mention:
        start, end = self.words[unknown.first].start, self.words[unknown.last - 1].end
        party = unknown.party
        return self.passage.mention(start, end, "place", party.key, unknown.score, party)


@functools.lru_cache(maxsize=1 << 14)
def _prior(place: Place) -> float:
    """What is expected before anything is read: Indonesian regions, then large places."""
    if place.country == _HOME:
        return 3.0 + (0.2 if place.level == "city" else 0.0)
    size = len(str(place.population)) - 1 + int(str(place.population)[0]) / 10 if place.population else 3.0
    weight = max(0.0, min(size - 3.5, 3.0)) * 0.5
    weight += 0.5 if place.country in place_words().near else 0.25 if place.country in place_words().some else 0.0
    if place.level == "province" or (place.iso and place.level == "district"):
        return min(weight, 1.4) + 0.4
    if place.level == "district":
        return weight - 0.4
    return weight + 0.2


def _small(sight: Sight) -> bool:
    """True where all places of the name are small foreign ones."""
    return all(place.country != _HOME and place.population < _PROVINCE for place in sight.candidate.places)


def _numbered(words: Sequence[str], at: int) -> bool:
    """True after "10." and its like."""
    return at >= 2 and words[at - 1] in {".", ")"} and words[at - 2].isdigit()


@functools.lru_cache(maxsize=1 << 10)
def _country_part(name: str, country: str) -> Place | None:
    """The first level of a country that is often called a country itself: "Scotland"."""
    whole = countries().get(country)
    if whole is None or squeeze(name) in {squeeze(whole.name_en), squeeze(whole.name_id)}:
        return None
    return next((p for p in places().named(name) if p.country == country and p.level == "province"), None)


@functools.lru_cache(maxsize=1 << 12)
def _key(place: Place) -> str:
    return squeeze(place.name)


@functools.lru_cache(maxsize=1 << 12)
def _ancestors(place: Place) -> tuple[str, ...]:
    """The codes of the regions around a place, from the inside out."""
    found: list[str] = []
    code = place.parent
    while code and code not in found and len(found) < 4:
        found.append(code)
        above = places().get(code)
        code = above.parent if above else None
    return tuple(found)
