"""Fits the weights of `filling`: `python -m extractors.records.slots.fitting [--only-report]`.

It learns from all whole documents with gold but those held out, of each agreement that is found there as in the gold. A
value is told at one or two of the places where the text names it; which these are is for the fit to find out: it raises
the chance of the value, wherever it is told. First half of the documents is kept back, and of them it is printed how
often each slot was right before and after; then the models learn from all.

Needs the packages of `pip install naskah[fit]`.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import rules_of
from extractors.records.drafts import Draft
from extractors.records.scores.fitting import pair_of, place
from extractors.records.slots.filling import WEIGHTS, Model, Offers, Slot
from extractors.records.slots.options import Option
from extractors.records.ties.examples import Source, sources
from extractors.records.ties.weighing import chosen

_RIDGE: Mapping[Slot, float] = {"paper": 3.0, "day": 3.0, "other_day": 3.0, "state": 2.0}
_RARE = 60
"""Traits that fewer options have are left out."""
_TIMES_READ = 3
"""How often an agreement counts of a text that the rules were written beside: there is little that they miss in it."""
_LEAST: Mapping[Slot, float] = {"paper": 0.5, "day": 0.5, "other_day": 0.6, "state": 0.6}
"""What is there already is given up only for what is likelier than not."""
_SLIGHT = 0.02
"""Weights below are not worth keeping."""
Array = NDArray[Any]


@dataclass(slots=True)
class Case:
    """A slot of an agreement: what the rules give it, what is right, and what the text offers."""

    document: str
    read: bool
    slot: Slot
    given: str | None
    right: str | None
    offered: list[Option]


def cases(texts: Sequence[Source]) -> list[Case]:
    """The slots to be filled in all texts, read on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(chain.from_iterable(pool.map(_cases, texts, chunksize=16)))


def _cases(source: Source) -> list[Case]:
    text = parse_plain(source.text, source.name)
    scene, walk, scored = rules_of(text, find(text))
    drafts = [draft for draft, _ in chosen(scene, walk, scored)]
    offers = Offers(scene, walk, drafts)
    found = []
    for draft, one in _matched(drafts, source.agreements):
        right = {"paper": one.get("instrument"), "day": one.get("signed"), "state": one["status"]}
        given = {"paper": None, "day": draft.signed.value if draft.signed else None, "state": draft.status}
        for slot, offered in offers.of(draft):
            name = slot.removeprefix("other_")
            found.append(Case(source.name, source.read, slot, given[name], right[name], offered))
    return found


def _matched(
    drafts: Sequence[Draft], agreements: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Draft, Mapping[str, Any]]]:
    """Each draft with the agreement of the gold that it stands for: of the same parties and class, the likest first."""
    alike = sorted(
        (
            (_likeness(draft, one), -number, -other)
            for number, draft in enumerate(drafts)
            for other, one in enumerate(agreements)
            if pair_of(draft) == (place(one["home"]), place(one["partner"]))
            and draft.exists == (one["status"] != "planned")
        ),
        reverse=True,
    )
    taken: set[tuple[str, int]] = set()
    for _, number, other in alike:
        if not taken & {("draft", number), ("gold", other)}:
            taken |= {("draft", number), ("gold", other)}
            yield drafts[-number], agreements[-other]


def _likeness(draft: Draft, one: Mapping[str, Any]) -> int:
    paper, signed = draft.instrument, draft.signed
    alike = (
        paper is not None and paper.value == one.get("instrument"),
        signed is not None and signed.value == one.get("signed"),
        draft.status == one["status"],
    )
    return sum(map(bool, alike))


class Table:
    """Cases of one slot as numbers: the columns of the traits of all options, one option after the other."""

    def __init__(self, found: Sequence[Case]) -> None:
        offered = [option for case in found for option in case.offered]
        seen = Counter((option.kind, trait) for option in offered for trait in option.traits)
        self.names = sorted(name for name, times in seen.items() if times >= _RARE)
        column = {name: number for number, name in enumerate(self.names)}
        rows = [
            [column[option.kind, trait] for trait in option.traits if (option.kind, trait) in column]
            for option in offered
        ]
        self.columns = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
        self.row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        self.size = len(rows)
        counts = [len(case.offered) for case in found]
        self.starts = np.cumsum([0, *counts[:-1]])
        self.case = np.repeat(np.arange(len(found)), counts)
        self.right = np.array([option.value == case.right for case in found for option in case.offered])

    def loss(self, weights: Array, ridge: float) -> tuple[float, Array]:
        """How unlikely the right values are, and the slope of that; what no option tells says nothing."""
        totals = np.bincount(self.row, weights[self.columns], self.size)
        likely = np.exp(totals - np.maximum.reduceat(totals, self.starts)[self.case])
        every = np.add.reduceat(likely, self.starts)
        right = np.add.reduceat(likely * self.right, self.starts)
        told = right > 0
        loss = -np.log(right[told] / every[told]).sum() + ridge / 2 * weights @ weights
        wanted = likely * self.right / np.where(told, right, 1)[self.case]
        slope = (likely / every[self.case] - wanted) * told[self.case]
        return float(loss), np.bincount(self.columns, slope[self.row], len(weights)) + ridge * weights


def fit(found: Sequence[Case], slot: Slot) -> Model:
    """The weights under which the right values are likeliest."""
    found = [case for case in found for _ in range(_TIMES_READ if case.read else 1)]
    table = Table(found)
    fitted = minimize(table.loss, np.zeros(len(table.names)), (_RIDGE[slot],), "L-BFGS-B", jac=True)
    weights: dict[str, dict[str, float]] = {option.kind: {} for case in found for option in case.offered}
    for (kind, trait), weight in zip(table.names, fitted.x, strict=True):
        if abs(weight) >= _SLIGHT:
            weights[kind][trait] = round(float(weight), 3)
    return Model(_LEAST[slot], weights)


def report(found: Sequence[Case], model: Model, slot: Slot) -> None:
    """Prints how often a slot was right as given, and how often it is with the model."""
    before = after = mended = spoilt = 0
    for case in found:
        option = model.best(case.offered)
        value = option.value if option is not None else case.given
        before += case.given == case.right
        after += value == case.right
        mended += value == case.right != case.given
        spoilt += value != case.right == case.given
    print(
        f"{slot:9} {len(found):5} cases, right before {before / len(found):.3f}, after {after / len(found):.3f}: "
        f"{mended} mended, {spoilt} spoilt"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only-report", action="store_true", help="write nothing")
    asked = options.parse_args()
    found = cases([source for source in sources() if source.whole])
    models: dict[Slot, Model] = {}
    for slot in _RIDGE:
        own = [case for case in found if case.slot == slot]
        half = [zlib.crc32(case.document.encode()) % 2 == 0 for case in own]
        learned = [case for case, kept in zip(own, half, strict=True) if not kept]
        report([case for case, kept in zip(own, half, strict=True) if kept], fit(learned, slot), slot)
        if not asked.only_report:
            models[slot] = fit(own, slot)
    if models:
        data = {slot: asdict(model) for slot, model in models.items()}
        WEIGHTS.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
