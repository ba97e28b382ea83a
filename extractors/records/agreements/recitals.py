"""What the text of an agreement says of other papers: those it recalls, ends, prepares or leaves untouched.

"PIHAK KESATU", "the Parties" and their like stand for the parties of the preamble; whoever is named beside them takes
the place of one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.model import Mention, PartialDate, Party, Span
from archive.model.party import Level
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.records.states.status import judge
from extractors.records.structure.cells import memo
from extractors.records.times import dating
from extractors.records.walk.discourse import Walk

_OWN = re.compile(
    r"\b(?:this|the present)\s+(?:\w+\s+){0,3}\Z|\b(?:this|the present) (?:memorandum|agreement|letter|statement|"
    r"arrangement|plan|charter|protocol|mou|loi|moa)\b",
    re.IGNORECASE,
)
_OWN_AFTER = re.compile(r"\s*(?:\w+\s+){0,2}?ini\b", re.IGNORECASE)
_STATES = re.compile(
    r"\b(?:the )?(?:two|both) (?:republics|states|nations|countries|national governments)\b|\bkedua negara\b|"
    r"\bantarnegara\b|\bgovernment of the republic\b|\bpemerintah republik\b|"
    r"\b(?:border crossing|vienna|united nations|wina|perbatasan) (?:agreement|convention|konvensi)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:pihak (?:kesatu|pertama|i)|(?:the )?first party)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:pihak (?:kedua|ii)|(?:the )?second party)\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"(?<![Ss]ister )(?<![Tt]win )(?<!SISTER )(?<!TWIN )\b"
    r"(?P<kind>(?i:municipality|city|town|district|county|province|state|prefecture|kota|"
    r"kabupaten|distrik|provinsi|"
    r"munisipalitas|prefektur))(?: of)? (?P<name>[A-Z][\w'’.-]+(?: (?:de|del|da|of|la|[A-Z][\w'’.-]+))*)",
)
_UPPER = frozenset({"province", "state", "prefecture", "provinsi", "prefektur"})
_SAME_FIELDS = re.compile(
    r"\b(?:(?:bidang|ruang lingkup|hal|urusan) (?:yang )?(?:sama|serupa)|"
    r"(?:the same|these|the said|those) (?:fields?|areas?|subjects?|matters?|scope)|"
    r"(?:hal-hal|bidang(?:-bidang)?) tersebut)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(r"kesepakatan|perjanjian|nota|naskah|piagam|agreement|accord|pact|protocol|charter", re.IGNORECASE)
_OF_DAY = re.compile(r"\s+(?:(?:(?:yang )?(?:ber|ter)?tanggal|tgl\.?|of|dated|made on|tahun|pada)\s+)?", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|oleh|between|antara)\s", re.IGNORECASE)
_MEMBERS = re.compile(
    r"\b(?:(?:fellow )?members? of|membership|acced\w+|accession|belong(?:s|ing)? to|(?:ber|ke)?anggota(?:an)?|"
    r"tergabung|bergabung|charter of the)\b",
    re.IGNORECASE,
)
"""Both sides being in one network ties them no closer, nor to the network."""
_OPENER = 12
_PREAMBLE = 12
_AGENT = 60
_ENDED = frozenset({"terminated", "expired"})


class Others:
    """One pass over the recitals and articles of an agreement's text."""

    def __init__(self, walk: Walk, home: Actor, partner: Actor, own: Frame) -> None:
        self.walk = walk
        self.body = walk.body
        self.home, self.partner, self.own = home, partner, own
        self.frames: list[Frame] = []
        self.reversed = self._reversed()

    def _reversed(self) -> bool:
        """True where the first party of the text is the one abroad."""
        for sentence in self.walk.scene.sentences[:_PREAMBLE]:
            cast = self.walk.cast[sentence.index]
            if cast and _FIRST.search(self.body, sentence.span.start, sentence.span.end):
                return not any(actor.home for actor in cast)
        return False

    def read(self, recitals: Sequence[Sentence], articles: Sequence[Sentence]) -> list[Frame]:
        """The frames of all other papers, in order."""
        for sentence in recitals:
            self._sentence(sentence, recital=True)
        for sentence in articles:
            self._sentence(sentence, recital=False)
        return self.frames

    def _sentence(self, sentence: Sentence, recital: bool) -> None:
        cast = self.walk.cast[sentence.index]
        papers = self._papers(sentence)
        if not papers and not (self._tied_to_another(sentence, cast) or self._dates_another(sentence)):
            return
        if sentence.has("national") or sentence.of("law") or self._of_others(sentence):
            return
        clause = _without_opener(whole(self.body, sentence, cast))
        verdict = judge(clause)
        dates = dating.read(self.body, clause)
        events = [*dates.events, *dates.since]
        status = verdict.status or ("signed" if events or dates.valid_from else None)
        if events and status in {"planned", "signed"}:
            # What the text dates before its own day has been, what it dates later is still to come.
            status = "signed" if self._before_own(events[0][1], status) else "planned"
        if status is None and clause.has("progress", "draft", "talk", "explore"):
            status = "planned"
        if status is None or verdict.dropped or (sentence.has("modal") and not sentence.of("date")):
            return
        home, partner = self._pair(sentence, cast)
        other = (home.party.key, partner.party.key) != self.own.pair
        dated = bool(events or dates.valid_from or dates.valid_to)
        if status == "planned":
            placed = sentence.has("awaited") and any(actor.role == "location" for actor in cast)
            if not other and (self._same_paper(papers) or not (dated or placed)):
                # That details "shall be laid down in a memorandum" some day is no plan yet.
                return
        elif not dated or (not recital and not other and status == "signed" and not self._another_kind(papers, events)):
            return
        frame = Frame(
            home.party, home.mention.span, partner.party, partner.mention.span, status, sentence.index, sentence.span
        )
        frame.clause = sentence.span
        frame.instrument = next(
            (Value(paper.value, paper.span) for paper in papers if paper.kind == "instrument"), None
        )
        frame.relation = next((Value(paper.value, paper.span) for paper in papers if paper.kind == "relation"), None)
        if events and status != "planned":
            frame.signed = Value(events[0][1], events[0][0].span)
        frame.valid_from, frame.valid_to = dates.valid_from, dates.valid_to
        if frame.signed is None and frame.valid_to is not None and status == "signed" and frame.valid_from is not None:
            frame.status = "expired"
        frame.fields = sentence.of("field") if other or recital else []
        if _SAME_FIELDS.search(self.body, sentence.span.start, sentence.span.end):
            frame.fields = self._own_fields()
        if self._known(frame) or (not other and self._is_own(frame)):
            return
        frame.marks |= {"treaty", "recital", "strong", "homed", "named"}
        if frame.instrument is None:
            frame.marks.add("founding")
        if status == "planned":
            frame.marks.add("awaited")
            if dated:
                frame.marks.add("dated")
        self.frames.append(frame)

    def _of_others(self, sentence: Sentence) -> bool:
        """True for papers of the two states, of companies and schools, or of a network that both sides are in."""
        start, end = sentence.span.start, sentence.span.end
        if any(mention.party is None for mention in sentence.of("organisation")):
            return True
        if _STATES.search(self.body, start, end) or _MEMBERS.search(self.body, start, end):
            return True
        agents = [by.end() for by in _BY.finditer(self.body, start, end)]
        strangers = [cue.start for cue in sentence.cues if cue.name == "outsider"]
        return any(0 <= cue - agent < _AGENT for cue in strangers for agent in agents)

    def _tied_to_another(self, sentence: Sentence, cast: Sequence[Actor]) -> bool:
        """True for what one side has signed with somebody else, though no kind of paper is named."""
        own = {self.home.party.key, self.partner.party.key}
        named = any(actor.party.key not in own for actor in cast if actor.takes_part)
        return named and sentence.has("noun") and sentence.has("sign") and bool(sentence.of("date"))

    def _dates_another(self, sentence: Sentence) -> bool:
        """True for an earlier paper told by its day only ("kesepakatan tanggal 3 Mei 1996 tidak berlaku lagi")."""
        nouns = [cue.end for cue in sentence.cues if cue.name == "noun" and _PAPER.match(self.body, cue.start, cue.end)]
        return any(
            _OF_DAY.fullmatch(self.body, end, date.span.start)
            and self._before_own(date.value.partition("/")[0], "signed")
            for end in nouns
            for date in sentence.of("date")
        )

    def _papers(self, sentence: Sentence) -> list[Mention]:
        """The papers and ties that a sentence names, without the text itself ("this Memorandum")."""
        found = [*sentence.of("instrument"), *sentence.of("relation")]
        if not sentence.of("instrument") and (short := memo(sentence)) is not None:
            found.insert(0, Mention(short.span, "instrument", short.span.of(self.body), short.value, 0.7))
        return [
            paper
            for paper in found
            if paper.value
            and not _OWN.search(self.body[max(sentence.span.start, paper.span.start - 40) : paper.span.start])
            and not _OWN_AFTER.match(self.body, paper.span.end, min(paper.span.end + 20, sentence.span.end))
        ]

    def _pair(self, sentence: Sentence, cast: Sequence[Actor]) -> tuple[Actor, Actor]:
        taking = [actor for actor in cast if actor.takes_part]
        home = next((actor for actor in taking if actor.home and actor.party != self.home.party), None)
        partner = next((actor for actor in taking if actor.foreign and actor.party != self.partner.party), None)
        partner = partner or self._stranger(sentence, taking)
        if home is not None and any(actor.home and actor.party == self.home.party for actor in taking):
            # Both are named: "the City of Baubau, a neighbour of Wakatobi".
            named = [actor for actor in taking if actor.home]
            home = named[0] if named[0].party != self.home.party else None
        first, second = (
            bool(pattern.search(self.body, sentence.span.start, sentence.span.end)) for pattern in (_FIRST, _SECOND)
        )
        if self.reversed:
            first, second = second, first
        if first and not second and partner is None:
            home = None
        return home or self.home, partner or self.partner

    def _stranger(self, sentence: Sentence, taking: Sequence[Actor]) -> Actor | None:
        """A region that no list knows, by the tier before its name ("the Municipality of Jose Abad Santos")."""
        known = [(actor.start, actor.end) for actor in self.walk.cast[sentence.index]]
        # "Kota Bersaudara" is no town.
        known += [(tie.span.start, tie.span.end) for tie in sentence.of("relation")]
        for found in _UNKNOWN.finditer(self.body, sentence.span.start, sentence.span.end):
            start, end = found.span("name")
            if any(left < end and start < right for left, right in known):
                continue
            level: Level = "province" if found["kind"].lower() in _UPPER else "city"
            party = Party(found["name"], level, self.partner.party.country)
            return Actor(Mention(Span(start, end), "place", found["name"], found["name"], 0.6, party), party, "link")
        return None

    def _before_own(self, date: str, otherwise: str) -> bool:
        if self.own.signed is None:
            return otherwise == "signed"
        return PartialDate(date).earliest() <= PartialDate(self.own.signed.value).latest()

    def _same_paper(self, papers: Sequence[Mention]) -> bool:
        own = self.own.instrument
        return own is not None and all(paper.value == own.value for paper in papers if paper.kind == "instrument")

    def _another_kind(self, papers: Sequence[Mention], events: Sequence[tuple[Mention, str]]) -> bool:
        """True for a paper of another kind than the text, of an earlier day."""
        own = self.own
        kinds = {paper.value for paper in papers if paper.kind == "instrument"}
        if own.instrument is None or own.signed is None or not kinds or own.instrument.value in kinds:
            return False
        return bool(events) and PartialDate(events[0][1]).latest() < PartialDate(own.signed.value).earliest()

    def _is_own(self, frame: Frame) -> bool:
        own = self.own
        return own.signed is not None and frame.signed is not None and own.signed.value == frame.signed.value

    def _own_fields(self) -> list[Mention]:
        """The fields of the text itself: those that its title names, if it names any."""
        titled = {
            field.value for text in self.walk.scene.sentences[:_PREAMBLE] if text.heading for field in text.of("field")
        }
        return [field for field in self.own.fields if field.value in titled] or list(self.own.fields)

    def _known(self, frame: Frame) -> bool:
        """Gives an earlier paper the end that an article puts to it, and tells whether the frame spoke of one."""
        for known in self.frames:
            same = (
                known.instrument is None or frame.instrument is None or known.instrument.value == frame.instrument.value
            )
            if not same or known.signed is None or frame.signed is None:
                continue
            if PartialDate(known.signed.value).agrees(PartialDate(frame.signed.value)):
                known.status = frame.status if frame.status in _ENDED else known.status
                return True
        return False


def _without_opener(clause: Clause) -> Clause:
    """The clause without the participle with which a recital opens: "BEING members", "CONSIDERING the talks"."""
    kept = [cue for cue in clause.cues if cue.start - clause.start >= _OPENER or not _participle(clause.text)]
    return replace(clause, cues=kept, names=frozenset(cue.name for cue in kept))


def _participle(text: str) -> bool:
    """True for a text that opens with an English participle."""
    return text.split(maxsplit=1)[0].lower().endswith("ing") if text.strip() else False


def whole(body: str, sentence: Sentence, cast: Sequence[Actor]) -> Clause:
    """All of a sentence as one clause."""
    start, end = sentence.span.start, sentence.span.end
    return Clause(
        sentence, start, end, sentence.cues, sentence.mentions, list(cast), sentence.names, True, body[start:end]
    )


def others(
    walk: Walk, home: Actor, partner: Actor, own: Frame, parts: tuple[Sequence[Sentence], Sequence[Sentence]]
) -> Iterator[Frame]:
    """The frames of the papers that recitals and articles speak of beside the text itself."""
    yield from Others(walk, home, partner, own).read(*parts)
