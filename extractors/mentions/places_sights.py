"""The names of a passage that the gazetteer knows, each as it is seen where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.model import HOME
from archive.reference import Place, institutions, squeeze
from extractors.mentions.namewords import common, is_given, plain
from extractors.mentions.numberwords import table
from extractors.mentions.passages import Passage
from extractors.mentions.places_candidates import Candidate, candidates
from extractors.mentions.places_countries import bare
from extractors.mentions.places_gazetteer import LEVELS, SMALL_TOWN, all_small
from extractors.mentions.places_surroundings import OPENERS, Surroundings
from extractors.mentions.places_words import home_towns, place_words

_LETTERS = 2
ARTICLES = frozenset({"a", "an", "the", "sebuah", "suatu", "satu"})
AFTER_KIND = frozenset({"in", "on", "of", "at", "that", "which", "where", "whose", "with", "near", "known", "famous",
                         "di", "yang", "dengan", "dekat", "penghasil", "by", "to", "from", "about", "and"})  # fmt: skip
_LONGEST_APPOSED = 5
_APPOSING = frozenset({",", "(", "-", "–", "—", "is", "was", "adalah", "ialah", "merupakan"})
_LEADING_OFF = frozenset({"of", "in", "from", "to", "for", "who", "di", "dari"})
"""Behind these another place follows than the one told of: "X is the mayor of the town"."""


@dataclass(slots=True)
class Sight:
    """A candidate in its surroundings.

    `cue` and `after` are the levels that the words before and behind it tell, `office` where those before it are an
    office; `locative` says how much they ask for a place. It is `blocked` as part of another name, `person` where it is
    that of a person, `word` and `given` where it is a word of places in general or a given name as well, `apposed`
    where what follows says that it is a place. `strangers` counts the unknown capitalised words beside it, `adjacent`
    is the country named beside it with its weight, `neighbours` are the numbers of the candidates in a list with it.
    `fits` holds the weight of each of its places by id, `place` the one it is taken for, `elsewhere` the country in
    which it lies instead; `standing` a place with what speaks for the name being that of any, `backed` where something
    vouches for that. A `masthead` is the name as a part of that of a newspaper.
    """

    candidate: Candidate
    unit: int
    cue: str = ""
    cue_length: int = 0
    after: str = ""
    office: bool = False
    locative: float = 0.0
    blocked: bool = False
    masthead: bool = False
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
    standing: tuple[Place, float] | None = None
    backed: bool = False
    score: float = 0.0

    @property
    def single(self) -> bool:
        """True for a name of one word."""
        return self.candidate.last - self.candidate.first == 1


class Sights(Surroundings):
    """The candidates of one passage, each with what the words right beside it say."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self.sights = [self._sight(candidate) for candidate in self._candidates()]
        self.sight_at = {sight.candidate.first: sight for sight in self.sights}
        self.sight_over = {
            index: sight for sight in self.sights for index in range(sight.candidate.first, sight.candidate.last)
        }

    # which names are looked at -------------------------------------------------------------------------------------

    def _candidates(self) -> list[Candidate]:
        """The candidates that are no names of countries, unless the name is both and longer as a place."""
        kept = []
        for candidate in candidates(self.passage):
            name = self.country_over.get(candidate.first)
            if name is not None and candidate.last <= name.last:
                use, _ = self._cue(candidate.first)
                if name.first != candidate.first or use.rstrip("!") not in LEVELS:
                    continue
            if not self._is_wordlike(candidate) and not self._is_institution(candidate):
                kept.append(candidate)
        return kept

    def _is_wordlike(self, candidate: Candidate) -> bool:
        """True for names made of nothing but words ("The City"), and for a word in capitals throughout ("DAN")."""
        words = place_words()
        own = self.words[candidate.first : candidate.last]
        for word in own:
            if not (word.lower in words.links or word.lower in words.words or (word.lower,) in words.after):
                return False
        if len(own) == 1 and not (own[0].text.isupper() or own[0].lower in words.links):
            return False
        if any(place.level == "province" and place.country in self.document for place in candidate.places):
            return False
        if len(own) > 1 and any(word.text.istitle() for word in own[1:]) and self._own_of_town(candidate):
            return False
        cued = self._cue(candidate.first)[0].rstrip("!") in LEVELS
        home = any(place.country == HOME for place in candidate.places)
        return not (cued and (home or (len(own) == 1 and own[0].lower in words.words)))

    def _own_of_town(self, candidate: Candidate) -> bool:
        """True inside a sentence for the very name of a home region, or of a town abroad of some size: "Tanah Laut"."""
        inside = candidate.first > 0 and self.lower[candidate.first - 1] not in OPENERS
        return inside and any(
            (place.country == HOME or place.population >= SMALL_TOWN) and place.id in candidate.own
            for place in candidate.places
        )

    def _is_institution(self, candidate: Candidate) -> bool:
        """True for the initials of an institution ("GIZ") or of whatever else ("IG", "SE")."""
        text = self.words[candidate.first].text
        single = candidate.last - candidate.first == 1
        if not (single and text.isupper()) or any(place.country == HOME for place in candidate.places):
            return False
        if len(text) <= _LETTERS:
            return True
        return institutions().named(text) is not None

    # what the words beside a name say ------------------------------------------------------------------------------

    def _sight(self, candidate: Candidate) -> Sight:
        """The candidate with what the words before and behind it, and its own, say of it."""
        first, last = candidate.first, candidate.last
        sight = Sight(candidate, self._unit(self.words[first].start))
        self._look_before(sight)
        self._look_behind(sight)
        if sight.single:
            sight.word = self._is_place_word(self.lower[first])
            sight.given = self.lower[first] in place_words().given or (
                self._goes_on(sight) and is_given(plain(self.lower[first])) and all_small(candidate)
            )
        sight.blocked = (
            sight.blocked
            or self._initialled(first, last)
            or self._is_surname(sight)
            or self._opens_home_town(candidate)
            or first in self.signed
            or first in self.joined
        )
        return sight

    def _look_before(self, sight: Sight) -> None:
        """Note what the words before the name say: of its level, of a person or another thing, of a place."""
        first = sight.candidate.first
        use, length = self._cue(first)
        if use in LEVELS and self._in_preposition(first, length):
            use, length = "", 0
        before = self.words[first - 1].text if first else ""
        from_ = before == "dr"  # Short for "dari", or for a doctor.
        if use == "skip_title":
            sight.blocked = before[0].isupper()
        elif use.startswith("skip"):
            # "Pulau X, kota di ...": the town on the island.
            sight.blocked = use != "skip" or not self._apposition(sight)
        elif use == "person":
            office = self._office_of_place(sight, length)
            if office:
                sight.cue, sight.cue_length, sight.office = office, length, True
            else:
                sight.person = not from_ and not self._based(sight.candidate.last) and not self._owns_office(sight)
        else:
            sight.cue, sight.cue_length, sight.office = use.rstrip("!"), length, use.endswith("!")
        sight.locative = 1.2 if from_ else self._preposition(first - length)

    def _office_of_place(self, sight: Sight, length: int) -> str:
        """The level that an office tells where its place follows without "of": `Lord Mayor X First Last`."""
        first, last = sight.candidate.first, sight.candidate.last
        if sight.given or any(place.country == HOME for place in sight.candidate.places) or all_small(sight.candidate):
            return ""
        use = place_words().before.get((*self.lower[first - length : first], "of"), "")
        if not use.endswith("!"):
            return ""
        comma = last + 1 < len(self.words) and self.words[last].text == "," and self.words[last + 1].text[0].isupper()
        return use.rstrip("!") if comma or self._two_follow(sight) else ""

    def _owns_office(self, sight: Sight) -> bool:
        """True where an office of the place follows: "said X's governor"."""
        last = sight.candidate.last
        final = self.words[last - 1].text
        return bare(final) != final and last < len(self.words) and (self.lower[last], "of") in place_words().before

    def _look_behind(self, sight: Sight) -> None:
        """Note the level that the words behind the name, or its own last word, tell; or that they make it another's."""
        words, last = place_words(), sight.candidate.last
        use, _ = words.cue_after(self._following(last))
        if use == "person" and not sight.cue and sight.single:
            own = self.lower[sight.candidate.first]
            sight.person = sight.person or own in words.given or own in words.risky
        other = self._other_name(last)
        sight.masthead = other == "skip_paper"
        if use == "skip_any" or (other and not sight.masthead):
            sight.blocked = True
        if use not in LEVELS:
            use = "" if sight.single else words.after.get((self.lower[last - 1],), "")
        sight.after = use if use in LEVELS else ""
        if sight.person and sight.after and (self._ends_in_kind(sight) or self._goes_on(sight)):
            sight.person = False  # "said Sidama Region"

    def _is_place_word(self, word: str) -> bool:
        """True for a word of places in general ("kota", "pelabuhan") and for one with "-nya"."""
        words = place_words()
        return (
            word in words.words
            or (word.endswith("nya") and word[:-3] in common())
            or (word,) in words.before
            or ((word,) in words.after and not words.after[word,].startswith("skip"))
        )

    def _is_surname(self, sight: Sight) -> bool:
        """True for a single name behind a given name: "Juan Manuel Asturias"."""
        first = sight.candidate.first
        before = self.words[first - 1]
        if sight.cue or first == 0 or not sight.single or not before.text.istitle():
            return False
        if first in self.breaks or first - 1 in self.country_over:
            return False
        if any(place.country == HOME for place in sight.candidate.places):
            return False
        words = place_words()
        known = (before.lower,) in words.before or (before.lower,) in words.after or before.lower in words.words
        if (first == 1 or self.lower[first - 2] in OPENERS) and before.lower in common():
            return False  # "Lalu X?"
        return not known and is_given(plain(before.text))

    def _opens_home_town(self, candidate: Candidate) -> bool:
        """True for a foreign name that is the beginning of that of an Indonesian town: "Labuan" of "Labuan Bajo"."""
        last = candidate.last
        following = self.words[last] if last < len(self.words) else None
        if following is None or not following.text[0].isupper() or last in self.breaks:
            return False
        foreign = all(place.country != HOME for place in candidate.places)
        return foreign and candidate.key + squeeze(following.text) in home_towns()

    def _ends_in_kind(self, sight: Sight) -> bool:
        """True for a name whose own last word is that of a kind of region."""
        return not sight.single and (self.lower[sight.candidate.last - 1],) in place_words().after

    # how it stands in its sentence ---------------------------------------------------------------------------------

    def _begins_sentence(self, sight: Sight) -> bool:
        """True for a name with which its sentence begins."""
        return sight.unit > 0 and self.units[sight.unit - 1] == self.words[sight.candidate.first].start

    def _opens_dateline(self, sight: Sight) -> bool:
        """True at the head of a paragraph, before a comma or dash (`ADELAIDE - `)."""
        first, last = sight.candidate.first, sight.candidate.last
        start = self.words[first].start
        opens = start == self.passage.piece_at(start).start
        return opens and last < len(self.words) and self.words[last].text in {",", "-", "–", "—", "("}

    def _names_another(self, index: int) -> bool:
        """True behind the word for a kind where a place of its own is named: "Jalan X, kota Bandung"."""
        if index >= len(self.words) or index in self.country_over or self.lower[index] in place_words().kinds:
            return False
        return self.words[index].text[0].isupper()

    def _goes_on(self, sight: Sight) -> bool:
        """True where a capitalised word follows with nothing but space between."""
        last = sight.candidate.last
        return last < len(self.words) and self.words[last].text[0].isupper()

    def _two_follow(self, sight: Sight) -> bool:
        """True where two capitalised words follow: a place, then its office holder's name (`Mayor of X John Doe`)."""
        last = sight.candidate.last
        following = self.words[last : last + 2]
        return len(following) == 2 and all(word.text[0].isupper() for word in following) and not sight.given

    def _dated(self, sight: Sight) -> bool:
        """True where a day of the week follows, as behind the place of an event: `di aula, Modena, Sabtu`."""
        last = sight.candidate.last
        return last + 1 < len(self.words) and self.words[last].text == "," and self.lower[last + 1] in table("weekday")

    def _apposition(self, sight: Sight) -> bool:
        """True where what follows says that the name is that of a place: `X, kota pelabuhan di`, `X is a town on`."""
        last = sight.candidate.last
        if last + 1 >= len(self.words) or self.words[last].text not in _APPOSING:
            return False
        kinds, at = place_words().kinds, last + 1
        article = self.lower[at] in ARTICLES
        for index in range(at, min(at + (_LONGEST_APPOSED if article else 1), len(self.words))):
            word = self.words[index]
            if index in self.country_over:
                continue  # "X, the Japanese whaling town"
            if not word.text.islower() or word.text in _LEADING_OFF:
                return False
            if word.text in kinds:
                rest = [word.lower for word in self.words[index + 1 : index + 3]]
                if not article and ("ini" in rest or "itu" in rest):
                    return False  # "Setibanya di X, kota ini": another one is meant.
                following = rest[0] if rest else "."
                if not article:
                    return not self._names_another(index + 1)
                return following in AFTER_KIND or not following.isalpha()
        return False
