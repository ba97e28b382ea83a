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

WEIGHTS = Path(__file__).parents[1] / "data" / "deciding.json"
_LEAST, _MOST = 0.02, 0.99
Chances = Mapping[tuple[str, str], tuple[float, float]]
"""Of each pair of home and partner: that a paper ties them, and that one is planned."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A logistic model of the rules' score and the network's chance, and the levels from which a record is shown.

    `second` is for all but the best draft of a pair, `second_rules` for their score; `structural` for what a table, a
    list or an agreement says by its form. What the network alone has found is `added` from a level of its
    own. The second of two levels is that of plans.
    """

    bias: tuple[float, float]
    rules: tuple[float, float]
    network: tuple[float, float]
    second: tuple[float, float]
    second_rules: tuple[float, float]
    structural: tuple[float, float]
    kept: tuple[float, float]
    added: tuple[float, float]

    def score(self, figures: Sequence[float], planned: bool) -> float:
        """The chance that a draft with these `figures` is right."""
        weights = self.rules, self.network, self.second, self.second_rules, self.structural
        total = sum(weight[planned] * figure for weight, figure in zip(weights, figures, strict=True))
        return bounded(1 / (1 + math.exp(-self.bias[planned] - total)))


@cache
def decision() -> Decision:
    """The fitted model."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Decision(**{name: tuple(value) if isinstance(value, list) else value for name, value in data.items()})


def figures(rules: float, chance: float, second: bool, structural: bool) -> tuple[float, ...]:
    """What speaks for a draft: the score of the rules, the chance of the network, and what kind of draft it is."""
    said = logit(rules)
    return said, logit(chance), float(second), second * said, float(structural)


def logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


def bounded(score: float) -> float:
    return round(min(max(score, _LEAST), _MOST), 3)


def firsts(drafts: Sequence[tuple[tuple[str, str], bool, float]]) -> list[bool]:
    """For each draft (pair, whether it exists, score) whether it is the best of its pair and class."""
    best: dict[tuple[tuple[str, str], bool], int] = {}
    for number, (pair, exists, score) in enumerate(drafts):
        known = best.get((pair, exists))
        if known is None or score > drafts[known][2]:
            best[pair, exists] = number
    return [best[pair, exists] == number for number, (pair, exists, _) in enumerate(drafts)]
