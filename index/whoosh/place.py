"""Where an index lives: a folder with one complete index in it, and a small file that says which.

A rebuild makes a second index beside the first and then changes the small file, which is atomic. The file also says by
which schema and analysis the index was written.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.analysis.version import analysis_version
from index.errors import IndexFault, StaleIndex
from index.whoosh.arrays import sync
from index.whoosh.fields import SCHEMA_VERSION

POINTER = "current.json"
SEAL = "seal.json"


@dataclass(frozen=True, slots=True)
class Current:
    """The index in use and what wrote it."""

    folder: str
    schema: int
    analysis: str


def stamp(folder: str) -> Current:
    """A new index of today's schema and analysis."""
    return Current(folder, SCHEMA_VERSION, analysis_version())


def new_folder() -> str:
    """A name for a new index."""
    return f"index-{uuid.uuid4().hex[:12]}"


def read_pointer(root: Path) -> Current | None:
    """Which index is in use; None where there is none yet. Raises StaleIndex where it cannot be used."""
    try:
        text = (root / POINTER).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexFault(f"The search index in {root} cannot be read: {error.strerror}.") from error
    try:
        current = Current(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise StaleIndex(f"The search index in {root} is damaged. Run `naskah reindex`.") from error
    if current != stamp(current.folder):
        raise StaleIndex("The search index was made by another version of Naskah. Run `naskah reindex`.")
    return current


def write_pointer(root: Path, current: Current) -> None:
    """Put an index into use, whole or not at all."""
    _write(root / POINTER, asdict(current))


def read_seal(folder: Path, generation: int) -> str | None:
    """The word that was left about this generation of an index; None where it is about another one."""
    try:
        kept = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        return str(kept["word"]) if kept["generation"] == generation else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def write_seal(folder: Path, generation: int, word: str) -> None:
    """Leave a word about a generation of an index."""
    _write(folder / SEAL, {"generation": generation, "word": word})


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """Write a small file, whole or not at all."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync(path.parent)


def remove_others(root: Path, kept: str) -> None:
    """Remove indexes that are not in use; files that are open elsewhere stay readable there."""
    for folder in root.glob("index-*"):
        if folder.name != kept:
            shutil.rmtree(folder, ignore_errors=True)
