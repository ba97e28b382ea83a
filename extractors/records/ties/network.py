"""A small network over the words around a pair: does a paper tie the two, or is one planned?

Layers of gated convolutions read the document once, each figure of a token with those beside it; each partner then
looks at the words around it, with what they are to it, and is weighed together with each home. The weights are in
`data/ties.npz`; `python -m extractors.records.ties.fitting` makes them again from texts with gold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.records.ties.inputs import DocumentInput, Figures, PartnerInput, Vocabulary

WEIGHTS = Path(__file__).parents[1] / "data" / "ties.npz"
WIDTH = 5
"""Tokens that one step of a convolution sees."""
DILATIONS = (1, 2, 4, 8)
HEADS = 4
_TOGETHER = ("roles", "distances", "told"), ("steps", "turns")
BESIDE = (*_TOGETHER[0], *_TOGETHER[1])
"""What runs beside the tokens of a view, as numbers of embeddings."""
_TABLES = ("words", "stems", "endings")
_BETWEEN = "\0"
_SMALL = np.float32(1e-5)
_BOUND = 5.0
_STEEP = 30.0
_HALF = np.float32(0.5)


class Network:
    """The fitted network: `vocabulary`, and arrays by name."""

    def __init__(self, vocabulary: Vocabulary, weights: Mapping[str, NDArray[Any]]) -> None:
        self.vocabulary = vocabulary
        # The long tables stay as they are: few of their rows are ever asked for.
        self._w = {
            name: array if name in _TABLES else np.ascontiguousarray(array, dtype=np.float32)
            for name, array in weights.items()
        }
        # What runs beside a token is looked up in two tables of sums, where five would take twice as long.
        self._beside = [(names, self._sums(names)) for names in _TOGETHER]

    def _sums(self, names: Sequence[str]) -> Figures:
        """The sums of the embeddings of some tables for all combinations, the last table's number running fastest."""
        sums = self._w[names[0]]
        for name in names[1:]:
            sums = (sums[:, None] + self._w[name]).reshape(-1, sums.shape[1])
        return sums

    def read(self, given: DocumentInput) -> Figures:
        """What each token means where it stands: (tokens, width)."""
        w = self._w
        x = w["kinds"][given.kinds]
        for column, table in enumerate(_TABLES):
            x += w[table][given.pieces[:, column]]
        if len(given.cues):
            marked = np.zeros((len(x), len(w["cues"])), dtype=np.float32)
            marked[given.cues[:, 0], given.cues[:, 1]] = 1
            x += marked @ w["cues"]
        x = _norm(x, w["norm_in_scale"], w["norm_in_shift"])
        for layer, dilation in enumerate(DILATIONS):
            turned = _beside(x, w[f"taps{layer}"], dilation) @ w[f"conv{layer}"]
            turned += w[f"conv{layer}_bias"]
            x = _norm(x + _gated(turned), w[f"norm{layer}_scale"], w[f"norm{layer}_shift"])
        return x

    def weigh(self, read: Figures, views: Sequence[PartnerInput]) -> list[Figures]:
        """For each view the chances of the partner with each home, as in `Chance`: (homes, 3)."""
        w = self._w
        x = read[np.concatenate([view.at for view in views])]
        for names, sums in self._beside:
            at = np.zeros(len(x), dtype=np.int64)
            for name in names:
                at = at * len(w[name]) + np.concatenate([getattr(view, name) for view in views])
            x += sums[at]
        turned = x @ w["near"]
        turned += w["near_bias"]
        x = _norm(x + _gated(turned), w["norm_near_scale"], w["norm_near_shift"])
        looks = np.exp(np.clip(x @ w["heads"], -_STEEP, _STEEP))
        rows = []
        start = 0
        for view in views:
            end = start + len(view.at)
            rows.append(self._row(x[start:end], looks[start:end], view))
            start = end
        hidden = np.maximum(np.concatenate(rows) @ w["joined"] + w["joined_bias"], 0)
        chances = _chance(hidden @ w["out"] + w["out_bias"])
        return np.split(chances, np.cumsum([len(row) for row in rows])[:-1])

    def _row(self, x: Figures, looks: Figures, view: PartnerInput) -> Figures:
        """What the partner's view shows, beside what it shows of each home."""
        own = np.concatenate([(looks.T @ x / looks.sum(axis=0)[:, None]).ravel(), _peak(x, view.named)])
        homes = np.stack([_peak(x, spots) for spots in view.homes])
        facts = np.maximum(view.circumstances @ self._w["facts"] + self._w["facts_bias"], 0)
        return np.concatenate([np.broadcast_to(own, (len(homes), len(own))), homes, facts], axis=1)


@cache
def network() -> Network:
    """The fitted network of the package."""
    with np.load(WEIGHTS) as data:
        arrays = {name: data[name] for name in data.files}
    words, stems, endings, cues = (
        {one: number for number, one in enumerate(unpacked(arrays.pop(f"names_{name}")), start)}
        for name, start in (("words", 1), ("stems", 1), ("endings", 1), ("cues", 0))
    )
    return Network(Vocabulary(words, stems, endings, cues), arrays)


def packed(names: Sequence[str]) -> NDArray[np.uint8]:
    """Names as one array of bytes: an array of texts would take as long to read as all the weights."""
    return np.frombuffer(_BETWEEN.join(names).encode(), dtype=np.uint8)


def unpacked(found: NDArray[np.uint8]) -> list[str]:
    """The names that were packed."""
    return found.tobytes().decode().split(_BETWEEN)


def _beside(x: Figures, taps: Figures, dilation: int) -> Figures:
    """Each figure of a token with the same of its neighbours at steps of the dilation, as `taps` (WIDTH, width) say."""
    middle = WIDTH // 2
    sums: Figures = x * taps[middle]
    for step in range(1, middle + 1):
        gap = step * dilation
        sums[gap:] += x[:-gap] * taps[middle - step]
        sums[:-gap] += x[gap:] * taps[middle + step]
    return sums


def _gated(x: Figures) -> Figures:
    half = x.shape[-1] // 2
    gated = _chance(x[:, half:])
    gated *= x[:, :half]
    return gated


def _chance(x: Figures) -> Figures:
    """The logistic function, by the hyperbolic tangent, which does not overflow."""
    chance: Figures = np.tanh(x * _HALF)
    chance *= _HALF
    chance += _HALF
    return chance


def _norm(x: Figures, scale: Figures, shift: Figures) -> Figures:
    size = x.shape[1]
    normed: Figures = x - x.sum(axis=1, keepdims=True) / size
    normed /= np.sqrt(np.einsum("ij,ij->i", normed, normed)[:, None] / size + _SMALL)
    normed *= scale
    normed += shift
    return normed


def _peak(x: Figures, spots: NDArray[np.int64]) -> Figures:
    """The strongest of each figure over some tokens; nothing where there is none."""
    if not len(spots):
        return np.zeros(x.shape[1], dtype=np.float32)
    peak: Figures = np.clip(x[spots].max(axis=0), -_BOUND, _BOUND)
    return peak
