"""What became of an agreement that is there: whether it holds, has run out, was ended, or is to be renewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import Span
from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.drafts import Draft
from extractors.records.scene import Sentence
from extractors.records.slots.options import Option
from extractors.records.slots.standing import Claimant, Traits
from extractors.records.states.cues import Cue
from extractors.records.states.status import Verdict
from extractors.records.walk.discourse import Walk

STATES: dict[str, Status] = {
    "signed": "signed",
    "expired": "expired",
    "terminated": "terminated",
    "renewal_planned": "renewal_planned",
}
_ENDS = tuple(state for state in STATES if state != "signed")
_TELLING = frozenset({"expire", "terminate", "renew", "duration"})
"""Cues that may tell what became of a paper."""
_BESIDE = ("expire", "terminate", "renew", "duration", "active", "kept", "future", "negate")
"""Cues that count wherever the agreement is told of, and in the text as a whole."""
_NEAR = frozenset({"told_here", "named_here", "own_clause", "sibling_clause", "abroad_last_own"})
_MONTHS = 12
_OLD = 5
"""Years."""


class Fate(NamedTuple):
    """A cue that may tell what became of a paper, with the clause it stands in and what that says."""

    cue: Cue
    clause: Clause
    verdict: Verdict

    @property
    def sentence(self) -> Sentence:
        return self.clause.sentence


def fates(walk: Walk) -> list[Fate]:
    """The cues of a document that tell what became of something."""
    return [
        Fate(cue, clause, verdict)
        for sentence in walk.scene.sentences
        if not _TELLING.isdisjoint(sentence.names)
        for clause, verdict in walk.clauses_of(sentence)
        if not _TELLING.isdisjoint(clause.names)
        for cue in clause.cues
        if cue.name in _TELLING
    ]


def states(claimant: Claimant, found: Sequence[Fate]) -> Iterator[Option]:
    """The states that an agreement may be in: each as the agreement itself lets expect it, and as a cue tells it."""
    itself = _of_itself(claimant)
    for state in STATES:
        yield Option(state, itself, state)
    for fate in found:
        if claimant.is_near(fate.cue.start, fate.sentence):
            span = Span(fate.cue.start, fate.cue.end)
            standing = claimant.standing(span, fate.sentence)
            told = standing | _of_fate(claimant, fate, standing)
            for state in _ENDS:
                yield Option(state, told, state, span)


def _of_itself(claimant: Claimant) -> Traits:
    """The age of an agreement, its term, what followed it, and what is said where the text tells of it."""
    ground, draft = claimant.ground, claimant.draft
    paper = claimant.paper
    made = claimant.traits | {
        "untold",
        _age(claimant),
        claimant.rank,
        f"paper_{paper.value if paper is not None else None}",
    }
    today, until = ground.walk.reference, draft.value("valid_to")
    if until is not None and today is not None:
        made.add("until_past" if until.value < today[: len(until.value)] else "until_ahead")
    made |= {trait for other in claimant.siblings for trait in _followed(draft, other)}
    sentences = [ground.scene.sentences[number] for number in claimant.told]
    if claimant.signed is not None and today is not None:
        years = today.year - int(claimant.signed.value[:4])
        for sentence in sentences:
            months = ground.months_in(sentence.span.start, sentence.span.end)
            if months is not None:
                made.add("term_past" if years > months / _MONTHS else "term_runs")
    for name in _BESIDE:
        if any(sentence.has(name) for sentence in sentences):
            made.add(f"here_{name}")
        if name in ground.cues:
            made.add(f"anywhere_{name}")
    return made


def _followed(draft: Draft, other: Draft) -> Traits:
    """How another agreement of the same two stands to this one: a plan, a later or an earlier paper."""
    paper, signed = draft.instrument, draft.signed
    alike = other.instrument is not None and paper is not None and other.instrument.value == paper.value
    kind = "same" if alike else "other"
    if not other.exists:
        return {f"plan_beside_{kind}"}
    if signed is None or other.signed is None:
        return set()
    return {f"later_one_{kind}" if other.signed.value > signed.value else f"earlier_one_{kind}"}


def _of_fate(claimant: Claimant, fate: Fate, standing: Traits) -> Traits:
    """What a cue and its clause tell, and how that goes with the agreement as the rules have read it."""
    cue, clause, verdict = fate
    draft, today = claimant.draft, claimant.ground.walk.reference
    paper, signed = claimant.paper, claimant.signed
    what = f"at_{cue.name}", f"verdict_{verdict.status}"
    made = {"told", *what, f"at_{cue.name}&{_age(claimant)}"}
    made |= {f"{one}&{trait}" for one in what for trait in (*(_NEAR & standing), draft.status, claimant.rank)}
    if verdict.mute or verdict.dropped:
        made.add("mute")
    if verdict.act is not None and verdict.act.start == cue.start:
        made.add("act")
    if claimant.ground.months_in(clause.start, clause.end) is not None:
        made.add("with_term")
    kinds = {mention.value for mention in clause.of("instrument")}
    if kinds:
        made.add("with_paper")
        if paper is not None:
            made.add("its_paper" if paper.value in kinds else "other_paper")
    dates = clause.of("date")
    if dates:
        made.add("with_date")
        if signed is not None:
            made.add("its_date" if any(date.value == signed.value for date in dates) else "other_date")
        taken = {other.signed.value for other in claimant.siblings if other.signed is not None}
        if any(date.value in taken for date in dates):
            made.add("sibling_date")
        last = dates[-1].value.rpartition("/")[2]
        if today is not None and last != today:
            made.add("date_past" if last < today else "date_ahead")
    return made


def _age(claimant: Claimant) -> str:
    """How old a paper is."""
    signed, today = claimant.signed, claimant.ground.walk.reference
    if signed is None or today is None:
        return "aged_unknown"
    years = today.year - int(signed.value[:4])
    return "aged_none" if years <= 0 else "aged_few" if years <= _OLD else "aged_many"
