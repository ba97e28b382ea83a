"""What a clause does not say outright: verbs left out, items that only name, "idem", papers named after the act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.model import Span
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Value
from extractors.records.parties import homes
from extractors.records.parties.actors import Actor
from extractors.records.seldom import Seldom
from extractors.records.states.status import NOTHING, Verdict
from extractors.records.times import dating
from extractors.records.walk import reach

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_IDEM = Seldom(
    r"\b(?P<what>(?:bidang\w*|fields?|scope|lingkup\w*)\s+)?(?:idem|sda|s\.d\.a\.?|ditto|same as|"
    r"(?<!kerja )sama dengan|seperti)\b\W{0,3}(?:nomor|no\.?|butir|item|"
    r"number)?\W{0,2}(?P<number>(?<=nomor )\d{1,3}|(?<=no\. )\d{1,3}|(?<=no )\d{1,3}|"
    r"(?<=butir )\d{1,3}|(?<=item )\d{1,3}|(?<=number )\d{1,3})?"
)
_KINDS = re.compile(r"[\s,:]*(?:(?:\w+\.?|dengan|with|the|of)\s+){0,3}", re.IGNORECASE)
_REASON = re.compile(r"\s*(?:karena|lantaran|because|due to|sebab|mengingat)\b", re.IGNORECASE)
_ITS_KIN = re.compile(
    r"\b(?:saudar[ai]|kembaran|kembar|mitra|pasangan|sahabat)nya\b|"
    r"\b(?:its|their)\s+(?:[\w-]+\s+){0,2}(?:sister|twin|partner)s?(?:\s+(?:city|town|province|region|regency))?\b",
    re.IGNORECASE,
)
_SPOKEN_OF = frozenset({"government", "link", "plain"})
_SAME_DATE = re.compile(r"\b(?:tanggal(?:nya)? (?:yang )?sama|same (?:date|day)|idem|sda|ditto)\b", re.IGNORECASE)


def name_paper(walk: Walk, clause: Clause) -> None:
    """Takes up the instrument that a sentence adds to the act told just before ("It is called a memorandum")."""
    papers = [mention for mention in clause.of("instrument") if mention.value]
    last = walk.frames[-1] if walk.frames else None
    if len(papers) != 1 or last is None or last.instrument is not None or "act" not in last.marks:
        return
    if last.sentence != clause.sentence.index - 1 or clause.actors or clause.has("negate", "future", "outsider"):
        return
    for frame in walk.frames[-reach.LOOK_BACK :]:
        if frame.sentence == last.sentence and frame.clause == last.clause:
            frame.instrument = Value(papers[0].value, papers[0].span)


def said_again(walk: Walk, clause: Clause, on_top: Sequence[Actor]) -> list[Frame]:
    """What an item takes over from the one before it or the one it points to ("Idem nomor 8")."""
    scope = walk.scopes[clause.sentence.index]
    if scope is None or not (on_top or scope.homes) or not walk.frames:
        return []
    match = _IDEM.search(clause.text.lower(), walk.body, clause.start, clause.end)
    if match is None:
        return []
    near = walk.frames[-reach.LOOK_BACK :]
    further = _behind(walk, clause, match.end(), on_top)
    if further:
        return _again(walk, clause, near[-1], further)
    others = [frame for frame in near if frame.sentence >= 0 and walk.scopes[frame.sentence] is not scope]
    wanted = (
        [
            frame
            for frame in others
            if (found := walk.scopes[frame.sentence]) is not None and found.number == match["number"]
        ]
        if match["number"]
        else [frame for frame in others if walk.scopes[frame.sentence] is walk.scopes[others[-1].sentence]]
    )
    if not wanted:
        return []
    place = walk.scopes[wanted[-1].sentence]
    papers = [frame for frame in wanted if walk.scopes[frame.sentence] is place and frame.instrument is not None]
    source = next((frame for frame in papers if frame.status == "planned"), papers[0] if papers else wanted[-1])
    if match["what"]:
        walk.borrowed.append((clause.sentence.index, source.sentence))
        return []
    dates = dating.read(walk.body, clause)
    made = []
    home = scope.homes[0] if scope.homes else None
    partners = [(actor.party, actor.mention.span) for actor in on_top]
    for partner, span in partners or [(frame.partner, frame.partner_span) for frame in wanted[:1]]:
        frame = Frame(
            home.party if home is not None else source.home,
            home.mention.span if home is not None else source.home_span,
            partner,
            span,
            source.status,
            clause.sentence.index,
            clause.sentence.span,
            Span(clause.start, clause.end),
            source.instrument,
            source.relation,
        )
        if source.exists and dates.events:
            frame.status = "signed"
            frame.signed = Value(dates.events[0][1], dates.events[0][0].span)
        elif source.exists and _SAME_DATE.search(walk.body, clause.start, clause.end):
            frame.signed = next((other.signed for other in wanted if other.signed is not None), None)
        frame.marks |= {"named", "strong", "papered"}
        made.append(frame)
    return made


def _behind(walk: Walk, clause: Clause, end: int, on_top: Sequence[Actor]) -> list[Actor]:
    """Partners right behind "idem" that the item is not about ("b) Toyama: LoI 2018. Idem Niigata, LoI 2019.")."""
    known = {actor.party.key for actor in on_top}
    named = [
        actor for actor in clause.actors if actor.foreign and actor.role != "holder" and actor.party.key not in known
    ]
    close = bool(named) and 0 <= named[0].start - end <= reach.TIED and _KINDS.fullmatch(walk.body, end, named[0].start)
    return [actor for actor in named if actor.group == named[0].group] if close else []


def _again(walk: Walk, clause: Clause, source: Frame, partners: Sequence[Actor]) -> list[Frame]:
    """What was just said, of other partners, with the paper and the day that the clause gives for them."""
    papers, dates = clause.of("instrument"), dating.read(walk.body, clause)
    made = []
    for partner in partners:
        frame = replace(source, partner=partner.party, partner_span=partner.mention.span, marks=set(source.marks))
        frame.sentence, frame.evidence = clause.sentence.index, clause.sentence.span
        frame.clause = Span(clause.start, clause.end)
        frame.fields, frame.offers, frame.signatories = list(source.fields), [], []
        frame.instrument = Value(papers[0].value, papers[0].span) if papers else source.instrument
        frame.signed = Value(dates.events[0][1], dates.events[0][0].span) if source.exists and dates.events else None
        frame.marks |= {"named"}
        made.append(frame)
    walk.borrowed.append((clause.sentence.index, source.sentence))
    return made


def inherited(walk: Walk, clause: Clause, before: tuple[Verdict, Clause] | None) -> Verdict | None:
    """The state told for what came just before, where a clause or item only names further partners."""
    if before is not None and not clause.first:
        return None if _REASON.match(clause.text) else before[0]
    if clause.has("negate", "conclude", "refuse", "visit", "outsider", "awaited"):
        return None
    scope = walk.scopes[clause.sentence.index]
    questions = [outer for outer in scope.chain() if outer.kind == "question"] if scope is not None else []
    asked = next(
        (
            sentence
            for sentence in walk.scene.sentences[max(0, clause.sentence.index - 4) : clause.sentence.index]
            if any(sentence.paragraph == outer.paragraph for outer in questions)
        ),
        None,
    )
    if asked is not None and asked.of("relation") and any(actor.home for actor in walk.cast[asked.index]):
        relation = asked.of("relation")[0]
        walk.inherited = Value(relation.value, relation.span)
        return Verdict("signed")
    if not walk.frames:
        return None
    last = walk.frames[-1]
    if (
        clause.sentence.block.kind == "list_item"
        and 0 < clause.sentence.paragraph - walk.last_paragraph <= 1
        and clause.first
        and walk.homes.share > 0.5
    ):
        walk.inherited = last.relation
        return Verdict("signed" if last.status in {"expired", "terminated"} else last.status)
    if (
        reach.ELLIPSIS.match(clause.text)
        and clause.of("date")
        and last.sentence == clause.sentence.index - 1
        and last.exists
    ):
        walk.inherited = last.relation
        return Verdict("signed")
    if clause.has("also") and last.sentence == clause.sentence.index - 1 and last.relation is not None and last.exists:
        walk.inherited = last.relation
        return Verdict("signed", strong=True)
    return None


def without_verb(
    walk: Walk,
    clause: Clause,
    explicit: Sequence[Actor],
    before: tuple[Verdict, Clause] | None,
    on_top: Sequence[Actor],
) -> Verdict:
    """A clause without a verb that names partner and instrument or relation ("Fujian. MoU 6 Juli 2023")."""
    named = (
        clause.of("instrument")
        or clause.of("relation")
        or (clause.has("memo") and (clause.of("date") or clause.has("duration", "scope")))
    )
    named = named or names_a_tie(walk, clause, explicit)
    if clause.first and is_listed(walk, clause, on_top):
        walk.inherited = walk.listing
        return Verdict("signed", listed=True)
    kin = clause.has("kin") and bool(homes.named(clause.actors)) and bool(explicit)
    named = named or ((kin or its_kin(walk, clause, explicit)) and not clause.has("future", "visit"))
    if not named or clause.has("negate", "conclude", "refuse", "talk"):
        return NOTHING
    if not on_top and clause.of("instrument") and goes_on(walk, clause):
        if clause.has("awaited", "draft") and not clause.has("step", "follow"):
            return Verdict("planned", awaited=clause.has("awaited"), strong=True)
        if clause.of("date") and not clause.has("future", "ask", "outsider"):
            return Verdict("signed", strong=True)
    if clause.has("future", "draft") or (clause.has("ask") and not clause.has("sign")):
        sided = bool(explicit) and bool(homes.named(clause.actors)) and clause.has("future")
        meant = sided or (bool(on_top) and bool(clause.of("instrument")))
        return Verdict("planned", awaited=clause.has("awaited")) if meant else NOTHING
    return Verdict("signed") if explicit or on_top or before is not None else NOTHING


def goes_on(walk: Walk, clause: Clause) -> bool:
    """True where a clause that names nobody goes on about the one partner of the sentence before it."""
    sentence, before = clause.sentence, clause.sentence.index - 1
    if (
        before < 0
        or any(actor.foreign for actor in walk.cast[sentence.index])
        or walk.scene.sentences[before].paragraph != sentence.paragraph
    ):
        return False
    partners = {actor.party.key for actor in walk.cast[before] if actor.foreign and actor.role in _SPOKEN_OF}
    return len(partners) == 1 and partners == {actor.party.key for actor in walk.state.partners}


def is_listed(walk: Walk, clause: Clause, on_top: Sequence[Actor]) -> bool:
    """True for the item of a list of partners ("* Nelson, New Zealand (2009)" under "Sister cities of Batu")."""
    scope = walk.scopes[clause.sentence.index]
    if walk.listing is None or not on_top or scope is None or scope.paragraph != clause.sentence.paragraph:
        return False
    opening = walk.scene.sentences[clause.sentence.index - 1].paragraph != scope.paragraph
    own = opening and bool(scope.partners) and scope.kind not in {"plain", "heading", "question"}
    return own and not clause.has("negate", "conclude", "refuse", "talk", "future", "draft", "visit", "outsider")


def its_kin(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> bool:
    """True where a clause says who the twin of the one spoken of is ("Saudaranya justru Omuta", "Its twin is Ise")."""
    if walk.state.home is None or not explicit or walk.opener is None or not walk.opener.home:
        return False
    found = _ITS_KIN.search(walk.body, clause.start, explicit[0].start)
    return found is not None and explicit[0].start - found.end() <= reach.TIED


def names_a_tie(walk: Walk, clause: Clause, explicit: Sequence[Actor]) -> bool:
    """True for "the bond with Kyoto", "kerja sama dengan Kochi" beside a home."""
    if not homes.named(walk.cast[clause.sentence.index]) or clause.has("future", "mere"):
        return False
    return any(
        actor.role in {"link", "government"} and 0 <= actor.start - cue.end <= reach.TIED
        for actor in explicit
        for cue in clause.cues_of("noun")
    )


def topics(walk: Walk) -> list[Frame]:
    """Items of which only the heading above tells the state ("B. Lapsed": "o Aalsmeer")."""
    told = {
        id(scope)
        for frame in walk.frames
        if frame.sentence >= 0 and (found := walk.scopes[frame.sentence])
        for scope in found.chain()
    }
    made: list[Frame] = []
    seen: set[int] = set()
    for sentence, scope in zip(walk.scene.sentences, walk.scopes, strict=True):
        if scope is None or id(scope) in told or id(scope) in seen or not scope.partners or walk.owner is not None:
            continue
        if sentence.index in walk.claimed:
            continue
        seen.add(id(scope))
        hint = scope.state()
        home = scope.home() or walk.homes.main()
        if hint is None or hint == "dropped" or home is None or scope.paragraph != sentence.paragraph:
            continue
        for partner in scope.partners:
            frame = Frame(
                home.party,
                home.mention.span,
                partner.party,
                partner.mention.span,
                hint,
                sentence.index,
                sentence.span,
                sentence.span,
            )
            frame.marks |= {"named", "topic", "weak"}
            made.append(frame)
    return made
