"""What the network sees and no rule has read, as a frame: its sentence, and what that says of the paper."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import Mention, Party, Span
from archive.model.mention import MentionKind
from archive.model.record import Status
from extractors.records.clauses import Clause, clauses
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.scene import Scene, Sentence
from extractors.records.states.status import Verdict, judge
from extractors.records.times import dating
from extractors.records.walk.building import instrument_of, relation_of, set_times
from extractors.records.walk.discourse import Walk

_ANCHORS = ("sign", "noun", "tie", "memo", "explore", "offer", "draft", "exist", "kin", "paper")
_ENDS = frozenset({"expired", "terminated", "renewal_planned"})
_YEAR, _INDEPENDENT = 4, "1945"
"""Before Indonesia was, its regions could have no ties: the clause is of others."""
_NEAR = 2
"""Sentences from one that names the partner to one that tells of the paper."""


def frame_of(walk: Walk, home: Party, partner: Party, status: Status) -> Frame | None:
    """The statement that ties the two, in the running text or, where that does not name the partner, in a table."""
    named = named_at(walk, partner)
    if not named:
        return _row_frame(walk.scene, home, partner, status)
    index, _ = max(named, key=lambda one: (_weight(walk, one[0], home, partner), -one[0]))
    sentence = walk.scene.sentences[_telling(walk, index, home, partner)]
    clause = _clause(walk, sentence, partner)
    if any(date.value[:_YEAR] < _INDEPENDENT for date in clause.of("date")):
        return None
    return frame_at(walk, home, partner, status, clause)


def frame_at(walk: Walk, home: Party, partner: Party, status: Status, clause: Clause) -> Frame:
    """The statement of a clause on the paper of the two, of which the running text names the partner."""
    sentence = clause.sentence
    home_span, home_trust = _home(walk, sentence.index, home)
    _, actor = min(named_at(walk, partner), key=lambda one: abs(one[0] - sentence.index))
    verdict = _verdict(clause, status)
    frame = Frame(
        home,
        home_span,
        partner,
        actor.mention.span,
        verdict.status or status,
        sentence.index,
        sentence.span,
        Span(clause.start, clause.end),
    )
    frame.instrument = instrument_of(walk, clause, verdict, [actor])
    frame.relation = relation_of(clause, frame.instrument)
    frame.home_trust, frame.partner_trust = home_trust, actor.mention.score
    if frame.exists:
        dates = dating.read(walk.body, clause)
        frame.signed = _first(dates)
        set_times(walk, frame, clause, verdict, dates)
    if frame.status == "signed" and frame.signed is None:
        frame.signed = _signed_behind(walk, sentence, partner)
    return frame


def _row_frame(scene: Scene, home: Party, partner: Party, status: Status) -> Frame | None:
    """The row of a table that names the partner, rather one with the home; with the first paper and day in it."""
    rows = [(row, scene.between(row.span.start, row.span.end)) for row in scene.rows if row.kind == "table_row"]
    naming = [(row, inside) for row, inside in rows if _first_of(inside, partner) is not None]
    if not naming:
        return None
    row, inside = max(naming, key=lambda one: _first_of(one[1], home) is not None)
    at = _first_of(inside, partner)
    own = _first_of(inside, home) or _first_of(scene.mentions, home)
    if at is None or own is None:
        return None
    frame = Frame(home, own.span, partner, at.span, status, -1, row.span, row.span)
    frame.home_trust, frame.partner_trust = own.score, at.score
    frame.instrument = _first_value(inside, "instrument")
    if frame.exists:
        frame.signed = _first_value(inside, "date")
    frame.marks |= {"table", "named"}
    return frame


def _first_of(mentions: Sequence[Mention], party: Party) -> Mention | None:
    return next((one for one in mentions if one.party is not None and one.party.key == party.key), None)


def _first_value(mentions: Sequence[Mention], kind: MentionKind) -> Value | None:
    """The first value that mentions of a kind tell; of an interval of dates its beginning."""
    found = (Value(dating.bounds(one.value)[0], one.span) for one in mentions if one.kind == kind)
    return next((value for value in found if value.value), None)


def _verdict(clause: Clause, status: Status) -> Verdict:
    """What the network says, or the end that the clause tells of a paper that the network says exists."""
    told = judge(clause) if status == "signed" else None
    return told if told is not None and told.status in _ENDS else Verdict(status, strong=True)


def named_at(walk: Walk, party: Party) -> list[tuple[int, Actor]]:
    """The sentences that name a party, by number, each with the party as it stands there."""
    return [(index, actor) for index, cast in enumerate(walk.cast) for actor in cast if actor.party.key == party.key]


def _telling(walk: Walk, index: int, home: Party, partner: Party) -> int:
    """The sentence at or near `index` that tells most of a paper."""
    last = len(walk.scene.sentences) - 1
    near = range(max(index - _NEAR, 0), min(index + _NEAR, last) + 1)
    return max(near, key=lambda other: (_weight(walk, other, home, partner) - abs(other - index), -abs(other - index)))


def _weight(walk: Walk, index: int, home: Party, partner: Party) -> float:
    """How much a sentence tells of a paper of the two."""
    sentence = walk.scene.sentences[index]
    keys = {actor.party.key for actor in walk.cast[index]}
    weight = 2.0 * bool(sentence.of("instrument")) + bool(sentence.of("relation"))
    weight += sum(sentence.has(name) for name in _ANCHORS) / 2
    return weight + 2.0 * (partner.key in keys) + (home.key in keys) - sentence.heading


def _clause(walk: Walk, sentence: Sentence, partner: Party) -> Clause:
    """The clause that names the paper and the partner, or as much of it as one does."""

    def weight(clause: Clause) -> tuple[int, int]:
        named = any(actor.party.key == partner.key for actor in clause.actors)
        return 2 * bool(clause.of("instrument")) + clause.has(*_ANCHORS) + named, -clause.start

    return max(clauses(walk.body, sentence, walk.cast[sentence.index]), key=weight)


def _home(walk: Walk, index: int, home: Party) -> tuple[Span, float]:
    """Where the home is named nearest to a sentence."""
    spots = named_at(walk, home)
    if spots:
        _, actor = min(spots, key=lambda one: abs(one[0] - index))
        return actor.mention.span, actor.mention.score
    mention = _first_of(walk.scene.mentions, home)
    return (mention.span, mention.score) if mention is not None else (walk.scene.sentences[index].span, 0.0)


def _first(dates: dating.Dates) -> Value | None:
    """The first day of the paper that a clause tells."""
    found = [*dates.events, *dates.since]
    return Value(found[0][1], found[0][0].span) if found else None


def _signed_behind(walk: Walk, sentence: Sentence, partner: Party) -> Value | None:
    """The day of the paper in the next sentence, where that goes on with it and names no other party abroad."""
    after = next(iter(walk.scene.sentences[sentence.index + 1 : sentence.index + 2]), None)
    if after is None or after.paragraph != sentence.paragraph:
        return None
    cast = walk.cast[after.index]
    if any(actor.foreign and actor.party.key != partner.key for actor in cast):
        return None
    papers = (one for one in clauses(walk.body, after, cast) if one.of("instrument") or one.has("sign"))
    paper = next(papers, None)
    return _first(dating.read(walk.body, paper)) if paper is not None else None
