"""Keeps an index equal to the catalogue: whatever differs in version is written, whatever is gone is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from archive.catalogue import Catalogue
from archive.home import Home
from index.entries import entries, texts_of, versions_of
from index.port import Entry, SearchEngine, StaleIndex, open_engine

PORTION = 1000
"""Entries written in one commit."""


@contextmanager
def open_index(home: Home) -> Iterator[SearchEngine]:
    """The search engine of an archive, equal to its catalogue; a stale or damaged index is built anew."""
    engine = open_for(home)
    try:
        synchronise(home.catalogue, engine)
        yield engine
    finally:
        engine.close()


def open_for(home: Home) -> SearchEngine:
    """The search engine of an archive as it is; where there is none, or none that can be read, an empty one."""
    try:
        return open_engine(home.index_url, texts_of(home.catalogue))
    except StaleIndex:
        return open_engine(home.index_url, texts_of(home.catalogue), create=True)


def synchronise(
    catalogue: Catalogue, engine: SearchEngine, progress: Callable[[int, int], None] = lambda done, all: None
) -> int:
    """Bring the engine up to the catalogue; the number of entries written or removed.

    `progress` is told how many of how many are written. An empty engine is filled in one go, aside.
    """
    wanted, there = versions_of(catalogue), engine.versions()
    changed = [id for id, version in wanted.items() if there.get(id) != version]
    gone = [id for id in there if id not in wanted]
    if not there and len(changed) > PORTION:
        rebuild(catalogue, engine, progress)
        return len(changed)
    if gone:
        engine.remove(gone)
    for start in range(0, len(changed), PORTION):
        engine.write(entries(catalogue, changed[start : start + PORTION]))
        progress(min(start + PORTION, len(changed)), len(changed))
    return len(changed) + len(gone)


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
