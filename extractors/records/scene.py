"""A text as the assembler sees it: sentences with their block, mentions and cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter

from archive.model import Block, Mention, PartialDate, Span, Text
from extractors.mentions.places_words import place_words
from extractors.records.states import cues
from extractors.records.states.cues import Cue
from extractors.records.words import Word, lowered, words
from extractors.sentences import split, whole_blocks

LONGEST = 6000
"""Characters after which a sentence, or a row of a table, is cut."""
_MARKER = re.compile(r"\s*(?:[-•*–]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+")
_TERMS = frozenset({"instrument", "relation", "field"})
_IN_TERMS = frozenset({"noun", "memo", "tie", "kin", "outsider", "derived", "paper", "anaphor"})
_NAMES = frozenset({"place", "person", "organisation", "law", "country"})
_FINAL = frozenset('.;:!?"”')
_WRAPPED = 55
_SURE = 0.7
_HINT = 0.45
"""Below it a field is an everyday word that hints at one, and may be a cue as well."""
_PLACE = attrgetter("span.start", "span.end")
_MISREAD = re.compile(r"[01](?<=[a-z].)(?=[a-z\s.,])")
_DEED, _MODAL = "deed", "modal"
_PLAN, _TOGETHER = "rencana kerja", " sama"
_OBJECT, _PASSIVE = 30, 60
"""Characters from a verb to the paper that is its object, or from the paper to a verb in the passive."""
_READ_ALONE = frozenset({"table_row", "table_cell", "caption"})


@dataclass(slots=True)
class Sentence:
    """One sentence: its words, the mentions and cues inside it, and the block it stands in."""

    index: int
    span: Span
    block: Block
    paragraph: int
    words: list[Word]
    mentions: list[Mention]
    cues: list[Cue]
    names: frozenset[str] = field(default_factory=frozenset)
    _by_kind: dict[str, list[Mention]] | None = field(default=None, init=False, repr=False, compare=False)

    def of(self, kind: str) -> list[Mention]:
        """The mentions of one kind in order; put apart once, for many ask."""
        if self._by_kind is None:
            self._by_kind = {}
            for mention in self.mentions:
                self._by_kind.setdefault(mention.kind, []).append(mention)
        return self._by_kind.get(kind) or []

    def has(self, *names: str) -> bool:
        """True where a cue of one of the classes is in the sentence."""
        return not self.names.isdisjoint(names)

    @property
    def heading(self) -> bool:
        return self.block.kind in {"title", "heading"}


@dataclass(slots=True)
class Scene:
    """The running text of a document; `rows` are the table rows, which are read on their own."""

    text: Text
    body: str
    sentences: list[Sentence]
    rows: list[Block]
    mentions: list[Mention]
    starts: list[int]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in `[start, end)`."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def look(text: Text, mentions: Sequence[Mention]) -> Scene:
    """The scene of a text; sentences longer than some pages are cut, so that time stays linear."""
    ordered = sorted(_told(text.body, mentions), key=_PLACE)
    scene = Scene(text, _mended(text.body), [], [], ordered, [mention.span.start for mention in ordered])
    for paragraph, block in enumerate(_unwrapped(text)):
        if block.kind in _READ_ALONE:
            scene.rows.append(block)
            continue
        for span in _sentences(text.body, block):
            scene.sentences.append(_sentence(scene, len(scene.sentences), span, block, paragraph))
    return scene


def _mended(body: str) -> str:
    """The body with digits that were misread inside words as letters again; of the same length, for patterns only."""
    return _MISREAD.sub(lambda digit: "l" if digit[0] == "1" else "o", body)


def _told(body: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that tell something: no place inside a person's name, no word that may or may not mean a paper."""
    people = sorted((mention.span.start, mention.span.end) for mention in mentions if _has_own_name(mention))
    often = Counter(mention.value for mention in mentions if mention.kind == "place")
    lone = len({value for value in often if value.startswith("ID-")}) == 1
    planned = _PLAN + _TOGETHER in lowered(body)
    for mention in mentions:
        if not _telling(mention) or (planned and _mere_plan(body, mention)):
            continue
        if mention.kind == "place":
            if body[mention.span.end : mention.span.end + 1].islower():
                continue
            at = bisect_left(people, (mention.span.start + 1, 0)) - 1
            if at >= 0 and people[at][0] <= mention.span.start and mention.span.end <= people[at][1]:
                continue
            if often[mention.value] == 1 and not lone and _first_name(body, mention, people[at + 1 : at + 2]):
                continue
        yield mention


def _mere_plan(body: str, mention: Mention) -> bool:
    """True for "rencana kerja" in "rencana kerja sama", which plans a cooperation and is no plan of action."""
    start, end = mention.span.start, mention.span.end
    return end - start == len(_PLAN) and body[start : end + len(_TOGETHER)].lower() == _PLAN + _TOGETHER


