"""Sentences without a verb that turn to the next one of several: "Lalu Ise, Jepang.", "Then there is Ise, Japan."."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.tables import either

_DATA = Path(__file__).parents[1] / "data" / "turns.toml"
_SAID = (
    "sign", "tie", "explore", "offer", "draft", "visit", "speak", "refuse", "talk", "negate", "expire", "terminate",
    "renew", "future", "outside", "outsider", "active",
)  # fmt: skip
"""A sentence with such a cue tells something by itself, and does not only bring somebody up."""
_LONGEST, _LEAD = 130, 60
_BEHIND = re.compile(r"\)?\s*(?:[,.;:(?!–—-]|\Z)")
_QUOTES = " \t\n\"'“”‘’("


@cache
def _opening() -> re.Pattern[str]:
    """What may stand before the name."""
    words = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    turning, tiers = either(words["turning"]), either(words["tiers"])
    return re.compile(rf"[{_QUOTES}]*(?:(?:{turning})[,:]?\s+)*(?:{tiers}\s+)*", re.IGNORECASE)


def introduced(body: str, sentence: Sentence, actors: Sequence[Actor]) -> list[Actor]:
    """The one party abroad that a sentence without a verb brings up; none where it says more, or brings up several."""
    span = sentence.span
    if not actors or len(span) > _LONGEST or sentence.has(*_SAID):
        return []
    first = actors[0]
    if not first.foreign or not first.takes_part or first.start - span.start > _LEAD:
        return []
    if any(actor.home or actor.group != first.group or actor.role == "holder" for actor in actors):
        return []
    if len({actor.party.key for actor in actors}) > 1 or not _opening().fullmatch(body, span.start, first.start):
        return []
    return [first] if _BEHIND.match(body, first.end, span.end) else []
