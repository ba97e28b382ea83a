"""Fits the weights of `scoring` to texts with gold: `python -m extractors.records.fitting TEXTS GOLD [TEXTS GOLD ...]`.

TEXTS is a folder of text files, GOLD a file of one JSON object a line with "doc" (or "source") and "agreements". The
figures printed come from cross-validation by document: no document is scored by weights that have seen it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.reference.folding import fold
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import drafts_of
from extractors.records.drafts import Draft
from extractors.records.scoring import WEIGHTS, features

_RIDGE = 3.0
_WRONG = 3.0
"""The weight of a wrong record: the rules were written beside these texts and err more often on others."""
_ROUNDS = 40
_FOLDS = 10
_SURE = 0.9
Matrix = NDArray[np.float64]


def examples(texts: Path, gold: Path) -> Iterator[tuple[str, dict[str, float], bool]]:
    """(document, features, right) of every record found in the texts; right is one with gold parties and class."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = texts / (f"{row['source']}.txt" if "source" in row else Path(row["doc"]).name)
        if not path.is_file():
            continue
        text = parse_plain(path.read_text(encoding="utf-8"), path.stem)
        found = drafts_of(text, find(text))
        left = [(_key(one), one.get("status") != "planned") for one in row["agreements"]]
        for draft in found:
            answer = (_own_key(draft), draft.exists)
            right = answer in left
            if right:
                left.remove(answer)
            yield path.stem, features(draft, len(found) - 1), right


def _key(agreement: Mapping[str, Any]) -> tuple[str, str]:
    return place(agreement["home"]), place(agreement["partner"])


def _own_key(draft: Draft) -> tuple[str, str]:
    return place(draft.frames[0].home.name), place(draft.frames[0].partner.name)


def place(name: str) -> str:
    kept = [
        word
        for word in fold(name).replace("-", " ").split()
        if word not in {"kota", "kabupaten", "city", "do", "dki", "di", "the"}
    ]
    return "".join(kept)


def fit(rows: Sequence[Mapping[str, float]], right: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    """Ridge logistic regression by Newton's method."""
    x = _matrix(rows, names)
    y = np.array(right, dtype=np.float64)
    ridge = np.full(x.shape[1], _RIDGE)
    ridge[0] = 1e-3
    share = np.where(y > 0, 1.0, _WRONG)
    weights: Matrix = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (share * (y - chance)) - ridge * weights
        hessian = (x * (share * chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        weights = weights + np.linalg.solve(hessian, gradient)
    return {name: round(float(weight), 4) for name, weight in zip(["bias", *names], weights, strict=True)}


def _matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Matrix:
    return np.array([[1.0, *(row[name] for name in names)] for row in rows], dtype=np.float64)


def _chances(rows: Sequence[Mapping[str, float]], weights: Mapping[str, float], names: Sequence[str]) -> Matrix:
    vector = np.array([weights["bias"], *(weights[name] for name in names)])
    chances: Matrix = 1 / (1 + np.exp(-np.clip(_matrix(rows, names) @ vector, -30, 30)))
    return chances


def main(arguments: Sequence[str]) -> None:
    """Fits, prints the cross-validated calibration, and writes the weights."""
    pairs = list(zip(arguments[::2], arguments[1::2], strict=True))
    found = [example for texts, gold in pairs for example in examples(Path(texts), Path(gold))]
    documents = sorted({document for document, _, _ in found})
    names = sorted(found[0][1])
    chances: list[tuple[float, bool]] = []
    for number in range(_FOLDS):
        held = set(documents[number::_FOLDS])
        train = [example for example in found if example[0] not in held]
        test = [example for example in found if example[0] in held]
        weights = fit([row for _, row, _ in train], [right for _, _, right in train], names)
        if test:
            chances += zip(
                _chances([row for _, row, _ in test], weights, names).tolist(),
                (right for _, _, right in test),
                strict=True,
            )
    _print(chances)
    weights = fit([row for _, row, _ in found], [right for _, _, right in found], names)
    WEIGHTS.write_text(
        json.dumps({"records": len(found), "documents": len(documents), "weights": weights}, indent=1) + "\n",
        encoding="utf-8",
    )


def _print(chances: Sequence[tuple[float, bool]]) -> None:
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, _SURE), (_SURE, 1.01)):
        inside = [right for chance, right in chances if low <= chance < high]
        share = f"{sum(inside) / len(inside):.3f}" if inside else "-"
        sys.stdout.write(
            f"{low:.1f} to {min(high, 1.0):.1f}: {len(inside):4} records, {sum(inside):4} right, {share}\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
