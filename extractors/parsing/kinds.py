"""What kind of document a text is: news, report, agreement, regulation or other.

A small linear model over what genre the words show themselves to be of, and over the layout. Its weights are in
`data/kinds.json`; `python -m extractors.parsing.fitting_kinds` makes them again from texts with gold.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path

from archive.model import Block
from archive.model.text import DocumentKind
from extractors.parsing.cues import pattern, patterns
from extractors.parsing.marks import is_shouted, unmarked
from extractors.parsing.published import full_dates
from extractors.sieve import Sieve

WEIGHTS = Path(__file__).parent / "data" / "kinds.json"
KINDS: tuple[DocumentKind, ...] = ("news", "report", "agreement", "regulation", "other")
_QUOTE = re.compile(r"[\"“][^\"”\n]{3,600}[\"”]")
_HEAD_LINES, _HEAD, _READ = 8, 500, 12_000
_MOST, _OFTEN = 6, 60
_LIST = re.compile(r"\\b\(([a-z'|]+)\)\\b")
_WORD = re.compile(r"[a-z']+")
_GENRES = (
    "salutation", "closing", "plea", "numbered", "addressed", "self", "us", "you", "asking", "calling", "essay",
    "reference", "page", "questions", "posts", "letterbox", "study", "sitting", "decree", "account", "told", "wire",
    "pact", "paper", "dialogue", "speech",
)  # fmt: skip
_RATES = frozenset({"self", "us", "you", "asking", "calling", "told"})
_PAPERS = (("agreement", 6), ("regulation", 5), ("report", 4), ("other", 3))
"""Kinds that name themselves, and how many lines from the beginning they may do so in."""
_WEB = 0.5
"""What speaks for news where a text was a web page, of which the gold has few."""


def kind_of(body: str, blocks: Sequence[Block], web: bool = False) -> DocumentKind:
    """The kind that the wording and the layout speak for most; `web` says that it was a web page."""
    found = features(body, blocks)
    weights = _model()
    scores = {
        kind: sum(map(mul, map(weights[kind].get, found, itertools.repeat(0.0)), found.values())) for kind in KINDS
    }
    if web:
        scores["news"] += _WEB
    return max(KINDS, key=lambda kind: scores[kind])


@cache
def _model() -> Mapping[str, Mapping[str, float]]:
    weights: Mapping[str, Mapping[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights


def features(body: str, blocks: Sequence[Block]) -> dict[str, float]:
    """What speaks for one kind or another, each about between 0 and 1."""
    heads = _heads(body, blocks)
    text = body[:_READ]
    lower = "\n".join(filter(None, map(str.strip, text.lower().split("\n"))))
    plain = _QUOTE.sub('"', lower)
    made = {"bias": 1.0}
    _genres(made, plain)
    _titles(made, heads, lower)
    _layout(made, text, blocks, heads)
    return made


class _Table:
    """The expressions under some names of the table, looked for at once."""

    def __init__(self, expressions: Mapping[str, Sequence[re.Pattern[str]]]) -> None:
        self._names = [name for name, found in expressions.items() for _ in found]
        self._sieve = Sieve([expression for found in expressions.values() for expression in found])

    def matches(self, text: str) -> dict[str, list[Iterator[re.Match[str]]]]:
        """By the names the matches of each of the expressions that the text may hold."""
        found: dict[str, list[Iterator[re.Match[str]]]] = {name: [] for name in self._names}
        for place, matches in self._sieve.matches(text).items():
            found[self._names[place]].append(matches)
        return found


@cache
def _genre_table() -> _Table:
    return _Table({genre: _expressions(genre)[1] for genre in _GENRES})


@cache
def _body_table() -> _Table:
    return _Table({kind: patterns("kinds", kind, "body") for kind, _ in _PAPERS})


@cache
def _expressions(genre: str) -> tuple[tuple[tuple[str, ...], ...], tuple[re.Pattern[str], ...]]:
    """The expressions of a genre: those that are lists of single words apart, for they are counted faster as words."""
    found = patterns("kinds", "genre", genre)
    lists = [match[1] for expression in found if (match := _LIST.fullmatch(expression.pattern))]
    return tuple(tuple(words.split("|")) for words in lists), tuple(e for e in found if not _LIST.fullmatch(e.pattern))


@cache
def _counted() -> frozenset[str]:
    """The single words of all genres."""
    return frozenset(word for genre in _GENRES for listed in _expressions(genre)[0] for word in listed)


def _genres(made: dict[str, float], plain: str) -> None:
    words = Counter(filter(_counted().__contains__, _WORD.findall(plain)))
    first = set(_WORD.findall(plain[:_HEAD]))
    size = max(len(plain), 300) / 6
    found = _genre_table().matches(plain)
    for name in _GENRES:
        most = _OFTEN if name in _RATES else _MOST
        lists, _ = _expressions(name)
        counts = [min(sum(map(words.get, listed, itertools.repeat(0))), most) for listed in lists]
        head = not all(map(first.isdisjoint, lists))
        for matches in found.get(name, ()):
            starts = [match.start() for match in itertools.islice(matches, most)]
            counts.append(len(starts))
            head = head or bool(starts and starts[0] < _HEAD)
        if name in _RATES:
            made[name] = min(25 * sum(counts) / size, 1.0)
        else:
            made[name] = math.log1p(sum(counts)) / 3
            made[f"{name}_ways"] = sum(map(bool, counts)) / 4
        if head:
            made[f"{name}_head"] = 1.0


def _titles(made: dict[str, float], heads: Sequence[str], lower: str) -> None:
    """Whether the first lines name a kind of paper, and how much of its wording follows."""
    found = _body_table().matches(lower)
    for kind, deep in _PAPERS:
        named = _leading(("kinds", kind, "heads"), heads[:deep])
        body = sum(any(matches) for matches in found[kind])
        made[f"{kind}_body"] = min(body, 5) / 5
        if named:
            made[f"{kind}_title"] = 1.0
            made[f"{kind}_titled"] = min(body, 4) / 4
            if is_shouted(named) or len(named) < 60:
                made[f"{kind}_plain"] = min(body, 3) / 3


def _leading(path: tuple[str, ...], heads: Sequence[str]) -> str | None:
    """The first of the lines that begins with one of the expressions and is a heading, not a sentence."""
    expression = pattern(*path)
    return next((h for h in heads if expression.match(h) and len(h) <= 260 and not h.endswith((".", "?"))), None)


def _layout(made: dict[str, float], text: str, blocks: Sequence[Block], heads: Sequence[str]) -> None:
    shown = [block for block in blocks if block.kind != "table_cell"]
    count = max(len(shown), 1)
    length = sum(len(block.span) for block in shown) or 1
    prose = [block for block in shown if block.kind == "paragraph"]
    made["prose"] = sum(len(block.span) for block in prose) / length
    made["long"] = min(sum(len(block.span) > 150 for block in prose), 8) / 8
    made["items"] = sum(block.kind in {"list_item", "table_row"} for block in shown) / count
    made["headings"] = min(4 * sum(block.kind == "heading" for block in shown) / count, 1.0)
    made["table"] = float(any(block.kind == "table_row" for block in shown))
    made["size"] = min(len(text) / 8_000, 1.0)
    made["quotes"] = min(len(_QUOTE.findall(text)), 6) / 6
    made["digits"] = min(12 * sum(map(text.count, string.digits)) / max(len(text), 1), 1.0)
    if heads:
        made["shouted"] = float(is_shouted(heads[0]))
        made["shouts"] = sum(map(is_shouted, heads)) / len(heads)
        made["head_lines"] = len(heads) / _HEAD_LINES
        made["asks"] = float(heads[0].endswith("?"))
        made["dated"] = float(any(full_dates(line) for line in heads[:4]))


def _heads(body: str, blocks: Sequence[Block]) -> list[str]:
    """The first lines, up to and with the first paragraph."""
    out: list[str] = []
    for block in blocks:
        if block.kind in {"table_cell"} or len(out) >= _HEAD_LINES:
            break
        line = unmarked(block, body)
        if not line:
            continue
        out.append(line)
        if len(line) > 250:
            break
    return out
