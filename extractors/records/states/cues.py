"""Trigger words: what the words of a sentence do to an agreement."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.records.states.inflection import forms
from extractors.records.words import Word, bare, standard
from extractors.remembered import Remembered

CUES = Path(__file__).parents[1] / "data" / "cues.toml"
_BRACES = re.compile(r"\{([^{}]*)\}")
_SET = re.compile(r"\$(\w+)")
_GAP = "~"
_IDIOM = "skip"
_LONGEST_GAP = 3
_AGREEING = frozenset(
    {"sepakat", "bersepakat", "menyepakati", "disepakati", "agreed", "agree", "agrees", "mufakat", "bermufakat"}
)
_AGREED = frozenset({"terminate", "renew", "explore", "draft"})
_AGREED_REACH = 8
_HELD = frozenset({"tie", "exist", "active", "sign"})
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

    names: tuple[str, ...] = ()
    following: dict[str, _Node] = field(default_factory=dict)


def expand(pattern: str) -> Iterator[str]:
    """Every word sequence that a pattern with braces, also within braces, and marked words stands for."""
    choice = _BRACES.search(pattern)
    if choice is not None:
        for part in dict.fromkeys(choice[1].split(",")):
            yield from expand(pattern[: choice.start()] + part + pattern[choice.end() :])
        return
    for sequence in itertools.product(*(forms(word) for word in pattern.lower().split())):
        yield " ".join(sequence)


@cache
def _trie() -> _Node:
    root = _Node()
    tables = tomllib.loads(CUES.read_text(encoding="utf-8"))
    sets = tables.pop("sets")
    for name, table in tables.items():
        for pattern in table["words"]:
            for sequence in expand(_SET.sub(lambda match: ",".join(sets[match[1]]), pattern)):
                _insert(root, [standard(word) for word in sequence.split()], name)
    return root


def _insert(root: _Node, sequence: Sequence[str], name: str) -> None:
    node = root
    for word in sequence:
        following = node.following.get(word)
        if following is None:
            following = node.following[word] = _Node()
        node = following
    if sequence and name not in node.names:
        node.names += (name,)


def find(line: Sequence[Word]) -> list[Cue]:
    """The cues among the words of a sentence in order; of two of one class at one place the longer counts."""
    cues: list[Cue] = []
    reached: dict[str, int] = {}
    forms = [word.form for word in line]
    starts = enumerate(map(_known_starts.__getitem__, forms))
    for place, start in [(place, start) for place, start in starts if start is not None]:
        after = forms[place + 1] if place + 1 < len(forms) else ""
        seconds = start.seconds
        if seconds is not None and after not in seconds and bare(after) not in seconds:
            continue
        if forms[place] == "no" and after[:1].isdigit():
            # A number ("No. 3"), not a denial.
            continue
        word = line[place]
        for name, last in _matches(start.nodes, forms, place):
            if reached.get(name, -1) < last:
                reached[name] = last
                cues.append(Cue(name, word.start, line[last].end))
    return _without_agreeing(line, _without_put_off(_without_ended(_without_idioms(cues)))) if cues else cues


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the patterns are that begin with a word, and which words may come second; None where any may."""

    nodes: tuple[_Node, ...]
    seconds: frozenset[str] | None


def _start(form: str) -> _Start | None:
    """How patterns begin with the word; None where none does. There is none that begins with a gap."""
    first = _trie().following
    nodes = tuple(first[begin] for begin in dict.fromkeys((form, bare(form))) if begin in first)
    if any(node.names or _GAP in node.following for node in nodes):
        return _Start(nodes, None)
    seconds = {word for node in nodes for word in node.following}
    if form in _PARTED:
        seconds.update(word.removeprefix(form) for word in first if word.startswith(form))
    # A prefix that is parted from its verb ("di teken") may come second as well.
    return _Start(nodes, frozenset(seconds) | _PARTED) if seconds else None


_known_starts = Remembered(_start)


def _without_idioms(cues: list[Cue]) -> list[Cue]:
    """The cues outside fixed expressions ("akan tetapi" is no future)."""
    idioms = [cue for cue in cues if cue.name == _IDIOM]
    if not idioms:
        return cues
    return [cue for cue in cues if not any(idiom.start <= cue.start and cue.end <= idiom.end for idiom in idioms)]


def _without_ended(cues: list[Cue]) -> list[Cue]:
    """The cues but for a tie inside the words of its ending ("tidak terikat lagi")."""
    endings = [cue for cue in cues if cue.name == "expire"]
    if not endings:
        return cues
    return [
        cue
        for cue in cues
        if cue.name not in _HELD or not any(end.start < cue.start and cue.end <= end.end for end in endings)
    ]


def _without_put_off(cues: list[Cue]) -> list[Cue]:
    """The cues but for a refusal inside the words of a delay ("mundur ke Oktober")."""
    delays = [cue for cue in cues if cue.name == "progress"]
    if not delays:
        return cues
    return [
        cue
        for cue in cues
        if cue.name != "refuse" or not any(one.start <= cue.start and cue.end <= one.end for one in delays)
    ]


def _without_agreeing(line: Sequence[Word], cues: list[Cue]) -> list[Cue]:
    """The cues but for an agreeing on what is named right after it ("sepakat menghentikan", "agreed to explore")."""
    acts = [cue.start for cue in cues if cue.name in _AGREED]
    if not acts or not any(cue.name == "sign" for cue in cues):
        return cues
    agreed = {word.end for word in line if bare(word.form) in _AGREEING}
    if not agreed:
        return cues
    return [
        cue
        for cue in cues
        if cue.name != "sign"
        or not any(cue.start < end <= cue.end for end in agreed)
        or not any(0 <= start - cue.end <= _AGREED_REACH for start in acts)
    ]


def _matches(opened: Sequence[_Node], forms: Sequence[str], place: int) -> list[tuple[str, int]]:
    """The classes that a pattern beginning at `place` gives, each with the last word of the longest such pattern."""
    longest: dict[str, int] = {}
    waiting = [(node, place + 1) for node in opened]
    if forms[place] in _PARTED and place + 1 < len(forms):
        parted = _trie().following.get(forms[place] + forms[place + 1])
        waiting[:0] = [(parted, place + 2)] if parted is not None else []
    while waiting:
        node, at = waiting.pop()
        for name in node.names:
            longest[name] = max(longest.get(name, -1), at - 1)
        following = node.following
        if not following or at >= len(forms):
            continue
        form = forms[at]
        if form in _PARTED and at + 1 < len(forms) and (joined := form + forms[at + 1]) in following:
            waiting.append((following[joined], at + 2))
        if form in following:
            waiting.append((following[form], at + 1))
        if (stem := bare(form)) != form and stem in following:
            waiting.append((following[stem], at + 1))
        if _GAP in following:
            rest = len(forms) - at
            waiting.extend((following[_GAP], at + skip) for skip in range(min(_LONGEST_GAP + 1, rest)))
    return list(longest.items())
