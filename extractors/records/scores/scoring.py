"""How sure a record is: a logistic model over what in the document supports it.

The weights are in `data/weights.json`; `python -m extractors.records.scores.fitting` makes them again from texts with
gold.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "data" / "weights.json"
_FLOOR, _CEILING = 0.02, 0.99


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a bias, and the weight of each figure."""

    bias: float
    weights: Mapping[str, float]

    def score(self, figures: Mapping[str, float]) -> float:
        """The chance that the record is right, from 0.02 to 0.99."""
        total = self.bias + sum(map(mul, self.weights.values(), map(figures.get, self.weights, repeat(0.0))))
        return round(min(max(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), _FLOOR), _CEILING), 3)


@dataclass(frozen=True, slots=True)
class Model(Logistic):
    """The model of the rules alone, with the least score of a record that is worth showing.

    `kept` is that of agreements that exist, `kept_planned` that of those planned, which texts tell in fewer words.
    """

    kept: float
    kept_planned: float

    def least(self, exists: bool) -> float:
        """The least score of an agreement that exists, or of one that is planned."""
        return self.kept if exists else self.kept_planned


@cache
def model() -> Model:
    """The fitted model."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"], data["kept"], data["kept_planned"])
