"""The words of `data/cues.toml` as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("extractors.parsing") / "data" / "cues.toml").read_text(encoding="utf-8"))


@cache
def words(*path: str) -> tuple[str, ...]:
    """The list of expressions at a path of the table ("kinds", "news", "body")."""
    at: Any = _table()
    for name in path:
        at = at.get(name, {})
    return tuple(at)


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """The expressions at a path as alternatives of one pattern that ignores case."""
    return re.compile("|".join(f"(?:{word})" for word in words(*path)) or r"(?!)", re.I)


@cache
def patterns(*path: str) -> tuple[re.Pattern[str], ...]:
    """The expressions at a path one by one, with ^ and $ at line ends, for a text in lower case.

    Not with `re.I`: without it the search for a word is several times as fast.
    """
    return tuple(re.compile(word, re.M) for word in words(*path))


@cache
def months() -> dict[str, int]:
    """Names and short forms of months in both languages, in lower case."""
    return {name: int(number) for number, names in _table()["months"].items() for name in names}
