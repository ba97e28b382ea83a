"""Rows of gold and of predictions, in files of one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.errors import NaskahError
from corpus.evaluation.matching import Row


def base_name(document: str) -> str:
    """The last part of a document's path: what rows are matched by."""
    return document.rpartition("/")[2]


def read_rows(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of a file by the base name of their "doc". Raises NaskahError where the file cannot be read."""
    rows: dict[str, dict[str, Any]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NaskahError(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                rows[base_name(row["doc"])] = row
            except (ValueError, KeyError, TypeError) as error:
                raise NaskahError(f"Line {number} of {path} is no JSON object with a document name.") from error
    return rows


def named_as_gold(found: Mapping[str, Row], gold: Mapping[str, Row]) -> dict[str, Row]:
    """The found rows under the names of the gold: a row named after a source text (d001.txt) gets its sample's name."""
    names = {f"{row['source']}.txt": name for name, row in gold.items() if "source" in row}
    return {names.get(name, name) if name not in gold else name: row for name, row in found.items()}


def of_group(rows: Mapping[str, Row], slot: str) -> dict[str, dict[str, Row]]:
    """The rows by the value of a slot ("kind", "lang"), in the order in which values first occur."""
    groups: dict[str, dict[str, Row]] = {}
    for name, row in rows.items():
        groups.setdefault(str(row.get(slot)), {})[name] = row
    return groups
