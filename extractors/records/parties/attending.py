"""Whose meeting it is: who only came ("Peserta : ..., utusan Kabupaten Alor") and in whose hall it met."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence, after_marker

ATTENDING = Path(__file__).parents[1] / "data" / "attending.toml"
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,28}?)\s*(?:\([^()\n]{0,30}\)\s*)?:(?=\s|\Z)")


@cache
def _labels(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(ATTENDING.read_text(encoding="utf-8"))[name])


@cache
def _halls() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_labels('halls'))))})\b", re.IGNORECASE)


def resolve(body: str, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> None:
    """Makes those at home who are listed as present mere places, and the one in whose hall it met the one that acts."""
    if not any(actor.home for actors in cast for actor in actors):
        return
    paragraph, listing, label = -1, False, ""
    for sentence, actors in zip(sentences, cast, strict=True):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found = _LABEL.match(body, after_marker(body, sentence.span), sentence.span.end)
            label = " ".join(found["label"].lower().split()).rstrip(".") if found is not None else ""
            opens = label in _labels("attending")
            empty = found is not None and not body[found.end() : sentence.span.end].strip()
            under = listing and found is None and sentence.block.kind == "list_item"
            listing = under or (opens and empty)
        ours = [actor for actor in actors if actor.home and actor.role != "holder"]
        if not ours or not (listing or label):
            continue
        if listing or label in _labels("attending"):
            for actor in ours:
                actor.role = "location"
        elif label in _labels("venue") and _halls().search(body, sentence.span.start, sentence.span.end):
            ours[0].role = "government"
