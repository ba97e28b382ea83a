"""Worker processes, each watched by a thread that stops it when it takes too long or too much."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from archive.model import Fault
from extractors.parsing.guard import GuardedWorker
from extractors.parsing.limits import Limits


class Pool:
    """`size` guarded worker processes; a job that hangs, dies or grows too large ends as a Fault."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.size = size
        self._limits = limits
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="naskah-worker")
        self._own = threading.local()
        self._workers: list[GuardedWorker] = []

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Do `work(*arguments)` in a worker; the future holds its result or a Fault."""
        return self._threads.submit(self._call, work, arguments)

    def _call(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any | Fault:
        worker: GuardedWorker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = GuardedWorker(self._limits)
            self._workers.append(worker)
        return worker.call(work, *arguments)

    def close(self) -> None:
        """Drop waiting jobs and end the workers."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
