"""The files that a person handed in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.parsing.litter import is_litter, is_page_part

_PAGES = {".html", ".htm", ".xhtml"}


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


def find_sources(paths: Iterable[Path], left_out: Callable[[Path], None] = lambda path: None) -> Iterator[Source]:
    """The files at `paths` and in folders below them, each once, in order of name; hidden files are left out.

    So are files that are no documents of their own (see `litter`); `left_out` is told of each. Links are followed for
    files named outright, not inside folders, so that a folder cannot lead out of itself.
    """
    seen: set[Path] = set()
    for given in paths:
        root = given.resolve()
        for path in _files(root, left_out):
            if path not in seen:
                seen.add(path)
                facts = path.stat()
                name = str(path.relative_to(root.parent)) if root.is_dir() else path.name
                yield Source(path, name, facts.st_size, facts.st_mtime)


def _files(root: Path, left_out: Callable[[Path], None]) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    pages: set[str] = set()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        pages |= {path.relative_to(root).as_posix() for path in paths if path.suffix.lower() in _PAGES}
        for path in paths:
            place = path.relative_to(root).as_posix()
            if not path.is_file() or path.is_symlink():
                continue
            if is_litter(place) or is_page_part(place, pages):
                left_out(path)
            else:
                yield path
