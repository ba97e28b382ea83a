"""Walking through the running text: who is spoken of, and what each clause says of their agreements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archive.model import Span
from extractors.records.clauses import Clause, clauses
from extractors.records.frames import Frame, Value
from extractors.records.parties import attending, homes, ordinals, pointing, seats
from extractors.records.parties.actors import Actor, actors, distinct, drop_contrasts
from extractors.records.parties.homes import Homes
from extractors.records.scene import Scene, Sentence, after_marker
from extractors.records.states.status import NOTHING, Verdict, judge
from extractors.records.structure import outline
from extractors.records.structure.outline import Scope
from extractors.records.structure.row import Row
from extractors.records.times import dating, occasion, today
from extractors.records.walk import dropping, reach, sequel
from extractors.records.walk.bearings import advice_in, has_theme, listed_tie, owner_of
from extractors.records.walk.building import build
from extractors.records.walk.ellipsis import inherited, name_paper, said_again, topics, without_verb
from extractors.records.walk.pairs import Pair, item_home, opening_home, scenery
from extractors.records.walk.partners import is_headed_for, looks_on, partners_in
from extractors.records.walk.relevance import is_anchored

_POINTER = re.compile(
    r"\b(?:nomor|no\.?|butir|baris|angka|row|item|number|nr\.?|paragraph|kasus|case|entry)\s*"
    r"(\d{1,3}\b|(?-i:[A-Z])(?=\W))",
    re.IGNORECASE,
)
_POINTER_REACH = 45
_LABEL = re.compile(
    r"\s*(?:[-*•>o]\s*)?(?:tanggal(?: naskah)?|tgl\.?|date|signed(?: on)?|ditandatangani|diteken|"
    r"tahun|year|sejak|since)\s*:",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\b(?:by|oleh|through|melalui|lewat|dari)\s+(?:the\s+)?(?:[\w&-]+\s+){0,6}\(?\Z", re.IGNORECASE)
_LEAD = 4


@dataclass(slots=True)
class State:
    """What the text has led its reader to think of."""

    home: Actor | None = None
    partners: list[Actor] = field(default_factory=list)
    instrument: Value | None = None
    relation: Value | None = None
    date: Value | None = None
    partner_sentence: int = -100


class Walk:
    """One reading of a scene, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.body = scene.body
        self.cast = [actors(self.body, sentence) for sentence in scene.sentences]
        for sentence, cast in zip(scene.sentences, self.cast, strict=True):
            drop_contrasts(sentence, cast)
        homes.place_datelines(self.body, scene.sentences, self.cast)
        attending.resolve(self.body, scene.sentences, self.cast)
        self.homes: Homes = homes.weigh(self.body, scene.sentences, self.cast)
        self._advised = advice_in(scene)
        self._clauses: dict[int, list[tuple[Clause, Verdict]]] = {}
        self.scopes = outline.draw(self.body, scene.sentences, self.cast)
        seats.resolve(self.body, scene.sentences, self.cast)
        seats.speak_for_towns(self.body, scene.sentences, self.cast)
        ordinals.resolve(self.body, scene.sentences, self.cast)
        pointing.resolve(self.body, scene.sentences, self.cast)
        self.topic_kinds = {scope.kind for scope in self.scopes if scope is not None and scope.partners} - {
            "plain",
            "heading",
        }
        """The kinds of items that put a partner on top: the next such item speaks of somebody else."""
        self.owner = self.homes.owner = owner_of(self)
        self.state = State(home=self.homes.main())
        self.frames: list[Frame] = []
        self.known: dict[str, set[str]] = {}
        """The homes of each partner that a frame has told of, by keys."""
        self.paired: dict[str, tuple[int, Actor]] = {}
        """The sentence that last told of a tie of each partner, and the home of that tie, by the partner's key."""
        self.rows: dict[str, Row] = {}
        self.claimed: set[int] = set()
        """Sentences that have been read as items of a list."""
        self.theme = has_theme(self)
        self.listing = listed_tie(self)
        self.kin = any(sentence.has("kin") for sentence in scene.sentences[: reach.FRONT])
        self.reference = today.day_of(scene)
        self.inherited: Value | None = None
        self.last_paragraph = -9
        self.dropped: list[dropping.Dropping] = []
        self.borrowed: list[tuple[int, int]] = []
        """Sentences whose item takes over the fields of another: (sentence, sentence of the other)."""
        self.pointed: dict[int, set[str]] = {}
        self._row: Row | None = None
        self._scope: Scope | None = None
        self._paragraph = -1
        self.last_pairs: list[Pair] = []
        self.last_told: tuple[int, list[Pair]] = (-9, [])
        """The sentence that last told of an agreement, and the pairs that its last clause told of."""
        self.last_date: tuple[int, Value] | None = None
        self.stranger: Sentence | None = None
        """The sentence that last told of a paper with somebody whose name is known to nobody."""
        self.titled: list[Actor] = []
        self.group: list[Actor] = []
        self.opener = next(
            (actor for cast in self.cast[: reach.FRONT] for actor in cast if actor.role in {"government", "plain"}),
            None,
        )
        """The party that the text begins with."""
        self.stage: tuple[int, Actor] | None = None
        """The sentence that last told where something happened abroad, and the place."""
        self.subject: tuple[int, Actor] | None = None
        """The sentence that last began with a party, and the party."""
        self.about: tuple[int, Actor] | None = None
        """The paragraph that began with a home, and that home."""
        self._title()

    @cached_property
    def news_day(self) -> Value | None:
        """The one day that the text tells of as news."""
        return occasion.news_day(self.scene, self.reference)

    @cached_property
    def sure_of_today(self) -> bool:
        """False where the only day that the text could be of is that of an act it tells, and so may lie long before."""
        told = [
            sentence
            for sentence in self.scene.sentences[: reach.FRONT]
            if any(mention.value == self.reference for mention in sentence.of("date"))
        ]
        return not told or any(not sentence.has("sign", "tie") for sentence in told)

    def _title(self) -> None:
        """Begins with the partners that the title names beside the home."""
        for sentence, cast in zip(self.scene.sentences, self.cast, strict=True):
            if sentence.block.kind == "title":
                partners = [actor for actor in cast if actor.foreign and actor.taking_part]
                self.titled = self.titled or distinct(partners)
                self.state.partners = self.state.partners or distinct(partners)
                if partners:
                    self.state.partner_sentence = sentence.index + _LEAD

    def run(self, only: Sequence[Sentence] | None = None) -> list[Frame]:
        """All frames of the running text in order, or of some sentences of it."""
        for sentence in self.scene.sentences if only is None else only:
            cast = self.cast[sentence.index]
            self._enter(sentence)
            before: tuple[Verdict, Clause] | None = None
            for clause, verdict in self.clauses_of(sentence) if sentence.index not in self.claimed else ():
                told = len(self.frames)
                before = self._read(clause, verdict, before) or before
                if len(self.frames) == told:
                    self._add(sequel.add(self.scene, clause, verdict, self.frames, self.reference))
                for mention in clause.of("date"):
                    self.last_date = (sentence.index, Value(dating.bounds(mention.value)[0], mention.span))
            self._leave(sentence, cast)
        if only is None:
            self.frames = [*self._unlisted(), *topics(self)]
        return self.frames

    def clauses_of(self, sentence: Sentence) -> list[tuple[Clause, Verdict]]:
        """The clauses of a sentence, each with what it says of an agreement; told once, for several ask."""
        known = self._clauses.get(sentence.index)
        if known is None:
            cut = clauses(self.body, sentence, self.cast[sentence.index])
            advised = sentence.index in self._advised
            known = self._clauses[sentence.index] = [
                (clause, NOTHING if advised and verdict.status == "renewal_planned" else verdict)
                for clause, verdict in ((clause, judge(clause)) for clause in cut)
            ]
        return known

    def _unlisted(self) -> list[Frame]:
        """The frames without those for bare items of lists of which the item itself goes on to say more."""
        told = {
            (frame.pair, self.scene.sentences[frame.sentence].paragraph)
            for frame in self.frames
            if frame.sentence >= 0 and "listed" not in frame.marks
        }
        gone = {self.scene.sentences[drop.sentence].paragraph for drop in self.dropped}
        return [
            frame
            for frame in self.frames
            if "listed" not in frame.marks
            or not ((frame.pair, at := self.scene.sentences[frame.sentence].paragraph) in told or at in gone)
        ]

    def claim(self, spans: Sequence[Span]) -> None:
        """Leaves out the sentences in these spans, which are in order: they have been read as rows."""
        place = 0
        for sentence in self.scene.sentences:
            while place < len(spans) and spans[place].end <= sentence.span.start:
                place += 1
            if place < len(spans) and spans[place].start <= sentence.span.start:
                self.claimed.add(sentence.index)

    def _enter(self, sentence: Sentence) -> None:
        scope = self.scopes[sentence.index]
        home = scope.home() if scope is not None else None
        if scope is not self._scope:
            self._row = None
            self._scope = scope
            if scope is not None and scope.paragraph == sentence.paragraph and (scope.partners or scope.homes):
                self.state.instrument = self.state.relation = self.state.date = None
            passing = scope is not None and scope.kind == "plain" and self.homes.share < reach.MAIN
            if home is None and not passing:
                self.state.home = self.homes.main()
            if scope is not None and scope.kind in self.topic_kinds and scope.paragraph == sentence.paragraph:
                self.state.partners = self.titled
        partners = scope.partner() if scope is not None else []
        if home is not None:
            self.state.home = home
        elif sentence.paragraph != self._paragraph and self.homes.share > reach.MAIN:
            self.state.home = self.homes.main()
        if partners:
            self.state.partners = partners
            self.state.partner_sentence = sentence.index
        if self.rows:
            if sentence.paragraph != self._paragraph:
                self._row = None
            self._point(sentence)
        self._paragraph = sentence.paragraph

    def _point(self, sentence: Sentence) -> None:
        """Takes over the parties of the table row that a note speaks of: "Terhadap nomor 4, ..."."""
        end = min(sentence.span.end, sentence.span.start + _POINTER_REACH)
        pointer = _POINTER.search(self.body, sentence.span.start, end)
        row = self.rows.get(pointer[1]) if pointer else None
        if row is not None and row.home is not None and row.partners:
            self._row = row
        if self._row is not None and self._row.home is not None:
            self.pointed[sentence.index] = {actor.party.key for actor in self._row.partners}
            self.state.home = self._row.home
            self.state.partners = self._row.partners
            self.state.partner_sentence = sentence.index

    def row_of(self, sentence: Sentence) -> set[str]:
        """The keys of the partners of the table row that a note speaks of."""
        return self.pointed.get(sentence.index, set())

    def on_top(self, sentence: Sentence) -> list[Actor]:
        """The partners that the item, heading or note puts on top of a sentence."""
        if self._row is not None:
            return self._row.partners
        scope = self.scopes[sentence.index]
        if (
            scope is not None
            and scope.kind == "heading"
            and scope.paragraph < reach.FRONT
            and self.scene.text.kind == "news"
        ):
            # The head of a news item tells where it was written, not whom all of it is about.
            return []
        return scope.partner() if scope is not None else []

    def _leave(self, sentence: Sentence, cast: Sequence[Actor]) -> None:
        if sentence.block.kind == "title" or not cast:
            return
        stages = [actor for actor in cast if actor.role == "location" and actor.foreign]
        if stages:
            self.stage = (sentence.index, stages[-1])
        if self.leads(sentence, cast[0]):
            self.subject = (sentence.index, cast[0])
        scene = scenery(self, sentence, cast)
        home = homes.named(cast) or item_home(self, sentence, cast) or scene
        if len({actor.party.key for actor in home}) == 1 and (
            home[0].role in {"government", "link"}
            or self.homes.share < reach.MAIN
            or self.leads(sentence, home[0])
            or scene
        ):
            self.state.home = home[0]
            if self.leads(sentence, home[0]):
                self.about = (sentence.paragraph, home[0])
        opening = opening_home(self, sentence)
        if opening is not None:
            self.state.home = opening
        abroad = [actor for actor in cast if actor.foreign]
        if not abroad:
            return
        guests = sentence.has("visit")
        partners = [actor for actor in abroad if actor.taking_part or (guests and actor.role == "source")]
        known = self.known
        again = [actor for actor in partners if actor.party.key in known]
        beside_home = bool(home) and any(actor.role != "location" for actor in home)
        fresh = [actor for actor in partners if actor.role != "plain" or beside_home]
        subject = [
            actor for actor in partners[:1] if actor is cast[0] and actor.start - sentence.span.start < reach.SUBJECT
        ]
        if sentence.heading or not (
            sentence.has("noun", "sign", "tie", "explore", "offer", "visit")
            or sentence.of("instrument")
            or sentence.of("relation")
        ):
            fresh = [actor for actor in fresh if actor.role != "plain"]
        if len(partners) > 1:
            self.group = distinct(partners)
        asked = partners if self.body[sentence.span.end - 1] == "?" and len(partners) == 1 else []
        papered = (
            sentence.has("noun", "kin", "ask", "offer", "sign") or sentence.of("instrument") or sentence.of("relation")
        )
        sole = [
            actor
            for actor in partners
            if actor.role != "plain"
            or actor.party.level != "institution"
            or actor.start - sentence.span.start < reach.TIED
            or _AGENT.search(self.body, sentence.span.start, actor.start)
        ]
        sole = sole or [actor for actor in abroad if actor.role == "source" or (papered and is_headed_for(self, actor))]
        sole = sole if len({actor.party.key for actor in sole}) == 1 and not sentence.heading else []
        if not papered:
            fresh, subject, sole = (
                [actor for actor in found if not looks_on(self, actor)] for found in (fresh, subject, sole)
            )
        chosen = (
            again or fresh or subject or asked or sole or (partners if not known and not self.state.partners else [])
        )
        if chosen:
            self.state.partners = distinct(chosen)
            self.state.partner_sentence = sentence.index

    def partners_told(self) -> list[Actor]:
        """The partners that the last clause which told of an agreement told of."""
        return distinct([partner for _, partner in self.last_told[1]])

    def leads(self, sentence: Sentence, actor: Actor) -> bool:
        """True for the place that a sentence begins with: what follows is about it."""
        return actor.start - after_marker(self.body, sentence.span) < reach.TIED

    def _read(
        self, clause: Clause, verdict: Verdict, before: tuple[Verdict, Clause] | None
    ) -> tuple[Verdict, Clause] | None:
        scope = self.scopes[clause.sentence.index]
        hint = scope.state() if scope is not None else None
        if (
            scope is not None
            and scope.hint
            and scope.paragraph == clause.sentence.paragraph
            and not clause.actors
            and self._row is None
        ):
            return None
        explicit = partners_in(self, clause)
        if verdict.mute:
            if len(explicit) == 1:
                self.state.partners, self.state.partner_sentence = explicit, clause.sentence.index
            return None
        on_top = self.on_top(clause.sentence)
        if on_top and _LABEL.match(clause.text) and self._dated(clause):
            return None
        idem = said_again(self, clause, on_top)
        if idem:
            self._add(idem)
            return None
        bare = verdict.status == "signed" and not verdict.strong and not is_anchored(self, clause)
        if (verdict.status is None or bare) and not verdict.dropped and explicit:
            verdict = inherited(self, clause, before) or verdict
        if explicit and clause.of("instrument"):
            named = clause.of("instrument")[0]
            self.state.instrument = Value(named.value, named.span)
        if verdict.dropped:
            self.dropped.append(dropping.of(self, clause, explicit))
            return None
        if verdict.status == "terminated" and dropping.is_plan(self, clause, on_top or explicit):
            self.dropped.append(dropping.of(self, clause, explicit))
            return None
        if verdict.status is None:
            verdict = without_verb(self, clause, explicit, before, on_top)
        if verdict.status is None:
            name_paper(self, clause)
        if verdict.status is None or hint == "dropped":
            return None
        if verdict.status == "signed" and hint == "planned" and verdict.renewed:
            verdict = Verdict("renewal_planned", act=verdict.act, strong=True)
        elif verdict.status == "signed" and not verdict.strong and hint is not None:
            verdict = Verdict(hint, act=verdict.act)
        made = list(build(self, clause, verdict, explicit, before[1] if before else None))
        self.inherited = None
        if made:
            self.last_paragraph = clause.sentence.paragraph
        self._add(made)
        return verdict, clause

    def _add(self, frames: Sequence[Frame]) -> None:
        self.frames += frames
        for frame in frames:
            self.known.setdefault(frame.partner.key, set()).add(frame.home.key)

    def _dated(self, clause: Clause) -> bool:
        """Gives the date of a labelled line ("Tanggal : 6 Juli 2011") to the paper of its item; True where it did."""
        dates = clause.of("date")
        last = self.frames[-1] if self.frames else None
        if not dates or last is None or last.signed is not None or not last.exists:
            return False
        if last.sentence < 0 or self.root(self.scopes[last.sentence]) is not self.root(
            self.scopes[clause.sentence.index]
        ):
            return False
        for frame in self.frames[-reach.LOOK_BACK :]:
            if frame.sentence == last.sentence and frame.clause == last.clause:
                frame.signed = Value(dating.bounds(dates[0].value)[0], dates[0].span)
        return True

    def root(self, scope: Scope | None) -> Scope | None:
        """The item that has the partners on top."""
        return next((outer for outer in scope.chain() if outer.partners), None) if scope is not None else None
