"""Which found agreement answers which agreement of the gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.evaluation.comparing import place

Row = Mapping[str, Any]
Class = Literal["register", "planned"]

_EXISTS = frozenset({"signed", "renewal_planned", "expired", "terminated"})


@dataclass(frozen=True, slots=True)
class Pair:
    """An agreement of the gold and the found one with the same parties."""

    gold: Row
    found: Row

    @property
    def same_class(self) -> bool:
        """True where both exist or both are only planned."""
        return class_of(self.gold) == class_of(self.found)

    @property
    def strict(self) -> bool:
        """True where class, instrument and date of signing are right too."""
        return self.same_class and all(self.gold.get(slot) == self.found.get(slot) for slot in ("instrument", "signed"))


@dataclass(frozen=True, slots=True)
class Matching:
    """The agreements of one document, matched: pairs, and what is left on either side."""

    pairs: tuple[Pair, ...]
    missed: tuple[Row, ...]
    spurious: tuple[Row, ...]


def class_of(agreement: Row) -> Class:
    """ "register" for an agreement that exists or existed, "planned" for one that does not yet."""
    return "register" if (agreement.get("status") or "signed") in _EXISTS else "planned"


def country_of(agreement: Row) -> str | None:
    """The country of the partner, which a found agreement may hold inside its partner."""
    country = agreement.get("country")
    partner = agreement.get("partner")
    if not country and isinstance(partner, Mapping):
        country = partner.get("country")
    return country


def match(golds: Sequence[Row], founds: Sequence[Row]) -> Matching:
    """Pairs of agreements with the same parties, one to one, those with the most slots right first."""
    candidates = [
        (_agreement(gold, found), -g, -f)
        for g, gold in enumerate(golds)
        for f, found in enumerate(founds)
        if place(gold["home"]) == place(found.get("home")) and place(gold["partner"]) == place(found.get("partner"))
    ]
    taken_golds: set[int] = set()
    taken_founds: set[int] = set()
    pairs = []
    for _, g, f in sorted(candidates, reverse=True):
        if -g not in taken_golds and -f not in taken_founds:
            taken_golds.add(-g)
            taken_founds.add(-f)
            pairs.append(Pair(golds[-g], founds[-f]))
    return Matching(
        tuple(pairs),
        tuple(gold for g, gold in enumerate(golds) if g not in taken_golds),
        tuple(found for f, found in enumerate(founds) if f not in taken_founds),
    )


def _agreement(gold: Row, found: Row) -> float:
    """How well two agreements with the same parties agree in the rest."""
    shared_fields = set(gold.get("fields") or ()) & set(found.get("fields") or ())
    return sum(
        (
            class_of(gold) == class_of(found),
            gold.get("instrument") == found.get("instrument"),
            gold.get("signed") == found.get("signed"),
            len(shared_fields) / 10,
        )
    )
