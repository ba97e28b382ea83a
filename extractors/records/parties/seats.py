"""Towns that stand for the region around them: "Daru agreed" where the province of Daru is the party."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.model import Party
from extractors.records.parties.actors import KINDS, Actor, lies_in
from extractors.records.scene import Sentence

_PARTY = frozenset({"government", "link"})
_SPEAKING = frozenset({"plain", "source"})
_BEHIND = re.compile(r"\s*[,(]\s*")
_AS_TOWN = re.compile(rf"{KINDS}\Z", re.IGNORECASE)
_REACH = 20


def resolve(body: str, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> None:
    """Lets a town that itself is no party anywhere speak for the region around it that the text has tied to a home."""
    abroad = [actor for actors in cast for actor in actors if actor.foreign and actor.party.level != "institution"]
    if not any(actor.role in _PARTY and actor.party.level == "province" and actor.party.code for actor in abroad):
        # No region that a town could speak for.
        return
    often = Counter(actor.party.key for actor in abroad)
    parties = {actor.party.key for actor in abroad if actor.role in _PARTY}
    regions: dict[str, Party] = {}
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
            ):
                actor.party = region
        if any(actor.home for actor in actors):
            tied = [actor.party for actor in actors if actor.role in _PARTY and actor.party.key in often]
            regions |= {party.key: party for party in tied if party.level == "province" and party.code}


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
