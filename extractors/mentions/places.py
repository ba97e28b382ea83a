"""Places and countries: Indonesian regions, foreign cities, provinces and districts.

A name alone is no place: "Sama", "Ende" and "Nelson" are in every gazetteer. What speaks for a place is weighed: the
words beside the name ("Kota", "Prefektur"), the country or region named after it, in the same sentence or elsewhere in
the document, the size of the place, the company it keeps in a list. What speaks against it: words that begin the names
of universities, companies or streets, other capitalised words on either side, the same word in small letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import compress
from typing import cast

from archive.model import HOME, Mention, Party
from archive.model.party import Level
from archive.reference import Place, places
from extractors.mentions.namewords import common
from extractors.mentions.passages import Passage
from extractors.mentions.places_countries import CountryName, bare
from extractors.mentions.places_gazetteer import WELL_KNOWN, country_part
from extractors.mentions.places_sights import Sight
from extractors.mentions.places_unknown import Unknown, approximate, unknown_places
from extractors.mentions.places_weighing import ACCEPT, Weighing
from extractors.mentions.places_words import place_words

_NAMED_COUNTRY = 10.0
_SHORT = 5


def find_places(passage: Passage) -> Iterator[Mention]:
    """The places and countries that a passage names, as mentions of kind "place" (with a party) and "country"."""
    yield from _Reading(passage).mentions()


class _Reading(Weighing):
    """One passage while its places are settled."""

    def mentions(self) -> Iterator[Mention]:
        """The mentions, places first."""
        for turn in (1, 2):
            for sight in self.sights:
                self._settle(sight, turn)
            self._remember()
        shortened = self._shortened()
        for sight in self.sights:
            if sight.place is not None and (sight.score >= ACCEPT or sight.elsewhere):
                yield self._place_mention(sight, sight.place)
        for index, place in shortened:
            yield self._short_mention(index, place)
        settled = self._settled()
        taken = set(settled)
        for unknown in unknown_places(self.passage, self.countries, settled, self.sight_over.keys(), self.document):
            taken.update(range(unknown.first, unknown.last))
            yield self._unknown_mention(unknown)
        for name in self.countries:
            if not taken.intersection(range(name.first, name.last)):
                yield self._country_mention(name)

    # settling ------------------------------------------------------------------------------------------------------

    def _settle(self, sight: Sight, turn: int) -> None:
        """Take the name for the place of which most speaks."""
        if sight.blocked or sight.person:
            return
        senses = [self._sense(sight, place, turn) for place in sight.candidate.places]
        sense = max(senses)
        sight.place = sight.candidate.places[senses.index(sense)]
        sight.elsewhere = self._elsewhere(sight) if turn == 1 else sight.elsewhere
        if sight.place.id in sight.candidate.weak and sight.adjacent is not None:
            sight.place = self._nearer(sight, sight.place)
        sight.score = sense + self._standing(sight, sight.place, turn)

    def _elsewhere(self, sight: Sight) -> str | None:
        """The country named right after the name, or in brackets, in which no place of that name is known."""
        if sight.adjacent is None or sight.strangers or sight.word or sight.given or self._common(sight):
            return None
        code, strength = sight.adjacent
        known = sight.candidate.places
        if code == HOME or any(p.country in (code, HOME) or p.population >= WELL_KNOWN for p in known):
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
        levels: dict[int, set[str]] = defaultdict(set)
        for sight in self.sights:
            place = sight.place
            if place is None or sight.score < ACCEPT:
                continue
            if place.country == HOME:
                levels[sight.unit].add(place.level)
            if sight.backed:
                named = sight.adjacent is not None and sight.adjacent[0] == place.country
                own = sight.score + (_NAMED_COUNTRY if named else 0.0)
                score, _ = best.get(sight.candidate.key, (0.0, None))
                if own > score:
                    best[sight.candidate.key] = (own, sight)
        self.home_levels = {unit: next(iter(found)) for unit, found in levels.items() if len(found) == 1}
        self.senses = {key: sight for key, (_, sight) in best.items()}

    def _settled(self) -> dict[int, Place]:
        """The place to which each word belongs that is part of the name of one."""
        return {
            index: sight.place
            for sight in self.sights
            if sight.place is not None and sight.score >= ACCEPT
            for index in range(sight.candidate.first, sight.candidate.last)
        }

    # shortened names -----------------------------------------------------------------------------------------------

    def _shortened(self) -> list[tuple[int, Place]]:
        """The first words of longer names that stand for them elsewhere: "Sanlucar" for "Sanlucar de Barrameda".

        Where the gazetteer knows another place by the short name, it is settled anew; the others are given back.
        """
        full = self._long_names()
        found: list[tuple[int, Place]] = []
        for index in compress(range(len(self.words)), map(full.__contains__, self.passage.texts)) if full else ():
            long, short = full[self.words[index].text], self.sight_over.get(index)
            if short is not None and not short.single:
                continue
            if any(self._is_capital(at) and self.lower[at] not in self.small for at in (index - 1, index + 1)):
                continue
            if short is None:
                found.append((index, long))
            elif short.adjacent is None and not (short.blocked or short.person or self._known_in(short, long.country)):
                short.place, short.score = long, max(short.score, ACCEPT)
        return found

    def _long_names(self) -> dict[str, Place]:
        """The foreign places of several words by the first of them, where that may stand for the whole name."""
        full: dict[str, Place] = {}
        for sight in self.sights:
            place, head = sight.place, self.words[sight.candidate.first].text
            if sight.single or place is None or place.country == HOME or sight.score < ACCEPT or not sight.backed:
                continue
            if len(head) >= _SHORT and head.istitle() and not self._is_general(head.lower()):
                full.setdefault(head, place)
        return full

    def _known_in(self, sight: Sight, country: str) -> bool:
        """True where the short name is that of a place of the same country, as of the region around."""
        return any(place.country == country for place in sight.candidate.places)

    def _is_general(self, word: str) -> bool:
        """True for a word with which many names begin: "Port", "Kuala", "Nakhon"."""
        words = place_words()
        return word in words.words or (word,) in words.before or word in common()

    # mentions ------------------------------------------------------------------------------------------------------

    def _place_mention(self, sight: Sight, place: Place) -> Mention:
        """The place as it is settled, or one of its name in the country named behind it."""
        final = self.words[sight.candidate.last - 1]
        start, end = self.words[sight.candidate.first].start, final.start + len(bare(final.text))
        if sight.elsewhere is not None:
            party = Party(self.passage.body[start:end], cast(Level, sight.cue or "city"), sight.elsewhere)
            return self.passage.mention(start, end, "place", party.key, 0.6, party)
        party = place.party()
        wanted = {sight.after, sight.cue} & {"district", "regency"}
        if wanted and place.country != HOME and place.level == "city":
            # A county with the name of a large city is another place, which the gazetteer does not know.
            code = party.code if place.population < WELL_KNOWN else None
            where = (party.latitude, party.longitude) if code else (None, None)
            party = Party(party.name, "district", party.country, code, *where)
        score = min(0.99, 0.5 + sight.score / 12)
        return self.passage.mention(start, end, "place", party.key, score, party)

    def _short_mention(self, index: int, place: Place) -> Mention:
        """A place named by the first word of its name."""
        word, party = self.words[index], place.party()
        return self.passage.mention(word.start, word.end, "place", party.key, 0.7, party)

    def _unknown_mention(self, unknown: Unknown) -> Mention:
        """A place that the gazetteer lacks."""
        start, end = self.words[unknown.first].start, self.words[unknown.last - 1].end
        party = unknown.party
        return self.passage.mention(start, end, "place", party.key, unknown.score, party)

    def _country_mention(self, name: CountryName) -> Mention:
        """A country, or the part of one that goes by the name of a country."""
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        part = None if name.demonym else country_part(self.passage.body[start:end], name.code)
        if part is None:
            return self.passage.mention(start, end, "country", name.code, 0.7 if name.demonym else 1.0)
        party = part.party()
        return self.passage.mention(start, end, "place", party.key, 0.9, party)
