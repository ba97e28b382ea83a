"""Looks up the terms of a word list in a passage: the longest term at each place."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from extractors.mentions.passages import BORDER, Word, split_words
from extractors.tables import rows

_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")
_KNOWN = 20_000
_LOWER = operator.attrgetter("lower")


class Hit(NamedTuple):
    """A term found in a passage: indices of its words, its codes and its score."""

    start: int
    end: int
    codes: tuple[str, ...]
    score: float


@dataclass
class _Node:
    steps: dict[str, _Node] = field(default_factory=dict)
    prefixes: list[tuple[str, _Node]] = field(default_factory=list)
    codes: tuple[str, ...] = ()
    score: float = 1.0


class _Opening(dict[str, bool]):
    """Whether a term begins with a word; the answers are kept, for texts use the same words again and again."""

    def __init__(self, root: _Node) -> None:
        self._first = root.steps
        self._prefixes = tuple(prefix for prefix, _ in root.prefixes)

    def __missing__(self, lower: str) -> bool:
        first = self._first
        opens = (
            lower in first or lower.startswith(self._prefixes) or (lower.endswith(_ENDINGS) and _bare(lower) in first)
        )
        if len(self) >= _KNOWN:
            self.clear()
        self[lower] = opens
        return opens


class Lexicon:
    """Terms with their codes; "nota kesepa*" stands for any ending of its last word, and "*" for any one word."""

    def __init__(self, terms: Iterable[tuple[str, str, float]]) -> None:
        self._root = _Node()
        for term, code, score in terms:
            self._add(term, code, score)
        self._opening = _Opening(self._root)

    def _add(self, term: str, code: str, score: float) -> None:
        node = self._root
        for word in _split(term):
            if word.endswith("*"):
                following = next((n for prefix, n in node.prefixes if prefix == word[:-1]), None)
                if following is None:
                    following = _Node()
                    node.prefixes.append((word[:-1], following))
                node = following
            else:
                node = node.steps.setdefault(word, _Node())
        if code not in node.codes:
            node.score = score if not node.codes else max(node.score, score)
            node.codes += (code,)

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """The terms in the words, the longest at each place, none overlapping another."""
        free = 0
        # Without a step of Python for each word: most begin no term.
        openings = map(self._opening.__getitem__, map(_LOWER, words))
        for at in compress(range(len(words)), openings):
            hit = self._longest(words, at) if at >= free else None
            if hit is not None:
                yield hit
                free = hit.end

    def _longest(self, words: Sequence[Word], at: int) -> Hit | None:
        best: Hit | None = None
        stack = [(self._root, at)]
        while stack:
            node, index = stack.pop()
            if node.codes and (best is None or index > best.end):
                best = Hit(at, index, node.codes, node.score)
            if index >= len(words) or words[index].text == BORDER:
                continue
            lower = words[index].lower
            forms = {lower, _bare(lower)} if lower.endswith(_ENDINGS) else (lower,)
            stack += [(node.steps[form], index + 1) for form in forms if form in node.steps]
            if node.prefixes:
                stack += [(following, index + 1) for prefix, following in node.prefixes if lower.startswith(prefix)]
        return best


def _bare(word: str) -> str:
    """The word without an Indonesian particle: "budayanya" is "budaya"."""
    return next((word[: -len(e)] for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 4), word)


@functools.lru_cache(maxsize=8192)
def _split(term: str) -> tuple[str, ...]:
    """The words of a term as a passage splits them, a final "*" left on."""
    star = "\ue000"  # A letter of nobody's alphabet, so that the star stays with its word.
    out: list[str] = []
    for part in term.replace(" * ", f" {star} ").split():
        if part == star:
            out.append("*")
            continue
        words = [word.lower() for word in split_words(part.rstrip("*"))]
        if part.endswith("*") and words:
            words[-1] += "*"
        out += words
    return tuple(out)


@functools.cache
def vague(table: str) -> dict[str, float]:
    """The scores of the vague terms of one table."""
    return {row["term"]: float(row["score"]) for row in rows("vague") if row["table"] == table}
