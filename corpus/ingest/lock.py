"""One run at a time: a second one waits for nothing and says so."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import NaskahError
from archive.home import Home


@contextmanager
def one_run(home: Home) -> Iterator[None]:
    """Hold the archive for this run. Raises NaskahError where another run holds it; a killed run lets go by itself."""
    path = home.path / ".run.lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            other = file.read().strip() or "unknown"
            raise NaskahError(
                f"Another run (process {other}) is adding to {home.path}. Wait for its end, or stop it, and try again."
            ) from error
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield
