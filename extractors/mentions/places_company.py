"""The company a name keeps: the names, countries and strange words with capitals beside it."""

from __future__ import annotations

from itertools import pairwise

from archive.model import HOME
from extractors.mentions.passages import BORDER, Passage
from extractors.mentions.places_candidates import Candidate
from extractors.mentions.places_countries import bare
from extractors.mentions.places_gazetteer import LARGE_TOWN, WELL_KNOWN, around
from extractors.mentions.places_sights import Sight, Sights
from extractors.mentions.places_words import place_words

_LISTING = frozenset({*",;/-–.&", BORDER, "dan", "and", "serta", "atau", "or", "dengan", "with"})
_BRIDGES = frozenset({",", "(", "/", "-", "–", ":", BORDER, "di", "in", "negara", "country", "dari", "of"})
_MOST_BRIDGED = 14
_MOST_BEFORE = 6
_MOST_PASSED = 5
_WITHIN = frozenset({"di", "in", "("})
_MOST_APPOSED = 8


class Company(Sights):
    """The candidates of one passage, each with what else is named beside it."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self.number = {id(sight): number for number, sight in enumerate(self.sights)}
        self.people: set[str] = set()
        self.mastheads = {sight.candidate.key for sight in self.sights if sight.masthead}
        headlines = {unit for unit in {sight.unit for sight in self.sights} if self._is_headline(unit)}
        for sight in self.sights:
            sight.blocked = sight.blocked or self._in_foreign_name(sight) or self._in_compound(sight.candidate)
            sight.strangers = 0 if sight.unit in headlines else self._strangers(sight)
            if sight.person or (sight.strangers and not sight.cue and sight.locative < 1.0):
                self._note_person(sight)
            sight.apposed = self._apposition(sight)
            sight.adjacent = (
                self._adjacent_country(sight.candidate)
                or self._adjacent_region(sight.candidate)
                or (self._apposed_country(sight.candidate) if sight.apposed else None)
            )
        self._join()

    # longer names --------------------------------------------------------------------------------------------------

    def _in_foreign_name(self, sight: Sight) -> bool:
        """True where the capitalised words before the name open the name of a university, company, street ..."""
        index = sight.candidate.first - 1 - (sight.cue_length if sight.cue else 0)
        passed: list[str] = []
        while index >= 0 and len(passed) < _MOST_PASSED and self.words[index].text[0].isupper():
            if index + 1 in self.breaks or index in self.country_at:
                break
            passed.insert(0, self.lower[index])
            phrases = (tuple(passed[:length]) for length in range(1, len(passed) + 1))
            if any(place_words().before.get(phrase) == "skip_name" for phrase in phrases):
                return True
            index -= 1
        return False

    def _in_compound(self, candidate: Candidate) -> bool:
        """True for a part of a hyphenated name whose other part is unknown ("Nord" in "Poix-du-Nord")."""
        if all(place.country == HOME for place in candidate.places):
            return False
        other = self._hyphenated(candidate)
        if other is None or self.lower[other] in place_words().kinds:
            return False  # "Bali-Prefektur Okinawa"
        known = self.sight_over.get(other)
        if known is not None and not any(p.country == HOME for p in (*known.candidate.places, *candidate.places)):
            # "Soorts-Hossegor" is one town; two cities joined so are large ones ("Busan-Fukuoka").
            return all(p.population < LARGE_TOWN for p in (known.candidate.places[0], candidate.places[0]))
        return known is None and other not in self.country_over

    def _hyphenated(self, candidate: Candidate) -> int | None:
        """The word that a hyphen joins to the name, before it or behind it."""
        first, last = candidate.first, candidate.last
        if first > 1 and self.words[first - 1].text == "-" and self.words[first - 1].end == self.words[first].start:
            return first - 2
        if last + 1 >= len(self.words) or self.words[last].text != "-" or self.words[last + 1].text[0].islower():
            return None
        joined = (
            self.words[last].start == self.words[last - 1].end and self.words[last].end == self.words[last + 1].start
        )
        return last + 1 if joined else None

    # strange words with capitals -----------------------------------------------------------------------------------

    def _strangers(self, sight: Sight) -> int:
        """How many of the two neighbours are capitalised words of which nothing is known."""
        first, last = sight.candidate.first, sight.candidate.last
        left = bool(first) and not sight.cue and self._is_stranger(sight, first - 1, first)
        right = (
            last < len(self.words) and not (sight.after or self._owns(sight)) and self._is_stranger(sight, last, last)
        )
        sight.strangers_right = right
        return int(left) + int(right)

    def _is_stranger(self, sight: Sight, index: int, border: int) -> bool:
        """True for a capitalised word beside the name, across `border`, that is neither known nor an everyday one."""
        word = self.words[index]
        if not word.text[0].isupper() or border in self.breaks:
            return False
        if self.words[border].start == self.words[border - 1].end:
            return False
        if index in self.country_over:
            return False
        other = self.sight_over.get(index)
        if other is not None and not other.word:
            return not self._related(sight, other)
        if index >= border and word.lower in place_words().bodies:
            return False  # "the X Government"
        if index < border and (word.lower,) in place_words().linking:
            return False  # "Dengan X?"
        starts_sentence = index == 0 or self.words[index - 1].text in ".!?:" or word.start in self.units
        return not (word.lower in self.small or (starts_sentence and index < border))

    def _owns(self, sight: Sight) -> bool:
        """True for the name of a place of some size with the ending of possession: its own ends there."""
        final = self.words[sight.candidate.last - 1].text
        return bare(final) != final and any(place.population >= LARGE_TOWN for place in sight.candidate.places)

    def _related(self, one: Sight, other: Sight) -> bool:
        """True where one name may be the region of the other (`Bandung Jawa Barat`)."""
        for inner, outer in ((one, other), (other, one)):
            codes = outer.candidate.codes
            if any(not codes.isdisjoint(around(place)) for place in inner.candidate.places):
                return True
        return False

    def _note_person(self, sight: Sight) -> None:
        """Remember a single name that stands among other capitalised words, unless it is that of a large place."""
        if sight.candidate.key in self.mastheads:
            return
        unknown = sight.single and all(place.population < WELL_KNOWN for place in sight.candidate.places)
        if sight.given or unknown or sight.person:
            self.people.add(sight.candidate.key)

    # the country beside a name -------------------------------------------------------------------------------------

    def _adjacent_country(self, candidate: Candidate) -> tuple[str, float] | None:
        """The country that follows the name, with only marks, names and "dan" between, or stands right before it."""
        index = candidate.last
        distance = 0
        while index < len(self.words) and distance < _MOST_BRIDGED:
            if index in self.country_at:
                return self._country_behind(candidate, index, distance)
            sight = self.sight_at.get(index)
            if sight is not None and distance:
                index = sight.candidate.last
                distance += 2
                continue
            if not self._bridges(index) or (self.lower[index] == BORDER and distance > 1):
                break
            index += 1
            distance += 1
        return self._country_before(candidate)

    def _bridges(self, index: int) -> bool:
        """True for a word that may stand between a name and its country."""
        word, words = self.lower[index], place_words()
        return word in _BRIDGES or word in {"dan", "and", "."} or (word,) in words.before or (word,) in words.after

    def _country_behind(self, candidate: Candidate, index: int, distance: int) -> tuple[str, float] | None:
        """The country at `index`, reached over `distance` words, where it may be that of the name."""
        name = self.country_at[index]
        listed = index > candidate.last and any(at in self.sight_over for at in range(candidate.last, index))
        if listed and not any(place.country == name.code for place in candidate.places):
            return None  # "Kyoto, Samarkand, dan Santa Fe di Amerika Serikat"
        if (distance and not name.demonym) or self.words[index - 1].text in {"(", ","}:
            return name.code, 3.0 if distance <= 2 else 2.0
        return None

    def _apposed_country(self, candidate: Candidate) -> tuple[str, float] | None:
        """The country in what follows the name to say where it lies: `X, kota bersejarah di Malaysia`."""
        for index in range(candidate.last + 1, min(candidate.last + 1 + _MOST_APPOSED, len(self.words))):
            name = self.country_at.get(index)
            if name is not None:
                return (name.code, 3.0) if self.lower[index - 1] in _WITHIN else None
            if not self.words[index].text.islower():
                return None
        return None

    def _country_before(self, candidate: Candidate) -> tuple[str, float] | None:
        """The country right before the name, past words that open the names of places."""
        sight = self.sight_at.get(candidate.first)
        if sight is not None and sight.given and self._goes_on(sight):
            return None  # "Presiden AS Donald Trump"
        for index in range(candidate.first - 1, max(candidate.first - 1 - _MOST_BEFORE, -1), -1):
            name = self.country_over.get(index)
            if name is not None:
                return name.code, 2.0
            word = self.lower[index]
            if not ((word,) in place_words().before or word in {"of", "port", "town", "city"}):
                return None
        return None

    def _adjacent_region(self, candidate: Candidate) -> tuple[str, float] | None:
        """The country of the region in which the name is said to lie: `X di Oregon`, `X, Prefektur Mie`."""
        index = candidate.last
        if index >= len(self.words) or index in self.breaks:
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
        regions = {place.code for place in outer.candidate.places if place.level == "province"}
        own = mark == "," and any(regions.intersection(around(place)) for place in candidate.places)
        if not (mark in _WITHIN or own or (mark == "," and cued)):
            return None
        countries = {place.country for place in outer.candidate.places if place.id not in outer.candidate.weak}
        inner = {place.country for place in candidate.places}
        regional = any(place.level == "province" for place in outer.candidate.places)
        code = next(iter(countries)) if len(countries) == 1 else HOME
        return (code, 3.0 if cued else 2.0) if regional and code != HOME and code in inner else None

    # lists ---------------------------------------------------------------------------------------------------------

    def _join(self) -> None:
        """Note the candidates of one sentence that a comma, "dan" and the like join."""
        for number, (left, right) in enumerate(pairwise(self.sights)):
            if left.unit == right.unit and self._joins(left.candidate.last, right.candidate.first):
                left.neighbours.append(number + 1)
                right.neighbours.append(number)

    def _joins(self, start: int, end: int) -> bool:
        """True where the words between two names are marks, numbers, cues, capitals and countries, and nothing else."""
        words, known = self.words[start:end], 0
        for index, word in enumerate(words, start):
            # A word that is several of these counts for another that is none.
            known += (word.lower,) in place_words().before or (word.lower,) in place_words().after
            known += word.lower in "()" or word.lower.isdigit()
            known += word.lower in _LISTING
            known += word.text.isupper() and len(word.text) > 1
            known += index in self.country_over
        return 0 < len(words) == known
