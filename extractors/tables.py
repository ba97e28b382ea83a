"""Reads the word lists of the extractors."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parent / "data"
_CODE_AND_DATA = {".py", ".tsv", ".toml", ".json", ".sqlite"}


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.tsv` as mappings from column to cell.

    The first line that is no comment names the columns; lines that begin with "#" say where the list comes from.
    """
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    header = kept[0]
    return tuple(
        {column: cell.strip() for column, cell in zip(header, line + [""] * len(header), strict=False)}
        for line in kept[1:]
    )


def column(name: str, value: str, **where: str) -> tuple[str, ...]:
    """The cells of column `value` in the rows of a list in which every column of `where` has the given cell."""
    return tuple(row[value] for row in rows(name) if all(row[key] == wanted for key, wanted in where.items()))


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; a space stands for any run of white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_pattern(word) for word in ordered) + ")"


def _pattern(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def digest(*paths: Path) -> str:
    """SHA-256 over the names and contents of files and of the files in folders, however deep, in the order of names."""
    state = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in _CODE_AND_DATA:
                state.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return state.hexdigest()
