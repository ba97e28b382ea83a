"""Fits the weights of `attachment` and `choosing`: `python -m extractors.records.fields.fitting [--only-report]`.

It learns from the samples, from the further texts, and from whole documents that were written to be learned from; never
from those held out. First it keeps back the odd ones of the latter, and prints how often fields are right there with
weights that have not seen them; then the models learn from all.

Which records there are to learn from depends a little on the weights as they stand: what a record has of fields speaks
for it. A second run takes up what the first has moved.

Needs the packages of `pip install naskah[fit]`.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import kept_drafts
from extractors.records.drafts import Draft
from extractors.records.fields import attachment, choosing
from extractors.records.fields.attachment import Offer, chance
from extractors.records.fields.choosing import Bid
from extractors.records.scores.fitting import Told, is_whole, pair_of, passages, place, texts_of, told

_GOLD = Path("corpus/gold")
_SHARES: Mapping[str, float] = {"": 6.0, "further": 3.0, "fresh": 3.0}
"""What a record counts for in each folder of texts beside which the terms were written; one of the training counts 1.
The samples are re-tellings of real reports, and count more."""
_TRAINING = "training"
_MOST = 4000
"""So many documents of the training are read, for which two minutes are enough."""
_RIDGE, _SETTLED_RIDGE = 20.0, 3.0
_ALONE = 0.5
"""From this chance on a field counts where records are scored, before all is weighed together."""
_TURNS = 2
_TELLING, _SILENT = 0.8, 0.2
"""Of the places that name a right field, those below this part of the best chance weigh so much less."""
_FOLDS = 8
_THRESHOLDS = (0.35, 0.4, 0.45, 0.5, 0.55)
_CLOSE = 0.0005
"""Of thresholds that do about as well the highest is taken: a field too few is better than a wrong one."""
_RARE = 6
"""A feature seen in fewer documents than this is left out."""
_SLIGHT = 0.02
"""Weights below are not worth keeping."""
Array = NDArray[Any]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its agreements, and what each counts for."""

    folder: str
    share: float
    told: Told


@dataclass(slots=True)
class Example:
    """One record with gold beside it."""

    document: str
    folder: str
    share: float
    gold: frozenset[str]
    bids: Sequence[Bid]
    """All records of the document, and which of them this is."""
    number: int

    @property
    def offers(self) -> Sequence[Offer]:
        return self.bids[self.number].offers

    @property
    def sure(self) -> frozenset[str]:
        """Codes that are in the record without any offer: of tables and of the articles of agreements."""
        return self.bids[self.number].direct


@dataclass(slots=True)
class Compared:
    """A code of a record, and what speaks for it beside the other records of its document."""

    example: Example
    code: str
    features: dict[str, float]

    @property
    def right(self) -> bool:
        return self.code in self.example.gold


def sources() -> Iterator[Source]:
    """The texts to learn from."""
    for folder, share in _SHARES.items():
        yield from (Source(folder, share, text) for text in texts_of(_GOLD / folder))
    whole = [text for text in map(told, passages(_GOLD / _TRAINING)) if is_whole(text[1])]
    whole.sort(key=lambda text: zlib.crc32(text[0].encode()))
    yield from (Source(_TRAINING, 1.0, text) for text in whole[:_MOST])


def examples(texts: Sequence[Source]) -> list[Example]:
    """The records of all texts that stand for an agreement of the gold, read on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(chain.from_iterable(pool.map(_examples, texts, chunksize=16)))


def _examples(source: Source) -> list[Example]:
    name, body, agreements = source.told
    text = parse_plain(body, name)
    left = list(agreements)
    drafts = [draft for draft, _ in kept_drafts(text, find(text))]
    bids = [choosing.bid_of(draft) for draft in drafts]
    found = []
    for number, draft in enumerate(drafts):
        rated = [(_likeness(draft, one), -at) for at, one in enumerate(left)]
        best, place_of = max(rated, default=(0, 0))
        if best > 0:
            gold = frozenset(left.pop(-place_of)["fields"])
            found.append(Example(name, source.folder, source.share, gold, bids, number))
    return found


def _likeness(draft: Draft, one: Mapping[str, Any]) -> int:
    if pair_of(draft) != (place(one["home"]), place(one["partner"])):
        return 0
    paper, signed = draft.instrument, draft.signed
    same_class = bool(draft.exists == (one["status"] != "planned"))
    same_paper = bool((paper.value if paper else None) == one["instrument"])
    same_day = bool((signed.value if signed else None) == one["signed"])
    return 1 + 4 * int(same_class) + 2 * int(same_paper) + 2 * int(same_day)


class Table:
    """Features as numbers, one row each; the first column is the bias."""

    def __init__(self, rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> None:
        self.names = ["bias", *names]
        column = {name: number for number, name in enumerate(names, 1)}
        known = [[(0, 1.0), *((column[name], value) for name, value in row.items() if name in column)] for row in rows]
        starts = np.cumsum([0, *map(len, known)])
        columns, values = zip(*chain.from_iterable(known), strict=True)
        self.x = csr_matrix((values, columns, starts), shape=(len(rows), len(self.names)))

    def fit(self, right: Array, share: Array, ridge: float, start: Array | None = None) -> Array:
        """The weights of a ridge logistic regression."""
        stiff = np.full(len(self.names), ridge)
        stiff[0] = 1e-3
        turned = self.x.T.tocsr()

        def loss(weights: Array) -> tuple[float, Array]:
            total = self.x @ weights
            wrong = (share * (np.logaddexp(0, total) - right * total)).sum()
            slope = turned @ (share * (_likely(total) - right)) + stiff * weights
            return float(wrong + (stiff * weights) @ weights / 2), slope

        first = np.zeros(len(self.names)) if start is None else start
        weights: Array = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 400, "gtol": 1e-3}).x
        return weights

    def chances(self, weights: Array) -> Array:
        """The chance of each row."""
        return _likely(self.x @ weights)

    def named(self, weights: Array) -> dict[str, float]:
        """The weights by name."""
        named = zip(self.names, weights, strict=True)
        return {name: round(float(weight), 3) for name, weight in named if name == "bias" or abs(weight) >= _SLIGHT}


def _likely(total: Array) -> Array:
    chances: Array = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return chances


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights of the first model, in turns.

    That a field is right is told by one place or two of those where a text names it; from the second turn on the others
    weigh little.
    """
    seen: dict[str, set[str]] = {}
    for example in found:
        for offer in example.offers:
            for name in offer.features:
                seen.setdefault(name, set()).add(example.document)
    rows = [(number, example, offer) for number, example in enumerate(found) for offer in example.offers]
    names = sorted(name for name, documents in seen.items() if len(documents) >= _RARE)
    table = Table([offer.features for _, _, offer in rows], names)
    right = np.array([offer.mention.value in example.gold for _, example, offer in rows])
    share = np.array([example.share for _, example, _ in rows])
    groups: dict[tuple[int, str], list[int]] = {}
    for at, (number, _, offer) in enumerate(rows):
        if right[at]:
            groups.setdefault((number, offer.mention.value), []).append(at)
    weights = table.fit(right, share, _RIDGE)
    for _ in range(_TURNS):
        chances = table.chances(weights)
        telling = share.copy()
        for group in groups.values():
            best = max(chances[group])
            telling[[at for at in group if chances[at] < _TELLING * best]] *= _SILENT
        weights = table.fit(right, telling, _RIDGE, weights)
    return table.named(weights)


