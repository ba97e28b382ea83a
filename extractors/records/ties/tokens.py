"""A document as the network reads it: words, what they name, and where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.model import HOME, Block, Mention, PartialDate, Party, Span
from extractors.records.drafts import Draft
from extractors.records.scene import LONGEST, Scene, Sentence
from extractors.records.states import cues
from extractors.records.states.cues import Cue
from extractors.records.words import words

_WHOLE = frozenset({"place", "country", "date", "person", "organisation", "law"})
"""Mentions that are one token, whatever their name: what is learned must hold for other names."""
_MARKED = frozenset({"relation", "field"})
DATES = "date", "date_again", "date_today", "date_ahead"
"""A date is told as a new one, once more, as the day of the text, or as a day to come."""
PAPERS = "instrument", "instrument_again"
"""A kind of paper is named for the first time, or once more."""
_UNCUED = frozenset({"home", "abroad", "body", "country", *DATES, "person", "organisation", "law", "sign"})
"""Kinds of tokens that are names or signs: a cue that covers one says nothing of it."""
_SIGNS = frozenset('.,;:?!()"“”|\n')
_MOST = 4000
"""Tokens of a document that are read; books and registers are longer, and read by the rules alone."""
_PREFIXES = (
    "memper", "menge", "meny", "meng", "mem", "men", "me", "diper", "di", "ber", "ter", "peng", "peny", "pem", "pen",
    "per", "pe", "ke", "se",
)  # fmt: skip
_SUFFIXES = ("kannya", "annya", "kan", "nya", "lah", "an", "i", "kah", "pun")
_ENGLISH = ("ations", "ation", "ings", "ing", "ments", "ment", "ed", "es", "s", "ly")
_STEM = 6
_PRECISIONS = 4, 7, 10
"""Characters of a year, a month and a day."""
_DIGITS = 5


@dataclass(slots=True)
class Line:
    """The tokens of one sentence or row of a table: `[start, end)`."""

    start: int
    end: int
    span: Span


@dataclass(slots=True)
class Tokens:
    """The tokens of a document in order; the lists run side by side."""

    forms: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    headings: list[bool] = field(default_factory=list)
    cues: list[tuple[int, str]] = field(default_factory=list)
    """Tokens with the class of a cue that they are part of."""
    lines: list[Line] = field(default_factory=list)
    line_of: list[int] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    named: dict[str, list[int]] = field(default_factory=dict)
    """The tokens that name each party, by its key."""
    countries: dict[str, list[int]] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    """The days, months and years told, by the token; of an interval the first."""
    papers: dict[int, str] = field(default_factory=dict)
    """The kinds of paper named, by the token."""

    def __len__(self) -> int:
        return len(self.forms)


def read(scene: Scene, today: PartialDate | None = None) -> Tokens:
    """The tokens of the running text and of the rows of the tables, as they stand in the document."""
    reader = _Reader(scene.body, today)
    whole: list[Sentence | Block] = [*scene.sentences, *scene.rows]
    for one in sorted(whole, key=lambda one: one.span.start):
        if len(reader.tokens) >= _MOST:
            break
        span = one.span
        if isinstance(one, Sentence):
            reader.read(span, one.heading, one.cues, one.mentions)
        else:
            span = Span(span.start, min(span.end, span.start + LONGEST))
            found = cues.find(words(scene.body, span.start, span.end))
            reader.read(span, False, found, scene.between(span.start, span.end))
    return reader.tokens


class _Reader:
    """Reads a document line by line; knows which days and papers it has told of so far."""

    def __init__(self, body: str, today: PartialDate | None) -> None:
        self.tokens = Tokens()
        self._body, self._today = body, today
        self._days: set[str] = set()
        self._parts: set[str] = set()
        """The days with the months and years that they lie in."""
        self._papers: set[str] = set()

    def read(self, span: Span, heading: bool, found: Sequence[Cue], inside: Sequence[Mention]) -> None:
        """Adds the tokens of a line."""
        body, tokens = self._body, self.tokens
        first, place = len(tokens), len(tokens.lines)
        at: dict[int, Mention] = {}
        for longest in sorted(inside, key=lambda mention: mention.span.end):
            at[longest.span.start] = longest
        taken = -1
        forms, kinds, starts = tokens.forms, tokens.kinds, tokens.starts
        for form, start, end in words(body, span.start, span.end):
            if start < taken:
                continue
            kind = ""
            if start in at:
                mention = at[start]
                kind = mention.kind
                if kind in _WHOLE:
                    taken = end = mention.span.end
                    kind = self._day(mention.value) if kind == "date" else self._party(mention)
                    form = "<date>" if kind in DATES else f"<{kind}>"
                elif kind == "instrument":
                    kind = self._paper(mention.value)
                elif kind not in _MARKED:
                    kind = ""
            forms.append(form)
            kinds.append(kind)
            starts.append(start)
            sign = body[end : end + 1]
            if sign == " ":
                sign = body[end + 1 : end + 2]
            if sign in _SIGNS:
                forms.append(sign)
                kinds.append("sign")
                starts.append(end)
        count = len(forms) - first
        if not count:
            return
        tokens.headings += [heading] * count
        tokens.line_of += [place] * count
        tokens.lines.append(Line(first, len(forms), span))
        for cue in found:
            begin = bisect_left(starts, cue.start, first)
            covered = range(begin, bisect_left(starts, cue.end, begin))
            tokens.cues += [(token, cue.name) for token in covered if kinds[token] not in _UNCUED]

    def _day(self, value: str) -> str:
        """What a date is to the text and to those told before; a year and a day in it are the same one."""
        day = value.partition("/")[0]
        self.tokens.days[len(self.tokens)] = day
        parts = {day[:length] for length in _PRECISIONS}
        again = day in self._parts or not parts.isdisjoint(self._days)
        self._days.add(day)
        self._parts |= parts
        new, once_more, today, ahead = DATES
        if self._today is not None and day == self._today:
            return today
        if self._today is not None and day > self._today[: len(day)]:
            return ahead
        return once_more if again else new

    def _paper(self, value: str) -> str:
        self.tokens.papers[len(self.tokens)] = value
        new, again = PAPERS
        if value in self._papers:
            return again
        self._papers.add(value)
        return new

    def _party(self, mention: Mention) -> str:
        """What kind of token a name is; parties and countries are kept by their key."""
        tokens, party = self.tokens, mention.party
        place = len(tokens)
        if party is None or party.level == "country":
            if mention.kind == "country":
                tokens.countries.setdefault(mention.value, []).append(place)
            return mention.kind if mention.kind != "place" else "abroad"
        tokens.parties.setdefault(party.key, party)
        tokens.named.setdefault(party.key, []).append(place)
        if party.level == "institution":
            return "body"
        return "home" if party.country == HOME else "abroad"


def standing(tokens: Tokens, drafts: Sequence[Draft]) -> dict[str, list[tuple[range, bool]]]:
    """Where the rules have read of each partner: tokens of the statements, and whether the paper exists in them."""
    found: dict[str, list[tuple[range, bool]]] = {}
    starts = [line.span.start for line in tokens.lines]
    for draft in drafts:
        for frame in draft.frames:
            at = bisect_right(starts, frame.evidence.start) - 1
            if at >= 0 and frame.evidence.start < tokens.lines[at].span.end:
                line = tokens.lines[at]
                found.setdefault(draft.frames[0].partner.key, []).append((range(line.start, line.end), draft.exists))
    return found


def pieces(form: str) -> tuple[str, str, str]:
    """A word, its stem and its ending; of numbers only how long they are."""
    if form.isdigit():
        form = f"<{min(len(form), _DIGITS)} digits>"
    return form, stem(form), form[-3:]


def stem(form: str) -> str:
    """The first letters of a word without affixes; rough, for words of either language that mean much the same."""
    bare = form
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 4:
            bare = bare[: -len(suffix)]
            break
    for prefix in _PREFIXES:
        if bare.startswith(prefix) and len(bare) - len(prefix) >= 3:
            bare = bare[len(prefix) :]
            break
    if bare == form:
        for suffix in _ENGLISH:
            if bare.endswith(suffix) and len(bare) - len(suffix) >= 4:
                bare = bare[: -len(suffix)]
                break
    return bare[:_STEM]
