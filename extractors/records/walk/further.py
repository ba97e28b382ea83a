"""Further papers of two sides of which the text has told: the one before, the one to follow, and the renewal."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archive.model import Span
from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.records.states.status import Verdict
from extractors.records.times import dating
from extractors.records.walk.building import is_to_come

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

FURTHER = Path(__file__).parents[1] / "data" / "further.toml"
_REACH = 8
"""Sentences from one that names the partner, or from which a statement on the two was read."""
_NEAR, _SIGNED = 40, 75
"""Characters from a paper to its day; more where it is said that it was signed on it."""
_BEFORE = 60
_NOT_SAID = ("terminate", "outsider", "outside", "ministry", "national", "query", "deny")
_PAPERS = ("memo", "renew")
"""Cues that speak of a paper without naming its kind."""
_YEAR = 4
Parties = tuple[str, str]


class _Expressions(NamedTuple):
    """What is looked for in the words around a paper and its day, and in a clause."""

    signing: re.Pattern[str]
    other_day: re.Pattern[str]
    """Between a paper and a day that is not that of its signing."""
    renewed_by: re.Pattern[str]
    """Before a paper by which another was renewed."""
    replacing: re.Pattern[str]
    """Before a paper that another took the place of."""
    following: re.Pattern[str]
    """Before a paper that another goes on from."""
    of_renewal: re.Pattern[str]
    """Before the day on which a renewal was signed."""
    hoping: re.Pattern[str]
    """What is only hoped for is no plan."""


@cache
def _expressions() -> _Expressions:
    tables = tomllib.loads(FURTHER.read_text(encoding="utf-8"))
    renewals = [
        rf"\b{_any(words['signed'])}\s+(?:{_any(words['before_day'])}\s+|[A-Z][\w-]+\s+){{0,4}}\Z"
        for words in tables.pop("renewal").values()
    ]
    told = {name: _any(choices) for name, choices in tables.items()}
    patterns = {
        "signing": rf"\b{told['signing']}\b",
        "other_day": rf"[.;]\s|\b{told['other_day']}\b",
        "renewed_by": rf"\b{told['renewed']}\s+(?:[^\W\d_]+\s+){{0,3}}?(?:{told['by']}\s+)?[^.;,\d]{{0,12}}\Z",
        "replacing": rf"\b{told['replacing']}\s+(?:[^\W\d_]+\s+){{0,2}}\Z",
        "following": rf"\b{told['following']}\s+(?:{told['from']}\s+){{0,3}}\Z",
        "of_renewal": "|".join(renewals),
        "hoping": rf"\b{told['hoping']}\b",
    }
    return _Expressions(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()})


def _any(choices: Sequence[str]) -> str:
    return f"(?:{'|'.join(choices)})"


@dataclass(slots=True)
class _Pair:
    """Two sides, and what the text has told of their papers."""

    frame: Frame
    told: list[Frame] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        return {frame.instrument.value for frame in self.told if frame.instrument is not None} - {""}

    @property
    def years(self) -> set[str]:
        return {frame.signed.value[:_YEAR] for frame in self.told if frame.signed is not None}

    def leave(self, paper: Value, day: Value) -> None:
        """Takes a day that is that of a paper from the other papers that it was read with."""
        for frame in self.told:
            other = frame.instrument is not None and frame.instrument.value not in {"", paper.value}
            if other and frame.signed is not None and frame.signed.span == day.span:
                frame.signed = None


def papers(walk: Walk, frames: Sequence[Frame], rows: Sequence[Frame] = ()) -> list[Frame]:
    """Statements on papers of two sides that the text speaks of beside those that it was read to tell of."""
    pairs: dict[Parties, _Pair] = {}
    for frame in (*frames, *rows):
        pairs.setdefault(frame.pair, _Pair(frame)).told.append(frame)
    found: list[Frame] = []
    for sentence, own in _spoken_of(walk, frames, rows, pairs) if pairs else ():
        for part, pair in _parts(walk, sentence, own):
            for clause, verdict in walk.clauses_of(sentence):
                for frame in _told(walk, clause, verdict, pair, part):
                    found.append(frame)
                    pair.told.append(frame)
    return found


def _parts(walk: Walk, sentence: Sentence, own: Sequence[_Pair]) -> Iterator[tuple[Span, _Pair]]:
    """The parts of a sentence that speak of one pair each: of several, from its partner to the next."""
    if len(own) == 1:
        yield sentence.span, own[0]
        return
    by_partner = {pair.frame.partner.key: pair for pair in own}
    cast = _abroad(walk, sentence)
    ends = [*(actor.start for actor in cast[1:]), sentence.span.end]
    for actor, end in zip(cast, ends, strict=False):
        pair = by_partner.get(actor.party.key)
        if pair is not None:
            yield Span(actor.start, end), pair


def _abroad(walk: Walk, sentence: Sentence) -> list[Actor]:
    """Those a sentence names that may be partners."""
    return [actor for actor in walk.cast[sentence.index] if actor.foreign and actor.takes_part]


def _spoken_of(
    walk: Walk, frames: Sequence[Frame], rows: Sequence[Frame], pairs: dict[Parties, _Pair]
) -> Iterator[tuple[Sentence, list[_Pair]]]:
    """The sentences that speak of papers, and of whose: of those they name, or else of whom was told last."""
    told: dict[int, list[Frame]] = {}
    for frame in frames:
        told.setdefault(frame.sentence, []).append(frame)
    last: list[Parties] = []
    since = 0
    for sentence in walk.scene.sentences:
        if sentence.heading:
            last = []
            continue
        here = told.get(sentence.index, [])
        if sentence.index in walk.claimed:
            here = [frame for frame in rows if frame.evidence.contains(sentence.span)]
            last = []
        cast = walk.cast[sentence.index]
        abroad = {actor.party.key for actor in _abroad(walk, sentence)}
        if here:
            last, since = list({frame.pair: None for frame in here}), sentence.index
        elif abroad:
            known = [pair for pair in pairs if pair[1] in abroad]
            last, since = known if len(known) == 1 and len(abroad) == 1 else [], sentence.index
        elif len(last) > 1:
            last = []
        if not last or sentence.index - since > _REACH or not (sentence.of("instrument") or sentence.has(*_PAPERS)):
            continue
        homes = {pair[0] for pair in last}
        if any(actor.home and actor.role != "location" and actor.party.key not in homes for actor in cast):
            continue
        yield sentence, [pairs[pair] for pair in last]


def _told(walk: Walk, clause: Clause, verdict: Verdict, pair: _Pair, part: Span) -> Iterator[Frame]:
    if (
        clause.has(*_NOT_SAID)
        or clause.of("law")
        or verdict.dropped
        or verdict.mute
        or _is_of_others(clause, pair, part)
    ):
        return
    says = _expressions()
    for paper in _named(clause):
        if not part.contains(paper.span):
            continue
        day = _day_behind(walk, clause, paper)
        lead = walk.body[max(clause.start, paper.span.start - _BEFORE) : paper.span.start]
        if day is not None and (says.following.search(lead) or says.replacing.search(lead)):
            pair.leave(paper, day)  # "MoU itu kelanjutan dari LoI tanggal 3 Maret 2020"
        if day is not None and day.value[:_YEAR] not in pair.years and not is_to_come(walk, day):
            if says.renewed_by.search(lead):
                yield _frame(clause, pair, "signed", paper, day, {"renewed", "supersedes", "act"})
                continue
            if pair.frame.exists and says.replacing.search(lead):
                yield _frame(clause, pair, "expired", paper, day, {"old"})
                continue
            if says.following.search(lead):
                yield _frame(clause, pair, "signed", paper, day, {"old"})
                continue
        if paper.value == "agreement" or paper.value in pair.kinds or not pair.kinds - {"agreement"}:
            continue
        if _is_planned(clause, verdict):
            yield _frame(
                clause, pair, "planned", paper, None, {"awaited", *({"drafted"} if clause.has("draft") else ())}
            )
        elif day is not None and verdict.status != "planned" and not is_to_come(walk, day):
            yield _frame(clause, pair, "signed", paper, day, set())
    if clause.has("renew") and verdict.status != "renewal_planned":
        yield from _renewals(walk, clause, pair, part)


def _is_of_others(clause: Clause, pair: _Pair, part: Span) -> bool:
    """True where another party is named."""
    return any(
        part.start <= actor.start < part.end and actor.takes_part and actor.party.key not in pair.frame.pair
        for actor in clause.actors
    )


def _named(clause: Clause) -> list[Value]:
    """The papers of a kind that a clause names, mere memoranda with them."""
    found = [Value(paper.value, paper.span) for paper in clause.of("instrument") if paper.value]
    memos = [Value("MoU", Span(cue.start, cue.end)) for cue in clause.cues_of("memo")]
    found += [
        memo
        for memo in memos
        if not any(memo.span.start < one.span.end and one.span.start < memo.span.end for one in found)
    ]
    return sorted(found, key=lambda paper: paper.span.start)


def _is_planned(clause: Clause, verdict: Verdict) -> bool:
    """True where the paper that a clause names is on its way, or is to follow, to be signed some day, or asked for."""
    if _expressions().hoping.search(clause.text):
        return False
    if verdict.status is not None or clause.has("condition", "negate", "modal"):
        return verdict.status == "planned" and (verdict.awaited or clause.has("draft", "progress", "follow"))
    ahead = clause.has("future") and (clause.has("follow") or bool(clause.of("date")))
    return ahead or (clause.has("step") and clause.has("ask", "urge", "progress"))


def _renewals(walk: Walk, clause: Clause, pair: _Pair, part: Span) -> Iterator[Frame]:
    """The renewals that have a day of signing of their own, though no name ("perpanjangannya diteken 3 Mei 2018")."""
    of_renewal = _expressions().of_renewal
    for date in clause.of("date"):
        value = dating.bounds(date.value)[0]
        lead = walk.body[max(clause.start, date.span.start - _BEFORE) : date.span.start]
        if value[:_YEAR] in pair.years or not value or not part.contains(date.span) or not of_renewal.search(lead):
            continue
        day = Value(value, date.span)
        if not is_to_come(walk, day):
            yield _frame(clause, pair, "signed", pair.frame.instrument, day, {"renewed", "supersedes", "act"})


def _day_behind(walk: Walk, clause: Clause, paper: Value) -> Value | None:
    """The day of a paper behind its name; no span of years, which is what a plan is for."""
    says = _expressions()
    for date in clause.of("date"):
        if date.span.start < paper.span.end:
            continue
        gap = walk.body[paper.span.end : date.span.start]
        value, end = dating.bounds(date.value)
        signed = says.signing.search(gap) is not None
        if not value or (end is not None and len(value) == _YEAR) or says.other_day.search(gap):
            return None
        return Value(value, date.span) if len(gap) <= (_SIGNED if signed else _NEAR) else None
    return None


def _frame(
    clause: Clause, pair: _Pair, status: Status, paper: Value | None, day: Value | None, marks: Collection[str]
) -> Frame:
    told = pair.frame
    named = [actor for actor in clause.actors if actor.party.key == told.partner.key]
    frame = Frame(
        told.home,
        told.home_span,
        told.partner,
        named[0].mention.span if named else told.partner_span,
        status,
        clause.sentence.index,
        clause.sentence.span,
        Span(clause.start, clause.end),
        paper,
        None,
        day,
    )
    frame.home_trust, frame.partner_trust = told.home_trust, told.partner_trust
    given = {"named": bool(named), "act": clause.has("sign"), "dated": bool(clause.of("date"))}
    frame.marks |= {"papered", "strong", "further", *marks, *(mark for mark, holds in given.items() if holds)}
    return frame
