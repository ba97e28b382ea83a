"""Walking through the running text: who is spoken of, and what each clause says of their agreements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import Mention, PartialDate, Span
from extractors.records import dating, homes, occasion, outline, sequel, terms, today
from extractors.records.clauses import Clause, clauses
from extractors.records.frames import Frame, Value
from extractors.records.homes import Homes
from extractors.records.outline import Scope
from extractors.records.parties import Actor, actors
from extractors.records.rows import Row
from extractors.records.scene import Scene, Sentence, after_marker
from extractors.records.status import NOTHING, Verdict, judge

_LAST_ONLY = re.compile(r"yang (?:disebut )?terakhir|the latter|the last", re.IGNORECASE)
_POINTER = re.compile(
    r"\b(?:nomor|no\.?|butir|baris|angka|row|item|number|nr\.?|paragraph|kasus|case|entry)\s*"
    r"(\d{1,3}\b|(?-i:[A-Z])(?=\W))",
    re.IGNORECASE,
)
_POINTER_REACH = 45
_IDEM = re.compile(
    r"\b(?P<what>(?:bidang\w*|fields?|scope|lingkup\w*)\s+)?(?:idem|sda|s\.d\.a\.?|ditto|same as|"
    r"sama dengan|seperti)\b\W{0,3}(?:nomor|no\.?|butir|item|"
    r"number)?\W{0,2}(?P<number>(?<=nomor )\d{1,3}|(?<=no\. )\d{1,3}|(?<=no )\d{1,3}|"
    r"(?<=butir )\d{1,3}|(?<=item )\d{1,3}|(?<=number )\d{1,3})?",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\s*(?:(?:adapun|sedangkan|sementara|lalu|juga|and|then)\s+)?(?:dengan|with)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*(?:[-*•>o]\s*)?(?:tanggal(?: naskah)?|tgl\.?|date|signed(?: on)?|ditandatangani|diteken|"
    r"tahun|year|sejak|since)\s*:",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:dengan|dgn|bareng|with)\s+(?:both|the two|the three|dua|kedua|ketiga|keempat)\s+(?:kota|"
    r"daerah|provinsi|kabupaten|mitra|cities|towns|regions|partners|places)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:dengan|with|to)\s+(?:the\s+|kota\s+|provinsi\s+)*\Z", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\s*\([^()]{0,30}\))?,?\s+(?:yang|which|that|who|whose)\b", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:by|oleh|through|melalui|lewat|dari)\s+(?:the\s+)?(?:[\w&-]+\s+){0,6}\(?\Z", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:there(?! (?:is|are|was|were|has|have|had|will|would|may|can|could|should|must|being)\b)|"
    r"di sana|disana|di situ|disitu)\b",
    re.IGNORECASE,
)
_TIES = (
    r"(?:(?:sister|twin|partner|friendship|foreign|overseas|international|kota|daerah)[\s-]*)*"
    r"(?:cities|towns|sisters|partners|twins|friends|relationships|partnerships|agreements|ties|links|mitra|kembar\w*|(?:ber)?saudara\w*)"
)
_SISTERS_OF = re.compile(
    rf"\b{_TIES}\s+(?:of|dari|milik|for)?\s*(?:(?:the|city|kota|town|municipality|of)\s+)*\Z", re.IGNORECASE
)
_OWN_SISTERS = re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}{_TIES}\b", re.IGNORECASE)
_OTHER_TIES = re.compile(
    rf"\b(?:other|further|remaining|earlier|existing|lain\w*)\s+(?:\w+\s+)?{_TIES}\b", re.IGNORECASE
)
_TOWARDS = re.compile(r"\b(?:ke|kepada|to)\s+(?:the\s+|kota\s+|provinsi\s+|kabupaten\s+|city of\s+)?\Z", re.IGNORECASE)
_REASON = re.compile(r"\s*(?:karena|lantaran|because|due to|sebab|mengingat)\b", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—/]\s?")
_PARTY = re.compile(r"\b(?:antara|dengan|oleh|between|with|by)\s+(?:the\s+|para\s+)?\Z", re.IGNORECASE)
_JOINT = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:\s*,[^,.;]{1,30},)?\s*(?:dan|and|dengan|dgn|dg|with|serta|bersama|[-–—/&])\s+"
    r"(?:the\s+|pemerintah\s+|government\s+of\s+|pemerintahan\s+|(?:provin\w+|kota\w*|kabupaten|distrik|cit\w+|regency|county|"
    r"state|prefektur|region|municipality|town)\s+(?:of\s+)?)*",
    re.IGNORECASE,
)
_LIST_OF = re.compile(r"\b(?:list|lists|daftar|berikut|deretan|following|rekap\w*|senarai|inilah)\b", re.IGNORECASE)
_SAME_DATE = re.compile(r"\b(?:tanggal(?:nya)? (?:yang )?sama|same (?:date|day)|idem|sda|ditto)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:kami|kita|we|our)\b", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:(?:me|di|ber)?kirim\w*|mengirim\w*|(?:me|di)layangkan|melayangkan|sen[dt]|sending|(?:ber|me)?surat\w*|wr(?:ote|itten|ites?)|letters?|proposal)\b[^.;]{0,90}\b(?:ke|kepada|to)\s+"
    r"(?:the\s+|kota\s+|provinsi\s+|city\s+of\s+|pemerintah\s+)*\Z",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:masing-masing|respectively|berturut-turut|secara terpisah)\b", re.IGNORECASE)
_MEMORY = 5
_LOOK_BACK = 200
_LIST = 2
_TWO = 2
_LEAD = 4
_DAY = 10
_MONTH = 7
_SUBJECT = 15
_MAIN = 0.6
_TIED = 25
_FRONT = 6
_HEADING = 90

Pair = tuple[Actor, Actor]


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
        homes.place_datelines(self.body, scene.sentences, self.cast)
        self.homes: Homes = homes.weigh(self.body, scene.sentences, self.cast)
        self.scopes = outline.draw(self.body, scene.sentences, self.cast)
        self.topic_kinds = {scope.kind for scope in self.scopes if scope is not None and scope.partners} - {
            "plain",
            "heading",
        }
        """The kinds of items that put a partner on top: the next such item speaks of somebody else."""
        self.owner = self._owner()
        self.state = State(home=self.homes.main())
        self.frames: list[Frame] = []
        self.known: dict[str, set[str]] = {}
        """The homes of each partner that a frame has told of, by keys."""
        self.rows: dict[str, Row] = {}
        self.claimed: set[int] = set()
        """Sentences that have been read as items of a list."""
        self.theme = self._has_theme()
        self.listing = self._list_of()
        self.kin = any(sentence.has("kin") for sentence in scene.sentences[:_FRONT])
        self.reference = today.day_of(scene)
        self.news_day = occasion.news_day(scene, self.reference)
        self.inherited: Value | None = None
        self.last_paragraph = -9
        self.dropped: list[tuple[int, tuple[str, ...]]] = []
        self.borrowed: list[tuple[int, int]] = []
        """Sentences whose item takes over the fields of another: (sentence, sentence of the other)."""
        self.pointed: dict[int, set[str]] = {}
        self._row: Row | None = None
        self._scope: Scope | None = None
        self._paragraph = -1
        self.last_pairs: list[Pair] = []
        self.last_built: tuple[int, list[Actor]] = (-9, [])
        self.last_date: tuple[int, Value] | None = None
        self.titled: list[Actor] = []
        self.group: list[Actor] = []
        self.opener = next(
            (actor for cast in self.cast[:_FRONT] for actor in cast if actor.role in {"government", "plain"}), None
        )
        """The party that the text begins with."""
        self.stage: tuple[int, Actor] | None = None
        """The sentence that last told where something happened abroad, and the place."""
        self.subject: tuple[int, Actor] | None = None
        """The sentence that last began with a party, and the party."""
        self.about: tuple[int, Actor] | None = None
        """The paragraph that began with a home, and that home."""
        self._title()

    def _title(self) -> None:
        """Begins with the partners that the title names beside the home."""
        for sentence, cast in zip(self.scene.sentences, self.cast, strict=True):
            if sentence.block.kind == "title":
                partners = [actor for actor in cast if actor.foreign and actor.taking_part]
                self.titled = self.titled or _distinct(partners)
                self.state.partners = self.state.partners or _distinct(partners)
                if partners:
                    self.state.partner_sentence = sentence.index + _LEAD

    def _owner(self) -> Actor | None:
        """The foreign government whose own paper this is (the minutes or the web page of a town abroad)."""
        if self.scene.text.language == "id":
            return None
        front = [actor for cast in self.cast[:_FRONT] for actor in cast]
        title = [
            actor
            for sentence, cast in zip(self.scene.sentences, self.cast, strict=True)
            if sentence.index < _FRONT and (sentence.heading or _heads(sentence))
            for actor in cast
        ]
        if any(actor.home for actor in title) or not any(actor.home for cast in self.cast for actor in cast):
            return None
        governments = [
            actor
            for actor in [*title, *front]
            if actor.foreign and actor.role == "government" and actor.party.level != "institution"
        ]
        aside = {"location", "source", "holder"}
        headed = [
            actor for actor in title if actor.foreign and actor.party.level != "institution" and actor.role not in aside
        ]
        if not headed or any(actor.home for actor in front[:1]):
            return None
        topics = [actor for scope in self.scopes if scope is not None and scope.topical for actor in scope.homes]
        lead = [actor for cast in self.cast[:_LIST] for actor in cast]
        if any(actor.home and actor.role == "government" for actor in lead):
            topics = []
        named = [
            actor
            for sentence, cast in zip(self.scene.sentences[:_FRONT], self.cast, strict=False)
            if sentence.block.kind == "title"
            for actor in cast
            if actor in headed
        ]
        return next((actor for actor in governments if actor in headed), named[0] if topics and named else None)

    def _list_of(self) -> Value | None:
        """The tie that the title or the opening says the text is a list of."""
        for sentence in self.scene.sentences[:_FRONT]:
            found = sentence.of("relation")
            if found and (_LIST_OF.search(self.body, sentence.span.start, sentence.span.end) or sentence.heading):
                return Value(found[0].value, found[0].span)
        return None

    def _has_theme(self) -> bool:
        """True where the title or the lead speaks of ties of regions: a bare list of places then lists partners."""
        return any(sentence.of("relation") or sentence.has("tie") for sentence in self.scene.sentences[:_FRONT]) or any(
            sentence.heading and sentence.has("noun") for sentence in self.scene.sentences[:_FRONT]
        )

    def run(self, only: Sequence[Sentence] | None = None) -> list[Frame]:
        """All frames of the running text in order, or of some sentences of it."""
        for sentence in self.scene.sentences if only is None else only:
            cast = self.cast[sentence.index]
            self._enter(sentence)
            before: tuple[Verdict, Clause] | None = None
            for clause in clauses(self.body, sentence, cast) if sentence.index not in self.claimed else ():
                told = len(self.frames)
                before = self._read(clause, before) or before
                if len(self.frames) == told:
                    self._add(sequel.add(self.scene, clause, self.frames, self.reference))
                for mention in clause.of("date"):
                    self.last_date = (sentence.index, Value(dating.bounds(mention.value)[0], mention.span))
            self._leave(sentence, cast)
        if only is None:
            self.frames = [*self._unlisted(), *self._topics()]
        return self.frames

    def _unlisted(self) -> list[Frame]:
        """The frames without those for bare items of lists of which the item itself goes on to say more."""
        told = {
            (frame.pair, self.scene.sentences[frame.sentence].paragraph)
            for frame in self.frames
            if frame.sentence >= 0 and "listed" not in frame.marks
        }
        gone = {self.scene.sentences[at].paragraph for at, _ in self.dropped}
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
        if scope is not self._scope:
            self._row = None
            self._scope = scope
            if scope is not None and scope.paragraph == sentence.paragraph and (scope.partners or scope.homes):
                self.state.instrument = self.state.relation = self.state.date = None
            if scope is None or scope.home() is None:
                self.state.home = self.homes.main()
            if scope is not None and scope.kind in self.topic_kinds and scope.paragraph == sentence.paragraph:
                self.state.partners = self.titled
        partners = scope.partner() if scope is not None else []
        home = scope.home() if scope is not None else None
        if home is not None:
            self.state.home = home
        elif sentence.paragraph != self._paragraph and self.homes.share > _MAIN:
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

    def _item_home(self, sentence: Sentence, cast: Sequence[Actor]) -> list[Actor]:
        """The only home that a sentence of an item about a partner names, even as where somebody comes from."""
        scope = self.scopes[sentence.index]
        if scope is None or not scope.partners or scope.home() is not None:
            return []
        return [actor for actor in cast if actor.home and actor.role != "holder"]

    def _on_top(self, sentence: Sentence) -> list[Actor]:
        """The partners that the item, heading or note puts on top of a sentence."""
        if self._row is not None:
            return self._row.partners
        scope = self.scopes[sentence.index]
        if (
            scope is not None
            and scope.kind == "heading"
            and scope.paragraph < _FRONT
            and self.scene.text.kind == "news"
        ):
            # The head of a news item tells where it was written, not whom all of it is about.
            return []
        return scope.partner() if scope is not None else []

    def _leave(self, sentence: Sentence, cast: Sequence[Actor]) -> None:
        if sentence.block.kind == "title":
            return
        abroad = [actor for actor in cast if actor.foreign and actor.role == "location"]
        if abroad:
            self.stage = (sentence.index, abroad[-1])
        if cast and self._leads(sentence, cast[0]):
            self.subject = (sentence.index, cast[0])
        home = homes.named(cast) or self._item_home(sentence, cast) or self._scenery(sentence, cast)
        if len({actor.party.key for actor in home}) == 1 and (
            home[0].role in {"government", "link"} or self.homes.share < 0.6 or self._leads(sentence, home[0])
        ):
            self.state.home = home[0]
            if self._leads(sentence, home[0]):
                self.about = (sentence.paragraph, home[0])
        guests = sentence.has("visit")
        partners = [
            actor for actor in cast if actor.foreign and (actor.taking_part or (guests and actor.role == "source"))
        ]
        opening = self._opening(sentence)
        if opening is not None:
            self.state.home = opening
        known = self.known
        again = [actor for actor in partners if actor.party.key in known]
        beside_home = bool(home) and any(actor.role != "location" for actor in home)
        fresh = [actor for actor in partners if actor.role != "plain" or beside_home]
        subject = [actor for actor in partners[:1] if actor is cast[0] and actor.start - sentence.span.start < _SUBJECT]
        if sentence.heading or not (
            sentence.has("noun", "sign", "tie", "explore", "offer", "visit")
            or sentence.of("instrument")
            or sentence.of("relation")
        ):
            fresh = [actor for actor in fresh if actor.role != "plain"]
        if len(partners) > 1:
            self.group = _distinct(partners)
        asked = partners if self.body[sentence.span.end - 1] == "?" and len(partners) == 1 else []
        papered = (
            sentence.has("noun", "kin", "ask", "offer", "sign") or sentence.of("instrument") or sentence.of("relation")
        )
        sole = [
            actor
            for actor in partners
            if actor.role != "plain"
            or actor.party.level != "institution"
            or actor.start - sentence.span.start < _TIED
            or _AGENT.search(self.body, sentence.span.start, actor.start)
        ]
        sole = sole or [
            actor
            for actor in cast
            if actor.foreign and (actor.role == "source" or (papered and self._headed_for(actor)))
        ]
        sole = sole if len({actor.party.key for actor in sole}) == 1 and not sentence.heading else []
        chosen = (
            again or fresh or subject or asked or sole or (partners if not known and not self.state.partners else [])
        )
        if chosen:
            self.state.partners = _distinct(chosen)
            self.state.partner_sentence = sentence.index

    def _scenery(self, sentence: Sentence, cast: Sequence[Actor]) -> list[Actor]:
        """The home where a paragraph begins to play ("In Indramayu it ended."), one of the tier of the main one."""
        main = self.homes.main()
        opens = sentence.index > 0 and self.scene.sentences[sentence.index - 1].paragraph != sentence.paragraph
        if not opens or len(cast) != 1 or main is None or not cast[0].home or not self._leads(sentence, cast[0]):
            return []
        same = (cast[0].party.level == "province") == (main.party.level == "province")
        return list(cast) if same and cast[0].role in {"location", "source"} else []

    def _headed_for(self, actor: Actor) -> bool:
        """True for a place to which somebody goes or writes."""
        return _TOWARDS.search(self.body, max(0, actor.start - _TIED), actor.start) is not None

    def _leads(self, sentence: Sentence, actor: Actor) -> bool:
        """True for the place that a sentence begins with: what follows is about it."""
        return actor.start - after_marker(self.body, sentence.span) < _TIED

    def _read(self, clause: Clause, before: tuple[Verdict, Clause] | None) -> tuple[Verdict, Clause] | None:
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
        verdict = judge(clause)
        explicit = self._partners(clause)
        if verdict.mute:
            if len(explicit) == 1:
                self.state.partners, self.state.partner_sentence = explicit, clause.sentence.index
            return None
        on_top = self._on_top(clause.sentence)
        if on_top and _LABEL.match(clause.text) and self._dated(clause):
            return None
        idem = self._idem(clause, on_top)
        if idem:
            self._add(idem)
            return None
        if verdict.status is None and not verdict.dropped and explicit:
            verdict = self._inherited(clause, before) or verdict
        if explicit and clause.of("instrument"):
            named = clause.of("instrument")[0]
            self.state.instrument = Value(named.value, named.span)
        if verdict.dropped:
            self._drop(clause, explicit)
            return None
        if verdict.status is None:
            verdict = self._bare(clause, explicit, before, on_top)
        if verdict.status is None:
            self._name(clause)
        if verdict.status is None or hint == "dropped":
            return None
        if verdict.status == "signed" and hint == "planned" and verdict.renewed:
            verdict = Verdict("renewal_planned", act=verdict.act, strong=True)
        elif verdict.status == "signed" and not verdict.strong and hint is not None:
            verdict = Verdict(hint, act=verdict.act)
        made = list(self._build(clause, verdict, explicit, before[1] if before else None))
        self.inherited = None
        if made:
            self.last_paragraph = clause.sentence.paragraph
        self._add(made)
        return verdict, clause

    def _name(self, clause: Clause) -> None:
        """Takes up the instrument that a sentence adds to the act told just before ("It is called a memorandum")."""
        papers = [mention for mention in clause.of("instrument") if mention.value]
        last = self.frames[-1] if self.frames else None
        if len(papers) != 1 or last is None or last.instrument is not None or "act" not in last.marks:
            return
        if last.sentence != clause.sentence.index - 1 or clause.actors or clause.has("negate", "future", "outsider"):
            return
        for frame in self.frames[-_LOOK_BACK:]:
            if frame.sentence == last.sentence and frame.clause == last.clause:
                frame.instrument = Value(papers[0].value, papers[0].span)

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
        if last.sentence < 0 or self._root(self.scopes[last.sentence]) is not self._root(
            self.scopes[clause.sentence.index]
        ):
            return False
        for frame in self.frames[-_LOOK_BACK:]:
            if frame.sentence == last.sentence and frame.clause == last.clause:
                frame.signed = Value(dating.bounds(dates[0].value)[0], dates[0].span)
        return True

    def _root(self, scope: Scope | None) -> Scope | None:
        """The item that has the partners on top."""
        return next((outer for outer in scope.chain() if outer.partners), None) if scope is not None else None

    def _idem(self, clause: Clause, on_top: Sequence[Actor]) -> list[Frame]:
        """What an item takes over from the one before it or the one it points to ("Idem nomor 8")."""
        match = _IDEM.search(self.body, clause.start, clause.end)
        scope = self.scopes[clause.sentence.index]
        if match is None or scope is None or not (on_top or scope.homes) or not self.frames:
            return []
        near = self.frames[-_LOOK_BACK:]
        others = [frame for frame in near if frame.sentence >= 0 and self.scopes[frame.sentence] is not scope]
        wanted = (
            [
                frame
                for frame in others
                if (found := self.scopes[frame.sentence]) is not None and found.number == match["number"]
            ]
            if match["number"]
            else [frame for frame in others if self.scopes[frame.sentence] is self.scopes[others[-1].sentence]]
        )
        if not wanted:
            return []
        place = self.scopes[wanted[-1].sentence]
        papers = [frame for frame in wanted if self.scopes[frame.sentence] is place and frame.instrument is not None]
        source = next((frame for frame in papers if frame.status == "planned"), papers[0] if papers else wanted[-1])
        if match["what"]:
            self.borrowed.append((clause.sentence.index, source.sentence))
            return []
        dates = dating.read(self.body, clause)
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
            elif source.exists and _SAME_DATE.search(self.body, clause.start, clause.end):
                frame.signed = next((other.signed for other in wanted if other.signed is not None), None)
            frame.marks |= {"named", "strong", "papered"}
            made.append(frame)
        return made

    def _inherited(self, clause: Clause, before: tuple[Verdict, Clause] | None) -> Verdict | None:
        """The state told for what came just before, where a clause or item only names further partners."""
        if before is not None and not clause.first:
            return None if _REASON.match(clause.text) else before[0]
        if clause.has("negate", "conclude", "refuse", "visit", "outsider", "awaited"):
            return None
        scope = self.scopes[clause.sentence.index]
        questions = [outer for outer in scope.chain() if outer.kind == "question"] if scope is not None else []
        asked = next(
            (
                sentence
                for sentence in self.scene.sentences[max(0, clause.sentence.index - 4) : clause.sentence.index]
                if any(sentence.paragraph == outer.paragraph for outer in questions)
            ),
            None,
        )
        if asked is not None and asked.of("relation") and any(actor.home for actor in self.cast[asked.index]):
            relation = asked.of("relation")[0]
            self.inherited = Value(relation.value, relation.span)
            return Verdict("signed")
        if not self.frames:
            return None
        last = self.frames[-1]
        if (
            clause.sentence.block.kind == "list_item"
            and 0 < clause.sentence.paragraph - self.last_paragraph <= 1
            and clause.first
            and self.homes.share > 0.5
        ):
            self.inherited = last.relation
            return Verdict(last.status if last.status != "expired" else "signed")
        if (
            _ELLIPSIS.match(clause.text)
            and clause.of("date")
            and last.sentence == clause.sentence.index - 1
            and last.exists
        ):
            self.inherited = last.relation
            return Verdict("signed")
        if (
            clause.has("also")
            and last.sentence == clause.sentence.index - 1
            and last.relation is not None
            and last.exists
        ):
            self.inherited = last.relation
            return Verdict("signed", strong=True)
        return None

    def _bare(
        self, clause: Clause, explicit: Sequence[Actor], before: tuple[Verdict, Clause] | None, on_top: Sequence[Actor]
    ) -> Verdict:
        """A clause without a verb that names partner and instrument or relation ("Fujian. MoU 6 Juli 2023")."""
        named = (
            clause.of("instrument")
            or clause.of("relation")
            or (clause.has("memo") and (clause.of("date") or clause.has("duration", "scope")))
        )
        named = named or self._tied_noun(clause, explicit)
        if clause.first and self._listed(clause, on_top):
            self.inherited = self.listing
            return Verdict("signed", listed=True)
        kin = clause.has("kin") and bool(homes.named(clause.actors)) and bool(explicit)
        named = named or (kin and not clause.has("future", "visit"))
        if not named or clause.has("negate", "conclude", "refuse", "talk"):
            return NOTHING
        if clause.has("future", "draft") or (clause.has("ask") and not clause.has("sign")):
            sided = bool(explicit) and bool(homes.named(clause.actors)) and clause.has("future")
            meant = sided or (bool(on_top) and bool(clause.of("instrument")))
            return Verdict("planned", awaited=clause.has("awaited")) if meant else NOTHING
        return Verdict("signed") if explicit or on_top or before is not None else NOTHING

    def _listed(self, clause: Clause, on_top: Sequence[Actor]) -> bool:
        """True for the item of a list of partners ("* Nelson, New Zealand (2009)" under "Sister cities of Batu")."""
        scope = self.scopes[clause.sentence.index]
        if self.listing is None or not on_top or scope is None or scope.paragraph != clause.sentence.paragraph:
            return False
        opening = self.scene.sentences[clause.sentence.index - 1].paragraph != scope.paragraph
        own = opening and bool(scope.partners) and scope.kind not in {"plain", "heading", "question"}
        return own and not clause.has("negate", "conclude", "refuse", "talk", "future", "draft", "visit", "outsider")

    def _tied_noun(self, clause: Clause, explicit: Sequence[Actor]) -> bool:
        """True for "the bond with Kyoto", "kerja sama dengan Kochi" beside a home."""
        if not homes.named(self.cast[clause.sentence.index]) or clause.has("future", "mere"):
            return False
        return any(
            actor.role in {"link", "government"} and 0 <= actor.start - cue.end <= _TIED
            for actor in explicit
            for cue in clause.cues_of("noun")
        )

    def _drop(self, clause: Clause, explicit: Sequence[Actor]) -> None:
        before = self.state.partners if len(self.state.partners) == 1 else []
        partners = self._on_top(clause.sentence) or explicit or before
        self.dropped.append((clause.sentence.index, tuple(actor.party.key for actor in partners)))

    def _partners(self, clause: Clause) -> list[Actor]:
        sought = clause.has("offer", "explore", "talk") or bool(clause.of("instrument"))
        found = [
            actor
            for actor in clause.actors
            if actor.foreign
            and (actor.taking_part or (sought and actor.role == "source") or self._addressed(clause, actor))
        ]
        named = [actor for actor in found if actor.role != "source"]
        found = named or found
        institutions = [actor for actor in found if actor.party.level == "institution"]
        places = [actor for actor in found if actor.party.level != "institution"]
        if places:
            sure = any(place.role in {"link", "government"} for place in places)
            linked = [actor for actor in institutions if actor.role == "link" and not sure]
            return _distinct(linked or places)
        return _distinct([actor for actor in institutions if self._party(clause, actor)])

    def _addressed(self, clause: Clause, actor: Actor) -> bool:
        """True for the place to which a draft or an offer is sent."""
        if actor.role != "location" or not clause.has("draft", "offer", "ask"):
            return False
        return _SENT.search(self.body, clause.start, actor.start) is not None

    def _party(self, clause: Clause, institution: Actor) -> bool:
        """True for an institution that stands in the clause as a party, and not as a donor or an example."""
        if clause.has("national", "ministry") and not homes.named(clause.actors):
            return False
        if institution.role in {"link", "government"}:
            return True
        papered = bool(clause.of("instrument")) or clause.has("sign", "tie")
        return papered and (institution.start - clause.start < _SUBJECT or bool(homes.named(clause.actors)))

    def _anchored(self, clause: Clause) -> bool:
        return bool(clause.of("instrument") or clause.of("relation")) or clause.has("noun", "anaphor", "paper", "tie")

    def _build(
        self, clause: Clause, verdict: Verdict, explicit: list[Actor], previous: Clause | None
    ) -> Iterator[Frame]:
        sentence = clause.sentence
        if not self._speaks_of_agreement(clause, verdict, explicit, previous) or self._others(clause, explicit):
            return
        if verdict.status is None:
            return
        pairs = self._pairs(clause, verdict, explicit)
        if not pairs:
            return
        self.last_built = (sentence.index, _distinct([partner for _, partner in pairs]))
        dates = dating.read(self.body, clause)
        if verdict.act is None and not self._on_top(sentence) and sentence.block.kind != "list_item":
            dates.events = [pair for pair in dates.events if self._beside(clause, pair[0])]
        if clause.has("event") and not clause.has("sign", "tie"):
            papers = clause.of("instrument")
            dates.events = [
                pair
                for pair in dates.events
                if any(0 <= pair[0].span.start - paper.span.end <= _TIED for paper in papers)
            ]
        instrument = self._instrument(clause, verdict)
        relation = self._relation(clause) or self.inherited
        last = self.frames[-1] if self.frames else None
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
        local = _local_dates(self.body, clause, [partner for _, partner in pairs], dates)
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
            self._time(frame, clause, verdict, dates)
            self._mark(frame, clause, verdict, bool(explicit), dates)
            yield frame
            if frame.signed is not None:
                self.state.date = frame.signed
        if instrument is not None:
            self.state.instrument = instrument
        if relation is not None:
            self.state.relation = relation
        if explicit:
            self.state.partners = list(explicit)
            self.state.partner_sentence = sentence.index

    def _beside(self, clause: Clause, date: Mention) -> bool:
        """True where a date stands right beside a paper, a relation or a partner ("MoU 2019", "Suwon (1997)")."""
        near = [
            mention.span
            for mention in clause.mentions
            if mention.kind in {"instrument", "relation", "place", "organisation"}
        ]
        return any(
            0 <= date.span.start - span.end <= _TIED or 0 <= span.start - date.span.end <= _TIED for span in near
        )

    def _speaks_of_agreement(
        self, clause: Clause, verdict: Verdict, explicit: Sequence[Actor], previous: Clause | None
    ) -> bool:
        on_top = bool(self._on_top(clause.sentence))
        told = verdict.strong and bool(clause.of("instrument"))
        if clause.of("law") and not explicit and not on_top and not told:
            return False
        if verdict.act is not None and verdict.act.name == "renew" and not self._anchored(clause) and not on_top:
            if homes.named(clause.actors) and any(actor.role == "link" for actor in explicit):
                return True
            told = bool(clause.of("date")) or clause.has("ask", "progress") or terms.lasting(self.body, clause)
            followed = told and bool(self.frames) and self.frames[-1].sentence == clause.sentence.index - 1
            return (
                previous is not None
                or followed
                or len({actor.home for actor in clause.actors if actor.role == "government"}) == 2
            )
        if on_top and clause.has("duration"):
            return True
        if self._anchored(clause) or previous is not None or self.inherited is not None:
            return True
        if (
            clause.has("both")
            and clause.has("exist")
            and clause.of("date")
            and self.frames
            and self.frames[-1].sentence >= clause.sentence.index - 1
        ):
            return True
        if (
            explicit
            and clause.of("date")
            and _ELLIPSIS.match(clause.text)
            and self.frames
            and self.frames[-1].sentence == clause.sentence.index - 1
        ):
            return True
        tied = any(actor.role in {"link", "government"} for actor in explicit)
        if (self.kin or self.theme) and tied and clause.has("active", "since"):
            return True
        if clause.has("explore") and self.theme and any(actor.role != "plain" for actor in explicit):
            return True
        if len({actor.home for actor in clause.actors if actor.role == "government"}) == 2:
            return True
        if len(explicit) > _LIST and self.theme:
            return True
        office = homes.bare_level(clause.sentence, clause.start, clause.end, explicit) is not None
        if verdict.status == "signed" and verdict.strong and office and any(a.role == "government" for a in explicit):
            return True
        return verdict.strong and (self._anchor_near(clause.sentence) or on_top or self._ending_told(clause, verdict))

    def _ending_told(self, clause: Clause, verdict: Verdict) -> bool:
        """True for an end told in the paragraph that has just told of the agreement ("Sudah tidak berlaku.")."""
        if verdict.status not in {"expired", "terminated"} or not self.frames or self.frames[-1].sentence < 0:
            return False
        last = self.scene.sentences[self.frames[-1].sentence]
        return last.paragraph == clause.sentence.paragraph and clause.sentence.index - last.index <= _TWO

    def _others(self, clause: Clause, explicit: Sequence[Actor]) -> bool:
        """True where the clause speaks of papers of universities, companies or of the two states."""
        if clause.has("outside") or self._with_country(clause, explicit):
            return True
        governed = any(actor.role == "government" for actor in explicit) or (
            bool(explicit) and bool(homes.named(clause.actors))
        )
        if clause.has("outsider") and not governed and not (self._on_top(clause.sentence) and not clause.has("sign")):
            return True
        if explicit or self._on_top(clause.sentence):
            return False
        if len({mention.value for mention in clause.of("country")}) > 1 and not homes.named(clause.actors):
            return True
        return any(
            cue.start - clause.start < _SUBJECT
            or _PARTY.search(self.body, max(clause.start, cue.start - _TIED), cue.start)
            for cue in clause.cues_of("national")
        )

    def _with_country(self, clause: Clause, explicit: Sequence[Actor]) -> bool:
        """True where the other side is the country ("Guangxi makes friends with Indonesia") and no region of it."""
        if not explicit or any(actor.home for actor in self.cast[clause.sentence.index]) or clause.of("instrument"):
            return False
        return any(
            mention.value == "ID" and _WITH.search(self.body, max(0, mention.span.start - _TIED), mention.span.start)
            for mention in clause.of("country")
        )

    def _time(self, frame: Frame, clause: Clause, verdict: Verdict, dates: dating.Dates) -> None:
        """Signing and validity, with what the clause only points to ("a month later", "for five years")."""
        bare = verdict.act is None
        sure = frame.signed is not None and frame.signed.span.start in dates.sure
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
            told = self.last_date[1] if self.last_date and self.last_date[0] >= clause.sentence.index - _TWO else None
            frame.signed = dating.relative(self.body, clause, self.reference, told)
            if clause.has("sign") and (frame.signed is None or len(frame.signed.value) < _DAY):
                frame.signed = occasion.day_near(self.scene, clause, self.reference) or frame.signed
                frame.signed = frame.signed or occasion.told_now(self.news_day, clause)
        if frame.status == "expired" and frame.valid_to is None:
            frame.valid_to = dating.ended(self.body, clause, self.reference)
        if (
            frame.signed is None
            and frame.valid_from is not None
            and self._listed(clause, self._on_top(clause.sentence))
        ):
            frame.signed = frame.valid_from
        frame.term = terms.term(self.body, clause)
        if frame.status == "signed" and self._to_come(frame.signed) and not bare:
            frame.status = "planned"
            frame.marks.add("awaited")
        end = frame.valid_to
        past = verdict.act is not None and self.body[verdict.act.start : verdict.act.end].rstrip().endswith(
            ("ed", "out")
        )
        coming = end is not None and self.reference is not None and end.value > self.reference
        if frame.status == "expired" and coming and not past:
            frame.status = "signed"

    def _to_come(self, date: Value | None) -> bool:
        """True for a day after that of the text."""
        if date is None or self.reference is None or not self._sure_of_today():
            return False
        return PartialDate(date.value).earliest() > self.reference.latest()

    def _sure_of_today(self) -> bool:
        """False where the only day that the text could be of is that of an act it tells, and so may lie long before."""
        told = [
            sentence
            for sentence in self.scene.sentences[:_FRONT]
            if any(mention.value == self.reference for mention in sentence.of("date"))
        ]
        return not told or any(not sentence.has("sign", "tie") for sentence in told)

    def _mark(self, frame: Frame, clause: Clause, verdict: Verdict, explicit: bool, dates: dating.Dates) -> None:
        marks = frame.marks
        marks |= {name for name in ("old", "new", "both", "ever", "kin") if clause.has(name)}
        given = {
            "named": explicit,
            "homed": any(actor.home for actor in clause.actors),
            "strong": verdict.strong,
            "awaited": verdict.awaited,
            "renewed": verdict.renewed,
            "supersedes": verdict.supersedes,
            "listed": verdict.listed,
            "kept": verdict.kept,
            "title": clause.sentence.block.kind == "title",
            "founding": bool(dates.since) and frame.instrument is None,
            "papered": bool(clause.of("instrument")),
            "related": bool(clause.of("relation")),
            "dated": bool(clause.of("date")),
            "act": clause.has("sign"),
            "derived": clause.has("derived"),
            "kin": clause.has("kin") or (self.kin and explicit and not clause.of("instrument")),
            "support": not explicit
            and frame.valid_from is None
            and not self._on_top(clause.sentence)
            and not clause.of("instrument")
            and not clause.of("relation")
            and not clause.has("paper", "anaphor", "both", "tie", "memo")
            and not (clause.has("noun") and any(actor.home for actor in clause.actors)),
            "topic": bool(self._on_top(clause.sentence)),
        }
        denied = frame.status == "planned" and clause.has("negate", "conclude") and frame.instrument is None
        given["support"] = given["support"] or (denied and not explicit and not given["topic"])
        marks |= {name for name, holds in given.items() if holds}

    def _anchor_near(self, sentence: Sentence) -> bool:
        for index in range(max(0, sentence.index - 1), sentence.index + 1):
            near = self.scene.sentences[index]
            if near.of("instrument") or near.of("relation"):
                return True
        return False

    def _pairs(self, clause: Clause, verdict: Verdict, explicit: Sequence[Actor]) -> list[Pair]:
        """Home and partner of each agreement that the clause speaks of."""
        if self.owner is not None:
            near = homes.named(clause.actors) or homes.named(self.cast[clause.sentence.index])
            own = near[0] if near else self._scope_home(clause)
            topic = self._on_top(clause.sentence)
            abroad = [actor for actor in topic or explicit if actor.party.key != self.owner.party.key]
            return [(own, self.owner)] if own is not None and not abroad else []
        dashed = self._dashed(clause)
        if dashed:
            self.last_pairs = dashed
            return dashed
        if not explicit and clause.has("both") and len(self.last_pairs) > 1 and not self._on_top(clause.sentence):
            return self.last_pairs
        self.last_pairs = []
        partners = self._chosen(clause, verdict, explicit)
        if not partners:
            return []
        named = [actor for actor in homes.named(clause.actors) if actor.role != "plain"] or homes.named(clause.actors)
        named = _distinct(named)
        sentence = clause.sentence
        if len(named) == len(partners) > 1 and _EACH.search(self.body, sentence.span.start, sentence.span.end):
            return list(zip(named, partners, strict=True))
        woven = self._woven(
            clause, _distinct([actor for actor in clause.actors if actor.home and actor.taking_part]), partners
        )
        if woven:
            return woven
        if len(named) > 1 and len(partners) == 1 and len({actor.group for actor in named}) == 1 and verdict.strong:
            return [(actor, partners[0]) for actor in named]
        home = self._home(clause, partners)
        if partners[0].party.level == "institution" and not self._bound(clause, verdict, home):
            return []
        return [(home, partner) for partner in partners] if home is not None else []

    def _woven(self, clause: Clause, named: Sequence[Actor], partners: Sequence[Actor]) -> list[Pair]:
        """Pairs told one after the other: "Denpasar with Mossel Bay since 2016, and West Java with Souss-Massa"."""
        if len(named) < _TWO or len(partners) < len(named):
            return []
        keys = {actor.party.key for actor in partners}
        line = [actor for actor in clause.actors if actor in named or (actor.foreign and actor.party.key in keys)]
        pairs: list[Pair] = []
        home: Actor | None = None
        for actor in line:
            if actor.home:
                if home is not None and (not pairs or pairs[-1][0] is not home):
                    return []
                home = actor
            elif home is None:
                return []
            else:
                pairs.append((home, actor))
        return pairs if pairs and pairs[-1][0] is home else []

    def _bound(self, clause: Clause, verdict: Verdict, home: Actor | None) -> bool:
        """True where an institution and a home government are tied, by a paper for what is only planned."""
        named = bool(homes.named(clause.actors)) or self._scope_home(clause) is not None
        named = named or homes.bare_level(clause.sentence, clause.start, clause.end) is not None
        sure = named or self.homes.share > _MAIN or bool(self._on_top(clause.sentence)) or bool(self.frames)
        if verdict.status == "planned":
            return sure and bool(
                clause.of("instrument") or clause.of("relation") or (named and clause.has("noun", "tie"))
            )
        return sure and home is not None

    def _scope_home(self, clause: Clause) -> Actor | None:
        """The home that the paragraph begins with, or else the one that an item or heading puts on top."""
        if self._row is not None and clause.sentence.index in self.pointed:
            return self._row.home
        about = self.about
        if about is not None and about[0] == clause.sentence.paragraph:
            return about[1]
        scope = self.scopes[clause.sentence.index]
        return scope.home() if scope is not None else None

    def _dashed(self, clause: Clause) -> list[Pair]:
        """Pairs written with a dash: "Manado-Davao City dan Bitung-Davao City"."""
        pairs: list[Pair] = []
        for left, right in zip(clause.actors, clause.actors[1:], strict=False):
            if (
                left.home != right.home
                and (left.foreign or right.foreign)
                and (left.home or right.home)
                and _DASH.fullmatch(self.body[left.end : right.start])
            ):
                pairs.append((left, right) if left.home else (right, left))
        joints = sum(
            _DASH.fullmatch(self.body[left.end : right.start]) is not None
            for left, right in zip(clause.actors, clause.actors[1:], strict=False)
        )
        return pairs if joints == len(pairs) else []

    def _chosen(self, clause: Clause, verdict: Verdict, explicit: Sequence[Actor]) -> list[Actor]:
        """The partners that the clause names, or those it points back to."""
        on_top = self._on_top(clause.sentence)
        if explicit and on_top:
            keys = {actor.party.key for actor in on_top}
            roles = {"government", "link"} if homes.named(clause.actors) else {"government"}
            tied = [actor for actor in explicit if actor.role in roles and self._anchored(clause)]
            again = [actor for actor in explicit if actor.party.key in keys]
            if again:
                return _distinct(again)
            if not (tied and verdict.strong):
                others = clause.has("tie", "kin") and not any(actor.home for actor in self.cast[clause.sentence.index])
                return [] if others and not clause.of("instrument") else list(on_top)
            return _distinct(tied)
        if explicit:
            return [] if self._foreign_pair(clause, explicit) else list(explicit)
        return self._implied(clause, verdict)

    def _home(self, clause: Clause, partners: Sequence[Actor]) -> Actor | None:
        named = homes.named(clause.actors) or homes.named(self.cast[clause.sentence.index])
        here = [actor for actor in partners if clause.start <= actor.start < clause.end]
        keys = {actor.party.key for actor in partners}
        known = {home for key in keys for home in self.known.get(key, ())}
        state = self._scope_home(clause) or self.state.home
        beside = self._beside_partner(clause, here) or self._antecedent(clause, here)
        if beside is not None:
            return beside
        if named:
            if not here and state is not None and state.party.key in known:
                return next((actor for actor in named if actor.party.key == state.party.key), state)
            if len(named) > 1 and here:
                named = sorted(
                    named,
                    key=lambda actor: (
                        actor.party.key not in known,
                        actor.role != "government",
                        abs(actor.start - here[0].start),
                    ),
                )
            return named[0]
        if self._scope_home(clause) is not None:
            return state
        opening = self._opening(clause.sentence)
        if opening is not None:
            return opening
        level = homes.bare_level(
            clause.sentence, clause.start, clause.end, [actor for actor in clause.actors if actor.foreign]
        )
        if level is not None and (main := self.homes.main(level)) is not None:
            return state if state is not None and homes.of_tier(state.party, level) else main
        chosen = state or (self.homes.main() if self.homes.share > _MAIN else None)
        if chosen is None or self._met(chosen, clause.sentence):
            return chosen
        return self.homes.met(clause.sentence.index + 1)

    def _opening(self, sentence: Sentence) -> Actor | None:
        """The home that opens a sentence as its stage, where the text speaks of several ("In Jambi, ...")."""
        cast = self.cast[sentence.index]
        if not cast or not cast[0].home or self.homes.share > _MAIN or cast[0].start - sentence.span.start > _SUBJECT:
            return None
        follows = self.body[cast[0].end : cast[0].end + _SUBJECT].lstrip()
        stage = follows[:1] in {",", ".", ":"} or follows.lower().startswith(("regency,", "city,", "province,"))
        stage = stage or (cast[0].role == "source" and not any(actor.home for actor in cast[1:]))
        return cast[0] if stage and cast[0].role in {"location", "source", "plain"} else None

    def _beside_partner(self, clause: Clause, here: Sequence[Actor]) -> Actor | None:
        """The home that one conjunction ties to the partner ("between Jambi and Trnava Region")."""
        for partner in here:
            for actor in clause.actors:
                if not actor.home or actor.role in {"location", "holder"}:
                    continue
                first, second = (actor, partner) if actor.start < partner.start else (partner, actor)
                if _JOINT.fullmatch(self.body[first.end : second.start]):
                    return actor
        return None

    def _antecedent(self, clause: Clause, here: Sequence[Actor]) -> Actor | None:
        """The home that a relative clause about its ties hangs on ("from Medan, which is twinned with Ichikawa")."""
        before = [actor for actor in self.cast[clause.sentence.index] if here and actor.start < here[0].start]
        if not before or not before[-1].home or before[-1].role == "holder":
            return None
        gap = self.body[before[-1].end : here[0].start]
        return before[-1] if _RELATIVE.match(gap) else None

    def _met(self, home: Actor, sentence: Sentence) -> bool:
        """True where the text has named the home by now: nobody is meant before being named."""
        return self.homes.first.get(home.party.key, 0) <= sentence.index + 1

    def _implied(self, clause: Clause, verdict: Verdict) -> list[Actor]:
        """The partners spoken of before, where the clause points back to them."""
        on_top = self._on_top(clause.sentence)
        if on_top:
            return list(on_top)
        beside = [actor for actor in self.cast[clause.sentence.index] if actor.foreign and actor.taking_part]
        beside = [actor for actor in beside if actor.party.level != "institution"] or beside
        if beside and (verdict.strong or clause.of("instrument")):
            return _distinct(beside)
        if any(actor.foreign for actor in clause.actors if actor.taking_part) or self._domestic(clause):
            return []
        if self._of_others(clause):
            return []
        if self.stage is not None and clause.sentence.index - self.stage[0] <= _TWO and _THERE.search(clause.text):
            return [self.stage[1]]
        if self.group and _GROUP.search(self.body, clause.start, clause.end):
            return self.group
        regions = self._regions(clause)
        if regions:
            return regions
        if verdict.strong and self.last_built[0] == clause.sentence.index - 1 and verdict.status != "planned":
            return self.last_built[1]
        if clause.sentence.index - self.state.partner_sentence > _MEMORY:
            homed = any(actor.home for actor in clause.actors)
            wanted = bool(clause.of("instrument")) or (verdict.status == "planned" and homed and clause.has("noun"))
            return self._only_partner() if verdict.strong and wanted else []
        papered = bool(clause.of("instrument") or clause.of("relation"))
        if verdict.status == "planned":
            points = (verdict.strong or clause.has("awaited")) and (papered or clause.has("noun", "paper", "anaphor"))
            return self.state.partners if len(self.state.partners) == 1 and points else []
        kin = clause.has("kin") and bool(homes.named(clause.actors))
        points = papered or kin or clause.has("both", "anaphor", "paper", "tie", "memo") or verdict.strong
        if verdict.status in {"expired", "terminated", "renewal_planned"}:
            last = self.frames[-1].sentence if self.frames else -9
            same = last >= 0 and self.scene.sentences[last].paragraph == clause.sentence.paragraph
            followed = last >= clause.sentence.index - 1 or (same and clause.sentence.index - last < _MEMORY)
            points = (
                papered
                or clause.has("both", "anaphor", "paper", "memo")
                or followed
                or (clause.has("noun", "anaphor") and clause.has("old"))
            )
        if self.group and _GROUP.search(self.body, clause.start, clause.end):
            return self.group
        if len(self.state.partners) > 1 and not clause.has("both", "anaphor", "paper"):
            return []
        return self.state.partners if points else []

    def _of_others(self, clause: Clause) -> bool:
        """True where the clause names a home of which the partners spoken of before are known not to be partners."""
        named = {
            actor.party.key
            for actor in clause.actors
            if actor.home
            and (actor.role == "government" or self._leads(clause.sentence, actor))
            and self.body[actor.end : actor.end + 2] not in {"'s", "’s"}
        }
        theirs = {home for actor in self.state.partners for home in self.known.get(actor.party.key, ())}
        return bool(named and theirs) and not named & theirs and not clause.has("both", "also")

    def _regions(self, clause: Clause) -> list[Actor]:
        """The region abroad that "the two cities" means where the last partner named is an institution."""
        held = self.state.partners
        if not clause.has("both") or not held or any(actor.party.level != "institution" for actor in held):
            return []
        regions = [actor for actor in self.titled if actor.party.level != "institution"]
        return regions if len(regions) == 1 else []

    def _domestic(self, clause: Clause) -> bool:
        """True where the clause ties the home to another Indonesian region and to no one abroad."""
        linked = [actor for actor in clause.actors if actor.home and actor.role == "link"]
        main = self.homes.main()
        subject = self.subject
        if subject is not None and subject[1].foreign and clause.sentence.index - subject[0] == 1:
            # "It signed with Jeneponto": the one that signs is the party abroad of the sentence before.
            return False
        own = {home.party.key for home in (self.state.home, main) if home is not None}
        if linked and _OURS.search(self.body, clause.start, linked[0].start):
            own = {main.party.key} if main is not None else set()
        return any(actor.party.key not in own for actor in linked) and not clause.has("both")

    def _only_partner(self) -> list[Actor]:
        """The partner where the text has spoken of the agreements of one alone."""
        keys = self.known.keys() | {actor.party.key for actor in self.titled}
        if not keys and len(self.state.partners) == 1:
            return self.state.partners
        return [actor for actor in [*self.state.partners, *self.titled] if keys == {actor.party.key}][:1]

    def _foreign_pair(self, clause: Clause, partners: Sequence[Actor]) -> bool:
        """True for a twinning of two places abroad: two groups of them around the verb and no home in sight."""
        if any(actor.home and actor.role != "location" for actor in self.cast[clause.sentence.index]):
            return False
        if self._sisters_of(clause, partners):
            return True
        groups = {actor.group for actor in partners}
        if len(groups) < _TWO or clause.sentence.has("both"):
            return False
        first = max(actor.end for actor in partners if actor.group == partners[0].group)
        second = next(actor for actor in partners if actor.group != partners[0].group)
        if any(first <= cue.start < second.start and cue.name in {"exist", "sign", "tie"} for cue in clause.cues):
            return True
        return (
            len(partners) == _TWO
            and _WITH.search(self.body, first, second.start) is not None
            and partners[0].role == "plain"
        )

    def _sisters_of(self, clause: Clause, partners: Sequence[Actor]) -> bool:
        """True where a place abroad tells of its own ties ("The other sister cities of Bursa include Oulu")."""
        first = partners[0]
        before, after = self.body[clause.start : first.start], self.body[first.end : first.end + _TIED]
        if len(partners) > 1 and (_SISTERS_OF.search(before) or _OWN_SISTERS.match(after)):
            return True
        told_abroad = self.opener is not None and self.opener.foreign
        return told_abroad and _OTHER_TIES.search(before) is not None

    def _topics(self) -> list[Frame]:
        """Items of which only the heading above tells the state ("B. Lapsed": "o Aalsmeer")."""
        told = {
            id(scope)
            for frame in self.frames
            if frame.sentence >= 0 and (found := self.scopes[frame.sentence])
            for scope in found.chain()
        }
        made: list[Frame] = []
        seen: set[int] = set()
        for sentence, scope in zip(self.scene.sentences, self.scopes, strict=True):
            if scope is None or id(scope) in told or id(scope) in seen or not scope.partners or self.owner is not None:
                continue
            if sentence.index in self.claimed:
                continue
            seen.add(id(scope))
            hint = scope.state()
            home = scope.home() or self.homes.main()
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

    def _instrument(self, clause: Clause, verdict: Verdict) -> Value | None:
        found = clause.of("instrument")
        act = verdict.act
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
            return self.state.instrument if clause.has("paper") and not clause.has("derived") else None
        at = act.start if act is not None else found[0].span.start
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


def _heads(sentence: Sentence) -> bool:
    """True for a short first line without an end, which is a heading even where the parser sees a paragraph."""
    return sentence.index == 0 and len(sentence.span) < _HEADING and sentence.span == sentence.block.span


def _place_signed(clause: Clause, verdict: Verdict) -> Value | None:
    """Where an act took place: the first location after its verb."""
    if verdict.act is None:
        return None
    places = [actor for actor in clause.actors if actor.role == "location" and actor.start >= verdict.act.start]
    return Value(places[0].party.name, places[0].mention.span) if places else None


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
