"""A small network over the words around a pair: does a paper tie the two, or is one planned?

Layers of gated convolutions read the document once, each figure of a token with those beside it; each partner then
looks at the words around it, with what they are to it, and is weighed together with each home. The weights are in
`data/ties.npz`; `python -m extractors.records.ties.fitting` makes them again from texts with gold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from threading import Lock
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
_KEPT = 20_000
"""Words whose figures are kept: more than one text can have."""
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
        self._words = _Words(vocabulary, [weights[name] for name in _TABLES])
        self._w = {
            name: np.ascontiguousarray(array, dtype=np.float32)
            for name, array in weights.items()
            if name not in _TABLES
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
        x = self._words.of(given.forms)
        # Rows are taken by `take`, here and below, for an index needs twice the time.
        x += w["kinds"].take(given.kinds, axis=0)
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
        x = read.take(np.concatenate([view.at for view in views]), axis=0)
        for names, sums in self._beside:
            at = np.zeros(len(x), dtype=np.int64)
            for name in names:
                at = at * len(w[name]) + np.concatenate([getattr(view, name) for view in views])
            x += sums.take(at, axis=0)
        turned = x @ w["near"]
        turned += w["near_bias"]
        x = _norm(x + _gated(turned), w["norm_near_scale"], w["norm_near_shift"])
        looks = np.exp(np.clip(x @ w["heads"], -_STEEP, _STEEP))
        starts = np.cumsum([0, *(len(view.at) for view in views)])
        counts = [len(view.homes) for view in views]
        heads = np.stack([_looked_at(x[start:end], looks[start:end]) for start, end in pairwise(starts)])
        partners = _peaks(x, [view.named + start for view, start in zip(views, starts, strict=False)])
        homes = _peaks(x, [spots + start for view, start in zip(views, starts, strict=False) for spots in view.homes])
        facts = np.concatenate([view.circumstances for view in views]) @ w["facts"] + w["facts_bias"]
        own = np.repeat(np.concatenate([heads, partners], axis=1), counts, axis=0)
        joined = np.concatenate([own, homes, np.maximum(facts, 0)], axis=1)
        hidden = np.maximum(joined @ w["joined"] + w["joined_bias"], 0)
        chances = _chance(hidden @ w["out"] + w["out_bias"])
        return np.split(chances, np.cumsum(counts)[:-1])


class _Words:
    """The sums of the embeddings of words, their stems and their endings, kept, for texts use the same words again."""

    def __init__(self, vocabulary: Vocabulary, tables: Sequence[NDArray[Any]]) -> None:
        self._vocabulary, self._tables = vocabulary, tables
        self._rows: dict[str, int] = {}
        self._sums = np.zeros((_KEPT, tables[0].shape[1]), dtype=np.float32)
        self._lock = Lock()

    def of(self, forms: Sequence[str]) -> Figures:
        """The sums of some words: (words, width)."""
        with self._lock:
            new = set(forms).difference(self._rows)
            if len(self._rows) + len(new) > _KEPT:
                self._rows.clear()
                new = set(forms)
            if new:
                first = len(self._rows)
                self._sums[first : first + len(new)] = self._made(new)
                self._rows.update(zip(new, count(first), strict=False))
            return self._sums.take([self._rows[form] for form in forms], axis=0)

    def _made(self, forms: Collection[str]) -> Figures:
        sums = np.zeros((len(forms), self._sums.shape[1]), dtype=np.float32)
        for table, numbers in zip(self._tables, self._vocabulary.numbers(forms).T, strict=True):
            sums += table[numbers]
        return sums


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
    # By a product, which takes less time than the sum of each row.
    normed: Figures = x - x @ _shares(size)
    normed /= np.sqrt(np.einsum("ij,ij->i", normed, normed)[:, None] / size + _SMALL)
    normed *= scale
    normed += shift
    return normed


@cache
def _shares(size: int) -> Figures:
    """What the figures of a row count for in their mean."""
    return np.full((size, 1), 1 / size, dtype=np.float32)


def _looked_at(x: Figures, looks: Figures) -> Figures:
    """What the heads see of some tokens: the means of their figures, weighed by how each looks at them."""
    means: Figures = (looks.T @ x / looks.sum(axis=0)[:, None]).ravel()
    return means


def _peaks(x: Figures, groups: Sequence[NDArray[np.int64]]) -> Figures:
    """The strongest of each figure over each group of tokens; nothing where a group has none."""
    peaks = np.zeros((len(groups), x.shape[1]), dtype=np.float32)
    sizes = np.array([len(group) for group in groups])
    some = sizes > 0
    if some.any():
        starts = (np.cumsum(sizes) - sizes)[some]
        strongest = np.maximum.reduceat(x.take(np.concatenate(groups), axis=0), starts, axis=0)
        peaks[some] = np.clip(strongest, -_BOUND, _BOUND)
    return peaks
