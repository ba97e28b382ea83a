"""Looks up the terms of word lists in a passage: the longest term at each place."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from extractors.mentions.passages import BORDER, split_words
from extractors.remembered import Remembered
from extractors.tables import rows

_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")

Term = tuple[str, str, float]
"""A term with its code and score; "nota kesepa*" stands for any ending of its last word, and "*" for any one word."""


class Hit(NamedTuple):
    """A term found in a passage: indices of its words, its codes and its score."""

    start: int
    end: int
    codes: tuple[str, ...]
    score: float


class _Entry(NamedTuple):
    """The codes and the score of a term in one list."""

    codes: tuple[str, ...]
    score: float


@dataclass(slots=True)
class _Node:
    """Where terms stand that begin alike, with what those that end there are in each list.

    Of its prefixes the last that was added comes first.
    """

    steps: dict[str, _Node] = field(default_factory=dict)
    prefixes: list[tuple[str, _Node]] = field(default_factory=list)
    entries: dict[str, _Entry] = field(default_factory=dict)


class Lexicon:
    """The terms of several lists, which are looked up in one go, for most words begin no term of any."""

    def __init__(self, lists: Mapping[str, Iterable[Term]]) -> None:
        self._lists = tuple(lists)
        self._root = _Node()
        for name, terms in lists.items():
            for term, code, score in terms:
                _add(name, code, score, self._end_of(term))
        self._opening = Remembered(functools.partial(_following, self._root))

    def _end_of(self, term: str) -> _Node:
        """Where a term ends, with the way there made."""
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
        return node

    def hits(self, words: Sequence[str]) -> dict[str, list[Hit]]:
        """By their lists the terms in the words, which are in lower case: of each list the longest at each place.

        None overlaps another of its list.
        """
        found: dict[str, list[Hit]] = {name: [] for name in self._lists}
        free = dict.fromkeys(self._lists, 0)
        # Without a step of Python for each word.
        openings = list(map(self._opening.__getitem__, words))
        for at in compress(range(len(words)), openings):
            for name, hit in _longest(openings[at], words, at).items():
                if at >= free[name]:
                    found[name].append(hit)
                    free[name] = hit.end
        return found


def _add(name: str, code: str, score: float, node: _Node) -> None:
    """Gives a code to the term of a list that ends at a node; of several codes the best score counts."""
    known = node.entries.get(name)
    if known is None:
        node.entries[name] = _Entry((code,), score)
    elif code not in known.codes:
        node.entries[name] = _Entry((*known.codes, code), max(known.score, score))


def _following(node: _Node, lower: str) -> list[_Node]:
    """Where the terms go on that have come to a node, behind a word; no term crosses a border."""
    if lower == BORDER:
        return []
    found = [following for prefix, following in node.prefixes if lower.startswith(prefix)] if node.prefixes else []
    steps = node.steps
    if (bare := _known_bare[lower]) in steps:
        found.append(steps[bare])
    if lower in steps:
        found.append(steps[lower])
    return found


def _longest(nodes: Sequence[_Node], words: Sequence[str], at: int) -> dict[str, Hit]:
    """The longest term of each list that begins at a word, from where that word leads to."""
    found: dict[str, Hit] = {}
    end = at
    while nodes:
        end += 1
        for node in nodes:
            for name, entry in node.entries.items():
                if name not in found or found[name].end < end:
                    found[name] = Hit(at, end, *entry)
        if end == len(words):
            break
        nodes = [one for node in nodes if node.steps or node.prefixes for one in _following(node, words[end])]
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
