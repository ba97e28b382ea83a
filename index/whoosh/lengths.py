"""Lengths of fields as Whoosh keeps them, one byte each, so that both evaluations see the same length."""

from __future__ import annotations

from functools import cache

import numpy as np

from index.whoosh.arrays import Array


@cache
def byte_lengths() -> Array:
    """The length that each byte stands for."""
    from whoosh.util.numeric import byte_to_length

    return np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)


def length_bytes(lengths: Array) -> Array:
    """The byte for each length, by Whoosh's rule."""
    table = byte_lengths()
    return np.minimum(np.searchsorted(table, lengths, side="left"), 255).astype(np.uint8)
