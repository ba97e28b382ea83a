"""The files that a person handed in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk: its absolute path, its name below the folder that was handed in, size and time of change."""

    path: Path
    name: str
    size: int
    modified: float

    @property
    def id(self) -> str:
        """The path as the catalogue knows it."""
        return str(self.path)


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The files at `paths` and in folders below them, each once, in order of name; hidden files are left out.

    Links are followed for files named outright, not inside folders, so that a folder cannot lead out of itself.
    """
    seen: set[Path] = set()
    for given in paths:
        root = given.resolve()
        for path in _files(root):
            if path not in seen:
                seen.add(path)
                facts = path.stat()
                name = str(path.relative_to(root.parent)) if root.is_dir() else path.name
                yield Source(path, name, facts.st_size, facts.st_mtime)


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path
