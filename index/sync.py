"""Keeps an index equal to the catalogue: whatever differs in version is written, whatever is gone is removed.

An index that is equal is sealed with the revision of the catalogue, so that nothing need be compared as long as neither
changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive.home import Home
from index.entries import ENTRY_VERSION, entries, texts_of, versions_of
from index.port import Entry, SearchEngine, StaleIndex, open_engine

if TYPE_CHECKING:
    from archive.catalogue import Catalogue
    from archive.shelf import Shelf

PORTION = 1000
"""Entries written in one commit."""


@contextmanager
def open_index(home: Home) -> Iterator[SearchEngine]:
    """The search engine of an archive, equal to its catalogue; a stale or damaged index is built anew."""
    engine = open_for(home)
    try:
        if engine.sealed() != _word(home.shelf):
            synchronise(home.catalogue, engine)
        yield engine
    finally:
        engine.close()


def open_for(home: Home) -> SearchEngine:
    """The search engine of an archive as it is; where there is none, or none that can be read, an empty one."""
    try:
        return open_engine(home.index_url, texts_of(home.shelf))
    except StaleIndex:
        return open_engine(home.index_url, texts_of(home.shelf), create=True)


def synchronise(
    catalogue: Catalogue, engine: SearchEngine, progress: Callable[[int, int], None] = lambda done, all: None
) -> int:
    """Bring the engine up to the catalogue; the number of entries written or removed.

    `progress` is told how many of how many are written. An empty engine is filled in one go, aside.
    """
    # Read before the versions: what comes in meanwhile makes the seal one of an older catalogue, which is only slower.
    word = _word(catalogue)
    if engine.sealed() == word:
        return 0
    wanted, there = versions_of(catalogue), engine.versions()
    changed = [id for id, version in wanted.items() if there.get(id) != version]
    gone = [id for id in there if id not in wanted]
    if not there and len(changed) > PORTION:
        return rebuild(catalogue, engine, progress)
    if gone:
        engine.remove(gone)
    for start in range(0, len(changed), PORTION):
        engine.write(entries(catalogue, changed[start : start + PORTION]))
        progress(min(start + PORTION, len(changed)), len(changed))
    engine.seal(word)
    return len(changed) + len(gone)


def _word(catalogue: Catalogue | Shelf) -> str:
    """What an index that is equal to the catalogue is sealed with."""
    return f"{ENTRY_VERSION}.{catalogue.revision()}"


def rebuild(
    catalogue: Catalogue, engine: SearchEngine, progress: Callable[[int, int], None] = lambda done, all: None
) -> int:
    """Replace the engine's content by the catalogue's, while searches go on; the number of entries."""
    ids: Sequence[str] = list(versions_of(catalogue))

    def every() -> Iterator[Entry]:
        for start in range(0, len(ids), PORTION):
            yield from entries(catalogue, ids[start : start + PORTION])
            progress(min(start + PORTION, len(ids)), len(ids))

    engine.rebuild(every())
    # What others wrote while the new index was made went to the old one.
    synchronise(catalogue, engine)
    return len(ids)
