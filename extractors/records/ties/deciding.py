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

from extractors.records.scores.scoring import Logistic
from extractors.records.scores.support import Figures

WEIGHTS = Path(__file__).parents[1] / "data" / "deciding.json"
THOUGHT_OF = 0.1
"""Chances below are not worth a thought."""
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

    def of_pair(self, pair: Pair, planned: bool) -> Figures:
        """The chance of the pair, that of the other state, and the best of another home."""
        chance = self.chances[pair]
        rivals = (other[planned] for home, other in self._homes[pair[1]] if home != pair[0])
        return {
            "seen": logit(chance[planned]),
            "seen_other_state": logit(chance[not planned]),
            "seen_other_home": logit(max(rivals, default=0.0)),
        }

    def of_draft(self, pair: Pair, planned: bool, score: float, second: bool, structural: bool) -> Figures:
        """What speaks for a draft: its score from the rules, its form, and what is seen of its pair.

        `second` says that a better one of its pair and state is there; of such it is also seen whether there are
        several papers.
        """
        said = logit(score)
        return {
            "said": said,
            "second": float(second),
            "second_said": second * said,
            "second_seen": second * logit(self.chances[pair].several),
            "structural": float(structural),
            **self.of_pair(pair, planned),
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """Models of the drafts, and of what the network alone has found; first those of papers, then of plans.

    From the levels on a record is shown.
    """

    drafts: tuple[Logistic, Logistic]
    alone: tuple[Logistic, Logistic]
    kept: tuple[float, float]
    added: tuple[float, float]


@cache
def decision() -> Decision:
    """The fitted model."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    drafts, alone = ([Logistic(**one) for one in data[name]] for name in ("drafts", "alone"))
    return Decision((drafts[0], drafts[1]), (alone[0], alone[1]), tuple(data["kept"]), tuple(data["added"]))


def logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


def firsts(drafts: Sequence[tuple[Pair, bool, float]]) -> list[bool]:
    """For each draft (pair, whether it exists, score) whether it is the best of its pair and class."""
    best: dict[tuple[Pair, bool], int] = {}
    for number, (pair, exists, score) in enumerate(drafts):
        known = best.get((pair, exists))
        if known is None or score > drafts[known][2]:
            best[pair, exists] = number
    return [best[pair, exists] == number for number, (pair, exists, _) in enumerate(drafts)]
