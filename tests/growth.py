"""How time grows with size, told soundly on a busy machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_ROUNDS = 6


def grows_with_length(work: Callable[[int], object], size: int) -> bool:
    """Whether work on four times the size takes well under sixteen times the time, which the square would take.

    The least time of each counts, and a round that says no is taken again: what else a machine does adds to a time
    and never takes from it, so that a line is not called a square, and a square stays one in round after round.
    """
    short = long = float("inf")
    for _ in range(_ROUNDS):
        short, long = min(short, _seconds(work, size)), min(long, _seconds(work, 4 * size))
        if long < 9 * short or long < 0.05:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    start = time.process_time()
    work(size)
    return time.process_time() - start
