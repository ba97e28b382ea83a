"""Jobs that wait for a worker, and what to do with what each hands back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from typing import Any

_REST = 9
"""How many times as long as what is done meanwhile takes there is time for the jobs alone."""

_AHEAD = 16
"""Jobs started for each worker: at some fifty milliseconds a document, enough for a second."""

Together = AbstractContextManager[Any]
Start = Callable[[], Future[Any]]
Then = Callable[[Any], None]


class Schedule:
    """Keeps `workers` busy; results are handled one after the other in the thread that runs it.

    Jobs are started some way ahead, so that the workers have enough to do while the writer is busy with something
    longer, but not all at once: what waits to be written is held in memory.
    """

    def __init__(self, workers: int) -> None:
        self._most = _AHEAD * workers
        self._waiting: deque[tuple[Start, Then]] = deque()
        self._running: dict[Future[Any], Then] = {}

    def plan(self, start: Start, then: Then) -> None:
        """Start a job when its turn comes and hand its result to `then`, which may plan further jobs."""
        self._waiting.append((start, then))

    def run(self, meanwhile: Callable[[], None], every: float, together: Callable[[], Together]) -> None:
        """Do all jobs, also those planned on the way.

        Results that are there at the same time are handled inside one `together()`, so that a writer who falls behind
        writes more at a time. `meanwhile` is called about every so many seconds; where it takes long, more seldom.
        """
        due = time.monotonic() + every
        while self._waiting or self._running:
            while self._waiting and len(self._running) < self._most:
                start, then = self._waiting.popleft()
                self._running[start()] = then
            done = wait(self._running, timeout=every, return_when=FIRST_COMPLETED).done
            if done:
                with together():
                    for future in done:
                        self._running.pop(future)(future.result())
            began = time.monotonic()
            if began > due:
                meanwhile()
                ended = time.monotonic()
                due = ended + max(every, _REST * (ended - began))
