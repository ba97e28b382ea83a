"""Whose document it is: the Indonesian governments that act in it, and which one a clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import HOME, Mention, Party, Span
from archive.reference.places import places
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.records.words import Word

_WEIGHTS = {"government": 3.0, "link": 1.2, "plain": 1.2, "source": 1.0, "location": 0.3, "holder": 0.1}
_TITLE = 5.0
_HEADING = 1.5
_LEAD = 1.5
_LEAD_SENTENCES = 6
_DATELINES = 6
_OFFICE = 15
_DATELINE = re.compile(r"[^.;]{0,60}?(?:--|\s[–—-]\s|\||\d{4}\s*[-:])|[A-Z ]+,[^.;]{0,40}?[-–—:]\s")
_KIND = re.compile(
    r"\s*(?:pem(?:prov|kot|kab|ko)|pemerintah|provinsi|kota|kab(?:upaten|\.)|the\s|city of|province of|regency of)\s+",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(r"\s+(?:city|regency|province|municipality)\s*\Z", re.IGNORECASE)
_COUNTED = re.compile(r"\s*\(\d{1,2}\)\Z")
_JOINING = frozenset({"dan", "and", "serta", "dengan", "with", "bersama", "&"})
_BARE = {
    "pemprov": "province",
    "provinsi ini": "province",
    "the province": "province",
    "provincial government": "province",
    "provincial administration": "province",
    "pemerintah provinsi": "province",
    "city government": "city",
    "city administration": "city",
    "pemerintah kota": "city",
    "regency government": "regency",
    "regency administration": "regency",
    "pemerintah kabupaten": "regency",
    "gubernur": "province",
    "governor": "province",
    "wagub": "province",
    "pemkot": "city",
    "kota ini": "city",
    "wali kota": "city",
    "walikota": "city",
    "the city": "city",
    "mayor": "city",
    "balai kota": "city",
    "pemkab": "regency",
    "bupati": "regency",
    "regent": "regency",
    "the regency": "regency",
    "kabupaten ini": "regency",
}
_OPENING = frozenset(words.split()[0] for words in _BARE)


@dataclass(slots=True)
class Homes:
    """The home governments of a document with their weight, heaviest first."""

    weights: dict[str, float] = field(default_factory=dict)
    parties: dict[str, Actor] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    """The sentence in which each is first named."""
    owner: Actor | None = None
    """The government abroad whose own paper the document is."""
    _ordered: tuple[float, list[str]] = (0.0, [])

    def main(self, level: str | None = None) -> Actor | None:
        """The government the document is mostly about, of one tier where asked."""
        for key in self._order():
            if level is None or self.parties[key].party.level == level:
                return self.parties[key]
        return None

    def _order(self) -> list[str]:
        """The keys, heaviest first; counted again only where a weight has changed."""
        total = sum(self.weights.values())
        if self._ordered[0] != total:
            self._ordered = (total, sorted(self.weights, key=lambda key: -self.weights[key]))
        return self._ordered[1]

    def met(self, sentence: int, level: str | None = None) -> Actor | None:
        """The heaviest home among those named by a sentence, of one tier where asked."""
        named = (self.parties[key] for key in self._order() if self.first[key] <= sentence)
        return next((actor for actor in named if level is None or actor.party.level == level), None)

    @property
    def share(self) -> float:
        """How much of the weight falls on the heaviest one."""
        total = sum(self.weights.values())
        return max(self.weights.values()) / total if total else 0.0


def weigh(body: str, scene: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> Homes:
    """The home governments by how they appear: acting, in the title, in the lead, or only as a place of events."""
    homes = Homes()
    for sentence, actors in zip(scene, cast, strict=True):
        for actor in actors:
            if not actor.home:
                continue
            weight = _WEIGHTS[actor.role]
            if sentence.heading and actor.role != "holder":
                weight = max(weight, 1.0)
            if sentence.heading:
                weight *= _TITLE if sentence.block.kind == "title" else _HEADING
            elif sentence.index < 4:
                weight *= _LEAD
            homes.weights[actor.party.key] = homes.weights.get(actor.party.key, 0.0) + weight
            homes.first.setdefault(actor.party.key, 0 if sentence.heading else sentence.index)
            held = homes.parties.get(actor.party.key)
            if held is None or (held.role == "location" and actor.role != "location"):
                homes.parties[actor.party.key] = actor
    _vote(scene, cast, homes)
    return homes


def _vote(scene: Sequence[Sentence], cast: Sequence[Sequence[Actor]], homes: Homes) -> None:
    """Lets "the mayor" and "Pemprov" of title and lead speak for the home of that tier."""
    for sentence, actors in zip(scene[:_LEAD_SENTENCES], cast, strict=False):
        level = bare_level(sentence, sentence.span.start, sentence.span.end, actors)
        if level is None:
            continue
        near = [
            actor for beside in cast[:_LEAD_SENTENCES] for actor in beside if actor.home and actor.party.level == level
        ]
        best = near[0] if near else homes.main(level)
        if best is not None:
            homes.weights[best.party.key] += _TITLE if sentence.heading else 1.0


def place_datelines(body: str, scene: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> None:
    """Makes the place at the head of a news item ("SEOUL --") a location."""
    for sentence, actors in zip(scene[:_DATELINES], cast, strict=False):
        if not actors or sentence.heading:
            continue
        opening = _DATELINE.match(body, sentence.span.start, min(sentence.span.end, sentence.span.start + 80))
        if opening is None:
            continue
        for actor in actors:
            if actor.start < opening.end() and actor.role in {"plain", "link"}:
                actor.role = "location"


def bare_level(sentence: Sentence, start: int, end: int, abroad: Sequence[Actor] = ()) -> str | None:
    """The tier that "Pemprov", "the city" and their like mean between two positions, None where there is no such word.

    A title that belongs to one of the places `abroad` ("Wali Kota Incheon") does not count.
    """
    return next(bare_levels(sentence, start, end, abroad), None)


def bare_levels(sentence: Sentence, start: int, end: int, abroad: Sequence[Actor] = ()) -> Iterator[str]:
    """The tiers that such words mean, in their order ("Mayor Shane Van Styn and Regent Paulina Haning-Bullu")."""
    if _OPENING.isdisjoint([word.form for word in sentence.words]):
        return
    line = [word for word in sentence.words if start <= word.start < end]
    for place in [place for place, word in enumerate(line) if word.form in _OPENING]:
        word = line[place]
        pair = f"{word.form} {line[place + 1].form}" if place + 1 < len(line) else ""
        level = _BARE.get(pair) or _BARE.get(word.form)
        if level is not None and (
            word.form.startswith("pem")
            or not any(
                _belongs(line, place + (pair in _BARE), actor) or (actor.start <= word.start < actor.end)
                for actor in abroad
            )
        ):
            yield level


def _belongs(line: Sequence[Word], last: int, actor: Actor) -> bool:
    """True where a title that ends with the word `last` is that of a place right behind it, not of one beside it."""
    at = min(last, len(line) - 1)
    between = [word.form for word in line[at + 1 : at + 3] if word.start < actor.start]
    return 0 <= actor.start - line[at].end < _OFFICE and not _JOINING & set(between)


def of_tier(party: Party, level: str) -> bool:
    """True where a home is of that tier, or has a namesake of it ("Pekalongan" is a city and a regency)."""
    return party.level == level or any(
        place.level == level for place in places().named(party.name) if place.country == HOME
    )


def named(actors: Sequence[Actor]) -> list[Actor]:
    """The home governments that take part in a clause, those acting as governments first."""
    taking = [actor for actor in actors if actor.home and actor.taking_part]
    strong = [actor for actor in taking if actor.role == "government"]
    return strong or taking


def bare_home(body: str, span: Span) -> Actor | None:
    """The home government whose name is the whole line or cell, even where the word means something else elsewhere."""
    text = _COUNTED.sub("", span.of(body).strip(" :*#="))
    if len(text) > 40 or not text[:1].isupper():
        return None
    name = _KIND_AFTER.sub("", _KIND.sub("", text)) or text
    found = [place for place in places().named(name) if place.code.startswith("ID-")]
    found = [place for place in found if place.party().level in {"province", "city", "regency"}]
    if not found:
        return None
    wanted = "regency" if re.search(r"\bkab|regency", text, re.IGNORECASE) else "city"
    place = next((place for place in found if place.party().level == wanted), found[0])
    mention = Mention(span, "place", text, place.code, 0.8, place.party())
    return Actor(mention, place.party(), "plain")