def _first_name(body: str, mention: Mention, after: Sequence[tuple[int, int]]) -> bool:
    """True for "Bima" in "Wali Kota Bima Arya": a one-word name follows, and the place is named nowhere else.

    A place of several words ("Bupati Bangka Barat Sukirman") is nobody's first name, nor is one at home that is no
    given name ("Bupati Kerinci Adirozal"), and the only place at home of a text is the one whose mayor speaks.
    """
    if " " in mention.surface.strip() or not after or body[mention.span.end : after[0][0]] != " ":
        return False
    if mention.value.startswith("ID-") and mention.surface.strip().lower() not in place_words().given:
        return False
    return " " not in body[after[0][0] : after[0][1]].strip()


def _has_own_name(mention: Mention) -> bool:
    """True for a person and for a body (a university, a museum): places in their names mean nothing."""
    return mention.kind in {"person", "organisation"}


def _telling(mention: Mention) -> bool:
    """False for what is no date, and for a word that may or may not mean a paper ("naskah"): the cues know those."""
    if mention.kind == "date":
        return all(_is_date(part) for part in mention.value.split("/") if part)
    return not (mention.kind == "instrument" and not mention.value and mention.score < _SURE)


def _unwrapped(text: Text) -> Iterator[Block]:
    """The blocks of a text, lines of one paragraph joined where a long line breaks off without an end."""
    last: Block | None = None
    for block in whole_blocks(text):
        if last is not None and _goes_on(text.body, last, block):
            last = replace(last, span=Span(last.span.start, block.span.end))
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


@lru_cache(maxsize=4096)
def _is_date(value: str) -> bool:
    try:
        PartialDate(value)
    except ValueError:
        return False
    return True


def _goes_on(body: str, last: Block, block: Block) -> bool:
    if last.kind not in {"paragraph", "list_item"} or block.kind != "paragraph" or last.table is not None:
        return False
    if body[block.span.start] in "([{":
        return False
    gap = body[last.span.end : block.span.start]
    if gap.count("\n") != 1 or body[last.span.end - 1] in _FINAL:
        return False
    line = body.rfind("\n", last.span.start, last.span.end)
    return last.span.end - max(line, last.span.start) >= _WRAPPED


def _sentences(body: str, block: Block) -> list[Span]:
    spans = []
    for span in split(body, block.span.start, block.span.end):
        while len(span) > LONGEST:
            spans.append(Span(span.start, span.start + LONGEST))
            span = Span(span.start + LONGEST, span.end)
        spans.append(span)
    return spans


def _sentence(scene: Scene, index: int, span: Span, block: Block, paragraph: int) -> Sentence:
    line = words(scene.text.body, span.start, span.end)
    inside = scene.between(span.start, span.end)
    found = cues.find(line)
    if found:
        found = [_done_to(scene.text.body, cue, inside) if cue.name == _DEED else cue for cue in _free(found, inside)]
    return Sentence(index, span, block, paragraph, line, inside, found, frozenset(cue.name for cue in found))


def _free(found: Sequence[Cue], inside: Sequence[Mention]) -> list[Cue]:
    """The cues that are no part of a name, nor of a term but where they may be."""
    named = [mention.span for mention in inside if mention.kind in _NAMES]
    termed = [mention.span for mention in inside if mention.kind in _TERMS and mention.score >= _HINT]
    if any(cue.name == _MODAL for cue in found):
        # The month, and not what may be ("of 14 May 2012").
        dated = [mention.span for mention in inside if mention.kind == "date"]
        found = [cue for cue in found if cue.name != _MODAL or not _covered(cue, dated)]
    if not (named or termed):
        return list(found)
    return [
        cue
        for cue in found
        if (cue.name == "outsider" or not _covered(cue, named)) and (cue.name in _IN_TERMS or not _covered(cue, termed))
    ]


def _done_to(body: str, cue: Cue, inside: Sequence[Mention]) -> Cue:
    """A deed as the signing that it is where its object, or its subject in the passive, is a paper."""
    for mention in inside:
        if mention.kind != "instrument":
            continue
        first, last = sorted((mention.span, Span(cue.start, cue.end)))
        reach = _OBJECT if first.start == cue.start else _PASSIVE
        between = body[first.end : last.start]
        if len(between) <= reach and not any(sign in between for sign in ".;:"):
            return cue._replace(name="sign")
    return cue


def _covered(cue: Cue, named: Sequence[Span]) -> bool:
    """True where the cue is part of a name."""
    return bool(named) and any(span.start <= cue.start and cue.end <= span.end for span in named)


def after_marker(body: str, span: Span) -> int:
    """Where a list item's words begin, past its number or dash."""
    marker = _MARKER.match(body, span.start, span.end)
    return marker.end() if marker else span.start
