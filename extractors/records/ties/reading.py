"""A document made ready for the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.records.scene import Scene
from extractors.records.ties.candidates import Candidates, Scored, candidates
from extractors.records.ties.inputs import PartnerInput, Views
from extractors.records.ties.tokens import Tokens, read
from extractors.records.walk.discourse import Walk


@dataclass(slots=True)
class Prepared:
    """A document ready for the network."""

    tokens: Tokens
    found: Candidates
    views: list[PartnerInput]


def prepare(scene: Scene, walk: Walk, scored: Sequence[Scored]) -> Prepared:
    """The tokens of a document and the view of each partner."""
    tokens = read(scene, walk.reference)
    found = candidates(tokens, [one.draft for one in scored], walk.homes.weights)
    return Prepared(tokens, found, list(Views(scene.text, tokens, found, scored, walk.homes.weights)))