def compared(found: Sequence[Example], weights: Weights) -> Iterator[Compared]:
    """What speaks for each code of the records, as the first model has weighed their offers."""
    for example in found:
        options = choosing.options(example.bids, lambda offer: chance(offer.features, weights))
        for option, features in zip(options, choosing.compared(example.bids, options), strict=True):
            if option.bid == example.number:
                yield Compared(example, option.code, features)


def settle(rows: Sequence[Compared]) -> dict[str, float]:
    """The weights of the second model."""
    table = Table([row.features for row in rows], sorted({name for row in rows for name in row.features}))
    right = np.array([row.right for row in rows])
    share = np.array([row.example.share for row in rows])
    return table.named(table.fit(right, share, _SETTLED_RIDGE))


def learn(found: Sequence[Example]) -> tuple[dict[str, float], dict[str, float], float]:
    """The weights of both models, and the threshold of the second.

    The second learns from chances that the first gives to documents which it has not seen, and its threshold comes from
    chances that it gives to documents which it has not seen.
    """
    rows: list[Compared] = []
    for number in range(_FOLDS):
        first = fit([example for example in found if _fold(example) != number])
        rows += compared([example for example in found if _fold(example) == number], first)
    likely: dict[int, float] = {}
    for number in range(_FOLDS):
        second = settle([row for row in rows if _fold(row.example) != number])
        likely |= {id(row): chance(row.features, second) for row in rows if _fold(row.example) == number}
    figures = {least: f1(found, rows, lambda row: likely[id(row)], least) for least in _THRESHOLDS}
    best = max(least for least, figure in figures.items() if figure >= max(figures.values()) - _CLOSE)
    return fit(found), settle(rows), best


def _fold(example: Example) -> int:
    return zlib.crc32(example.document.encode()) % _FOLDS


def f1(found: Sequence[Example], rows: Sequence[Compared], likely: Callable[[Compared], float], least: float) -> float:
    """How often the fields of the records are right; each record counts for its share."""
    chosen = {id(example): set(example.sure) for example in found}
    for row in rows:
        if likely(row) >= least:
            chosen[id(row.example)].add(row.code)
    right = sum(example.share * len(example.gold & chosen[id(example)]) for example in found)
    either = sum(example.share * (len(example.gold) + len(chosen[id(example)])) for example in found)
    return 2 * right / either


def report(found: Sequence[Example], first: Weights, second: Weights, least: float, title: str) -> None:
    """Prints how often the fields of each folder are right with these weights."""
    parts = []
    for folder in dict.fromkeys(example.folder for example in found):
        own = [example for example in found if example.folder == folder]
        figure = f1(own, list(compared(own, first)), lambda row: chance(row.features, second), least)
        parts.append(f"{folder or 'samples'} {figure:.4f}")
    print(f"{title:9}", "  ".join(parts), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only-report", action="store_true", help="write nothing")
    asked = options.parse_args()
    found = examples(list(sources()))
    kept = [example for example in found if example.folder == _TRAINING and _odd(example)]
    unseen = {id(example) for example in kept}
    report(kept, *learn([example for example in found if id(example) not in unseen]), "kept back")
    if asked.only_report:
        return
    first, second, least = learn(found)
    report(found, first, second, least, "all")
    head = {"records": len(found), "documents": len({example.document for example in found})}
    _write(attachment.WEIGHTS, head | {"threshold": _ALONE, "weights": first})
    _write(choosing.WEIGHTS, head | {"threshold": least, "weights": second})


def _odd(example: Example) -> bool:
    return example.document[-1] in "13579"


def _write(path: Path, model: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
