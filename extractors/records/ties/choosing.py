"""Fits what the chances of the network count for beside the scores of the rules, on texts that it has not seen."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.records.scores.fitting import fit
from extractors.records.scores.scoring import Logistic, model
from extractors.records.scores.support import Figures
from extractors.records.ties.deciding import THOUGHT_OF, WEIGHTS, Chances, Decision, Seen, firsts
from extractors.records.ties.examples import Example

_RIDGE = 1.0
_LEVELS = np.arange(0.2, 0.75, 0.02)
_NEAR = (0.005, 0.02)
"""What F1 of papers and of plans may fall short of its best."""
Array = NDArray[np.float64]


@dataclass(slots=True)
class Rows:
    """Candidates of one kind, one a row: their figures, with names, and whether they are right."""

    names: list[str]
    figures: Array
    right: Array

    @classmethod
    def of(cls, rows: Sequence[tuple[Figures, bool]]) -> Rows:
        names = sorted({name for figures, _ in rows for name in figures})
        table = np.array([[figures[name] for name in names] for figures, _ in rows], dtype=np.float64)
        right = np.array([right for _, right in rows], dtype=np.float64)
        return cls(names, table.reshape(len(rows), len(names)), right)


@dataclass(slots=True)
class Choices:
    """What is to be chosen from in one class, papers or plans: drafts of the rules, and what the network alone found.

    `scores` are those that the rules gave the drafts; `wanted` is how many agreements the gold has.
    """

    drafts: Rows
    alone: Rows
    scores: Array
    wanted: int


def gather(found: Sequence[tuple[Example, Chances]]) -> tuple[Choices, Choices]:
    """The choices of papers and of plans in all examples."""
    return _choices(found, planned=False), _choices(found, planned=True)


def _choices(found: Sequence[tuple[Example, Chances]], planned: bool) -> Choices:
    drafts: list[tuple[Figures, bool]] = []
    alone: list[tuple[Figures, bool]] = []
    scores: list[float] = []
    wanted = 0
    for example, chances in found:
        seen = Seen(chances)
        left = +example.wanted
        wanted += sum(count for (_, _, exists), count in left.items() if exists != planned)
        drafted = example.drafted
        best = firsts([(one.pair, one.exists, one.score) for one in drafted])
        told = set()
        for one, first in sorted(zip(drafted, best, strict=True), key=lambda each: -each[0].score):
            if one.exists == planned:
                continue
            told.add(one.pair)
            right = left[*one.pair, one.exists] > 0
            left[*one.pair, one.exists] -= 1
            if one.pair in chances:
                drafts.append((seen.of_draft(one.pair, planned, one.score, not first, one.structural), right))
                scores.append(one.score)
            elif right:
                # The rules alone decide on it.
                wanted -= 1
        alone += [
            (seen.of_pair(pair, planned), left[*pair, not planned] > 0)
            for pair, chance in chances.items()
            if pair not in told and chance[planned] >= THOUGHT_OF
        ]
    return Choices(Rows.of(drafts), Rows.of(alone), np.array(scores), wanted)


def fit_decision(choices: tuple[Choices, Choices]) -> Decision:
    """The weights and levels with the best F1 of papers and of plans."""
    drafts, alone, levels = [], [], []
    for one, near in zip(choices, _NEAR, strict=True):
        drafts.append(_fit(one.drafts))
        alone.append(_fit(one.alone))
        chances = _chances(one.drafts, drafts[-1]), _chances(one.alone, alone[-1])
        levels.append(_levels(one, chances, near))
    kept, added = ((round(float(one), 3), round(float(other), 3)) for one, other in zip(*levels, strict=True))
    return Decision((drafts[0], drafts[1]), (alone[0], alone[1]), kept, added)


def _fit(rows: Rows) -> Logistic:
    """The model of some candidates; of none, one that knows nothing."""
    if not len(rows.right):
        return Logistic(0.0, {})
    own = fit(rows.figures, rows.right, np.ones(len(rows.right)), _RIDGE)
    weights = {name: round(float(weight), 4) for name, weight in zip(rows.names, own.weights, strict=True)}
    return Logistic(round(float(own.bias), 4), weights)


def _levels(one: Choices, chances: tuple[Array, Array], near: float) -> tuple[float, float]:
    """The levels of drafts and of what the network alone has found: of those near the best F1, the furthest apart.

    What a rule has read has a sentence that a reader can judge; what the network alone sees must be surer.
    """
    rates = {pair: _f1(one, *_over(chances, pair))[2] for pair in itertools.product(_LEVELS, _LEVELS)}
    good = max(rates.values()) - near
    return max((pair for pair, rate in rates.items() if rate >= good), key=lambda pair: (-pair[0], pair[1]))


def _chances(rows: Rows, model: Logistic) -> Array:
    weights = np.array([model.weights.get(name, 0.0) for name in rows.names])
    chances: Array = 1 / (1 + np.exp(-model.bias - rows.figures @ weights))
    return chances


def _over(chances: tuple[Array, Array], levels: tuple[float, float]) -> tuple[NDArray[Any], NDArray[Any]]:
    return chances[0] >= levels[0], chances[1] >= levels[1]


def _f1(one: Choices, kept: NDArray[Any], added: NDArray[Any]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hits = one.drafts.right[kept].sum() + one.alone.right[added].sum()
    count = kept.sum() + added.sum()
    return hits / max(count, 1), hits / max(one.wanted, 1), 2 * hits / max(count + one.wanted, 1)


def report(choices: tuple[Choices, Choices], decision: Decision) -> None:
    """Prints how well agreements are told by the rules alone, and by both."""
    rules = model()
    print(f"{'':10}{'':10}{'precision':>10}{'recall':>8}{'F1':>7}")
    for planned, one in enumerate(choices):
        chances = _chances(one.drafts, decision.drafts[planned]), _chances(one.alone, decision.alone[planned])
        by_rules = one.scores >= rules.least(not planned), chances[1] > 1
        by_both = _over(chances, (decision.kept[planned], decision.added[planned]))
        for label, chosen in (("rules", by_rules), ("both", by_both)):
            rates = _f1(one, *chosen)
            name = ("register", "planned")[planned]
            print(f"{name:10}{label:10}{rates[0]:10.3f}{rates[1]:8.3f}{rates[2]:7.3f}")


def save(decision: Decision) -> None:
    """Writes the weights."""
    WEIGHTS.write_text(json.dumps(asdict(decision), indent=1) + "\n", encoding="utf-8")
