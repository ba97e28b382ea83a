"""The values that a text offers an agreement for one of its slots."""

from __future__ import annotations

from typing import NamedTuple

from archive.model import Mention, Span
from extractors.records.scene import Scene, Sentence
from extractors.records.slots.standing import Claimant, Traits
from extractors.records.times import dating

_NONE = "none"


class Option(NamedTuple):
    """A value, or that there is none, and the traits that speak for it or against it.

    `kind` is that of the weights its traits have: those of no value are others. `span` is where the text tells the
    value, None where it does not.
    """

    value: str | None
    traits: Traits
    kind: str = ""
    span: Span | None = None


def none(claimant: Claimant) -> Option:
    """That the text does not tell a value."""
    return Option(None, claimant.traits, _NONE)


class Mentioned(NamedTuple):
    """A mention that tells a value, the sentence it stands in, and the traits that it has for any agreement."""

    value: str
    mention: Mention
    sentence: Sentence
    traits: frozenset[str] = frozenset()


def mentioned(scene: Scene, kind: str) -> list[Mentioned]:
    """The mentions of a kind in the running text; of an interval of dates, its beginning counts."""
    return [
        Mentioned(value, mention, sentence)
        for sentence in scene.sentences
        for mention in sentence.of(kind)
        if (value := dating.bounds(mention.value)[0])
    ]
