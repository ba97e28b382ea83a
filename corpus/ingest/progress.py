"""Who is told how far a run is: nobody, or a bar on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.ingest.run import Listener


class Silent:
    """A listener for scripts and tests."""

    def found(self, files: int) -> None:
        """Nothing is shown."""

    def finished(self, name: str) -> None:
        """Nothing is shown."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Listener]:
    """A listener that draws a bar on the terminal's error stream, or none when `quiet`."""
    if quiet:
        yield Silent()
        return
    from corpus.ingest.bar import bar

    with bar() as listener:
        yield listener
