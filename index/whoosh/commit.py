"""Changes to an index directory: one writer at a time, each change whole or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexFault
from index.port import Entry
from index.whoosh.arrays import Array, sync, write_arrays
from index.whoosh.codec import NumpySegment
from index.whoosh.fields import schema
from index.whoosh.invert import Inverter
from index.whoosh.merge import due_merge, merged
from index.whoosh.segment import EXTENSION, Segment

NAME = "MAIN"

MOST_WORDS = 8_000_000
"""A segment is written when so many words are in memory (about 400 MB)."""

PATIENCE = 120.0
"""Seconds that a writer waits for the one before it."""


class Directory:
    """One Whoosh index directory: its table of contents, and how it changes."""

    def __init__(self, path: Path) -> None:
        from whoosh.filedb.filestore import FileStorage

        self.path = path
        self._storage = FileStorage(str(path))

    @classmethod
    def create(cls, path: Path) -> Directory:
        """A new empty index."""
        from whoosh.index import TOC

        path.mkdir(parents=True, exist_ok=True)
        directory = cls(path)
        TOC.create(directory._storage, schema(), NAME)
        sync(path)
        return directory

    def generation(self) -> int:
        """The number of the last commit, -1 where there is no index."""
        from whoosh.index import TOC

        return int(TOC._latest_generation(self._storage, NAME))

    def contents(self) -> tuple[int, list[NumpySegment]]:
        """The generation and its segments."""
        from whoosh.index import TOC

        toc = TOC.read(self._storage, NAME)
        return int(toc.generation), list(toc.segments)

    def segment(self, entry: NumpySegment) -> Segment:
        """The arrays of a segment."""
        return Segment(self.path / entry.make_filename(EXTENSION))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the write lock, after waiting for whoever has it."""
        lock = self._storage.lock(f"{NAME}_WRITELOCK")
        until = time.monotonic() + PATIENCE
        while not lock.acquire(blocking=False):
            if time.monotonic() > until:
                raise IndexFault(
                    f"Another process has been writing to the search index in {self.path} for two minutes. "
                    "Wait until it is done and try again."
                )
            time.sleep(0.02)
        try:
            yield
        finally:
            lock.release()

    def write(self, entries: Iterable[Entry], *, fresh: bool = False) -> None:
        """Add or replace entries, in commits that memory bounds; `fresh` says that none is in the index yet."""
        inverter = Inverter()
        batch: dict[str, Entry] = {}
        words = 0
        for entry in entries:
            batch[entry.id] = entry
            words += len(entry.body) // 6
            if words >= MOST_WORDS:
                self._write_batch(batch, inverter, fresh)
                inverter, batch, words = Inverter(), {}, 0
        if batch:
            self._write_batch(batch, inverter, fresh)

    def _write_batch(self, batch: dict[str, Entry], inverter: Inverter, fresh: bool) -> None:
        for entry in batch.values():
            inverter.add(entry)
        arrays, note = inverter.arrays()
        with self.locked():
            generation, segments = self.contents()
            if not fresh:
                self._delete(segments, batch)
            segments.append(self._save(arrays, note))
            self._commit(generation + 1, self._merge(segments))

    def remove(self, ids: Iterable[str]) -> None:
        """Take entries out."""
        with self.locked():
            generation, segments = self.contents()
            if self._delete(segments, ids):
                self._commit(generation + 1, segments)

    def _delete(self, segments: Sequence[NumpySegment], ids: Iterable[str]) -> int:
        opened = [(entry, self.segment(entry)) for entry in segments]
        deleted = 0
        for id in ids:
            for entry, segment in opened:
                number = segment.find("id", id)
                if number is None:
                    continue
                document = int(segment.postings(number).documents[0])
                if not entry.is_deleted(document):
                    entry.delete_document(document)
                    deleted += 1
        return deleted

    def _save(self, arrays: dict[str, Array], note: dict[str, Any]) -> NumpySegment:
        entry = NumpySegment(NAME, int(note["documents"]))
        write_arrays(self.path / entry.make_filename(EXTENSION), arrays, note)
        return entry

    def _merge(self, segments: list[NumpySegment]) -> list[NumpySegment]:
        segments = [entry for entry in segments if entry.doc_count()]
        while chosen := due_merge(segments):
            parts = [(self.segment(entry), set(entry.deleted_docs())) for entry in chosen]
            arrays, note = merged(parts)
            segments = [entry for entry in segments if entry not in chosen]
            segments.append(self._save(arrays, note))
        return segments

    def _commit(self, generation: int, segments: list[NumpySegment]) -> None:
        """Make the segments the index: their files are on the disk before the table of contents names them."""
        from whoosh.index import TOC, clean_files

        sync(self.path)
        toc = TOC(schema(), segments, generation)
        # Written under another number first, so that the file is on the disk when it gets its name.
        name = TOC._filename(NAME, generation)
        toc.write(_Aside(self._storage), NAME)
        with (self.path / f"{name}.new").open("rb") as file:
            os.fsync(file.fileno())
        (self.path / f"{name}.new").rename(self.path / name)
        sync(self.path)
        clean_files(self._storage, NAME, generation, segments)
        # What a killed writer left of its table of contents; we hold the lock, so nobody is writing one.
        for leftover in self.path.glob(f"_{NAME}_*.toc.*"):
            leftover.unlink(missing_ok=True)


class _Aside:
    """The storage, but a table of contents that is put in its place gets the ending `.new`."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage

    def create_file(self, name: str) -> Any:
        return self._storage.create_file(name)

    def rename_file(self, old: str, new: str, safe: bool = False) -> None:
        # A file of that name is left over from a writer that was killed.
        self._storage.rename_file(old, f"{new}.new", safe=False)
