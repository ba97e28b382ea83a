"""Jobs keep the workers busy, results that are there together are written together, and the writer does not rest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest

from corpus.ingest.schedule import Schedule


def done(value: int) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def test_results_that_are_there_together_are_handled_in_one() -> None:
    written: list[list[int]] = []

    @contextmanager
    def together() -> Iterator[None]:
        written.append([])
        yield

    schedule = Schedule(workers=1)
    for number in range(5):
        schedule.plan(lambda number=number: done(number), lambda value: written[-1].append(value))
    schedule.run(lambda: None, 60, together)
    assert len(written) == 1
    assert sorted(written[0]) == [0, 1, 2, 3, 4]


def test_jobs_are_started_ahead_but_not_all_at_once() -> None:
    started: list[int] = []
    schedule = Schedule(workers=1)

    def start(number: int) -> Future[Any]:
        started.append(number)
        return done(number)

    at_first_result: list[int] = []
    for number in range(100):
        schedule.plan(lambda number=number: start(number), lambda _: at_first_result.append(len(started)))
    schedule.run(lambda: None, 60, nullcontext)
    assert 2 <= at_first_result[0] < 100
    assert len(started) == 100


def test_what_takes_long_is_done_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.ingest.schedule._AHEAD", 1)
    calls: list[float] = []

    def slow() -> None:
        calls.append(time.monotonic())
        time.sleep(0.05)

    def work(_: Any) -> None:
        time.sleep(0.02)

    schedule = Schedule(workers=1)
    for number in range(40):
        schedule.plan(lambda number=number: done(number), work)
    began = time.monotonic()
    schedule.run(slow, 0.01, nullcontext)
    assert len(calls) <= 1 + (time.monotonic() - began) / 0.45
