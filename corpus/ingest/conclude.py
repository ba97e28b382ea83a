"""What follows a document's reading: stories, the register, the index."""

from __future__ import annotations

from archive.home import Home
from archive.register.desk import Desk
from corpus.ingest.stories import Stories
from index.port import SearchEngine
from index.sync import open_for, synchronise


class Conclusions:
    """Brings stories, register and index up to what has been read, whenever it is told to."""

    def __init__(self, home: Home) -> None:
        self._catalogue = home.catalogue
        self._home = home
        self._desk = Desk(home.catalogue)
        self._stories = Stories(home.catalogue)
        self._engine: SearchEngine | None = None

    def update(self) -> None:
        """Group, conclude and index what has come in since the last time."""
        self._stories.update()
        self._desk.update()
        if self._engine is None:
            self._engine = open_for(self._home)
        synchronise(self._catalogue, self._engine)

    def close(self) -> None:
        """Let go of the index."""
        if self._engine is not None:
            self._engine.close()
