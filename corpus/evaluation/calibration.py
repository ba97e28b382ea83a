"""Whether scores mean what they say: of the records scored 0.9, are nine in ten right?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.evaluation.matching import Matching, Row

BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9)
CONFIDENT = 0.9


@dataclass(frozen=True, slots=True)
class Band:
    """Records with scores from `low` to below `high`: how many, how many right, and their mean score.

    A record is right where the gold has an agreement with these parties of the same class (existing or planned).
    """

    low: float
    high: float
    records: int
    right: int
    mean: float

    @property
    def share(self) -> float | None:
        """How many of the records are right; None where there are none."""
        return self.right / self.records if self.records else None


def calibrate(matchings: Mapping[str, Matching]) -> tuple[Band, ...]:
    """The bands from the lowest to the highest, over all records that carry a score."""
    answers = _answers(matchings)
    tops = (*BANDS[1:], float("inf"))
    return tuple(_band(answers, low, high) for low, high in zip(BANDS, tops, strict=True))


def confident(matchings: Mapping[str, Matching]) -> Band:
    """The records scored 0.9 and above."""
    return _band(_answers(matchings), CONFIDENT, float("inf"))


def _answers(matchings: Mapping[str, Matching]) -> list[tuple[float, bool]]:
    answers: list[tuple[Row, bool]] = []
    for matching in matchings.values():
        answers += [(pair.found, pair.same_class) for pair in matching.pairs]
        answers += [(found, False) for found in matching.spurious]
    return [(float(found["score"]), right) for found, right in answers if found.get("score") is not None]


def _band(answers: list[tuple[float, bool]], low: float, high: float) -> Band:
    inside = [(score, right) for score, right in answers if low <= score < high]
    mean = sum(score for score, _ in inside) / len(inside) if inside else 0.0
    return Band(low, min(high, 1.0), len(inside), sum(right for _, right in inside), mean)
