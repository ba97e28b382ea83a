"""Comparing two records, with the reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from archive.register.blocks import likeness
from archive.register.features import FEATURES
from archive.register.view import View

PRIOR = 0.3
"""The log-odds that two records of the same pair of parties mean the same agreement, before anything else is known."""


LEVELS_DIFFER = -0.2
"""What it costs that one document speaks of a city and the other of the region named after it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature contributed, in log-odds, and why in a sentence."""

    feature: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score of two records in log-odds, and the reasons that add up to it."""

    points: float
    reasons: tuple[Reason, ...]

    @property
    def probability(self) -> float:
        """The chance that both mean the same agreement."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.points))))

    @property
    def same(self) -> bool:
        """True where the machine would join the two."""
        return self.points > 0

    def explain(self) -> str:
        """The reasons as lines of text, the strongest first."""
        ordered = sorted(self.reasons, key=lambda reason: (-abs(reason.points), reason.feature))
        lines = [f"{reason.points:+.1f}  {reason.feature}: {reason.detail}" for reason in ordered]
        return "\n".join([f"{self.points:+.1f}  {self.probability:.0%} the same agreement", *lines])


@lru_cache(maxsize=200_000)
def compare(one: View, other: View) -> Comparison:
    """The comparison of two views of one block; symmetric."""
    near = likeness(one.partner, other.partner)
    if likeness(one.home, other.home) != "same" or near == "different":
        pair = f"{_party(one)} and {_party(other)}"
        return Comparison(-30.0, (Reason("parties", -30.0, f"different parties: {pair}"),))
    reasons = [Reason("parties", PRIOR, f"both between {one.home.name} and {one.partner.name}")]
    if near == "near":
        levels = f"{one.partner.level} and {other.partner.level}"
        reasons.append(Reason("level", LEVELS_DIFFER, f"{one.partner.name} as {levels}, in one place"))
    for feature in FEATURES:
        found = feature.function(one, other)
        if found is not None:
            reasons.append(Reason(feature.name, feature.weight * found[0], found[1]))
    return Comparison(math.fsum(reason.points for reason in reasons), tuple(reasons))


def _party(view: View) -> str:
    return f"{view.home.name} ({view.home.level}) - {view.partner.name} ({view.partner.level})"
