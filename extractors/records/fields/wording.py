"""How the words of a sentence bring up its fields: in what list, under what head, after what lead."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from archive.model import Mention, Span
from extractors.records.words import Word, bare

LEADS = Path(__file__).parents[1] / "data" / "leads.toml"
_LONGEST = 3
_STOPS = frozenset(",;:•|()[]\n\t–—/✔➜→=+")
_JOINTS = frozenset({"dan", "and", "serta", "maupun", "atau", "or", "plus", "ditambah", "sampai", "hingga", "juga"})
_OF = frozenset(
    {
        "of",
        "for",
        "bagi",
        "untuk",
        "in",
        "di",
        "dalam",
        "from",
        "dari",
        "by",
        "at",
        "on",
        "berbasis",
        "para",
        "antar",
        "the",
    }
)
_JOIN = re.compile(
    r"[\s,;/&()•·:-]*(?:(?:dan|serta|maupun|hingga|sampai|and|or|as well as|atau|juga|the|pula|di|bidang|in|on)\s+)*",
    re.I,
)
_LINK = 32
_SIGNS = frozenset(",;•\n")
_ADJACENT, _NEAR, _BEHIND = 1, 5, 6
_BRIEF = 9
_BESIDE = 4
_DEEP = 6


@cache
def _leads() -> Mapping[tuple[str, ...], str]:
    """The class of each lead by its words; of one that is in two classes, the first."""
    found: dict[tuple[str, ...], str] = {}
    for name, table in tomllib.loads(LEADS.read_text(encoding="utf-8")).items():
        for lead in table["words"]:
            found.setdefault(tuple(lead.split()), name)
    return found


@cache
def _lead_openings() -> frozenset[str]:
    """The words with which a lead begins."""
    return frozenset(words[0] for words in _leads())


class Wording:
    """One stretch of text with its words and fields, all in order."""

    def __init__(self, body: str, span: Span, line: Sequence[Word], found: Sequence[Mention]) -> None:
        self.body, self.span, self.line, self.found = body, span, line, found
        self.forms = [bare(word.form) for word in line]
        self.starts = [word.start for word in line]
        self.spots = [(self._at(mention.span.start), self._at(mention.span.end)) for mention in found]
        self.runs = self._runs()
        self.lengths = {run: len({found[at].span.start for at in range(*run)}) for run in set(self.runs)}
        """How many distinct fields each enumeration has."""
        self.covered = {at for first, end in self.spots for at in range(first, end)}
        """The words that are part of a field."""
        self.leads = self._leads()
        self.led: dict[tuple[int, int], dict[str, float]] = {}
        self.density = len(self.covered) / max(len(line), 1)

    def _at(self, place: int) -> int:
        return bisect_left(self.starts, place)

    def _runs(self) -> list[tuple[int, int]]:
        """For each field the enumeration that it stands in, as numbers of fields `[first, end)`."""
        bounds: list[int] = []
        for number, mention in enumerate(self.found):
            last = self.found[number - 1]
            if not number or not (mention.span.start <= last.span.end or self._linked(last, mention)):
                bounds.append(number)
        ends = [*bounds[1:], len(self.found)]
        return [(first, end) for first, end in zip(bounds, ends, strict=True) for _ in range(first, end)]

    def _linked(self, last: Mention, mention: Mention) -> bool:
        gap = self.body[last.span.end : mention.span.start]
        return (
            len(gap) <= _LINK
            and "." not in gap
            and (not _SIGNS.isdisjoint(gap) or _JOIN.fullmatch(gap) is not None or " dan " in gap or " and " in gap)
        )

    def _leads(self) -> list[tuple[int, int, str]]:
        """The leads among the words outside of fields: (first word, end, class)."""
        known, out, last = _leads(), [], 0
        openings = _lead_openings()
        for at in [at for at, form in enumerate(self.forms) if form in openings]:
            if at < last:
                continue
            for size in range(min(_LONGEST, len(self.forms) - at), 0, -1):
                name = known.get(tuple(self.forms[at : at + size]))
                if name is not None and self.covered.isdisjoint(range(at, at + size)):
                    last = at + size
                    out.append((at, last, name))
                    break
        return out

    def listed(self, number: int) -> int:
        """How many distinct fields the enumeration has in which a field stands."""
        return self.lengths[self.runs[number]]

    def features(self, number: int, language: str) -> dict[str, float]:
        """What the wording says of a field, each between 0 and 1."""
        made: dict[str, float] = {}
        run = self.runs[number]
        if run not in self.led:
            self.led[run] = self._lead(*run)
        made.update(self.led[run])
        self._item(made, number, language)
        made["density"] = min(self.density, 0.6) / 0.6
        if len(self.line) <= _BRIEF:
            made["brief"] = 1.0
            made["brief_dense"] = made["density"]
        return made

    def _lead(self, run: int, run_end: int) -> dict[str, float]:
        """What leads up to an enumeration, and what follows it."""
        made: dict[str, float] = {}
        first, end = self.spots[run][0], self.spots[run_end - 1][1]
        at = bisect_right(self.leads, (first, 0, "")) - 1
        while at >= 0 and self.leads[at][1] > first:
            at -= 1
        if at < 0:
            made["lead_none"] = 1.0
        else:
            gap = first - self.leads[at][1]
            made[
                f"lead_{self.leads[at][2]}_{'adjacent' if gap <= _ADJACENT else 'near' if gap <= _NEAR else 'far'}"
            ] = 1.0
        for start, stop, name in self.leads:
            if stop <= first and name in {"content", "cover", "topic"}:
                made[f"led_{name}"] = 1.0
            if stop <= first and name == "denial" and first - stop <= _NEAR:
                made["denied"] = 1.0
            if end <= start <= end + _BEHIND and name in {"content"}:
                made["trail"] = 1.0
        if not run:
            made["run_first"] = 1.0
        if run_end == len(self.found):
            made["run_last"] = 1.0
        if first <= 1:
            made["run_opens"] = 1.0
        return made

    def _item(self, made: dict[str, float], number: int, language: str) -> None:
        """Where in its item of an enumeration a field stands, and what other fields the item has."""
        first, end = self.spots[number]
        before = self._back(first)
        after = self._ahead(end)
        tongue = "en" if language == "en" else "id"
        made[f"item_{tongue}_{min(before, 3)}"] = 1.0
        made[f"rest_{tongue}_{min(after, 3)}"] = 1.0
        code = self.found[number].value
        for other in range(max(0, number - _BESIDE), min(len(self.spots), number + _BESIDE + 1)):
            spot = self.spots[other]
            if other == number or self.found[other].value == code or spot == (first, end):
                continue
            if first - before <= spot[0] and spot[1] <= first:
                made[f"{tongue}_behind"] = 1.0
                made[f"{tongue}_behind_{self.found[other].value}"] = 1.0
                if self._of(spot[1], first):
                    made[f"{tongue}_of"] = 1.0
            elif end <= spot[0] and spot[1] <= end + after:
                made[f"{tongue}_ahead"] = 1.0
                made[f"{tongue}_ahead_{self.found[other].value}"] = 1.0
                if self._of(end, spot[0]):
                    made[f"{tongue}_head_of"] = 1.0

    def _of(self, start: int, end: int) -> bool:
        return any(form in _OF for form in self.forms[start:end])

    def _back(self, at: int) -> int:
        """How many words of its item stand before the word `at`."""
        count = 0
        while at - count > 0 and count < _DEEP:
            word = at - count - 1
            gap = self.body[self.line[word].end : self.line[word + 1].start] if word + 1 < len(self.line) else ""
            if self.forms[word] in _JOINTS or not _STOPS.isdisjoint(gap) or self._led(word):
                break
            count += 1
        return count

    def _ahead(self, end: int) -> int:
        """How many words of its item follow before the word `end`."""
        count = 0
        while end + count < len(self.line) and count < _DEEP:
            word = end + count
            gap = self.body[self.line[word - 1].end : self.line[word].start] if word else ""
            if self.forms[word] in _JOINTS or not _STOPS.isdisjoint(gap):
                break
            count += 1
        return count

    def _led(self, word: int) -> bool:
        at = bisect_right(self.leads, (word, 1 << 30, "")) - 1
        return (
            at >= 0
            and self.leads[at][1] > word
            and self.leads[at][2] in {"topic", "cover", "content", "purpose"}
            and not (self.forms[word] in _OF and self._inside_item(word))
        )

    def _inside_item(self, word: int) -> bool:
        """True for "bagi" in "pelatihan bagi perawat": a field stands before it in the same item."""
        return any(end == word for _, end in self.spots)
