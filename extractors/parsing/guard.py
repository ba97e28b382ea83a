"""A worker process that may hang, crash or eat memory without harm: it is stopped and the file is marked."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from archive.model import Fault
from extractors.parsing.faults import amount, fault
from extractors.parsing.limits import DEFAULT_LIMITS, Limits

_SLACK = 2048 * 1024 * 1024
"""Address space that libraries reserve but do not use, granted on top of what a worker may hold in memory."""
_WATCH = 0.25
"""Seconds between two looks at what a busy worker holds in memory."""
_GRACE = 2.0
_RENEWED = 500
"""Calls after which a worker is replaced, so that what native libraries leak does not add up."""


class GuardedWorker:
    """One worker process, started when first used, reused for file after file, and replaced when it had to be stopped.

    Not for use by several threads at once; a pool has one of these for each of its threads.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS, prepare: Callable[[], None] | None = None) -> None:
        """`prepare` is called once in each new process (to import what is heavy); it counts against no file's time."""
        self.limits = limits
        self._prepare = prepare
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._calls = 0

    def call(self, work: Callable[..., Any], *arguments: Any, seconds: float | None = None) -> Any | Fault:
        """`work(*arguments)` done by the worker: its result, or a Fault (timeout, out_of_memory, crashed, failed).

        `work`, arguments and result must be picklable. `seconds` replaces the time limit for this call.
        """
        limit = self.limits.seconds if seconds is None else seconds
        try:
            task = pickle.dumps((work, arguments), protocol=pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise TypeError(f"a guarded call needs picklable work and arguments: {error}") from error
        try:
            pipe = self._ready()
            pipe.send_bytes(task)
            stopped = self._watch(pipe, limit)
            if stopped is not None:
                self._stop()
                return stopped
            state, value = pickle.loads(pipe.recv_bytes())  # noqa: S301 - our own child process wrote it
        except (EOFError, OSError):
            return self._crashed()
        self._calls += 1
        if state == "memory":
            self._stop()
            return fault("out_of_memory", limit=amount(self.limits.memory))
        if state == "error":
            return fault("failed", what=str(value))
        if self._calls >= _RENEWED:
            self.close()
        return value

    def close(self) -> None:
        """End the worker politely; it starts anew with the next call."""
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        self._calls = 0
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.send_bytes(b"")
            pipe.close()
        if process is not None:
            process.join(_GRACE)
            if process.is_alive():
                process.kill()
                process.join(_GRACE)

    def __enter__(self) -> GuardedWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._stop()
        # Spawned, not forked: the parent may have threads and open connections to the catalogue.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.limits.memory, self._prepare), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe, self._calls = process, ours, 0
        with contextlib.suppress(EOFError, OSError):
            if ours.poll(60):
                ours.recv_bytes()
        return ours

    def _watch(self, pipe: Connection, limit: float) -> Fault | None:
        """Wait for the answer; a fault where it takes too long or the worker and its children hold too much."""
        end = time.monotonic() + limit
        while (left := end - time.monotonic()) > 0:
            if pipe.poll(min(left, _WATCH)):
                return None
            if self._process is not None and _held(self._process.pid) > self.limits.memory:
                return fault("out_of_memory", limit=amount(self.limits.memory))
        return None if pipe.poll(0) else fault("timeout", limit=f"{limit:g}")

    def _stop(self) -> None:
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        self._calls = 0
        if pipe is not None:
            pipe.close()
        if process is not None:
            _kill_tree(process)

    def _crashed(self) -> Fault:
        process = self._process
        code = None
        if process is not None:
            process.join(_GRACE)
            code = process.exitcode
        self._stop()
        if code == -signal.SIGKILL:
            return fault("out_of_memory", limit=amount(self.limits.memory))
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                return fault("crashed", what=signal.Signals(-code).name)
        return fault("crashed", what=f"exit code {code}")


def _held(pid: int | None) -> int:
    """The bytes in memory that a process and its children hold."""
    import psutil

    total = 0
    with contextlib.suppress(psutil.Error):
        worker = psutil.Process(pid)
        for process in (worker, *worker.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total


def _kill_tree(process: multiprocessing.process.BaseProcess) -> None:
    """Kill a worker and whatever it has started (text recognition runs as a process of its own)."""
    children: list[Any] = []
    if process.pid is not None:
        import psutil

        with contextlib.suppress(psutil.Error):
            children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    for child in children:
        with contextlib.suppress(Exception):
            child.kill()
    process.join(_GRACE)


def _serve(pipe: Connection, memory: int, prepare: Callable[[], None] | None) -> None:
    """The worker's life: take a task, do it, send what came out, until an empty task or the end of the pipe."""
    # An interrupt at the keyboard goes to the whole group; the parent decides what to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    if prepare is not None:
        prepare()
    _bound_memory(memory)
    with contextlib.suppress(EOFError, OSError):
        pipe.send_bytes(b"ready")
        while task := pipe.recv_bytes():
            pipe.send_bytes(_done(task))


def _done(task: bytes) -> bytes:
    try:
        work, arguments = pickle.loads(task)  # noqa: S301 - our own parent process wrote it
        return pickle.dumps(("done", work(*arguments)), protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except BaseException as error:  # noqa: BLE001 - whatever it is, it must not end the worker
        if "out of memory" in str(error).casefold() or "bad_alloc" in str(error):
            return pickle.dumps(("memory", None))
        return pickle.dumps(("error", f"{type(error).__name__}: {str(error)[:200]}"))


def _bound_memory(memory: int) -> None:
    """Let allocations far beyond the limit fail at once; what lies between is noticed by the parent's watch."""
    try:
        import resource

        import psutil
    except ImportError:
        return
    used = psutil.Process().memory_info().vms
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (used + memory + _SLACK, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent() -> None:
    """On Linux, die when the parent dies, however it died."""
    with contextlib.suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
