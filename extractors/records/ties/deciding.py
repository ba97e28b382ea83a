"""What the rules and the network together take for an agreement, and how sure they are.

The weights are in `data/deciding.json`; the same command that fits the network makes them, from texts that it has not
seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

WEIGHTS = Path(__file__).parents[1] / "data" / "deciding.json"
THOUGHT_OF = 0.1
"""Chances below are not worth a thought."""
_LEAST, _MOST = 0.02, 0.99
Pair = tuple[str, str]
"""Home and partner."""


class Chance(NamedTuple):
    """Of a pair: the chance that a paper ties the two, that one is planned, and that several papers tie them.

    The first two are in the order of `planned`, False and True.
    """

    exists: float
    planned: float
    several: float


Chances = Mapping[Pair, Chance]


class Seen:
    """What the network sees of each pair, beside what it sees of the other state and of the partner's other homes."""

    def __init__(self, chances: Chances) -> None:
        self.chances = chances
        self._homes: dict[str, list[tuple[str, Chance]]] = {}
        for (home, partner), chance in chances.items():
            self._homes.setdefault(partner, []).append((home, chance))

    def of_pair(self, pair: Pair, planned: bool) -> tuple[float, float, float]:
        """The chance of the pair, that of the other state, and the best of another home."""
        chance = self.chances[pair]
        rivals = (other[planned] for home, other in self._homes[pair[1]] if home != pair[0])
        return logit(chance[planned]), logit(chance[not planned]), logit(max(rivals, default=0.0))

    def of_draft(self, pair: Pair, planned: bool, rules: float, second: bool, structural: bool) -> tuple[float, ...]:
        """What speaks for a draft: its score, whether a better one of its pair is there, its form, what is seen.

        Of a further one it is also seen whether there are several papers.
        """
        said = logit(rules)
        several = second * logit(self.chances[pair].several)
        return said, float(second), second * said, float(structural), *self.of_pair(pair, planned), several


DRAFT, ALONE = 8, 3
"""How many figures speak for a draft, and for what the network alone has found."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Logistic models of what is `Seen` of drafts, and of what the network alone has found.

    Each is a bias and weights, and has a level from which a record is shown; first those of papers, then of plans.
    """

    drafts: tuple[Sequence[float], Sequence[float]]
    alone: tuple[Sequence[float], Sequence[float]]
    kept: tuple[float, float]
    added: tuple[float, float]

    def score(self, figures: Sequence[float], planned: bool) -> float:
        """The chance that a draft is right."""
        return _chance(self.drafts[planned], figures)

    def score_alone(self, seen: Sequence[float], planned: bool) -> float:
        """The chance that what only the network has found is right."""
        return _chance(self.alone[planned], seen)


@cache
def decision() -> Decision:
    """The fitted model."""
    return Decision(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


def _chance(weights: Sequence[float], figures: Sequence[float]) -> float:
    total = weights[0] + sum(weight * figure for weight, figure in zip(weights[1:], figures, strict=True))
    return round(min(max(1 / (1 + math.exp(-total)), _LEAST), _MOST), 3)


def firsts(drafts: Sequence[tuple[Pair, bool, float]]) -> list[bool]:
    """For each draft (pair, whether it exists, score) whether it is the best of its pair and class."""
    best: dict[tuple[Pair, bool], int] = {}
    for number, (pair, exists, score) in enumerate(drafts):
        known = best.get((pair, exists))
        if known is None or score > drafts[known][2]:
            best[pair, exists] = number
    return [best[pair, exists] == number for number, (pair, exists, _) in enumerate(drafts)]
