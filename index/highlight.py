"""The best places of a text for a query, with what matched marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.model import Span
from index.analysis.tokens import IDEOGRAPHS, spans
from index.port import Marked, Snippet
from index.query.plan import Reason

BEFORE, AFTER = 70, 170
"""Characters around the first match of a snippet."""

MOST_TARGETS = 300
MOST_MATCHES = 400
LONGEST_SLOW = 200_000
"""Texts up to this length are searched word by word where the fast way finds nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """Folded words in a row that are worth marking, and why; with `form` one word with `*` and `?` in it."""

    words: tuple[str, ...]
    reason: Reason
    form: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a target stands."""

    start: int
    end: int
    target: Target


class _Flat(dict[int, str]):
    """Each character's folded form, where that is one character: texts keep their length."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
        base = unicodedata.normalize("NFC", base).lower()
        self[code] = base if len(base) == 1 else char
        return self[code]


_FLAT = _Flat({ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("Đ"): "d", ord("ı"): "i"})


def flat(text: str) -> str:
    """The text folded character by character."""
    return text.lower() if text.isascii() else text.translate(_FLAT)


# Characters whose words may be folded to another length: apostrophes, ligatures, decomposed letters.
_UNEVEN = re.compile("['’ʼ‘`´æœßÆŒﬀ-ﬆ\u0300-\u036f]")


def _expression(form: str) -> str:
    """A word with stars as a regular expression."""
    return "".join({"*": r"[^\W_]*", "?": r"[^\W_]"}.get(char, re.escape(char)) for char in form)


class Highlighter:
    """Finds the targets of one query in texts."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._targets: dict[tuple[str, ...], Target] = {}
        self._forms: list[tuple[str, Target]] = []
        for target in targets:
            if len(self._targets) == MOST_TARGETS:
                break
            if target.form:
                self._forms.append((_expression(target.words[0]), target))
            else:
                self._targets.setdefault(target.words, target)
        longest_first = sorted(self._targets, key=lambda words: -sum(map(len, words)))
        forms = [r"[\W_]*".join(map(re.escape, words)) for words in longest_first]
        forms += [expression for expression, _ in self._forms]
        # The border before a match is tested by hand: a pattern that begins with its letters is searched much faster.
        self._pattern = re.compile(f"(?:{'|'.join(forms)})(?![^\\W_{IDEOGRAPHS}])") if forms else None
        self._first = {words[0] for words in self._targets}

    def matches(self, text: str, most: int = MOST_MATCHES) -> list[Match]:
        """Where the targets stand, in order, without overlaps."""
        if self._pattern is None or not text:
            return []
        found = []
        folded = flat(text)
        for match in self._pattern.finditer(folded):
            start = match.start()
            if start and folded[start - 1].isalnum() and folded[start - 1] < "\u3040":
                continue
            target = self._target(match[0])
            if target is not None:
                found.append(Match(start, match.end(), target))
                if len(found) == most:
                    break
        if not found and len(text) <= LONGEST_SLOW and _UNEVEN.search(text):
            found = self._word_by_word(text, most)
        return found

    def _target(self, matched: str) -> Target | None:
        target = self._targets.get((matched,))
        if target is None:
            target = self._targets.get(tuple(word for word, _, _ in spans(matched)))
        if target is None:
            target = next((each for expression, each in self._forms if re.fullmatch(expression, matched)), None)
        return target

    def _word_by_word(self, text: str, most: int) -> list[Match]:
        """The slow way, which sees words as the index does (Xi'an as xian)."""
        found: list[Match] = []
        every = list(spans(text))
        at = 0
        while at < len(every) and len(found) < most:
            if every[at][0] in self._first:
                for words, target in self._targets.items():
                    if tuple(word for word, _, _ in every[at : at + len(words)]) == words:
                        found.append(Match(every[at][1], every[at + len(words) - 1][2], target))
                        at += len(words) - 1
                        break
            at += 1
        return found

    def marked(self, text: str) -> tuple[Marked, list[Match]]:
        """The whole text with its matches, for titles."""
        found = self.matches(text)
        return Marked(text, tuple(Span(match.start, match.end) for match in found)), found

    def snippets(
        self, body: str, pages: Sequence[tuple[int, int]] = (), most: int = 2
    ) -> tuple[list[Snippet], list[Match]]:
        """The best pieces of a text, in the order of the text, and all matches found."""
        found = self.matches(body)
        if not found:
            return ([_cut(body, 0, min(len(body), BEFORE + AFTER), [], pages)] if body.strip() else []), []
        chosen: list[tuple[int, int]] = []
        for first, last in _windows(found):
            start, end = found[first].start - BEFORE, max(found[last].end, found[first].start + AFTER)
            if all(end < begin or start > finish for begin, finish in chosen):
                chosen.append((start, end))
                if len(chosen) == most:
                    break
        return [_cut(body, start, end, found, pages) for start, end in sorted(chosen)], found


def _windows(found: Sequence[Match]) -> list[tuple[int, int]]:
    """Runs of matches that fit one snippet, best first: many different words of the query, literal ones, early ones."""
    scored = []
    last = 0
    for first, match in enumerate(found):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1].end <= match.start + AFTER:
            last += 1
        worth: dict[str, float] = {}
        for other in found[first : last + 1]:
            value = 1.0 if other.target.reason.kind in ("word", "phrase") else 0.7
            value += 0.1 * len(other.target.words)
            worth[other.target.reason.query] = max(value, worth.get(other.target.reason.query, 0.0))
        scored.append((-(sum(worth.values()) + 0.02 * (last - first)), first, last))
    return [(first, last) for _, first, last in sorted(scored)[:50]]


def _cut(body: str, start: int, end: int, found: Sequence[Match], pages: Sequence[tuple[int, int]]) -> Snippet:
    """A piece of the body between word borders, with line ends as spaces."""
    start, end = max(0, start), min(len(body), end)
    if start:
        space = max(body.rfind(" ", start, start + 30), body.rfind("\n", start, start + 30))
        first = next((match.start for match in found if match.start >= start), end)
        start = space + 1 if 0 <= space < first else start
    if end < len(body):
        space = max(body.rfind(" ", end - 30, end + 1), body.rfind("\n", end - 30, end + 1))
        last = max((match.end for match in found if match.end <= end), default=start)
        end = space if space >= last else end
    text = re.sub(r"\s", " ", body[start:end])
    marks = tuple(
        Span(match.start - start, match.end - start) for match in found if match.start >= start and match.end <= end
    )
    middle = start + (marks[0].start if marks else 0)
    return Snippet(text, marks, _page(middle, pages), start)


def _page(position: int, pages: Sequence[tuple[int, int]]) -> int | None:
    if not pages:
        return None
    return max(1, bisect_right([start for start, _ in pages], position))
