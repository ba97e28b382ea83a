"""Expressions that are seldom there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from extractors.sieve import needed_strings


class Seldom:
    """An expression, whatever the case, and strings of which one stands wherever it is found.

    Most stretches of a text have none of the strings, which is told much sooner than that they have no match. The
    pattern is in lower case.
    """

    def __init__(self, pattern: str) -> None:
        self._expression = re.compile(pattern, re.IGNORECASE)
        self._strings = tuple(sorted(needed_strings(re.compile(pattern))))

    def search(self, lower: str, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`, which is `lower` in lower case."""
        return self._expression.search(text, start, end) if self.may_be_in(lower) else None

    def finditer(self, lower: str, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in `text[start:end]`, which is `lower` in lower case."""
        return self._expression.finditer(text, start, end) if self.may_be_in(lower) else iter(())

    def count(self, lower: str, text: str, start: int = 0, end: int = sys.maxsize) -> int:
        """How many matches there are in `text[start:end]`, which is `lower` in lower case."""
        return len(self._expression.findall(text, start, end)) if self.may_be_in(lower) else 0

    def may_be_in(self, lower: str) -> bool:
        """False for a text, in lower case, that has no match."""
        return any(string in lower for string in self._strings)
