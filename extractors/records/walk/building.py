"""Frames out of a clause: paper, dates, validity and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archive.model import Mention, PartialDate, Span
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.states.status import Verdict
from extractors.records.times import apart, dating, occasion, reckoning, terms
from extractors.records.walk import reach
from extractors.records.walk.ellipsis import is_listed
from extractors.records.walk.pairs import home_on_top, pairs_of
from extractors.records.walk.relevance import is_anchored, is_of_others, points_back, speaks_of_agreement

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_LAST_ONLY = re.compile(r"yang (?:disebut )?terakhir|the latter|the last", re.IGNORECASE)
_ALIKE = re.compile(r"\b(?:serupa|sejenis|semacam|yang sama|similar|the same)\b", re.IGNORECASE)
_ALIKE_PAPER = re.compile(
    r"\b(?:naskah|nota|surat|dokumen|rancangan|draf|langkah|penjajakan|hubungan|ikatan|jalinan|kerja ?sama|perjanjian|"
    r"kesepakatan|mou|loi|tawaran|piagam)\s+(?:yang\s+)?(?:serupa|sejenis|semacam|sama)\b|"
    r"\b(?:similar|the same (?:kind|sort) of)\s+(?:\w+\s+)?"
    r"(?:letter|paper|memorandum|mou|loi|tie|link|bond|pact|deal|agreement|document|charter|relationship)s?\b",
    re.IGNORECASE,
)
_DAY = 10
_DOING = frozenset({"sign", "expire", "terminate", "renew", "speak", "visit", "offer", "since"})
_SAID = frozenset({"old", "new", "both", "ever", "kin"})
_BRACKET, _JOINED = 3, 2
_BESIDE = 6
_PARTING = re.compile(r",|\b(?:and|dan)\b")
_PARTED = 60
"""So much farther away is what a comma or "and" parts."""


def build(
    walk: Walk, clause: Clause, verdict: Verdict, explicit: list[Actor], previous: Clause | None
) -> Iterator[Frame]:
    """The frames of a clause, one for each pair of home and partner."""
    sentence = clause.sentence
    if not speaks_of_agreement(walk, clause, verdict, explicit, previous) or is_of_others(walk, clause, explicit):
        return
    if verdict.status is None:
        return
    pairs = pairs_of(walk, clause, verdict, explicit)
    if not pairs:
        return
    for home, partner in pairs:
        walk.paired[partner.party.key] = (sentence.index, home)
    walk.last_told = (sentence.index, pairs)
    dates = dating.read(walk.body, clause)
    if verdict.act is None and not walk.on_top(sentence) and sentence.block.kind != "list_item":
        dates.events = [pair for pair in dates.events if stands_beside(walk, clause, pair[0])]
    if clause.has("event") and not clause.has("sign", "tie"):
        papers = clause.of("instrument")
        dates.events = [
            pair
            for pair in dates.events
            if any(0 <= pair[0].span.start - paper.span.end <= reach.TIED for paper in papers)
        ]
    instrument = instrument_of(walk, clause, verdict, explicit)
    relation = relation_of(clause, instrument) or walk.inherited
    told = walk.state.relation if pairs[0][1].party.level != "institution" else None
    if relation is None and told is not None and _ALIKE_PAPER.search(clause.text):
        relation = told
    last = walk.frames[-1] if walk.frames else None
    shared: Value | None = None
    if last is not None and instrument is None and not clause.has("derived"):
        elliptic = previous is not None and not clause.has("sign") and last.sentence == sentence.index
        followed = not explicit and clause.has("sign") and last.sentence >= sentence.index - 1 and not dates.since
        if elliptic or (followed and last.partner.key == pairs[0][1].party.key):
            instrument = last.instrument
            relation = relation or (last.relation if elliptic else None)
        if (
            elliptic
            and last.signed is not None
            and len(last.signed.value) < _DAY
            and not clause.of("date")
            and "dated" not in last.marks
        ):
            shared = last.signed
    local = _local_dates(walk.body, clause, [partner for _, partner in pairs], dates)
    for number, (home, partner) in enumerate(pairs):
        frame = Frame(
            home.party,
            home.mention.span,
            partner.party,
            partner.mention.span,
            verdict.status,
            sentence.index,
            sentence.span,
            Span(clause.start, clause.end),
            instrument,
            relation,
        )
        frame.signed = local[number] or shared
        if shared is not None or (
            previous is not None and last is not None and "act" in last.marks and not clause.has("sign")
        ):
            frame.marks |= last.marks & {"act"} if last is not None else set()
        frame.home_trust, frame.partner_trust = home.mention.score, partner.mention.score
        if verdict.status == "signed" and clause.has("sign"):
            frame.signatories = clause.of("person")
            frame.place_signed = _place_signed(clause, verdict)
        set_times(walk, frame, clause, verdict, dates)
        set_marks(walk, frame, clause, verdict, bool(explicit), dates)
        yield frame
        if frame.signed is not None:
            walk.state.date = frame.signed
    if instrument is not None:
        walk.state.instrument = instrument
    elif explicit and last is not None and last.partner.key not in {partner.party.key for _, partner in pairs}:
        # The paper spoken of before was that of others.
        walk.state.instrument = None
    if relation is not None:
        walk.state.relation = relation
    if explicit or not walk.state.partners:
        walk.state.partners = list(explicit) or walk.partners_told()
        walk.state.partner_sentence = sentence.index


def stands_beside(walk: Walk, clause: Clause, date: Mention) -> bool:
    """True where a date stands right beside a paper, a relation or a partner ("MoU 2019", "Suwon (1997)")."""
    near = [
        mention.span
        for mention in clause.mentions
        if mention.kind in {"instrument", "relation", "place", "organisation"}
    ]
    return any(
        0 <= date.span.start - span.end <= reach.TIED or 0 <= span.start - date.span.end <= reach.TIED for span in near
    )


def set_times(walk: Walk, frame: Frame, clause: Clause, verdict: Verdict, dates: dating.Dates) -> None:
    """Signing and validity, with what the clause only points to ("a month later", "for five years")."""
    bare = verdict.act is None
    sure = frame.signed is not None and (
        frame.signed.span.start in dates.sure or _behind_paper(clause, verdict, frame.signed)
    )
    if verdict.status in {"expired", "terminated", "renewal_planned"} and not bare and not sure:
        if (
            frame.signed is not None
            and dates.valid_to is None
            and verdict.status == "expired"
            and verdict.act is not None
            and frame.signed.span.start > verdict.act.start
        ):
            frame.valid_to = frame.signed
        early = frame.signed is not None and dates.valid_to is not None and verdict.act is not None
        if not (
            early
            and frame.signed is not None
            and verdict.act is not None
            and frame.signed.span.end <= verdict.act.start
        ):
            frame.signed = None
    frame.valid_from, frame.valid_to = dates.valid_from or frame.valid_from, dates.valid_to or frame.valid_to
    if frame.signed is None and verdict.status == "signed" and verdict.strong and not dates.valid_from:
        told = walk.last_date[1] if walk.last_date and walk.last_date[0] >= clause.sentence.index - reach.NEAR else None
        frame.signed = reckoning.relative(walk.body, clause, walk.reference, told)
        distant = apart.told(clause) is not None
        if distant and frame.signed is not None:
            frame.marks.add("reckoned")
        if not distant and clause.has("sign") and (frame.signed is None or len(frame.signed.value) < _DAY):
            near = occasion.day_near(walk.scene, clause, walk.reference)
            if near is not None and (frame.signed is None or near.value.startswith(frame.signed.value)):
                frame.signed = near
            if frame.signed is None and occasion.is_told_as_news(clause):
                frame.signed = walk.news_day
    if frame.status == "expired" and frame.valid_to is None:
        frame.valid_to = reckoning.ended(walk.body, clause, walk.reference)
    if frame.signed is None and frame.valid_from is not None and is_listed(walk, clause, walk.on_top(clause.sentence)):
        frame.signed = frame.valid_from
    frame.term = terms.term(walk.body, clause)
    if frame.status == "signed" and is_to_come(walk, frame.signed) and not bare:
        frame.status = "planned"
        frame.marks.add("awaited")
    end = frame.valid_to
    past = verdict.act is not None and walk.body[verdict.act.start : verdict.act.end].rstrip().endswith(("ed", "out"))
    coming = end is not None and walk.reference is not None and end.value > walk.reference
    if frame.status == "expired" and coming and not past:
        frame.status = "signed"


def _behind_paper(clause: Clause, verdict: Verdict, date: Value) -> bool:
    """True for a day between the name of a paper and what became of it ("PKS irigasi, 4 Mei 2014, resmi ditutup")."""
    if verdict.act is None or date.span.end > verdict.act.start:
        return False
    papers = [paper.span.end for paper in clause.of("instrument") if paper.span.end <= date.span.start]
    return bool(papers) and not any(
        papers[-1] <= cue.start < date.span.start and cue.name in _DOING for cue in clause.cues
    )


def is_to_come(walk: Walk, date: Value | None) -> bool:
    """True for a day after that of the text."""
    if date is None or walk.reference is None or not walk.sure_of_today:
        return False
    return PartialDate(date.value).earliest() > walk.reference.latest()


def set_marks(walk: Walk, frame: Frame, clause: Clause, verdict: Verdict, explicit: bool, dates: dating.Dates) -> None:
    """Notes in the marks of a frame how the clause tells of it."""
    marks = frame.marks
    topic = bool(walk.on_top(clause.sentence)) or (walk.owner is not None and home_on_top(walk, clause) is not None)
    marks |= clause.names & _SAID
    papered, related = bool(clause.of("instrument")), bool(clause.of("relation"))
    homed = any(actor.home for actor in clause.actors)
    given = {
        "named": explicit,
        "homed": homed,
        "strong": verdict.strong,
        "awaited": verdict.awaited,
        "renewed": verdict.renewed,
        "supersedes": verdict.supersedes,
        "listed": verdict.listed,
        "kept": verdict.kept,
        "title": clause.sentence.block.kind == "title",
        "founding": bool(dates.since) and frame.instrument is None,
        "papered": papered,
        "related": related,
        "dated": bool(clause.of("date")),
        "act": clause.has("sign"),
        "drafted": _is_drafted(clause),
        "upgraded": frame.status == "planned" and clause.has("step"),
        "verbless": verdict.act is None and not clause.has("active", "duration", "since"),
        "derived": clause.has("derived"),
        "follows": clause.has("follow"),
        "kin": clause.has("kin") or (walk.kin and explicit and not papered),
        "support": not (explicit or papered_before(walk, frame, clause))
        and frame.valid_from is None
        and not topic
        and not papered
        and not related
        and not clause.has("paper", "anaphor", "both", "tie", "memo")
        and not (clause.has("noun") and homed),
        "topic": topic,
    }
    denied = frame.status == "planned" and clause.has("negate", "conclude") and frame.instrument is None
    renews = verdict.act is not None and verdict.act.name == "renew" and not is_anchored(walk, clause)
    back = not papered and (renews or points_back(walk, clause, verdict))
    given["support"] = given["support"] or ((denied or back) and not explicit and not given["topic"])
    marks |= {name for name, holds in given.items() if holds}


def papered_before(walk: Walk, frame: Frame, clause: Clause) -> bool:
    """True for a dated act where a paper with the partner was spoken of just before, but nothing told of it yet."""
    if not (frame.signed and clause.has("sign") and frame.exists) or frame.instrument is not None:
        return False
    if any(frame.pair == other.pair for other in walk.frames):
        return False
    for index in range(clause.sentence.index, max(clause.sentence.index - reach.NEAR, -1), -1):
        sentence = walk.scene.sentences[index]
        papers = [
            mention for mention in sentence.of("instrument") if mention.value and mention.span.end <= clause.start
        ]
        if papers and any(actor.party.key == frame.partner.key for actor in walk.cast[index]):
            frame.instrument = Value(papers[-1].value, papers[-1].span)
            return True
    return False


def _is_drafted(clause: Clause) -> bool:
    """True where a text is there or at work, and not where one is only to be written ("akan disusun")."""
    if not clause.has("draft"):
        return False
    ahead = [cue.start for cue in clause.cues_of("future", "negate", "ask", "urge", "condition", "modal")]
    return any(not any(start < cue.start for start in ahead) for cue in clause.cues_of("draft"))


def instrument_of(walk: Walk, clause: Clause, verdict: Verdict, explicit: Sequence[Actor]) -> Value | None:
    """The paper that the clause speaks of: the one nearest its verb, or the one spoken of before."""
    found = clause.of("instrument")
    act = verdict.act
    if verdict.status == "terminated" and any(
        dating.is_means(walk.body, clause, cue.start) for cue in clause.cues_of("memo", "noun")
    ):
        found = [mention for mention in found if mention.value]
        return Value(found[0].value, found[0].span) if found else None
    if act is not None and verdict.status != "planned":
        coming = [cue.start for cue in clause.cues_of("future") if cue.start >= act.end]
        found = [mention for mention in found if not any(start < mention.span.start for start in coming)]
    if act is not None and act.name == "step":
        found = [mention for mention in found if mention.span.end <= act.start]
    specific = [mention for mention in found if mention.value not in {"agreement", ""}] or [
        mention for mention in found if not mention.value
    ]
    found = specific or [mention for mention in found if _formal(mention, clause)]
    if not found:
        memo = clause.cues_of("memo")
        if memo and not clause.of("instrument") and not clause.has("derived"):
            return Value("MoU", Span(memo[0].start, memo[0].end))
        return _spoken_of(walk, clause, explicit) if clause.has("paper") and not clause.has("derived") else None
    at = act.start if act is not None else found[0].span.start
    chosen = min(found, key=lambda mention: abs(mention.span.start - at))
    return Value(chosen.value, chosen.span)


def _spoken_of(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> Value | None:
    """The paper spoken of before, where the clause does not name another partner, or says that theirs is alike."""
    before = {actor.party.key for actor in walk.state.partners}
    same = not explicit or not before or any(actor.party.key in before for actor in explicit)
    return walk.state.instrument if same or _ALIKE.search(clause.text) else None


def relation_of(clause: Clause, instrument: Value | None) -> Value | None:
    """The relation that the clause or its sentence names, but for one that names another paper ("MoU sister city").

    Of two names side by side, as in "daerah bersaudara (sister regency)", the surer counts.
    """
    papers = [paper for paper in clause.sentence.of("instrument") if paper.value] if instrument is not None else []
    mine = [paper for paper in papers if instrument is not None and paper.value == instrument.value]
    others = [paper for paper in papers if paper not in mine]
    for found in (clause.of("relation"), clause.sentence.of("relation")):
        own = [mention for mention in found if not _joined(mention, others) or _joined(mention, mine)]
        if own:
            first = own[0]
            beside = [mention for mention in own if 0 <= mention.span.start - first.span.end <= _BRACKET]
            best = max([first, *beside], key=lambda mention: mention.score)
            return Value(best.value, best.span)
    return None


def _joined(mention: Mention, papers: Sequence[Mention]) -> bool:
    """True where a paper is named right before a relation or right after it."""
    return any(
        0 <= mention.span.start - paper.span.end <= _JOINED or 0 <= paper.span.start - mention.span.end <= _JOINED
        for paper in papers
    )


def _formal(mention: Mention, clause: Clause) -> bool:
    """True where "agreement" names a paper and not just the fact that two sides agree."""
    plain = mention.surface.islower() and len(mention.surface.split()) == 1
    dated = any(
        0 <= mention.span.start - date.span.end < _BESIDE or 0 <= date.span.start - mention.span.end < _BESIDE
        for date in clause.of("date")
    )
    return (
        not plain
        or dated
        or any(
            0 <= mention.span.start - cue.end < 40 or 0 <= cue.start - mention.span.end < 20
            for cue in clause.cues_of("sign", "draft")
        )
    )


def _place_signed(clause: Clause, verdict: Verdict) -> Value | None:
    """Where an act took place: the first location after its verb."""
    if verdict.act is None:
        return None
    places = [actor for actor in clause.actors if actor.role == "location" and actor.start >= verdict.act.start]
    return Value(places[0].party.name, places[0].mention.span) if places else None


def _local_dates(body: str, clause: Clause, partners: Sequence[Actor], dates: dating.Dates) -> list[Value | None]:
    """The date of each partner: its own where the list gives one, else that of the clause."""
    told = len(partners) == 1 and clause.has("sign") and bool(dates.events)
    pool = dates.events if told else sorted([*dates.events, *dates.since], key=lambda pair: pair[0].span.start)
    if not pool:
        return [None] * len(partners)
    if clause.has("terminate", "expire"):
        # "On 6 March they ended the agreement of 11 September 2012": the paper has its own day.
        pool = [pair for pair in pool if pair[0].span.start in dates.sure] or pool
    values = [(mention, Value(value, mention.span)) for mention, value in pool]
    if len(partners) == 1:
        return [_nearest(clause, values)]
    ends = [partner.start for partner in partners[1:]] + [clause.end]
    own = [
        [value for mention, value in values if partner.end <= mention.span.start < end]
        for partner, end in zip(partners, ends, strict=True)
    ]
    if any(own[:-1]):
        return [values_of[0] if values_of else None for values_of in own]
    tail = body[partners[-1].end : clause.end]
    if own[-1] and (_LAST_ONLY.search(tail) or tail.lstrip().startswith("(")):
        return [None] * (len(partners) - 1) + [own[-1][0]]
    return [values[0][1]] * len(partners)


def _nearest(clause: Clause, values: Sequence[tuple[Mention, Value]]) -> Value:
    acts = clause.cues_of("sign") or clause.cues_of("exist", "renew", "since")
    if not acts or len(values) == 1:
        return values[0][1]

    def away(date: Mention) -> int:
        """How far a date is from an act; one parted from it is of something else, where there is another."""
        return min(
            abs(date.span.start - act.start) + _PARTED * _is_parted(clause, date.span.start, act.start) for act in acts
        )

    return min(values, key=lambda pair: away(pair[0]))[1]


def _is_parted(clause: Clause, one: int, other: int) -> bool:
    first, last = sorted((one, other))
    return _PARTING.search(clause.text, first - clause.start, last - clause.start) is not None
