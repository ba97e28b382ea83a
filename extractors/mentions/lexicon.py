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
_LOWER = operator.itemgetter(Word._fields.index("lower"))


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


class _Opening(dict[str, tuple[_Node, ...]]):
    """Where the terms go on that begin with a word; kept, for texts use the same words again and again."""

    def __init__(self, root: _Node) -> None:
        self._root = root

    def __missing__(self, lower: str) -> tuple[_Node, ...]:
        if len(self) >= _KNOWN:
            self.clear()
        self[lower] = found = () if lower == BORDER else tuple(_following(self._root, lower))
        return found


def _following(node: _Node, lower: str) -> list[_Node]:
    """Where the terms go on that have come to a node, behind a word."""
    steps = node.steps
    found = [steps[lower]] if lower in steps else []
    if lower.endswith(_ENDINGS) and (bare := _bare(lower)) != lower and bare in steps:
        found.append(steps[bare])
    return found + [following for prefix, following in node.prefixes if lower.startswith(prefix)]


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
        openings = list(map(self._opening.__getitem__, map(_LOWER, words)))
        for at in compress(range(len(words)), openings):
            hit = _longest(openings[at], words, at) if at >= free else None
            if hit is not None:
                yield hit
                free = hit.end


def _longest(opening: Iterable[_Node], words: Sequence[Word], at: int) -> Hit | None:
    """The longest term that begins at a word, from where it leads to."""
    best: Hit | None = None
    stack = [(node, at + 1) for node in opening]
    while stack:
        node, index = stack.pop()
        if node.codes and (best is None or index > best.end):
            best = Hit(at, index, node.codes, node.score)
        if (node.steps or node.prefixes) and index < len(words) and words[index].text != BORDER:
            stack += [(following, index + 1) for following in _following(node, words[index].lower)]
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
