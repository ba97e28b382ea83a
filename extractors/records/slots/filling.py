"""Fills what an agreement lacks, and weighs its state once more: of what the text offers, the likeliest counts.

The chances of all options, and of there being none, sum up to one; options of one value count together. The weights are
in `data/slots.json`; `python -m extractors.records.slots.fitting` makes them again from texts with gold.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path
from typing import Literal, TypeVar

from extractors.records.drafts import Draft
from extractors.records.frames import Value
from extractors.records.scene import Scene
from extractors.records.slots.days import dated, days
from extractors.records.slots.fates import STATES, Fate, fates, states
from extractors.records.slots.options import Mentioned, Option, mentioned
from extractors.records.slots.papers import papers
from extractors.records.slots.standing import MOST, Claimant, Ground
from extractors.records.walk.discourse import Walk

WEIGHTS = Path(__file__).parents[1] / "data" / "slots.json"
Slot = Literal["paper", "day", "other_day", "state"]
"""`other_day` is that of an agreement that has one which may be wrong."""
_DAY = 10
Told = TypeVar("Told", Mentioned, Fate)
Weights = Mapping[str, Mapping[str, float]]
"""The weights of traits, by the kind of option."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one slot, and the least chance of what is taken."""

    least: float
    weights: Weights

    def likely(self, option: Option) -> float:
        """How likely an option is beside the others; the order in which traits are added up makes no difference."""
        weights = self.weights[option.kind]
        return math.exp(math.fsum(map(weights.get, option.traits, repeat(0.0))))

    def best(self, offered: Iterable[Option]) -> Option | None:
        """The option that speaks most for the likeliest value; None where no value is likely enough."""
        said = [(self.likely(option), option) for option in offered]
        values: dict[str | None, float] = {}
        for likely, option in said:
            values[option.value] = values.get(option.value, 0.0) + likely
        best = max(values, key=values.__getitem__)
        if values[best] < self.least * sum(values.values()):
            return None
        return max((one for one in said if one[1].value == best), key=lambda one: one[0])[1]


@cache
def models() -> Mapping[Slot, Model]:
    """The fitted models."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {slot: Model(**one) for slot, one in data.items()}


class Offers:
    """What a document offers its agreements for their slots; looked for when one of them lacks something."""

    def __init__(self, scene: Scene, walk: Walk, drafts: Sequence[Draft]) -> None:
        self._scene, self._walk, self._drafts = scene, walk, drafts

    @cached_property
    def _ground(self) -> Ground:
        return Ground(self._scene, self._walk, self._drafts)

    @cached_property
    def _papers(self) -> list[Mentioned]:
        return mentioned(self._scene, "instrument")

    @cached_property
    def _days(self) -> list[Mentioned]:
        return dated(self._scene, self._walk.reference)

    @cached_property
    def _fates(self) -> list[Fate]:
        return fates(self._walk)

    def of(self, draft: Draft) -> Iterator[tuple[Slot, list[Option]]]:
        """The slots of an agreement that are to be filled, each with all options."""
        paper, claimant = draft.instrument, None
        if (paper is None or not paper.value) and self._papers:
            claimant = Claimant(self._ground, draft)
            yield "paper", list(papers(claimant, nearest(self._papers, claimant)))
        if draft.exists and not _surely_dated(draft) and self._days:
            claimant = claimant or Claimant(self._ground, draft)
            found = nearest(self._days, claimant)
            yield ("day" if draft.signed is None else "other_day"), list(days(claimant, found))
        if draft.exists and self._fates:
            claimant = claimant or Claimant(self._ground, draft)
            yield "state", list(states(claimant, nearest(self._fates, claimant)))


def nearest(found: Sequence[Told], claimant: Claimant) -> Sequence[Told]:
    """Those around the place where a text tells of an agreement; all, where they are not many."""
    at = bisect_left(found, claimant.told[0], key=lambda one: one.sentence.index)
    return found[max(at - MOST, 0) : at + MOST]


def _surely_dated(draft: Draft) -> bool:
    """True for an agreement with a day that a rule has read; a mere year is seldom the whole truth."""
    seen_only = not any(frame.marks for frame in draft.frames)
    if draft.signed is not None and any("reckoned" in frame.marks for frame in draft.frames):
        # The day that is named beside it is that of something else.
        return True
    return draft.signed is not None and len(draft.signed.value) == _DAY and not seen_only


def fill(scene: Scene, walk: Walk, drafts: Sequence[Draft]) -> None:
    """Gives agreements the paper, the day of signing and the state that the text tells of them."""
    offers, fitted = Offers(scene, walk, drafts), models()
    chosen = [(draft, slot, fitted[slot].best(offered)) for draft in drafts for slot, offered in offers.of(draft)]
    for draft, slot, option in chosen:
        if option is not None:
            _SETTERS[slot](draft, option)


def _set_paper(draft: Draft, option: Option) -> None:
    if option.value is not None and option.span is not None:
        draft.frames[0].instrument = Value(option.value, option.span)


def _set_day(draft: Draft, option: Option) -> None:
    dated = [frame for frame in draft.frames if frame.exists]
    if option.value is not None and option.span is not None and dated:
        for frame in dated:
            frame.signed = None
        dated[0].signed = Value(option.value, option.span)


def _set_state(draft: Draft, option: Option) -> None:
    draft.status = STATES[option.kind]


_SETTERS: Mapping[Slot, Callable[[Draft, Option], None]] = {
    "paper": _set_paper,
    "day": _set_day,
    "other_day": _set_day,
    "state": _set_state,
}
