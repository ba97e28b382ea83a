"""Places spoken of by what they are: "kabupaten itu", "that port town" point back to a name and stand for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archive.model import Party, Span
from extractors.records.parties.actors import Actor, lies_in, role_of
from extractors.records.parties.homes import bare_level, of_tier
from extractors.records.scene import Sentence
from extractors.records.words import Word

POINTING = Path(__file__).parents[1] / "data" / "pointing.toml"
_LONGEST = 8
"""Words of a noun phrase."""
_SHORT = 4
"""Words of one that its first word closes ("that quiet port town")."""
_MEMORY = 5
"""Sentences back, within which a reader still knows which place is meant."""
_SURE = 0.8
_STRANGER = re.compile(
    r"\b(?:MoU|LoI|nota|memorandum|perjanjian|naskah|kerja sama)\b[^.;]{0,30}\b(?:dengan|with)\s+[A-Z]"
)
"""A paper with somebody, be the name known or not."""
_CLITICS = ("", "nya", "'s", "’s")
_BOUND = frozenset({"paper", "anaphor", "both"})
"""What else a demonstrative may belong to ("naskah itu")."""
_VERBS = frozenset({"sign", "tie", "exist", "offer", "explore", "future", "speak", "noun", "memo"})
_ENDS = frozenset('.;:!?"“”()')


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(POINTING.read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _tables()["words"].items()}


@cache
def _tiers() -> dict[str, frozenset[str]]:
    """The tiers that each noun may mean."""
    found: dict[str, frozenset[str]] = {}
    for tier, nouns in _tables()["tiers"].items():
        for noun in nouns:
            found[noun] = found.get(noun, frozenset()) | set(tier.split("_"))
    return found


@cache
def _nouns() -> dict[str, str]:
    """The nouns by their forms in a text: "kota", "kotanya", "the city's"."""
    return {noun + clitic: noun for noun in _tiers() for clitic in _CLITICS}


class _Meant(NamedTuple):
    """What a phrase says of the place that it stands for; `home` where the other side of the tie tells it."""

    phrase: Span
    tiers: frozenset[str]
    country: str | None
    home: bool | None
    region: Party | None

    def fits(self, actor: Actor) -> bool:
        """True for a place that may be meant; where something happened abroad is not spoken of."""
        told = self.country is not None or self.region is not None or actor.taking_part or actor.role == "source"
        spoken_of = actor.home or (actor.foreign and told)
        if not spoken_of or actor.role == "holder" or actor.start >= self.phrase.start:
            return False
        if self.country is not None and actor.party.country != self.country:
            return False
        if self.region is not None and not lies_in(actor.party, self.region):
            return False
        return actor.party.level in self.tiers or (
            actor.home and any(of_tier(actor.party, tier) for tier in self.tiers)
        )


def resolve(body: str, sentences: Sequence[Sentence], cast: Sequence[list[Actor]]) -> None:
    """Adds to each cast the places that its sentence points back to, as if they were named there."""
    nouns = _nouns()
    for sentence, actors in zip(sentences, cast, strict=True):
        places = [place for place, word in enumerate(sentence.words) if word.form in nouns]
        for phrase, tiers in list(_phrases(body, sentence, actors, places)) if places else ():
            antecedent = _antecedent(sentences, cast, sentence, _meant(body, sentence, actors, phrase, tiers))
            if antecedent is not None:
                for actor in actors:
                    if phrase.start <= actor.start < phrase.end:
                        # "Badan pangan PBB itu": a name inside the phrase only tells whose it is.
                        actor.role = "holder"
                actors.append(_standing_for(body, sentence, phrase, antecedent))
                actors.sort(key=lambda actor: actor.start)


def _phrases(
    body: str, sentence: Sentence, actors: Sequence[Actor], places: Sequence[int]
) -> Iterator[tuple[Span, frozenset[str]]]:
    """The noun phrases that point back, about the nouns at some `places`, with the tiers that each noun may mean."""
    line, nouns = sentence.words, _nouns()
    names = {actor.start for actor in actors} | _countries(sentence)
    for place in places:
        word = line[place]
        if (place and line[place - 1].form in _words()["unlike"]) or _is_many(line, place):
            continue
        first, last = _bounds(line, place, names)
        if first is None:
            continue
        span = Span(line[first].start, line[last].end)
        if not _is_broken(body, sentence, span, word) and not any(
            0 <= actor.start - word.end <= 1 and actor.start < span.end for actor in actors
        ):
            yield span, _tiers()[nouns[word.form]]


def _is_many(line: Sequence[Word], place: int) -> bool:
    """True for a doubled noun ("kota-kota itu")."""
    return line[place].form in {line[at].form for at in (place - 1, place + 1) if 0 <= at < len(line)}


def _countries(sentence: Sentence) -> set[int]:
    return {mention.span.start for mention in sentence.of("country")}


def _bounds(line: Sequence[Word], place: int, names: Collection[int]) -> tuple[int | None, int]:
    """First and last word of a phrase about a noun: "kabupaten pengrajin kulit itu", "that quiet town".

    `names` is where names of regions and countries begin: one of them inside makes "the Hunan city" point back, too.
    """
    words = _words()
    if line[place].form.endswith("nya"):
        # "kotanya"
        return place, place
    for last in range(place + 1, min(place + _LONGEST, len(line))):
        if line[last].form in words["behind"]:
            return place, last
        if line[last].form in words["parting"]:
            break
    for first in range(place - 1, max(place - _SHORT, -1), -1):
        told = line[first].form in words["naming"] and any(word.start in names for word in line[first + 1 : place])
        if told or line[first].form in words["before"]:
            follows = line[place + 1].form if place + 1 < len(line) else ""
            return (None, place) if follows in words["compound"] else (first, place)
        if line[first].form in words["parting"]:
            break
    return None, place


def _is_broken(body: str, sentence: Sentence, span: Span, noun: Word) -> bool:
    """True where something ends inside the phrase, or a verb or a paper takes the demonstrative for itself."""
    if not _ENDS.isdisjoint(body[span.start : span.end]):
        return True
    if any(mention.span.start <= noun.start < mention.span.end for mention in sentence.mentions):
        return True
    return any(
        (cue.name in _BOUND and cue.start < span.end <= cue.end)
        or (cue.name in _VERBS and span.start <= cue.start and cue.end <= span.end)
        for cue in sentence.cues
    )


def _meant(body: str, sentence: Sentence, actors: Sequence[Actor], phrase: Span, tiers: frozenset[str]) -> _Meant:
    inside = [mention.value for mention in sentence.of("country") if phrase.contains(mention.span)]
    opener = phrase.of(body).split()[0].lower()
    around = [actor.party for actor in actors if phrase.start < actor.start and actor.end < phrase.end]
    regions = [party for party in around if party.level == "province" and opener in _words()["naming"]]
    region = regions[0] if regions else None
    return _Meant(phrase, tiers, inside[0] if inside else None, _side(body, sentence, actors, phrase), region)


def _side(body: str, sentence: Sentence, actors: Sequence[Actor], phrase: Span) -> bool | None:
    """True where the phrase must mean a home, False where a place abroad: one of each makes a tie."""
    before = [word for word in sentence.words if word.end <= phrase.start]
    others = [actor for actor in actors if actor.end <= phrase.start and actor.taking_part]
    if before and before[-1].form in _words()["linking"]:
        office = bare_level(sentence, sentence.span.start, phrase.start, actors) is not None
        return not others[0].home if others else False if office else None
    if any(actor.start >= phrase.end and actor.role == "link" for actor in actors):
        return True if any(actor.foreign and actor.role == "link" for actor in actors) else None
    return True if _STRANGER.search(body, phrase.end, sentence.span.end) else None


def _antecedent(
    sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]], sentence: Sentence, meant: _Meant
) -> Actor | None:
    """The place that was named last among those that may be meant."""
    for index in range(sentence.index, max(sentence.index - _MEMORY, -1), -1):
        if sentences[index].heading:
            return None
        for actor in reversed(cast[index]):
            if meant.fits(actor) and (meant.home is None or actor.home == meant.home):
                return actor
    return None


def _standing_for(body: str, sentence: Sentence, phrase: Span, antecedent: Actor) -> Actor:
    mention = replace(antecedent.mention, span=phrase, surface=phrase.of(body), score=_SURE)
    return Actor(mention, antecedent.party, role_of(body, sentence, mention), group=-phrase.start - 1)
