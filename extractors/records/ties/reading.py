"""The chances of all pairs of a document, as the network sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import Party
from extractors.records.scene import Scene
from extractors.records.ties.candidates import Candidates, Scored, candidates
from extractors.records.ties.inputs import PartnerInput, partner_inputs
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
    tokens = read(scene)
    found = candidates(tokens, [one.draft for one in scored], walk.homes.weights)
    return Prepared(tokens, found, list(partner_inputs(scene.text, tokens, found, scored, walk.homes.weights)))


@dataclass(frozen=True, slots=True)
class Tie:
    """The chances that a paper ties two parties, and that one is planned."""

    home: Party
    partner: Party
    exists: float
    planned: float
