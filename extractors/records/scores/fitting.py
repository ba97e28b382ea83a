"""Fits the weights of `scoring` to texts with gold: `python -m extractors.records.scores.fitting [FOLDER ...]`.

FOLDER holds `gold.jsonl` (one JSON object a line with "doc" or "source", and "agreements") and `texts/`; without one,
`corpus/gold`, `corpus/gold/further` and `corpus/gold/fresh`. The rules were written beside the first, mended by the
mistakes made in the second, and last of all by some made in the third: the texts count in this order, for the rules err
more often on what they have not seen. The least score of a record that is kept, and all figures printed, come from
cross-validation by document: no document is scored by weights that have seen it. How sure the model may be is set on
the passages of `corpus/gold/passages` whose mistakes nobody has read: on texts that have been read the rules are right
too often.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from archive.reference.folding import fold
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import weighed_drafts
from extractors.records.drafts import Draft
from extractors.records.scores.scoring import WEIGHTS

_FOLDERS = (Path("corpus/gold"), Path("corpus/gold/further"), Path("corpus/gold/fresh"))
_PASSAGES = Path("corpus/gold/passages")
_RIDGE = 60.0
_SHARES = (0.2, 0.4, 1.0)
"""The weight of a record of each folder; the last counts for folders beyond, and for one alone."""
_SPREAD = 0.15
"""Added to each figure's deviation, so that rare figures are not blown up."""
_ROUNDS, _FOLDS, _SHUFFLES = 25, 10, 3
_SURE = 0.9
_STEP, _STEPS = 0.05, 30
_NEAR = {True: 0.01, False: 0.025}
"""What F1 may fall short of its best, for the sake of records that a reader would miss: plans need few words."""
_KINDS = ("kota", "kabupaten", "provinsi", "city", "regency", "county", "province", "prefecture", "state")
_NOISE = frozenset({*_KINDS, "do", "si", "gun", "gu", "shi", "ken", "fu", "dki", "di", "the", "of"})
Matrix = NDArray[np.float64]
_WHOLE = 120
"""The least words of a whole document."""
Told = tuple[str, str, Sequence[Mapping[str, Any]]]
"""The name of a text, the text, and its agreements."""


@dataclass(slots=True)
class Examples:
    """The records found in all texts: their figures, whether they are right, and what the gold holds."""

    documents: list[str]
    figures: list[Mapping[str, float]]
    right: Matrix
    share: Matrix
    """What each record counts for."""
    planned: Matrix
    wanted: dict[bool, float]
    """Agreements of the gold that the rules were not written beside, by their share: existing (True) and planned."""

    def table(self, names: Sequence[str]) -> Matrix:
        """The figures, one row a record, in the order of the names."""
        return np.array([[row[name] for name in names] for row in self.figures], dtype=np.float64)

    @property
    def fresh(self) -> Matrix:
        """The share of each record, none for those of texts that the rules were written beside."""
        return np.where(self.share > _SHARES[0], self.share, 0.0)


def gather(folders: Sequence[Path]) -> Examples:
    """The records of the texts of all folders."""
    shares = (1.0,) if len(folders) == 1 else _SHARES
    texts = (
        (shares[min(number, len(shares) - 1)], text)
        for number, folder in enumerate(folders)
        for text in texts_of(folder)
    )
    return _examples(texts)


def unread() -> Examples:
    """The records of the passages whose mistakes nobody has read."""
    return _examples((1.0, told(one)) for one in passages(_PASSAGES) if not one["read"])


def passages(folder: Path) -> Iterator[dict[str, Any]]:
    """The passages of all files of a folder, as they stand there."""
    for file in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def is_whole(text: str) -> bool:
    """True for a text as long as a whole document: fields and papers are spread over it as in real ones."""
    return len(text.split()) >= _WHOLE


def told(passage: Mapping[str, Any]) -> Told:
    """A passage as a text with its agreements."""
    return passage["id"], passage["text"], passage["agreements"]


def _examples(texts: Iterable[tuple[float, Told]]) -> Examples:
    documents: list[str] = []
    figures: list[Mapping[str, float]] = []
    marks: list[tuple[bool, float, bool]] = []
    wanted = {True: 0.0, False: 0.0}
    for share, (name, body, agreements) in texts:
        left = [(_key(one), one.get("status") != "planned") for one in agreements]
        for _, exists in left if share > _SHARES[0] else ():
            wanted[exists] += share
        text = parse_plain(body, name)
        for draft, own in weighed_drafts(text, find(text)):
            answer = (pair_of(draft), draft.exists)
            right = answer in left
            if right:
                left.remove(answer)
            documents.append(name)
            figures.append(own)
            marks.append((right, share, not draft.exists))
    columns = np.array(marks, dtype=np.float64).T
    return Examples(documents, figures, columns[0], columns[1], columns[2], wanted)


def texts_of(folder: Path) -> Iterator[Told]:
    """The texts of a folder with gold, each once."""
    seen: set[str] = set()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / "texts" / f"{row.get('source') or Path(row['doc']).stem}.txt"
        if path.stem not in seen and path.is_file():
            seen.add(path.stem)
            yield path.stem, path.read_text(encoding="utf-8"), row["agreements"]


def _key(agreement: Mapping[str, Any]) -> tuple[str, str]:
    return place(agreement["home"]), place(agreement["partner"])


