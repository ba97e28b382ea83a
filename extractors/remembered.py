"""What is told of single words, kept from one text to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_MOST = 20_000

Told = TypeVar("Told")


class Remembered(dict[str, Told]):
    """What a function tells of each word, kept, for texts use the same words again and again.

    Unlike `lru_cache` it is looked up like any dictionary, also by `map`, and keeps no order of use.
    """

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> Told:
        if len(self) >= _MOST:
            self.clear()
        self[word] = told = self._tell(word)
        return told
