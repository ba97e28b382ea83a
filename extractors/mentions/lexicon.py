"""Looks up the terms of a word list in a passage: the longest term at each place."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from extractors.mentions.passages import BORDER, split_words
from extractors.remembered import Remembered
from extractors.tables import rows

_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")


class Hit(NamedTuple):
    """A term found in a passage: indices of its words, its codes and its score."""

    start: int
    end: int
    codes: tuple[str, ...]
    score: float


@dataclass(slots=True)
class _Node:
    """Where terms stand that begin alike; of its prefixes the last that was added comes first."""

    steps: dict[str, _Node] = field(default_factory=dict)
    prefixes: list[tuple[str, _Node]] = field(default_factory=list)
    codes: tuple[str, ...] = ()
    score: float = 1.0


def _following(node: _Node, lower: str) -> list[_Node]:
    """Where the terms go on that have come to a node, behind a word; no term crosses a border."""
    found: list[_Node] = []
    if lower == BORDER:
        return found
    for prefix, following in node.prefixes:
        if lower.startswith(prefix):
            found.append(following)
    bare = _known_bare[lower]
    if bare in node.steps:
        found.append(node.steps[bare])
    if lower in node.steps:
        found.append(node.steps[lower])
    return found


class Lexicon:
    """Terms with their codes; "nota kesepa*" stands for any ending of its last word, and "*" for any one word."""

    def __init__(self, terms: Iterable[tuple[str, str, float]]) -> None:
        self._root = _Node()
        for term, code, score in terms:
            self._add(term, code, score)
        self._opening = Remembered(functools.partial(_following, self._root))

    def _add(self, term: str, code: str, score: float) -> None:
        node = self._root
        for word in _split(term):
            if word.endswith("*"):
                following = next((n for prefix, n in node.prefixes if prefix == word[:-1]), None)
                if following is None:
                    following = _Node()
                    node.prefixes.insert(0, (word[:-1], following))
                node = following
            else:
                node = node.steps.setdefault(word, _Node())
        if code not in node.codes:
            node.score = score if not node.codes else max(node.score, score)
            node.codes += (code,)

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """The terms in the words, which are in lower case, the longest at each place, none overlapping another."""
        free = 0
        # Without a step of Python for each word: most begin no term.
        openings = list(map(self._opening.__getitem__, words))
        for at in compress(range(len(words)), openings):
            hit = _longest(openings[at], words, at) if at >= free else None
            if hit is not None:
                yield hit
                free = hit.end


def _longest(nodes: Sequence[_Node], words: Sequence[str], at: int) -> Hit | None:
    """The longest term that begins at a word, from where it leads to."""
    found: Hit | None = None
    end = at
    while nodes:
        end += 1
        following = words[end] if end < len(words) else BORDER
        further: list[_Node] = []
        for node in nodes:
            if node.codes and (found is None or found.end < end):
                found = Hit(at, end, node.codes, node.score)
            if node.steps or node.prefixes:
                further += _following(node, following)
        nodes = further
    return found


def _bare(word: str) -> str:
    """The word without an Indonesian particle: "budayanya" is "budaya"; nothing where it has none."""
    return next((word[: -len(e)] for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 4), "")


_known_bare = Remembered(_bare)


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
