"""Walking through the running text: who is spoken of, and what each clause says of their agreements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import Mention, PartialDate, Party, Span
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
_OF_DATE = re.compile(r"\b(?:bertahun|tertanggal|dari|of|dated|from|tanggal|tahun)\s+\d", re.IGNORECASE)
_POINTER = re.compile(r"\b(?:nomor|no\.?|butir|baris|angka|row|item|number|nr\.?)\s*(\d{1,3})\b", re.IGNORECASE)
_POINTER_REACH = 45
_TOPIC = re.compile(r"[\s\W]*\Z")
_TOPIC_LENGTH = 90
_MEMORY = 5
_LIST = 2
_LEAD = 4
_DAY = 10


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
        self.theme = self._has_theme()
        self.reference = self._reference()
        self.inherited: Value | None = None
        self.last_paragraph = -9
        self.dropped: list[tuple[int, tuple[str, ...]]] = []

    def _has_theme(self) -> bool:
        """True where the title or the lead speaks of ties between regions: a bare list of places is then one of partners."""
        return any(sentence.of("relation") or sentence.has("tie") for sentence in self.scene.sentences[:_LEAD])

    def _reference(self) -> PartialDate | None:
        """The day from which the text looks at the world: its date, or else the first day that somebody speaks on."""
        if self.scene.text.published is not None:
            return self.scene.text.published
        for sentence in self.scene.sentences:
            if sentence.has("speak", "visit"):
                for mention in sentence.of("date"):
                    if len(mention.value) == _DAY:
                        return PartialDate(mention.value)
        return None

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
        elif self._points_to_row(sentence):
            pass
        elif sentence.paragraph != self.state.paragraph and sentence.block.kind in {"heading", "list_item"}:
            self.state.section_partners = []
        self.state.paragraph = sentence.paragraph

    def _points_to_row(self, sentence: Sentence) -> bool:
        """Takes over the parties of the table row that a note speaks of: "Terhadap nomor 4, ..."."""
        pointer = (
            _POINTER.search(
                self.body, sentence.span.start, min(sentence.span.end, sentence.span.start + _POINTER_REACH)
            )
            if self.rows
            else None
        )
        row = self.rows.get(pointer[1]) if pointer else None
        if row is None or row.home is None or not row.partners:
            return False
        self.state.home = self.state.section_home = row.home
        self.state.partners = self.state.section_partners = row.partners
        self.state.partner_sentence = sentence.index
        self.state.paragraph = sentence.paragraph
        return True

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
        if verdict.status is None and not verdict.dropped and explicit:
            verdict = self._inherited(clause, before) or verdict
        if verdict.dropped:
            self._drop(clause, explicit)
            return None
        if verdict.status is None:
            verdict = self._bare(clause, explicit, before)
        if verdict.status is None:
            return None
        made = list(self._build(clause, verdict, explicit, before[1] if before else None))
        self.inherited = None
        if made:
            self.last_paragraph = clause.sentence.paragraph
        self.frames += made
        return verdict, clause

    def _inherited(self, clause: Clause, before: tuple[Verdict, Clause] | None) -> Verdict | None:
        """The state told for what came just before, where a clause, sentence or list item only names further partners."""
        if before is not None and not clause.first:
            return before[0]
        if clause.has("negate", "conclude", "refuse", "visit", "outsider") or not self.frames:
            return None
        last = self.frames[-1]
        if (
            clause.sentence.block.kind == "list_item"
            and 0 < clause.sentence.paragraph - self.last_paragraph <= 1
            and clause.first
        ):
            self.inherited = last.relation
            return Verdict(last.status if last.status != "expired" else "signed")
        if (
            clause.has("also")
            and last.sentence == clause.sentence.index - 1
            and last.relation is not None
            and last.exists
        ):
            self.inherited = last.relation
            return Verdict("signed", strong=True)
        return None

    def _bare(self, clause: Clause, explicit: Sequence[Actor], before: tuple[Verdict, Clause] | None) -> Verdict:
        """A clause without a verb that names partner and instrument or relation ("Fujian. MoU 6 Juli 2023")."""
        named = clause.of("instrument") or clause.of("relation")
        if (
            named
            and (explicit or self.state.section_partners or before is not None)
            and not clause.has("negate", "conclude", "refuse", "future", "talk")
        ):
            return Verdict("signed")
        return Verdict(None)

    def _drop(self, clause: Clause, explicit: Sequence[Actor]) -> None:
        partners = explicit or self.state.partners
        self.dropped.append((clause.sentence.index, tuple(actor.party.key for actor in partners)))

    def _partners(self, clause: Clause) -> list[Actor]:
        sought = clause.has("offer", "explore", "talk")
        found = [
            actor
            for actor in clause.actors
            if actor.foreign and (actor.taking_part or (sought and actor.role == "source"))
        ]
        institutions = [actor for actor in found if actor.party.level == "institution"]
        places = [actor for actor in found if actor.party.level != "institution"]
        if institutions and (places or not all(actor.role != "plain" for actor in institutions)):
            institutions = [actor for actor in institutions if actor.role != "plain" and not places]
        return _distinct(places + institutions)

    def _anchored(self, clause: Clause) -> bool:
        return bool(clause.of("instrument") or clause.of("relation")) or clause.has("noun", "anaphor", "paper", "tie")

    def _build(
        self, clause: Clause, verdict: Verdict, explicit: list[Actor], previous: Clause | None
    ) -> Iterator[Frame]:
        sentence = clause.sentence
        anchored = self._anchored(clause)
        governments = len({actor.home for actor in clause.actors if actor.role == "government"}) == 2
        listed = (len(explicit) > _LIST and self.theme) or self.inherited is not None
        if (
            not anchored
            and not governments
            and not listed
            and not (verdict.strong and self._anchor_near(sentence))
            and previous is None
        ):
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
        relation = self._relation(clause) or self.inherited
        if (
            previous is not None
            and instrument is None
            and not clause.has("sign")
            and self.frames
            and self.frames[-1].sentence == sentence.index
        ):
            instrument, relation = self.frames[-1].instrument, relation or self.frames[-1].relation
        if instrument is None and not explicit and clause.has("sign") and self.frames:
            last = self.frames[-1]
            if last.sentence >= sentence.index - 1 and last.partner.key == partners[0].party.key and not dates.since:
                instrument = last.instrument
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
            if verdict.status in {"expired", "terminated"} and not (
                clause.has("sign", "since") or _OF_DATE.search(self.body, clause.start, clause.end)
            ):
                frame.signed = None
            frame.valid_from, frame.valid_to = dates.valid_from, dates.valid_to
            if frame.signed is None and verdict.status == "signed" and verdict.strong and not dates.valid_from:
                frame.signed = dating.relative(self.body, clause, self.reference, self.state.date) or self._day_before(
                    sentence, clause
                )
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

    def _day_before(self, sentence: Sentence, clause: Clause) -> Value | None:
        """The day that the sentence before sets for an act told without one, in the same paragraph."""
        if not clause.has("sign") or sentence.index == 0:
            return None
        last = self.scene.sentences[sentence.index - 1]
        days = [mention for mention in last.of("date") if len(mention.value) == _DAY]
        if len(days) != 1 or last.paragraph != sentence.paragraph or last.has("speak"):
            return None
        return Value(days[0].value, days[0].span)

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
        beside = [
            actor
            for actor in self.cast[clause.sentence.index]
            if actor.foreign and actor.taking_part and actor.party.level != "institution"
        ]
        if beside and verdict.strong:
            return _distinct(beside)
        if any(actor.foreign for actor in clause.actors if actor.taking_part):
            return []
        if clause.sentence.index - self.state.partner_sentence > _MEMORY:
            return (
                self._only_partner()
                if verdict.strong and clause.of("instrument") and verdict.status != "planned"
                else []
            )
        papered = bool(clause.of("instrument") or clause.of("relation"))
        if verdict.status == "planned":
            return self.state.partners if len(self.state.partners) == 1 and (papered or clause.has("noun")) else []
        points = papered or clause.has("both", "anaphor", "paper", "tie") or verdict.strong
        if len(self.state.partners) > 1 and not clause.has("both", "anaphor", "paper"):
            return []
        return self.state.partners if points else []

    def _only_partner(self) -> list[Actor]:
        """The partner where the text has spoken of the agreements of one alone."""
        keys = {frame.partner.key for frame in self.frames}
        return [actor for actor in self.state.partners if keys == {actor.party.key}]

    def _foreign_pair(self, clause: Clause, partners: Sequence[Actor]) -> bool:
        """True for a twinning of two places abroad: two groups of them around the verb and no home in sight."""
        if any(actor.home and actor.role != "location" for actor in self.cast[clause.sentence.index]):
            return False
        groups = {actor.group for actor in partners}
        return len(groups) > 1 and clause.has("exist", "sign", "tie") and not clause.sentence.has("both")

    def _instrument(self, clause: Clause, verdict: Verdict) -> Value | None:
        found = clause.of("instrument")
        act = verdict.act
        if act is not None and verdict.status != "planned":
            coming = [cue.start for cue in clause.cues_of("future") if cue.start >= act.end]
            found = [mention for mention in found if not any(start < mention.span.start for start in coming)]
        if act is not None and act.name == "step":
            found = [mention for mention in found if mention.span.end <= act.start]
        specific = [mention for mention in found if mention.value != "agreement"]
        found = specific or [mention for mention in found if _formal(mention, clause)]
        if not found:
            memo = clause.cues_of("memo")
            if memo and not clause.of("instrument"):
                return Value("MoU", Span(memo[0].start, memo[0].end))
            return self.state.instrument if clause.has("paper") else None
        if verdict.act is None:
            chosen = found[0]
        else:
            at = verdict.act.start
            chosen = min(found, key=lambda mention: abs(mention.span.start - at))
        return Value(chosen.value, chosen.span)

    def _relation(self, clause: Clause) -> Value | None:
        found = clause.of("relation") or clause.sentence.of("relation")
        return Value(found[0].value, found[0].span) if found else None


def _formal(mention: Mention, clause: Clause) -> bool:
    """True where "agreement" names a paper and not just the fact that two sides agree."""
    plain = mention.surface.islower() and len(mention.surface.split()) == 1
    return not plain or any(
        0 <= mention.span.start - cue.end < 40 or 0 <= cue.start - mention.span.end < 20
        for cue in clause.cues_of("sign")
    )


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
