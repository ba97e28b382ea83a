"""Workers that hang, crash or eat memory."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from archive.model import Fault
from extractors.parsing.guard import GuardedWorker
from extractors.parsing.limits import Limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits")


@pytest.fixture(scope="module")
def worker() -> Iterator[GuardedWorker]:
    with GuardedWorker(Limits(seconds=60, memory=200 * 1024 * 1024)) as guarded:
        yield guarded


def test_results_come_back_and_the_process_is_kept(worker: GuardedWorker) -> None:
    assert worker.call(os.getpid) == worker.call(os.getpid)
    assert worker.call(sorted, [3, 1, 2]) == [1, 2, 3]


def test_errors_are_faults(worker: GuardedWorker) -> None:
    found = worker.call(int, "x")
    assert isinstance(found, Fault)
    assert (found.code, "ValueError" in found.message) == ("failed", True)


def test_a_hanging_call_is_stopped(worker: GuardedWorker) -> None:
    began = time.monotonic()
    found = worker.call(time.sleep, 60, seconds=0.3)
    assert isinstance(found, Fault)
    assert found.code == "timeout"
    assert time.monotonic() - began < 5
    assert worker.call(abs, -1) == 1


def test_children_of_a_hanging_call_are_stopped_too(worker: GuardedWorker) -> None:
    found = worker.call(subprocess.run, ["sleep", "61.25"], seconds=0.5)
    assert isinstance(found, Fault)
    time.sleep(0.2)
    own = psutil.Process().children(recursive=True)
    assert not [child for child in own if "61.25" in " ".join(child.cmdline())]


def test_a_crash_is_named(worker: GuardedWorker) -> None:
    found = worker.call(ctypes.string_at, 0)
    assert isinstance(found, Fault)
    assert found.code == "crashed"
    assert "SIGSEGV" in found.message
    assert worker.call(abs, -1) == 1


def test_sudden_ends_are_named(worker: GuardedWorker) -> None:
    found = worker.call(os._exit, 3)
    assert isinstance(found, Fault)
    assert "3" in found.message


def test_a_memory_hog_is_stopped(worker: GuardedWorker) -> None:
    found = worker.call(bytearray, 4 * 1024**3)
    assert isinstance(found, Fault)
    assert found.code == "out_of_memory"
    assert worker.call(abs, -1) == 1


def test_slow_growth_is_noticed(worker: GuardedWorker) -> None:
    # 400 MB that stay, in a worker that may hold 200: within the address space, but not within the limit.
    found = worker.call(subprocess.run, [sys.executable, "-c", "import time; x = b'1' * 400_000_000; time.sleep(60)"])
    assert isinstance(found, Fault)
    assert found.code == "out_of_memory"


def test_what_cannot_be_sent_is_an_error_of_the_caller(worker: GuardedWorker) -> None:
    with pytest.raises(TypeError, match="picklable"):
        worker.call(lambda: 1)


def test_a_result_that_cannot_be_sent_is_a_fault(worker: GuardedWorker) -> None:
    found = worker.call(open, os.devnull)
    assert isinstance(found, Fault)
    assert found.code == "failed"


def test_closing_ends_the_process() -> None:
    worker = GuardedWorker(Limits(seconds=5))
    pid = worker.call(os.getpid)
    worker.close()
    assert not psutil.pid_exists(pid)
    worker.close()
