"""Many regular expressions looked for in one text at once.

To search a text for a hundred expressions one by one takes much longer than to go through it once for all the strings
of which an expression needs one: most expressions are not there, and many can begin only where such a string stands.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import ahocorasick

# What `re` makes of an expression before it compiles it. The modules have no public name, but are the same in
# Python 3.11 to 3.14.
_parser: Any = importlib.import_module("re._parser")
_names: Any = importlib.import_module("re._constants")

Strings = frozenset[str]
_NOTHING: Strings = frozenset()


class Sieve:
    """Expressions, and the strings of which a text must hold one where an expression is to be found in it."""

    def __init__(self, expressions: Sequence[re.Pattern[str]]) -> None:
        self._expressions = tuple(expressions)
        self._anywhere: set[int] = set()
        """The places of the expressions that need no string."""
        self._opening: set[int] = set()
        """The places of those that begin with the string which they need."""
        self._at_lines = frozenset(place for place, one in enumerate(self._expressions) if _begins_line(one))
        """The places of those that begin where a line does."""
        self._by_string: dict[str, list[int]] = {}
        for place, expression in enumerate(expressions):
            opening, needed = opening_strings(expression), needed_strings(expression)
            if opening:
                self._opening.add(place)
            elif not needed:
                self._anywhere.add(place)
            for string in opening or needed:
                self._by_string.setdefault(string, []).append(place)
        self._strings: Any = ahocorasick.Automaton()
        for string in self._by_string:
            self._strings.add_word(string, string)
        self._strings.make_automaton()

    def matches(self, text: str) -> dict[int, Iterator[re.Match[str]]]:
        """By their places the expressions that may be in the text, each with what `finditer` gives of it there."""
        ends: defaultdict[str, list[int]] = defaultdict(list)
        for end, string in self._strings.iter(text) if self._by_string else ():
            ends[string].append(end)
        begin: dict[int, list[int]] = {place: [] for place in self._anywhere}
        for string, found in ends.items():
            for place in self._by_string[string]:
                starts = begin.setdefault(place, [])
                if place in self._opening:
                    starts.extend([end + 1 - len(string) for end in found])
        lines = _line_starts(text) if not self._at_lines.isdisjoint(begin) else []
        return {place: self._found(place, text, begin[place], lines) for place in sorted(begin)}

    def _found(self, place: int, text: str, begin: list[int], lines: list[int]) -> Iterator[re.Match[str]]:
        """The matches of one expression, sought where it can begin."""
        expression = self._expressions[place]
        if place in self._opening:
            return matches_from(expression, text, sorted(begin))
        return matches_from(expression, text, lines) if place in self._at_lines else expression.finditer(text)


def _line_starts(text: str) -> list[int]:
    """Where the lines of a text begin, as `^` has them."""
    starts, end = [0], text.find("\n")
    while end >= 0:
        starts.append(end + 1)
        end = text.find("\n", end + 1)
    return starts


def matches_from(expression: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the places, which are in order, none overlapping another."""
    free = 0
    for start in starts:
        if start >= free and (match := expression.match(text, start)) is not None:
            free = match.end()
            yield match


def _begins_line(expression: re.Pattern[str]) -> bool:
    """True for an expression that is found only where a line begins; `re` itself would try every character."""
    first = next(iter(_parser.parse(expression.pattern, expression.flags)), None)
    return bool(expression.flags & re.MULTILINE) and first == (_names.AT, _names.AT_BEGINNING)


def needed_strings(expression: re.Pattern[str]) -> Strings:
    """Strings of which one stands in whatever the expression matches; none where there are none to speak of."""
    return _of(expression, _needed)


def opening_strings(expression: re.Pattern[str]) -> Strings:
    """Strings with one of which everything begins that the expression matches."""
    return _of(expression, _opening)


def _of(expression: re.Pattern[str], strings_of: Callable[[Any], Strings]) -> Strings:
    if expression.flags & re.IGNORECASE:
        return _NOTHING
    strings = strings_of(_parser.parse(expression.pattern, expression.flags))
    return strings if _worth(strings) else _NOTHING


def _worth(strings: Strings) -> int:
    """How seldom a text will hold one of the strings: by their length; a letter or a blank alone is worth nothing."""
    return min(
        (0 if len(string) == 1 and (string.isalnum() or string.isspace()) else len(string) for string in strings),
        default=0,
    )


def _needed(items: Iterable[tuple[Any, Any]]) -> Strings:
    """The best of what the parts of a sequence need."""
    return max(_parts(items, _needed), key=_worth, default=_NOTHING)


def _opening(items: Iterable[tuple[Any, Any]]) -> Strings:
    """What the first part of a sequence begins with."""
    return next(_parts(items, _opening), _NOTHING)


def _parts(items: Iterable[tuple[Any, Any]], inner: Callable[[Any], Strings]) -> Iterator[Strings]:
    """The strings of each part of a sequence: its runs of letters as they are, of other parts what `inner` tells."""
    run = ""
    for name, value in items:
        if name is _names.LITERAL:
            run += chr(value)
        elif name not in (_names.AT, _names.ASSERT, _names.ASSERT_NOT):  # These take up no characters.
            if run:
                yield frozenset({run})
            run = ""
            yield _part(name, value, inner)
    if run:
        yield frozenset({run})


def _part(name: Any, value: Any, inner: Callable[[Any], Strings]) -> Strings:
    if name is _names.SUBPATTERN:
        _, flags, _, items = value
        return _NOTHING if flags & re.IGNORECASE else inner(items)
    if name is _names.IN:
        signs = frozenset(chr(sign) for kind, sign in value if kind is _names.LITERAL)
        return signs if len(signs) == len(value) else _NOTHING
    if name is _names.BRANCH:
        options = [inner(option) for option in value[1]]
        return _NOTHING.union(*options) if all(map(_worth, options)) else _NOTHING
    if name in (_names.MAX_REPEAT, _names.MIN_REPEAT, _names.POSSESSIVE_REPEAT):
        least, _, items = value
        return inner(items) if least else _NOTHING
    return _NOTHING
