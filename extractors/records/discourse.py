"""Walking through the running text: who is spoken of, and what each clause says of their agreements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import Mention, Party, Span
from extractors.records import dating, homes
from extractors.records.clauses import Clause, clauses
from extractors.records.frames import Frame, Value
from extractors.records.homes import Homes
from extractors.records.parties import Actor, actors
from extractors.records.scene import Scene, Sentence, after_marker
from extractors.records.tables import Row
from extractors.records.status import Verdict, judge

_LAST_ONLY = re.compile(r"yang (?:disebut )?terakhir|the latter|the last", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:the former|yang pertama|yang disebut pertama)\b", re.IGNORECASE)
_LATTER = re.compile(r"\b(?:the latter|yang (?:disebut )?terakhir|yang kedua)\b", re.IGNORECASE)
_TOPIC = re.compile(r"[\s\W]*\Z")
_TOPIC_LENGTH = 90
_MEMORY = 5


@dataclass(slots=True)
class State:
    """What the text has led its reader to think of."""

    home: Actor | None = None
    partners: list[Actor] = field(default_factory=list)
    section_home: Actor | None = None
    section_partners: list[Actor] = field(default_factory=list)
    instrument: Value | None = None
    relation: Value | None = None
    date: Value | None = None
    paragraph: int = -1
    partner_sentence: int = -100


class Walk:
    """One reading of a scene, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.body = scene.text.body
        self.cast = [actors(self.body, sentence) for sentence in scene.sentences]
        homes.place_datelines(self.body, scene.sentences, self.cast)
        self.homes: Homes = homes.weigh(self.body, scene.sentences, self.cast)
        self.state = State(home=self.homes.main())
        self.frames: list[Frame] = []
        self.rows: dict[str, Row] = {}
        self.dropped: list[tuple[int, tuple[str, ...]]] = []

    def run(self, only: Sequence[Sentence] | None = None) -> list[Frame]:
        """All frames of the running text in order, or of some sentences of it."""
        for sentence in self.scene.sentences if only is None else only:
            cast = self.cast[sentence.index]
            self._enter(sentence, cast)
            before: tuple[Verdict, Clause] | None = None
            for clause in clauses(self.body, sentence, cast):
                before = self._read(clause, before) or before
            self._leave(sentence, cast)
        return self.frames

    def _enter(self, sentence: Sentence, cast: Sequence[Actor]) -> None:
        topic = self._topic(sentence, cast)
        if topic:
            foreign = [actor for actor in topic if actor.foreign]
            home = [actor for actor in topic if actor.home]
            if foreign:
                self.state.section_partners = self.state.partners = foreign
                self.state.partner_sentence = sentence.index
                self.state.instrument = self.state.relation = self.state.date = None
            elif home:
                self.state.section_home = self.state.home = home[0]
                self.state.section_partners = []
        elif sentence.paragraph != self.state.paragraph and sentence.block.kind in {"heading", "list_item"}:
            self.state.section_partners = []
        self.state.paragraph = sentence.paragraph

    def _topic(self, sentence: Sentence, cast: Sequence[Actor]) -> list[Actor]:
        """The parties that a heading or the first words of an item put on top: "1. Kyoto Prefecture (Japan)"."""
        if not cast or sentence.index == 0 or sentence.block.kind == "title":
            return []
        start = after_marker(self.body, sentence.span)
        if cast[0].start - start > 30 or sentence.has("sign", "speak"):
            return []
        short = (
            len(sentence.span) < _TOPIC_LENGTH
            and not sentence.cues
            and sentence.span.start == sentence.block.span.start
        )
        return [actor for actor in cast if actor.role != "holder"] if short else []

    def _leave(self, sentence: Sentence, cast: Sequence[Actor]) -> None:
        if sentence.heading and sentence.block.kind == "title":
            return
        home = homes.named(cast)
        if len({actor.party.key for actor in home}) == 1 and (
            home[0].role in {"government", "link"} or self.homes.share < 0.6
        ):
            self.state.home = home[0]
        partners = [actor for actor in cast if actor.foreign and actor.taking_part]
        known = {frame.partner.key for frame in self.frames}
        again = [actor for actor in partners if actor.party.key in known]
        fresh = [actor for actor in partners if actor.role != "plain"]
        if again or fresh:
            self.state.partners = _distinct(again or fresh)
            self.state.partner_sentence = sentence.index
        elif partners and not known and not self.state.partners:
            self.state.partners = _distinct(partners)
            self.state.partner_sentence = sentence.index

    def _read(self, clause: Clause, before: tuple[Verdict, Clause] | None) -> tuple[Verdict, Clause] | None:
        verdict = judge(clause)
        explicit = self._partners(clause)
        if verdict.status is None and not verdict.dropped and before is not None and explicit and not clause.first:
            verdict = before[0]
        if verdict.dropped:
            self._drop(clause, explicit)
            return None
        if verdict.status is None:
            verdict = self._bare(clause, explicit)
        if verdict.status is None:
            return None
        made = list(self._build(clause, verdict, explicit, before[1] if before else None))
        self.frames += made
        return verdict, clause

    def _bare(self, clause: Clause, explicit: Sequence[Actor]) -> Verdict:
        """A clause without a verb that names partner and instrument or relation ("Fujian. MoU 6 Juli 2023")."""
        named = clause.of("instrument") or clause.of("relation")
        if named and explicit and not clause.has("negate", "conclude", "refuse", "future", "talk"):
            return Verdict("signed")
        return Verdict(None)

    def _drop(self, clause: Clause, explicit: Sequence[Actor]) -> None:
        partners = explicit or self.state.partners
        self.dropped.append((clause.sentence.index, tuple(actor.party.key for actor in partners)))

    def _partners(self, clause: Clause) -> list[Actor]:
        found = [actor for actor in clause.actors if actor.foreign and actor.taking_part]
        institutions = [actor for actor in found if actor.party.level == "institution"]
        places = [actor for actor in found if actor.party.level != "institution"]
        if institutions and (places or not all(actor.role != "plain" for actor in institutions)):
            institutions = [actor for actor in institutions if actor.role != "plain" and not places]
        return _distinct(places + institutions)

    def _anchored(self, clause: Clause) -> bool:
        return bool(clause.of("instrument") or clause.of("relation")) or clause.has("noun", "anaphor", "tie")

    def _build(
        self, clause: Clause, verdict: Verdict, explicit: list[Actor], previous: Clause | None
    ) -> Iterator[Frame]:
        sentence = clause.sentence
        anchored = self._anchored(clause)
        if not anchored and not (verdict.strong and self._anchor_near(sentence)) and previous is None:
            return
        if (
            clause.has("outsider")
            and not any(actor.role == "government" for actor in explicit)
            and not (explicit and homes.named(clause.actors))
        ):
            return
        home = self._home(clause)
        if home is None or verdict.status is None:
            return
        partners = explicit
        if not partners:
            partners = self._implied(clause, verdict)
        elif self._foreign_pair(clause, partners):
            return
        if not partners:
            return
        dates = dating.read(self.body, clause)
        instrument = self._instrument(clause, verdict)
        relation = self._relation(clause)
        local = _local_dates(self.body, clause, partners, dates)
        for number, partner in enumerate(partners):
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
            frame.signed = local[number]
            frame.valid_from, frame.valid_to = dates.valid_from, dates.valid_to
            if frame.signed is None and verdict.status in {"signed"} and verdict.strong:
                frame.signed = dating.relative(self.body, clause, self.scene.text.published, self.state.date)
            self._mark(frame, clause, verdict, bool(explicit), dates)
            yield frame
            if frame.signed is not None:
                self.state.date = frame.signed
        if instrument is not None:
            self.state.instrument = instrument
        if relation is not None:
            self.state.relation = relation
        if explicit:
            self.state.partners = list(partners)
            self.state.partner_sentence = sentence.index

    def _mark(self, frame: Frame, clause: Clause, verdict: Verdict, explicit: bool, dates: dating.Dates) -> None:
        marks = frame.marks
        for name in ("old", "new", "both"):
            if clause.has(name):
                marks.add(name)
        if explicit:
            marks.add("named")
        if any(actor.home for actor in clause.actors):
            marks.add("homed")
        if verdict.strong:
            marks.add("strong")
        if verdict.awaited:
            marks.add("awaited")
        if verdict.renewed:
            marks.add("renewed")
        if verdict.supersedes:
            marks.add("supersedes")
        if clause.sentence.heading:
            marks.add("title")
        if dates.since and frame.instrument is None:
            marks.add("founding")
        if clause.of("instrument"):
            marks.add("papered")
        if clause.of("relation"):
            marks.add("related")
        if clause.of("date"):
            marks.add("dated")
        if clause.has("sign"):
            marks.add("act")

    def _anchor_near(self, sentence: Sentence) -> bool:
        for index in range(max(0, sentence.index - 1), sentence.index + 1):
            near = self.scene.sentences[index]
            if near.of("instrument") or near.of("relation"):
                return True
        return False

    def _home(self, clause: Clause) -> Actor | None:
        named = homes.named(clause.actors) or homes.named(self.cast[clause.sentence.index])
        partners = [actor for actor in clause.actors if actor.foreign]
        if named:
            if len(named) > 1 and partners:
                named = sorted(
                    named, key=lambda actor: (actor.role != "government", abs(actor.start - partners[0].start))
                )
            return named[0]
        level = homes.bare_level(clause.sentence, clause.start, clause.end)
        state = self.state.section_home or self.state.home
        if state is not None and (level is None or state.party.level == level):
            return state
        if self.homes.share > 0.6:
            return self.homes.main()
        return (self.homes.main(level) if level else None) or state

    def _implied(self, clause: Clause, verdict: Verdict) -> list[Actor]:
        """The partners spoken of before, where the clause points back to them."""
        if self.state.section_partners:
            return self.state.section_partners
        if any(actor.foreign for actor in clause.actors if actor.taking_part):
            return []
        if clause.sentence.index - self.state.partner_sentence > _MEMORY:
            return []
        papered = bool(clause.of("instrument") or clause.of("relation"))
        if verdict.status == "planned":
            return self.state.partners if len(self.state.partners) == 1 and (papered or clause.has("noun")) else []
        points = papered or clause.has("both", "anaphor", "tie") or verdict.strong
        return self.state.partners if points else []

    def _foreign_pair(self, clause: Clause, partners: Sequence[Actor]) -> bool:
        """True for a twinning of two places abroad: two groups of them around the verb and no home in sight."""
        if any(actor.home and actor.role != "location" for actor in self.cast[clause.sentence.index]):
            return False
        groups = {actor.group for actor in partners}
        return len(groups) > 1 and clause.has("exist", "sign") and not clause.sentence.has("both")

    def _instrument(self, clause: Clause, verdict: Verdict) -> Value | None:
        found = clause.of("instrument")
        act = verdict.act
        if act is not None and verdict.status != "planned":
            coming = [cue.start for cue in clause.cues_of("future") if cue.start >= act.end]
            found = [mention for mention in found if not any(start < mention.span.start for start in coming)]
        if not found:
            return self.state.instrument if clause.has("anaphor") else None
        if verdict.act is None:
            chosen = found[0]
        else:
            at = verdict.act.start
            chosen = min(found, key=lambda mention: abs(mention.span.start - at))
        return Value(chosen.value, chosen.span)

    def _relation(self, clause: Clause) -> Value | None:
        found = clause.of("relation") or clause.sentence.of("relation")
        return Value(found[0].value, found[0].span) if found else None


def _distinct(found: Sequence[Actor]) -> list[Actor]:
    kept: dict[str, Actor] = {}
    for actor in found:
        kept.setdefault(actor.party.key, actor)
    return list(kept.values())


def _local_dates(body: str, clause: Clause, partners: Sequence[Actor], dates: dating.Dates) -> list[Value | None]:
    """The date of each partner: its own where the list gives one, else that of the clause."""
    pool = sorted([*dates.events, *dates.since], key=lambda pair: pair[0].span.start)
    if not pool:
        return [None] * len(partners)
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
    acts = clause.cues_of("sign", "exist", "renew", "since")
    if not acts or len(values) == 1:
        return values[0][1]
    return min(values, key=lambda pair: min(abs(pair[0].span.start - act.start) for act in acts))[1]


def party_key(party: Party) -> str:
    return party.key


def span_of(frame: Frame) -> Span:
    return frame.evidence
