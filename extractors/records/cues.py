"""Trigger words: what the words of a sentence do to an agreement."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from extractors.records.inflection import forms
from extractors.records.words import Word, bare

CUES = Path(__file__).parent / "data" / "cues.toml"
_BRACES = re.compile(r"\{([^{}]*)\}")
_SET = re.compile(r"\$(\w+)")
_GAP = "~"
_IDIOM = "skip"
_LONGEST_GAP = 3
_PARTED = frozenset({"di", "ke", "ber", "ter"})
"""Prefixes that hurried writers part from their verb ("di teken")."""


class Cue(NamedTuple):
    """A trigger in a text: its class and the characters it covers."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A state of the trie: what ends here, and what may follow."""

    names: list[str] = field(default_factory=list)
    following: dict[str, _Node] = field(default_factory=dict)


def expand(pattern: str) -> Iterator[str]:
    """Every word sequence that a pattern with braces and marked words stands for."""
    parts = _BRACES.split(pattern)
    choices = [[part] if place % 2 == 0 else part.split(",") for place, part in enumerate(parts)]
    for chosen in itertools.product(*choices):
        for sequence in itertools.product(*(forms(word) for word in "".join(chosen).lower().split())):
            yield " ".join(sequence)


@cache
def _trie() -> _Node:
    root = _Node()
    tables = tomllib.loads(CUES.read_text(encoding="utf-8"))
    sets = tables.pop("sets")
    for name, table in tables.items():
        for pattern in table["words"]:
            for sequence in expand(_SET.sub(lambda match: ",".join(sets[match[1]]), pattern)):
                _insert(root, sequence.split(), name)
    return root


def _insert(root: _Node, sequence: Sequence[str], name: str) -> None:
    node = root
    for word in sequence:
        node = node.following.setdefault(word, _Node())
    if sequence and name not in node.names:
        node.names.append(name)


def find(line: Sequence[Word]) -> list[Cue]:
    """The cues among the words of a sentence in order; of two of one class at one place the longer counts."""
    root = _trie()
    cues: list[Cue] = []
    reached: dict[str, int] = {}
    for place, word in enumerate(line):
        if not _opens(word.form):
            continue
        if word.form == "no" and place + 1 < len(line) and line[place + 1].form[0].isdigit():
            # A number ("No. 3"), not a denial.
            continue
        for name, last in _matches(root, line, place):
            if reached.get(name, -1) < last:
                reached[name] = last
                cues.append(Cue(name, word.start, line[last].end))
    return _without_idioms(cues)


@lru_cache(maxsize=1 << 16)
def _opens(form: str) -> bool:
    """True for a word with which a pattern may begin."""
    first = _trie().following
    return form in first or bare(form) in first or form in _PARTED


def _without_idioms(cues: list[Cue]) -> list[Cue]:
    """The cues outside fixed expressions ("akan tetapi" is no future)."""
    idioms = [cue for cue in cues if cue.name == _IDIOM]
    if not idioms:
        return cues
    return [cue for cue in cues if not any(idiom.start <= cue.start and cue.end <= idiom.end for idiom in idioms)]


def _matches(root: _Node, line: Sequence[Word], place: int) -> list[tuple[str, int]]:
    """The classes that a pattern beginning at `place` gives, each with the last word of the longest such pattern."""
    longest: dict[str, int] = {}
    waiting = [(root, place)]
    while waiting:
        node, at = waiting.pop()
        for name in node.names:
            longest[name] = max(longest.get(name, -1), at - 1)
        following = node.following
        if not following or at >= len(line):
            continue
        form = line[at].form
        if form in _PARTED and at + 1 < len(line) and (joined := form + line[at + 1].form) in following:
            waiting.append((following[joined], at + 2))
        if form in following:
            waiting.append((following[form], at + 1))
        if (stem := bare(form)) != form and stem in following:
            waiting.append((following[stem], at + 1))
        if _GAP in following:
            rest = len(line) - at
            waiting.extend((following[_GAP], at + skip) for skip in range(min(_LONGEST_GAP + 1, rest)))
    return list(longest.items())
