"""A progress bar with rate and time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")


class Bar:
    """A listener that moves a bar."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self._total = 0

    def found(self, files: int) -> None:
        """Lengthen the bar."""
        self._total += files
        self._bar.update(self._task, total=self._total)

    def finished(self, name: str) -> None:
        """Move on by one file."""
        self._bar.update(self._task, advance=1, name=name if len(name) <= 40 else "…" + name[-39:])


@contextmanager
def bar() -> Iterator[Bar]:
    """A listener that draws on the terminal's error stream while the context lasts."""
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    console = Console(stderr=True)
    # A log file or a pipe gets the summary alone.
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield Bar(progress, progress.add_task("read", total=None, name=""))
