"""Fits the weights of `attachment` and `choosing`: `python -m extractors.records.fields.fitting TEXTS GOLD SHARE ...`.

TEXTS is a folder of text files; GOLD a file of one JSON object a line, or a folder of such files, with "doc" (or
"source") and "agreements"; SHARE the weight of each example: below 1 for texts beside which the rules were written, for
they err less there. The figures printed come from cross-validation by document: the fields of a document are chosen by
weights that have not seen it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import kept_drafts
from extractors.records.drafts import Draft
from extractors.records.fields import choosing
from extractors.records.fields.attachment import WEIGHTS, Offer, chance
from extractors.records.fields.choosing import Bid
from extractors.records.scores.fitting import Matrix, place

_RIDGE, _SETTLED_RIDGE = 60.0, 3.0
_ALONE = 0.5
"""From this chance on a field counts where records are scored, before all is weighed together."""
_ROUNDS = 30
_CLOSE_ENOUGH = 1e-4
_TURNS = 2
_TELLING, _SILENT = 0.8, 0.2
"""Of the places that name a right field, those below this part of the best chance weigh so much less."""
_FOLDS = 12
_THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6)
_CLOSE = 0.0005
"""Of thresholds that do about as well the highest is taken: a field too few is better than a wrong one."""
_RARE = 4
"""A feature seen in fewer documents than this is left out."""


@dataclass(slots=True)
class Example:
    """One record with gold beside it."""

    document: str
    gold: frozenset[str]
    share: float
    offers: Sequence[Offer]
    sure: frozenset[str]
    """Codes that are in the record without any offer: of tables and of the articles of agreements."""
    bids: Sequence[Bid] = ()
    """All records of the document, and which of them this is."""
    number: int = 0


def examples(texts: Path, gold: Path, share: float) -> Iterator[Example]:
    """The records of the texts whose parties, class and paper are those of a gold agreement."""
    for row in _rows(gold):
        path = texts / (f"{row['source']}.txt" if "source" in row else Path(row["doc"]).name)
        if not path.is_file():
            continue
        text = parse_plain(path.read_text(encoding="utf-8"), path.stem)
        left = list(row["agreements"])
        drafts = [draft for draft, _ in kept_drafts(text, find(text))]
        bids = [choosing.bid_of(draft) for draft in drafts]
        for number, draft in enumerate(drafts):
            rated = [(_likeness(draft, one), -at) for at, one in enumerate(left)]
            best, place_of = max(rated, default=(0, 0))
            if best <= 0:
                continue
            one = left.pop(-place_of)
            bid = bids[number]
            yield Example(path.stem, frozenset(one["fields"]), share, bid.offers, bid.direct, bids, number)


def _rows(gold: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a file of one object a line, or of a folder with a file for each document."""
    if gold.is_dir():
        yield from (json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json")))
    else:
        yield from map(json.loads, gold.read_text(encoding="utf-8").splitlines())


def _likeness(draft: Draft, one: Mapping[str, Any]) -> int:
    first = draft.frames[0]
    if (place(first.home.name), place(first.partner.name)) != (place(one["home"]), place(one["partner"])):
        return 0
    paper, signed = draft.instrument, draft.signed
    same_class = bool(draft.exists == (one["status"] != "planned"))
    same_paper = bool((paper.value if paper else None) == one["instrument"])
    same_day = bool((signed.value if signed else None) == one["signed"])
    return 1 + 4 * int(same_class) + 2 * int(same_paper) + 2 * int(same_day)


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Ridge logistic regression by Newton's method, in turns.

    That a field is right is told by one place or two of those where a text names it; from the second turn on the others
    weigh little.
    """
    seen: dict[str, set[str]] = {}
    for example in found:
        for offer in example.offers:
            for name in offer.features:
                seen.setdefault(name, set()).add(example.document)
    names = sorted(name for name, documents in seen.items() if len(documents) >= _RARE)
    column = {name: number + 1 for number, name in enumerate(names)}
    rows = [(number, example, offer) for number, example in enumerate(found) for offer in example.offers]
    x: Matrix = np.zeros((len(rows), len(names) + 1))
    x[:, 0] = 1.0
    groups: dict[tuple[int, str], list[int]] = {}
    for at, (number, _, offer) in enumerate(rows):
        groups.setdefault((number, offer.mention.value), []).append(at)
        for name, value in offer.features.items():
            if name in column:
                x[at, column[name]] = value
    y = np.array([offer.mention.value in example.gold for _, example, offer in rows], dtype=np.float64)
    share = np.array([example.share for _, example, _ in rows])
    weights = _solve(x, y, share)
    for _ in range(_TURNS):
        p = _chances(x, weights)
        telling = share.copy()
        for group in groups.values():
            best = max(p[group])
            telling[[at for at in group if y[at] and p[at] < _TELLING * best]] *= _SILENT
        weights = _solve(x, y, telling)
    return {name: round(float(weight), 3) for name, weight in zip(["bias", *names], weights, strict=True)}


def _solve(x: Matrix, y: Matrix, share: Matrix, stiffness: float = _RIDGE) -> Matrix:
    ridge = np.full(x.shape[1], stiffness)
    ridge[0] = 1e-3
    weights: Matrix = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = _chances(x, weights)
        gradient = x.T @ (share * (y - p)) - ridge * weights
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if np.abs(step).max() < _CLOSE_ENOUGH:
            break
    return weights


def _chances(x: Matrix, weights: Matrix) -> Matrix:
    chances: Matrix = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
    return chances


def _figure(parts: Sequence[tuple[int, int, int]]) -> str:
    right, chosen, gold = (sum(column) for column in zip(*parts, strict=True))
    return f"F1 {2 * right / max(1, chosen + gold):.3f}  P {right / max(1, chosen):.3f}  R {right / max(1, gold):.3f}"


def _f1(parts: Sequence[tuple[int, int, int]]) -> float:
    right, chosen, gold = (sum(column) for column in zip(*parts, strict=True))
    return float(2 * right / max(1, chosen + gold))


def _compared(example: Example, weights: Mapping[str, float]) -> list[tuple[str, dict[str, float]]]:
    """What speaks for each code of a record beside the other records of its document."""
    found = choosing.options(example.bids, lambda offer: chance(offer.features, weights))
    features = choosing.compared(example.bids, found)
    return [(option.code, made) for option, made in zip(found, features, strict=True) if option.bid == example.number]


def _settle(rows: Sequence[tuple[Example, str, dict[str, float]]]) -> dict[str, float]:
    """The weights of the second model."""
    names = sorted({name for _, _, features in rows for name in features})
    column = {name: number + 1 for number, name in enumerate(names)}
    x: Matrix = np.zeros((len(rows), len(names) + 1))
    x[:, 0] = 1.0
    for at, (_, _, features) in enumerate(rows):
        for name, value in features.items():
            x[at, column[name]] = value
    y = np.array([code in example.gold for example, code, _ in rows], dtype=np.float64)
    weights = _solve(x, y, np.array([example.share for example, _, _ in rows]), _SETTLED_RIDGE)
    return {name: round(float(weight), 3) for name, weight in zip(["bias", *names], weights, strict=True)}


def main(arguments: Sequence[str]) -> None:
    """Fits both models, prints the cross-validated figures for each folder, and writes the weights.

    The second model learns from chances that the first gives to documents which it has not seen.
    """
    sets = list(zip(arguments[::3], arguments[1::3], arguments[2::3], strict=True))
    folders = [list(examples(Path(texts), Path(gold), float(share))) for texts, gold, share in sets]
    found = [example for folder in folders for example in folder]
    documents = sorted({example.document for example in found})
    fold = {document: number % _FOLDS for number, document in enumerate(documents)}
    rows: list[tuple[Example, str, dict[str, float]]] = []
    for number in range(_FOLDS):
        weights = fit([example for example in found if fold[example.document] != number])
        for example in found:
            if fold[example.document] == number:
                rows += [(example, code, features) for code, features in _compared(example, weights)]
    chances: list[float] = []
    for number in range(_FOLDS):
        second = _settle([row for row in rows if fold[row[0].document] != number])
        chances += [chance(row[2], second) if fold[row[0].document] == number else 0.0 for row in rows]
    own = [max(chances[at :: len(rows)]) for at in range(len(rows))]
    figures: dict[float, float] = {}
    for threshold in _THRESHOLDS:
        parts = []
        for folder in folders:
            mine = {id(example): set(example.sure) for example in folder}
            for (example, code, _), likely in zip(rows, own, strict=True):
                if likely >= threshold and id(example) in mine:
                    mine[id(example)].add(code)
            parts.append([_count(example, mine[id(example)]) for example in folder])
        each = "  ".join(f"{_f1(part):.3f}" for part in parts)
        everything = [one for part in parts for one in part]
        figures[threshold] = _f1(everything)
        sys.stdout.write(f"{threshold:.2f} {_figure(everything)}   {each}\n")
    best = max(threshold for threshold, f1 in figures.items() if f1 >= max(figures.values()) - _CLOSE)
    head = {"records": len(found), "documents": len(documents)}
    _write(WEIGHTS, head | {"threshold": _ALONE, "weights": fit(found)})
    _write(choosing.WEIGHTS, head | {"threshold": best, "weights": _settle(rows)})


def _write(path: Path, model: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _count(example: Example, codes: Set[str]) -> tuple[int, int, int]:
    return len(codes & example.gold), len(codes), len(example.gold)


if __name__ == "__main__":
    main(sys.argv[1:])
