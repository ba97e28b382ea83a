"""Whether a clause speaks of an agreement of regions at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.model import HOME
from extractors.records.clauses import Clause
from extractors.records.parties import homes
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.records.states.status import Verdict
from extractors.records.times import terms
from extractors.records.walk import reach

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_DONE_TO = frozenset({"sign", "initial", "renew", "terminate"})
"""Acts that are done to a paper."""
_SIGNING = frozenset({"sign", "initial"})
_CLITIC, _VERBAL = "nya", ("me", "di")
_OPENING = " \t\n\"'“”‘’(-–—•*:"
_IT = re.compile(
    r"\W*(?:[^,]{1,40},\s+)?(?:(?:and|but|then|dan|lalu)\s+)?(?:it|both|they|keduanya)\s+"
    r"(?:(?:was|were|is|has|have|had|been|be|to|will|would|finally|at last|only|telah|sudah|"
    r"baru|akhirnya|akan)\s+){1,3}\Z",
    re.IGNORECASE,
)
_ITS_OBJECT = re.compile(r"\s+(?:it|them|itu)\b", re.IGNORECASE)
_PARTY = re.compile(r"\b(?:antara|dengan|oleh|between|with|by)\s+(?:the\s+|para\s+)?\Z", re.IGNORECASE)


def is_anchored(walk: Walk, clause: Clause) -> bool:
    """True where something in the clause names an agreement or a tie."""
    return bool(clause.of("instrument") or clause.of("relation")) or clause.has("noun", "anaphor", "paper", "tie")


def speaks_of_agreement(
    walk: Walk, clause: Clause, verdict: Verdict, explicit: Sequence[Actor], previous: Clause | None
) -> bool:
    """True where the clause speaks of an agreement, and not of a visit or a wish."""
    on_top = bool(walk.on_top(clause.sentence))
    told = verdict.strong and bool(clause.of("instrument"))
    if points_back(walk, clause, verdict) and not explicit:
        return True
    if clause.of("law") and not explicit and not on_top and not told:
        return False
    if verdict.act is not None and verdict.act.name == "renew" and not is_anchored(walk, clause) and not on_top:
        if homes.named(clause.actors) and any(actor.role == "link" for actor in explicit):
            return True
        meant = verdict.status == "renewal_planned"
        told = meant or bool(clause.of("date")) or clause.has("ask", "progress") or terms.lasting(walk.body, clause)
        followed = told and bool(walk.frames) and _just_told(walk, clause)
        known = meant and any(actor.party.key in walk.known for actor in explicit)
        return (
            previous is not None
            or followed
            or known
            or len({actor.home for actor in clause.actors if actor.role == "government"}) == 2
        )
    if on_top and clause.has("duration"):
        return True
    if is_anchored(walk, clause) or previous is not None or walk.inherited is not None:
        return True
    if (
        clause.has("both")
        and clause.has("exist")
        and clause.of("date")
        and walk.frames
        and walk.frames[-1].sentence >= clause.sentence.index - 1
    ):
        return True
    if (
        explicit
        and clause.of("date")
        and reach.ELLIPSIS.match(clause.text)
        and walk.frames
        and walk.frames[-1].sentence == clause.sentence.index - 1
    ):
        return True
    tied = any(actor.role in {"link", "government"} for actor in explicit)
    if (walk.kin or walk.theme) and tied and clause.has("active", "since"):
        return True
    if clause.has("explore") and walk.theme and any(actor.role != "plain" for actor in explicit):
        return True
    if clause.has("explore") and homes.named(clause.actors) and any(walk.leads(clause.sentence, a) for a in explicit):
        return True
    if len({actor.home for actor in clause.actors if actor.role == "government"}) == 2:
        return True
    if len(explicit) > reach.PAIR and walk.theme:
        return True
    office = homes.bare_level(clause.sentence, clause.start, clause.end, explicit) is not None
    if verdict.status == "signed" and verdict.strong and office and any(a.role == "government" for a in explicit):
        return True
    return verdict.strong and (anchor_near(walk, clause.sentence) or on_top or ending_told(walk, clause, verdict))


def _just_told(walk: Walk, clause: Clause) -> bool:
    """True where the sentence before told of an agreement, or one a little earlier in the paragraph."""
    last = walk.frames[-1].sentence
    away = clause.sentence.index - last
    if last < 0 or not 0 < away <= reach.NEAR:
        return False
    return away == 1 or walk.scene.sentences[last].paragraph == clause.sentence.paragraph


def points_back(walk: Walk, clause: Clause, verdict: Verdict) -> bool:
    """True where the act is done to what was told just before ("menandatanganinya", "It was signed")."""
    act = verdict.act
    if act is None or not verdict.strong or not walk.frames or clause.has("outsider", "query") or clause.of("law"):
        return False
    if not _just_told(walk, clause):
        return False
    before, word = walk.body[clause.start : act.start], walk.body[act.start : act.end].lower()
    taken_up = word.endswith(_CLITIC) and word.startswith(_VERBAL)
    if taken_up or not before.strip(_OPENING):
        return act.name in _DONE_TO
    if act.name in _DONE_TO and (_IT.match(before) or _ITS_OBJECT.match(walk.body, act.end)):
        return True
    away = clause.sentence.index - walk.frames[-1].sentence
    return away == 1 and act.name in _SIGNING and _completes(walk, clause)


def _completes(walk: Walk, clause: Clause) -> bool:
    """True where a signing with its day follows on a tie of which neither has been told."""
    last = walk.frames[-1]
    untold = last.exists and last.signed is None and not {"act", "title", "founding"} & last.marks
    others = any(actor.taking_part and not (actor.home and actor.party.key == last.home.key) for actor in clause.actors)
    return untold and bool(clause.of("date")) and not others


def ending_told(walk: Walk, clause: Clause, verdict: Verdict) -> bool:
    """True for an end told in the paragraph that has just told of the agreement ("Sudah tidak berlaku.")."""
    if verdict.status not in {"expired", "terminated"} or not walk.frames or walk.frames[-1].sentence < 0:
        return False
    last = walk.scene.sentences[walk.frames[-1].sentence]
    return last.paragraph == clause.sentence.paragraph and clause.sentence.index - last.index <= reach.TALE


def is_of_others(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> bool:
    """True where the clause speaks of papers of universities, companies or of the two states."""
    if clause.has("outside") or is_with_country(walk, clause, explicit) or _ministers_sign(clause, explicit):
        return True
    if (
        clause.has("outsider")
        and not _is_governed(walk, clause, explicit)
        and not (walk.on_top(clause.sentence) and not clause.has("sign"))
    ):
        return True
    if explicit or walk.on_top(clause.sentence):
        return False
    if len({mention.value for mention in clause.of("country")}) > 1 and not homes.named(clause.actors):
        return True
    return any(
        cue.start - clause.start < reach.SUBJECT
        or _PARTY.search(walk.body, max(clause.start, cue.start - reach.TIED), cue.start)
        for cue in clause.cues_of("national")
    )


def _is_governed(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> bool:
    """True where governments act in the clause, whoever else comes up in it."""
    if explicit and (any(actor.role == "government" for actor in explicit) or homes.named(clause.actors)):
        return True
    return bool(walk.state.partners) and _both_sign_first(clause)


def _ministers_sign(clause: Clause, explicit: Sequence[Actor]) -> bool:
    """True where a minister is the one who signs, and nobody of a region is named ("diteken Menteri Pertanian")."""
    if explicit or homes.named(clause.actors) or homes.bare_level(clause.sentence, clause.start, clause.end):
        return False
    return any(0 <= who.start - act.end <= 1 for act in clause.cues_of("sign") for who in clause.cues_of("ministry"))


def _both_sign_first(clause: Clause) -> bool:
    """True where the two sides sign, and others come up only after that ("the basis for sending a school there")."""
    acts = [cue.start for cue in clause.cues_of("sign")]
    others = [cue.start for cue in clause.cues_of("outsider")]
    return clause.has("both") and bool(acts) and bool(others) and acts[0] < others[0]


def is_with_country(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> bool:
    """True where the other side is the country ("Guangxi makes friends with Indonesia") and no region of it."""
    if not explicit or any(actor.home for actor in walk.cast[clause.sentence.index]) or clause.of("instrument"):
        return False
    return any(
        mention.value == HOME
        and reach.WITH.search(walk.body, max(0, mention.span.start - reach.TIED), mention.span.start)
        for mention in clause.of("country")
    )


def anchor_near(walk: Walk, sentence: Sentence) -> bool:
    """True where a sentence or the one before it names a paper or a relation."""
    for index in range(max(0, sentence.index - 1), sentence.index + 1):
        near = walk.scene.sentences[index]
        if near.of("instrument") or near.of("relation"):
            return True
    return False