def pair_of(draft: Draft) -> tuple[str, str]:
    """The comparable names of home and partner."""
    return place(draft.frames[0].home.name), place(draft.frames[0].partner.name)


def place(name: str) -> str:
    """A name of a place without the words for its kind, so that two spellings of one agree."""
    return "".join(word for word in fold(name).replace("-", " ").split() if word not in _NOISE)


@dataclass(frozen=True, slots=True)
class Fit:
    """A bias and the weight of each figure."""

    bias: float
    weights: Matrix

    def totals(self, x: Matrix) -> Matrix:
        totals: Matrix = self.bias + x @ self.weights
        return totals


def fit(x: Matrix, y: Matrix, share: Matrix, ridge: float) -> Fit:
    """Ridge logistic regression by Newton's method on figures brought to one scale."""
    middle, scale = x.mean(axis=0), x.std(axis=0) + _SPREAD
    scaled = np.column_stack([np.ones(len(x)), (x - middle) / scale])
    penalty = np.full(scaled.shape[1], ridge)
    penalty[0] = 1e-3
    weights: Matrix = np.zeros(scaled.shape[1])
    for _ in range(_ROUNDS):
        chance = _chance(scaled @ weights)
        gradient = scaled.T @ (share * (y - chance)) - penalty * weights
        hessian = (scaled * (share * chance * (1 - chance))[:, None]).T @ scaled + np.diag(penalty)
        weights = weights + np.linalg.solve(hessian, gradient)
    own: Matrix = weights[1:] / scale
    return Fit(float(weights[0] - middle @ own), own)


def _chance(totals: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-np.clip(totals, -30, 30)))
    return chance


def unseen(found: Examples, x: Matrix, share: Matrix) -> Matrix:
    """The total of each record by weights that have not seen its document, over several ways to part them."""
    totals: Matrix = np.zeros(len(x))
    for seed in range(_SHUFFLES):
        names = sorted(set(found.documents))
        np.random.default_rng(seed).shuffle(names)
        for number in range(_FOLDS):
            held = np.isin(found.documents, names[number::_FOLDS])
            if held.any():
                totals[held] += fit(x[~held], found.right[~held], share[~held], _RIDGE).totals(x[held]) / _SHUFFLES
    return totals


def _level(found: Examples, totals: Matrix) -> Fit:
    """What brings totals to chances that hold for these records, lowered until the sure ones keep their promise."""
    fair = fit(totals[:, None], found.right, found.share, 0.0)
    for step in range(_STEPS):
        lower = Fit(fair.bias - _STEP * step, fair.weights)
        sure = _chance(lower.totals(totals[:, None])) >= _SURE
        if not sure.any() or found.right[sure].mean() >= _SURE:
            return lower
    return fair


def least(found: Examples, scores: Matrix, *, exists: bool) -> float:
    """The score under which records go: the lowest at which F1 over the fresh texts is near its best."""
    tried = {round(0.02 * step, 2): 0.0 for step in range(36)}
    for low in tried:
        tried[low] = _f1(found, scores >= low, exists)
    return min(low for low, f1 in tried.items() if f1 >= max(tried.values()) - _NEAR[exists])


def _f1(found: Examples, kept: NDArray[np.bool_], exists: bool) -> float:
    """F1 over the fresh texts, of agreements that exist or of those planned."""
    inside = kept & ((found.planned > 0) != exists)
    gold = found.wanted[exists]
    total = float(found.fresh[inside].sum()) + gold
    return 2 * float((found.fresh * found.right)[inside].sum()) / total if total else 1.0


def main(arguments: Sequence[str]) -> None:
    """Fits, prints the cross-validated figures, and writes the weights."""
    found = gather([Path(name) for name in arguments] or _FOLDERS)
    names = sorted(found.figures[0])
    x, apart = found.table(names), unread()
    last = fit(x, found.right, found.share, _RIDGE)
    level = _level(apart, last.totals(apart.table(names)))
    scores = _chance(level.totals(unseen(found, x, found.share)[:, None]))
    kept = {exists: least(found, scores, exists=exists) for exists in (True, False)}
    _print(found, scores, kept)
    slope = float(level.weights[0])
    result = {
        "records": len(x),
        "documents": len(set(found.documents)),
        "kept": kept[True],
        "kept_planned": kept[False],
        "bias": round(level.bias + slope * last.bias, 4),
        "weights": {name: round(slope * float(weight), 4) for name, weight in zip(names, last.weights, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _print(found: Examples, scores: Matrix, kept: Mapping[bool, float]) -> None:
    fresh = found.share >= found.share.max()
    for name, group in (("fresh", fresh), ("all", found.share > 0)):
        for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, _SURE), (_SURE, 1.01)):
            inside = group & (scores >= low) & (scores < high)
            count, right = int(inside.sum()), int(found.right[inside].sum())
            part = f"{right / count:.3f}" if count else "-"
            sys.stdout.write(
                f"{name:5} {low:.1f} to {min(high, 1.0):.1f}: {count:4} records, {right:4} right, {part}\n"
            )
    for label, exists in (("register", True), ("planned", False)):
        low = kept[exists]
        before, after = _f1(found, scores >= 0, exists), _f1(found, scores >= low, exists)
        sys.stdout.write(f"{label}: F1 over fresh texts {before:.3f}, of records from {low:.2f} up {after:.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
