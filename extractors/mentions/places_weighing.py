"""What speaks for a place: how well it fits what is named beside it, and whether any place is named there at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from archive.model import HOME
from archive.reference import Place, fold
from extractors.mentions.namewords import common, inflected, is_common
from extractors.mentions.passages import Passage
from extractors.mentions.places_company import Company
from extractors.mentions.places_gazetteer import (
    LARGE_TOWN,
    LEVELS,
    SMALL_TOWN,
    WELL_KNOWN,
    around,
    inhabitants,
    is_large,
    prior,
)
from extractors.mentions.places_sights import Sight
from extractors.mentions.places_surroundings import OPENERS
from extractors.mentions.places_words import home_towns, place_words

ACCEPT = 1.9
"""The score from which on a name is taken for that of a place."""

_ALMOST = 1.1
_HOLDER = -4.0
"""What it costs to be behind an office and the name of somebody who is named more fully elsewhere: "Bupati Tamba"."""
_LONG = 7
_INITIALS = 3
_NOTE_MARKS = frozenset({",", ":", "(", "-", "–", "—"})
_DASHES = frozenset({"-", "–", "—", "‐", "‑"})
_SINCE = frozenset({"sejak", "since", "tentang", "lewat", "by"})


class _Case(NamedTuple):
    """A place for which a name may stand, with what vouches for the name.

    `cued` where a word beside the name tells its level, `beside` where the country of the place is named there,
    `known` for one that needs no such help; `given` and `risky` where the name is likelier that of a person.
    """

    sight: Sight
    place: Place
    foreign: bool
    cued: bool
    beside: bool
    known: bool
    given: bool
    risky: bool


class Weighing(Company):
    """The candidates of one passage, with what each of their places has for and against it."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self.senses: dict[str, Sight] = {}
        self.home_levels: dict[int, str] = {}
        self.counts = Counter(sight.candidate.key for sight in self.sights)
        self.unit_regions: dict[int, set[str]] = defaultdict(set)
        for sight in self.sights:
            self.unit_regions[sight.unit] |= {p.code for p in sight.candidate.places if p.level == "province"}
        self.regions = set().union(*self.unit_regions.values())
        papers = [passage.within(m)[0] for m in passage.found("instrument", "relation")]
        self.papered = {self._unit(start) for start in papers}
        self.noted = {*papers, *(passage.within(m)[0] for m in passage.found("date"))}
        self.topical = self.papered | {sight.unit for sight in self.sights if sight.candidate.places[0].country == HOME}

    # which place of the name ---------------------------------------------------------------------------------------

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
                if near.place is not None and near.score >= ACCEPT and near.place.country == place.country:
                    weight += 0.8
                elif place.country != HOME and near.place is not None and near.score >= _ALMOST:
                    weight += 0.5
        return weight

    def _fit(self, sight: Sight, place: Place) -> float:
        """How well one place of that name fits by itself: size, country, region, level."""
        weight = prior(place)
        if place.id in sight.candidate.own:
            weight += 1.0 if self._spelled(sight, place) else 0.8
        if sight.adjacent is not None:
            code, strength = sight.adjacent
            weight += strength if place.country == code else self._mismatch(place, strength)
        elif place.country != HOME:
            weight = self._told_elsewhere(sight, place, weight)
        weight += self._region(sight, place)
        for cue in (sight.cue, sight.after):
            if cue:
                fits = self._fits_cue(cue, sight, place)
                if not fits and not self._rules_out(cue, sight):
                    continue
                weight += (1.2 if fits else -1.2) if place.country != HOME else (2.0 if fits else -2.0)
        return weight

    def _fits_cue(self, cue: str, sight: Sight, place: Place) -> bool:
        """True for a word for the level of a place, or of whatever level in the gazetteer's own name ("X County")."""
        if place.level in LEVELS[cue]:
            return True
        return cue == sight.after and cue != "city" and not sight.cue and self._ends_in_kind(sight)

    def _rules_out(self, cue: str, sight: Sight) -> bool:
        """True where a word for a level speaks against the places of another."""
        # Writers call a district abroad a town, and a town a district.
        fitting = any(place.level in LEVELS[cue] for place in sight.candidate.places)
        return fitting or self.lower[sight.candidate.first] in place_words().kinds

    def _spelled(self, sight: Sight, place: Place) -> bool:
        """True where the name is written as the gazetteer has it, spaces counted ("Nadi" is not "Na Di")."""
        return sight.candidate.last - sight.candidate.first == len(fold(place.name).split())

    def _mismatch(self, place: Place, strength: float) -> float:
        """What it costs that another country is named beside: little for a large place, which may list beside it."""
        if place.country == HOME:
            return 0.0 if strength < 3.0 else -2.0
        return -1.0 if is_large(place) else -strength

    def _told_elsewhere(self, sight: Sight, place: Place, weight: float) -> float:
        """More for a foreign place beside which no country stands where its country is told in the document."""
        if len(sight.candidate.key) >= _LONG and not sight.candidate.weak:
            weight += 0.5
        here = self.unit_countries.get(sight.unit, ())
        named = 1.5 if place.country in here else 0.8 if place.country in self.document else 0.0
        if named:
            weight += named if place.population >= WELL_KNOWN or place.level == "province" else 0.6 * named
            if sight.unit in self.topical:
                weight += 0.4
            if self.counts[sight.candidate.key] > 1:
                weight += 0.4
        return weight

    def _region(self, sight: Sight, place: Place) -> float:
        """More where the region around the place is named beside it."""
        parents = around(place)
        if not parents:
            return 1.5 if place.country != HOME and self._encloses(sight, place) else 0.0
        outside = parents - sight.candidate.codes
        weight = 0.6 if place.country != HOME and not outside.isdisjoint(self.regions) else 0.0
        weight += 0.6 if weight and not outside.isdisjoint(self.unit_regions[sight.unit]) else 0.0
        for other in sight.neighbours:
            near = self.sights[other].candidate
            if near.first > sight.candidate.first and not parents.isdisjoint(near.codes):
                weight = 2.0
        return weight

    def _encloses(self, sight: Sight, place: Place) -> bool:
        """True for the region named after a place in it (`Muar, Johor`)."""
        before = (self.sights[other].candidate for other in sight.neighbours if other < self.number[id(sight)])
        return any(place.code in around(inner) for candidate in before for inner in candidate.places)

    # whether it is a place at all ----------------------------------------------------------------------------------

    def _standing(self, sight: Sight, place: Place, turn: int) -> float:
        """What speaks for or against any place being named here at all; the second turn only adds to the first."""
        cleared = turn == 2 and sight.candidate.key in self.people and sight.candidate.key in self.senses
        if sight.standing is None or sight.standing[0] is not place or cleared:
            case = self._case(sight, place)
            reasons = chain(
                self._asked_for(case), self._as_word(case), self._as_name_of_others(case), self._as_other_place(case)
            )
            sight.standing = place, sum(reasons, sight.locative)
        listed = turn == 2 and any(self._foreign_place(other) for other in sight.neighbours)
        return sight.standing[1] + (0.8 if listed else 0.0)

    def _case(self, sight: Sight, place: Place) -> _Case:
        """The name as that of the place; `sight.backed` is noted with it."""
        foreign = place.country != HOME
        own = place.id in sight.candidate.own
        known = foreign and is_large(place) and (not sight.single or own)
        given = sight.given and not (own and is_large(place)) and sight.candidate.key not in self.mastheads
        risky = given or (sight.single and self.lower[sight.candidate.first] in place_words().risky)
        holder = sight.office and sight.strangers_right and (risky or (foreign and not self._two_follow(sight)))
        cued = bool(sight.cue or sight.after) and not holder
        beside = sight.adjacent is not None and sight.adjacent[0] == place.country
        preposed = sight.locative >= 1.0 and not sight.strangers
        sight.backed = cued or beside or preposed or sight.apposed
        return _Case(sight, place, foreign, cued, beside, known, given, risky)

    def _asked_for(self, case: _Case) -> Iterator[float]:
        """Where the sentence asks for a place: in a list of partners, before a date, in a dateline, behind a cue."""
        sight = case.sight
        if case.foreign:
            yield self._asked_for_abroad(case)
        if self._opens_dateline(sight):
            yield 1.0
        elif case.foreign and sight.single and not sight.backed:
            yield self._capital(case)
        cues = (cue for cue in (sight.cue, sight.after) if cue)
        if case.cued and any(self._fits_cue(cue, sight, case.place) for cue in cues):
            yield 1.0

    def _asked_for_abroad(self, case: _Case) -> float:
        """The same for a foreign place."""
        sight, place, weight = case.sight, case.place, 0.0
        if place.id not in sight.candidate.weak:
            weight += 0.5 if inhabitants(place) >= SMALL_TOWN and self._partnered(case) else 0.0
            weight += 1.0 if self._dated(sight) else 0.0
            weight += 0.6 if self._is_usual(case) and self._on_topic(case) else 0.0
        if not (case.cued or case.beside):
            if self._is_usual(case):
                weight += 0.8 if self._noted(sight) else 0.0
                weight += 1.0 if sight.neighbours and self._dashed(sight) else 0.0
            weight += 0.6 if self._embodied(sight) else 0.0
        if sight.candidate.key in self.mastheads:
            weight += 1.0
        return weight + (1.2 if sight.apposed else 0.0)

    def _is_usual(self, case: _Case) -> bool:
        """True for a name of several words or that of the place itself."""
        return not case.sight.single or case.place.id in case.sight.candidate.own

    def _capital(self, case: _Case) -> float:
        """What it costs that the name has capitals throughout, or its capital from where its sentence begins."""
        sight, place = case.sight, case.place
        text = self.words[sight.candidate.first].text
        weight = -1.5 if text.isupper() and len(text) > _INITIALS else 0.0
        if place.population < WELL_KNOWN and self._begins_sentence(sight):
            strong = place.id not in sight.candidate.weak and self._is_usual(case)
            weight -= 0.8 if not strong or inflected(text.lower()) else 0.2
        return weight

    def _partnered(self, case: _Case) -> bool:
        """True behind a word that leads to a party in a sentence with a paper: "letter of intent dengan X"."""
        sight = case.sight
        led = 0.0 < sight.locative < 1.0 and not sight.strangers
        return led and not (case.cued or case.beside) and sight.unit in self.papered

    def _on_topic(self, case: _Case) -> bool:
        """True for a town of some size, nothing but its name beside it, where papers of regions are told of."""
        sight = case.sight
        if not self.papered or inhabitants(case.place) < SMALL_TOWN or len(sight.candidate.key) <= _INITIALS + 1:
            return False
        return not (sight.strangers or case.given or case.cued or case.beside or self._common(sight))

    def _noted(self, sight: Sight) -> bool:
        """True where a mark divides the name from a paper or a date, as in notes: `X, MoU 6 March`, `X (2009)`."""
        last = sight.candidate.last
        if last + 1 >= len(self.words) or self.words[last].text not in _NOTE_MARKS:
            return False
        if sight.locative >= 1.0 or sight.strangers or self._dated(sight):
            return False  # The place of an event, a house.
        return self.words[last + 1].start in self.noted or (
            last + 2 < len(self.words) and self.lower[last + 1] in _SINCE and self.words[last + 2].start in self.noted
        )

    def _dashed(self, sight: Sight) -> bool:
        """True where a dash joins the name to that of a home region: `Lae–Jayapura`."""
        for other in sight.neighbours:
            near = self.sights[other]
            if near.candidate.places[0].country != HOME or near.word or sight.word or self._opens_dateline(near):
                continue
            left, right = sorted((sight.candidate, near.candidate), key=lambda candidate: candidate.first)
            between = self.words[left.last : right.first]
            if len(between) == 1 and between[0].text in _DASHES:
                return True
        return False

    def _embodied(self, sight: Sight) -> bool:
        """True where the name is followed by a body of a region or by an office that it owns: `X's mayor`."""
        last = sight.candidate.last
        if last >= len(self.words):
            return False
        return self._owns_office(sight) or (
            self.words[last].text[0].isupper() and self.lower[last] in place_words().bodies
        )

    def _as_word(self, case: _Case) -> Iterator[float]:
        """Where the name is a word as well: of everyday language, of places in general, in small letters elsewhere."""
        sight, place, alone = case.sight, case.place, not (case.cued or case.beside)
        if case.foreign and sight.single and alone and not case.known and self._everyday(sight):
            # A name that only looks like a form of a word ("Sandakan") may well be that of a large town.
            town = (place.population >= LARGE_TOWN or place.level == "province") and self._is_usual(case)
            yield -1.0 if town and self.lower[sight.candidate.first] not in common() else -3.0
        doubted = not case.beside and (case.cued or not sight.backed)
        if case.foreign and place.population < WELL_KNOWN and doubted and self._common(sight):
            yield -1.5 if sight.single and not case.cued else -1.0
        if sight.word and alone and self.lower[sight.candidate.first] in place_words().kinds:
            yield -2.0  # "Kota", in Rajasthan.
        if sight.word and not case.cued:
            yield -1.0 if case.beside or sight.apposed or self._topic(sight) else -3.0
        elif sight.word and self._goes_on(sight) and not self._before_common_word(sight):
            yield -3.0
        if sight.single and alone and self.lower[sight.candidate.first] in self.small:
            yield -2.0

    def _as_name_of_others(self, case: _Case) -> Iterator[float]:
        """Where the name may be that of a person or a thing: among strange words with capitals, as a given name."""
        sight = case.sight
        if sight.backed:
            if case.given and not case.cued and not case.beside:
                yield -1.0
            if case.foreign and sight.office and not case.beside and sight.candidate.key in self.people:
                yield _HOLDER
            return
        if case.foreign:
            yield -(1.0 if case.known else 2.4) * sight.strangers
        if case.risky and sight.strangers:
            yield -2.2 * sight.strangers
        elif case.given:
            yield -1.6
        if case.foreign and sight.candidate.key in self.people and sight.candidate.key not in self.senses:
            yield -2.0
        if case.foreign and len(sight.candidate.key) <= _INITIALS:
            yield -2.0

    def _as_other_place(self, case: _Case) -> Iterator[float]:
        """Where the name is a rare one of the place, or that of an Indonesian town as well."""
        sight, place = case.sight, case.place
        if place.id in sight.candidate.weak and not case.beside:
            yield -1.2
        region = place.level == "province" and place.id in sight.candidate.own
        known = case.cued or case.beside or region or place.population >= WELL_KNOWN
        if case.foreign and not known and sight.candidate.key in home_towns():
            yield -1.5

    def _common(self, sight: Sight) -> bool:
        """True for a name made of nothing but words of everyday language, in the language of the passage."""
        first, last = sight.candidate.first, sight.candidate.last
        return all(is_common(word, self.passage.language) for word in self.lower[first:last])

    def _before_common_word(self, sight: Sight) -> bool:
        """True before a word of everyday language, which has its capital from a headline ("Kota Batu Buka ...")."""
        return is_common(self.lower[sight.candidate.last], self.passage.language)

    def _everyday(self, sight: Sight) -> bool:
        """True for a word of everyday language that has its capital from where it stands ("KABAG: Betul, Pak")."""
        first = sight.candidate.first
        text = self.words[first].text
        return (text.lower() in common() or inflected(text.lower())) and (
            first == 0 or text.isupper() or self.lower[first - 1] in OPENERS or self._opens_line(first)
        )

    def _topic(self, sight: Sight) -> bool:
        """True for a home region that is all of its line, or with which one begins before a dash or a comma."""
        first, last = sight.candidate.first, sight.candidate.last
        if sight.candidate.places[0].country != HOME or not self.words[first].text[0].isupper():
            return False
        if not (first == 0 or self._opens_line(first) or self._numbered(first)):
            return False
        if last == len(self.words) or self._opens_line(last):
            return True
        mark = self.lower[last]
        return mark in {"-", "–", "—", ","} and any(
            self.sights[other].candidate.first == last + 1 for other in sight.neighbours
        )

    def _foreign_place(self, number: int) -> bool:
        """True for a candidate that was taken for a foreign place."""
        near = self.sights[number]
        return near.place is not None and near.score >= ACCEPT and near.place.country != HOME
