"""Fits what the chances of the network count for beside the scores of the rules, on texts that it has not seen."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.records.scores.fitting import fit
from extractors.records.scores.scoring import model
from extractors.records.ties.deciding import WEIGHTS, Decision, figures, firsts
from extractors.records.ties.examples import Example

_RIDGE = 1.0
_READ = 0.3
"""What a text counts for whose mistakes were used to better the rules."""
_SEEN = 0.15
"""Chances below are not worth a thought."""
_LEVELS = np.arange(0.2, 0.75, 0.025)
_ADDED = np.arange(0.3, 0.95, 0.025)
Array = NDArray[np.float64]
Names = tuple[str, str]


@dataclass(slots=True)
class Choices:
    """The drafts of one class (`rules`, `chances`, `seconds`, `right`) and what the network alone has found."""

    drafts: Array
    right: Array
    scores: Array
    added: Array
    added_right: Array
    wanted: float
    share: Array
    """What each draft, and each of those added, counts for."""
    added_share: Array


def gather(found: Sequence[tuple[Example, Mapping[Names, tuple[float, float]]]]) -> tuple[Choices, Choices]:
    """The choices of papers and of plans in all examples."""
    return _choices(found, planned=False), _choices(found, planned=True)


def _choices(found: Sequence[tuple[Example, Mapping[Names, tuple[float, float]]]], planned: bool) -> Choices:
    drafts: list[tuple[float, ...]] = []
    share: list[float] = []
    added_share: list[float] = []
    right: list[bool] = []
    scores: list[float] = []
    added: list[tuple[float, bool]] = []
    wanted = 0.0
    for example, chances in found:
        left = +example.wanted
        weight = _READ if example.read else 1.0
        wanted += weight * sum(count for (_, _, exists), count in left.items() if exists != planned)
        best = firsts([((home, partner), exists, score) for home, partner, exists, score, _ in example.drafted])
        for number in sorted(range(len(best)), key=lambda number: -example.drafted[number][3]):
            home, partner, exists, score, structural = example.drafted[number]
            if exists == planned:
                continue
            chance = chances.get((home, partner))
            told = chance[planned] if chance else score
            drafts.append(figures(score, told, not best[number], structural))
            share.append(weight)
            right.append(left[home, partner, exists] > 0)
            left[home, partner, exists] -= 1
            scores.append(score)
        drafted = {(home, partner) for home, partner, exists, *_ in example.drafted if exists != planned}
        added += [
            (chance[planned], left[*pair, not planned] > 0)
            for pair, chance in chances.items()
            if pair not in drafted and chance[planned] >= _SEEN
        ]
        added_share += [weight] * (len(added) - len(added_share))
    return Choices(
        np.array(drafts),
        np.array(right, dtype=np.float64),
        np.array(scores),
        np.array([chance for chance, _ in added]),
        np.array([holds for _, holds in added], dtype=np.float64),
        wanted,
        np.array(share),
        np.array(added_share),
    )


def fit_decision(choices: tuple[Choices, Choices]) -> Decision:
    """The weights and levels with the best F1 of papers and of plans."""
    fits, levels = [], []
    for one in choices:
        own = fit(one.drafts, one.right, one.share, _RIDGE)
        chance = 1 / (1 + np.exp(-own.totals(one.drafts)))
        levels.append(max(itertools.product(_LEVELS, _ADDED), key=lambda pair: _f1(one, chance >= pair[0], pair[1])[2]))
        fits.append(own)
    papers, plans = fits
    weights = zip(papers.weights, plans.weights, strict=True)
    figures_ = [(papers.bias, plans.bias), *weights, *zip(*levels, strict=True)]
    return Decision(*((round(float(one), 4), round(float(other), 4)) for one, other in figures_))


def _f1(one: Choices, kept: NDArray[Any], level: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    added = one.added >= level
    hits = (one.share * one.right)[kept].sum() + (one.added_share * one.added_right)[added].sum()
    count = one.share[kept].sum() + one.added_share[added].sum()
    return hits / max(count, 1), hits / max(one.wanted, 1), 2 * hits / max(count + one.wanted, 1)


def report(choices: tuple[Choices, Choices], decision: Decision) -> None:
    """Prints how well agreements are told by the rules alone, and by both."""
    rules = model()
    print(f"{'':10}{'':10}{'precision':>10}{'recall':>8}{'F1':>7}")
    for planned, one in enumerate(choices):
        name = ("register", "planned")[planned]
        kept = np.array([decision.score(row, bool(planned)) for row in one.drafts]) >= decision.kept[planned]
        level = (rules.kept, rules.kept_planned)[planned]
        for label, rates in (
            ("rules", _f1(one, one.scores >= level, 2.0)),
            ("both", _f1(one, kept, decision.added[planned])),
        ):
            print(f"{name:10}{label:10}{rates[0]:10.3f}{rates[1]:8.3f}{rates[2]:7.3f}")


def save(decision: Decision) -> None:
    """Writes the weights."""
    WEIGHTS.write_text(json.dumps(asdict(decision), indent=1) + "\n", encoding="utf-8")
