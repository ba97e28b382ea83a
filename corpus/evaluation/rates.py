"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """Counts of what is right, found and there to be found, and the figures that follow from them.

    Nothing found where nothing was to be found is perfect.
    """

    hit: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.hit + other.hit, self.found + other.found, self.gold + other.gold)

    @classmethod
    def of_sets(cls, gold: set[str], found: set[str]) -> Rate:
        """The rate of a set of values found against those of the gold."""
        return cls(len(gold & found), len(found), len(gold))

    @property
    def precision(self) -> float:
        if self.found:
            return self.hit / self.found
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def empty(self) -> bool:
        """True where there was nothing to find and nothing was found."""
        return not self.gold and not self.found

    def figures(self) -> dict[str, float]:
        """The figures and counts under their short names, rounded to four digits."""
        return {
            "p": round(self.precision, 4),
            "r": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "hit": self.hit,
            "found": self.found,
            "gold": self.gold,
        }
