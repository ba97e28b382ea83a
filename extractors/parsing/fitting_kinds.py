"""Fits the weights of `kinds`: `python -m extractors.parsing.fitting_kinds TEXTS GOLD [...]`.

TEXTS is a folder of text files, GOLD a file of one JSON object a line, or a folder of such files, with "doc" (or
"source") and "kind". The figures printed come from cross-validation: the kind of a text is chosen by weights that have
not seen it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.parsing import parse_plain
from extractors.parsing.kinds import KINDS, WEIGHTS, features

_RIDGE = 1.0
_STEPS = 400
_RATE = 0.5
_FOLDS = 12
_LEVEL = 0.3
"""How far rare kinds are weighed up: 0 not at all, 1 until all kinds weigh the same."""
_RARE = 4
"""A feature seen in fewer texts than this is left out."""

Matrix = NDArray[np.float64]
Example = tuple[str, str, dict[str, float]]


def examples(texts: Path, gold: Path) -> Iterator[Example]:
    """(name, kind, features) of each text that has gold."""
    lines = (
        (path.read_text(encoding="utf-8") for path in sorted(gold.glob("*.json")))
        if gold.is_dir()
        else gold.read_text(encoding="utf-8").splitlines()
    )
    for line in lines:
        row: Mapping[str, Any] = json.loads(line)
        path = texts / (f"{row['source']}.txt" if "source" in row else Path(row["doc"]).name)
        if path.is_file() and "kind" in row:
            text = parse_plain(path.read_text(encoding="utf-8"), path.stem)
            yield path.stem, row["kind"], features(text.body, text.blocks)


def fit(found: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Multinomial ridge regression by accelerated gradient descent."""
    names = sorted({name for _, _, made in found for name in made})
    names = [name for name in names if sum(made.get(name, 0) != 0 for _, _, made in found) >= _RARE]
    x: Matrix = np.array([[made.get(name, 0.0) for name in names] for _, _, made in found])
    y: Matrix = np.array([[float(kind == one) for one in KINDS] for _, kind, _ in found])
    kinds = y.sum(axis=0)
    share = (y * (kinds.max() / np.maximum(kinds, 1)) ** _LEVEL).sum(axis=1, keepdims=True)
    ridge = np.array([[1e-3 if name == "bias" else _RIDGE] for name in names])
    weights: Matrix = np.zeros((len(names), len(KINDS)))
    speed = weights.copy()
    step = _RATE / (0.5 * float(np.linalg.norm(x * np.sqrt(share), 2)) ** 2 + _RIDGE)
    for turn in range(_STEPS):
        ahead = weights + 0.9 * min(turn / 20, 1.0) * speed
        scores = x @ ahead
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        new = ahead - step * (x.T @ (share * (chances - y)) + ridge * ahead)
        speed, weights = new - weights, new
    return {
        kind: {name: round(float(weights[row, column]), 3) for row, name in enumerate(names)}
        for column, kind in enumerate(KINDS)
    }


def chosen(weights: Mapping[str, Mapping[str, float]], made: Mapping[str, float]) -> str:
    """The kind that the weights speak for."""
    return max(KINDS, key=lambda kind: sum(weights[kind].get(name, 0.0) * value for name, value in made.items()))


def main(arguments: Sequence[str]) -> None:
    """Fits, prints the cross-validated figures for each folder and the mistakes, and writes the weights."""
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    folders = [list(examples(Path(texts), Path(gold))) for texts, gold in pairs]
    found = [example for folder in folders for example in folder]
    names = sorted({name for name, _, _ in found})
    guesses: dict[str, str] = {}
    for number in range(_FOLDS):
        held = set(names[number::_FOLDS])
        weights = fit([example for example in found if example[0] not in held])
        guesses |= {name: chosen(weights, made) for name, _, made in found if name in held}
    for folder in folders:
        wrong = [(name, kind, guesses[name]) for name, kind, _ in folder if guesses[name] != kind]
        sys.stdout.write(f"{1 - len(wrong) / len(folder):.3f} of {len(folder)}: {wrong}\n")
    model = {"texts": len(found), "weights": fit(found)}
    WEIGHTS.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
