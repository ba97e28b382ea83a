"""Towns that stand for the region around them, and the other way round: "Daru agreed" for the province of Daru."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from archive.model import Party
from extractors.records.parties.actors import KINDS, Actor, lies_in
from extractors.records.scene import Sentence

_PARTY = frozenset({"government", "link"})
_SPEAKING = frozenset({"plain", "source"})
_BEHIND = re.compile(r"\s*[,(]\s*")
_AS_TOWN = re.compile(rf"{KINDS}\Z", re.IGNORECASE)
_REACH = 20
_NEAR = 2
"""Sentences."""
_SEEKING = ("explore", "offer", "ask", "talk")
_GOING_ON = ("renew", "paper", "anaphor")


def resolve(body: str, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> None:
    """Lets a town that itself is no party anywhere speak for the region around it that the text has tied to a home."""
    abroad = [actor for actors in cast for actor in actors if actor.foreign and actor.party.level != "institution"]
    if not any(actor.role in _PARTY and actor.party.level == "province" and actor.party.code for actor in abroad):
        # No region that a town could speak for.
        return
    often = Counter(actor.party.key for actor in abroad)
    parties = {actor.party.key for actor in abroad if actor.role in _PARTY}
    regions: dict[str, Party] = {}
    homes: set[str] = set()
    for sentence, actors in zip(sentences, cast, strict=True):
        if not actors:
            continue
        standing = sentence.heading or sentence.block.kind == "list_item"
        for actor in actors if regions and not standing else ():
            if not actor.foreign or actor.party.key in parties or actor.role not in _SPEAKING:
                continue
            region = next((region for region in regions.values() if _holds(region, actor.party)), None)
            if (
                region is not None
                and often[actor.party.key] <= often[region.key] + 1
                and not _is_town(body, sentence, actor)
                and not _has_own_plan(sentence, actor, actors, homes)
            ):
                actor.party = region
        if any(actor.home for actor in actors):
            homes |= {actor.party.key for actor in actors if actor.home}
            tied = [actor.party for actor in actors if actor.role in _PARTY and actor.party.key in often]
            regions |= {party.key: party for party in tied if party.level == "province" and party.code}


def speak_for_towns(body: str, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> None:
    """Lets a region that itself is no party anywhere stand for its town of which the paragraph has just told."""
    parties = {actor.party.key for actors in cast for actor in actors if actor.foreign and actor.role in _PARTY}
    town: tuple[int, Party] | None = None
    for sentence, actors in zip(sentences, cast, strict=True):
        for actor in actors:
            if not actor.foreign or actor.party.level == "institution":
                continue
            if actor.role in _PARTY or actor.party.level != "province":
                town = (sentence.index, actor.party) if actor.role in _PARTY and actor.party.level == "city" else None
            elif (
                town is not None
                and _follows(sentences, town[0], sentence)
                and actor.role in _SPEAKING
                and actor.party.key not in parties
                and _holds(actor.party, town[1])
                and not _is_town(body, sentence, actor)
            ):
                actor.party = town[1]


def _follows(sentences: Sequence[Sentence], index: int, sentence: Sentence) -> bool:
    """True for one of the sentences after another in its paragraph."""
    return 0 < sentence.index - index <= _NEAR and sentences[index].paragraph == sentence.paragraph


def _has_own_plan(sentence: Sentence, town: Actor, actors: Sequence[Actor], homes: Collection[str]) -> bool:
    """True for a town that itself seeks a tie with a home of which the text has not told yet beside the region."""
    if not sentence.has(*_SEEKING) or sentence.has(*_GOING_ON):
        return False
    sought = [actor for actor in actors if actor.home and actor.taking_part]
    return bool(sought) and all(actor.party.key not in homes and actor.start > town.end for actor in sought)


def _holds(region: Party, town: Party) -> bool:
    """True for a region around a town that has another name than the town itself."""
    return region.name != town.name and lies_in(town, region)


def _is_town(body: str, sentence: Sentence, actor: Actor) -> bool:
    """True where the name is that of the town as such: with its region behind it, or a word of kind before it."""
    before = _AS_TOWN.search(body, max(0, actor.start - _REACH), actor.start)
    behind = _BEHIND.match(body, actor.end)
    followed = behind is not None and any(
        mention.kind in {"place", "country"} and mention.span.start == behind.end() for mention in sentence.mentions
    )
    return bool(before and before[0].strip()) or followed
