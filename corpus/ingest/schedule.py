"""Jobs that wait for a worker, and what to do with what each hands back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any

Start = Callable[[], Future[Any]]
Then = Callable[[Any], None]


class Schedule:
    """Keeps `workers` busy; results are handled one after the other in the thread that runs it.

    A job is started only when a worker is about to be free, so that waiting jobs hold no data.
    """

    def __init__(self, workers: int) -> None:
        self._most = 2 * workers
        self._waiting: deque[tuple[Start, Then]] = deque()
        self._running: dict[Future[Any], Then] = {}

    def plan(self, start: Start, then: Then) -> None:
        """Start a job when its turn comes and hand its result to `then`, which may plan further jobs."""
        self._waiting.append((start, then))

    def run(self, meanwhile: Callable[[], None], every: float) -> None:
        """Do all jobs, also those planned on the way; call `meanwhile` about every so many seconds."""
        called = time.monotonic()
        while self._waiting or self._running:
            while self._waiting and len(self._running) < self._most:
                start, then = self._waiting.popleft()
                self._running[start()] = then
            for future in wait(self._running, timeout=every, return_when=FIRST_COMPLETED).done:
                self._running.pop(future)(future.result())
            if time.monotonic() - called > every:
                meanwhile()
                called = time.monotonic()
