"""A document made ready for the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.records.scene import Scene
from extractors.records.ties.candidates import Candidates, Scored, candidates
from extractors.records.ties.enumerations import find_enumerations
from extractors.records.ties.inputs import PartnerInput, Views
from extractors.records.ties.tokens import Tokens, read
from extractors.records.walk.discourse import Walk


@dataclass(slots=True)
class Prepared:
    """A document ready for the network."""

    tokens: Tokens
    found: Candidates
    enumerations: list[list[int]]
    """The tokens of parties abroad that are named in one breath."""
    views: list[PartnerInput]


def prepare(scene: Scene, walk: Walk, scored: Sequence[Scored]) -> Prepared:
    """The tokens of a document and the view of each partner."""
    tokens = read(scene, walk.reference)
    found = candidates(tokens, [one.draft for one in scored], walk.homes.weights)
    enumerations = find_enumerations(tokens)
    views = Views(scene.text, tokens, found, enumerations, scored, walk.homes.weights)
    return Prepared(tokens, found, enumerations, list(views))
