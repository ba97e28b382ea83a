"""Lists of agreements: bullets, numbers, lines that open with a place, and years; one item, one statement.

A list is read here only where most of its items open with a party and are short: such items are rows of a table without
columns. What heads the list (a home government, a kind of tie, a paper, a state) goes for all of its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from archive.model import HOME, Block, Mention, Party, Span
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor, actors
from extractors.records.parties.homes import Homes, bare_home
from extractors.records.scene import Scene, Sentence
from extractors.records.states import cues
from extractors.records.structure import outline
from extractors.records.structure.cells import Cell, memo
from extractors.records.structure.headers import header_role
from extractors.records.structure.outline import Hint
from extractors.records.structure.row import Row
from extractors.records.structure.rows import frames_of, said_again
from extractors.records.words import words

_MARKER = re.compile(
    r"(?P<number>(?i:\(?(?:no\.?\s?)?\d{1,3}(?:[.)]\s+|\t\s*)))"
    r"|(?P<letter>\(?(?:[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4})[.)]\s+)"
    r"|(?P<year>(?:(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\s+)?(?:1[89]|20)\d\d\s*(?:[-–—:|]\s*)(?=[^\d\s]))"
    r"|(?P<dash>[-–—]\s+)"
    r"|(?P<star>\*\s+)"
    r"|(?P<dot>[•·▪■□◦○●◆◇▶►➤➢‣★☆✓✔✗✘✖]\s*|~\s+)"
    r"|(?P<angle>[>»›]\s+)"
)
_HEADED = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?(?:$|[,(:;.–—/|\[+]|-\s|[→➜➔➝⇒▸✔✓]|=)")
_PAIRED = re.compile(
    r"\s*(?:\([^()]{0,40}\))?\s*(?:,\s[A-Z][\w ]{2,25})?\s*(?:[-–—/|&×x+]|<?[-=]+>|→|↔|dengan|dan|and|with|–)\s*"
    r"(?:the\s|kota\s|city of\s|provinsi\s|prefektur\s|negara bagian\s|kabupaten\s)*",
    re.IGNORECASE,
)
_CATALOGUE = re.compile(
    r"\b(?:daftar|list of|rekap\w*|sister cities|twin towns|kota-kota|linimasa|timeline|tabel|table)\b", re.IGNORECASE
)
_SAME_DATE = re.compile(r"\b(?:tanggal (?:yang )?sama|same (?:date|day)|tgl sama)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_DENIED = re.compile(r"\b(?:not|bukan|belum|never)\s(?:yet\s)?(?:a\s|an\s|sebuah\s)?\Z", re.IGNORECASE)
_COUNTRY = re.compile(r"\s*:\s+(?=\S)")
_CROSSED = re.compile(r"[✗✘✖❌]|\b(?:removed|deleted|struck out|dihapus|dicoret|coret)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][^\W\d_]*(?:[ '’-][A-Z][^\W\d_]*)*(?=\s*(?:$|[,(:;.–—/|\[]|-\s))")
_LABELLED = re.compile(r"\w+(?: \w+)?\s?:")
_MARK = re.compile(r"\[(\d{1,3})\]")
_NOTE = re.compile(r"^[ \t]*[\[(^]?(\d{1,3})[.)\]]?[ \t][^\n]*", re.MULTILINE)
_ELSEWHERE = re.compile(
    r"(?:see also|lihat (?:juga|pula)|baca (?:juga|pula)|related (?:lists|pages))\s*:", re.IGNORECASE
)
_DIGITS = re.compile(r"\(?(?:no\.?\s?)?(\d{1,3})(?:[.)]|\t)", re.IGNORECASE)
_LABEL = re.compile(
    r"[*_]{0,2}(?P<label>[^\W\d_][\w /.()-]{0,34}?)[*_]{0,2}(?P<sign>\s*:[*_]{0,2}\s*|\s*(?:\.{3,}|…+|=|\t)\s*)(?=\S)"
)
_SIGNS = (":", "...", "…", "=", "\t")
"""One of these stands behind any label; most lines have none."""
_WORDS = 5
_LONGEST = 240
_HEADER = 90
_TEXT = 1_000
_FRONT = 45
_MOST = 0.6
_SOME = 0.3
_FEW = 2
_TITLES = 3


@dataclass(eq=False)
class Line:
    """A line, or an item with the lines it goes on in; its words and parties are looked for where somebody asks."""

    scene: Scene
    span: Span
    kind: str
    after: int
    """Where the text behind the marker begins."""
    start: int
    """The same, or behind the name of a country that labels the line ("Japan: Kesennuma")."""
    indent: int
    country: str | None = None
    owner: Actor | None = None
    """The government abroad whose list it is: the items of it open with the home."""

    @property
    def body(self) -> str:
        return self.scene.body

    @cached_property
    def sentence(self) -> Sentence:
        """The line as a sentence; one that is far too long has no words."""
        if len(self.span) > _TEXT:
            return Sentence(-1, self.span, Block(self.span, "list_item"), -1, [], [], [], frozenset())
        return _sentence(self.scene, self.span, self.after)

    @cached_property
    def actors(self) -> list[Actor]:
        """The parties that the line names."""
        named = any(mention.party is not None for mention in self.scene.between(self.span.start, self.span.end))
        found = actors(self.body, self.sentence) if named else []
        if self.country is not None and not any(actor.start == self.start for actor in found):
            found = [*_unlisted(self.body, self.start, self.span.end, self.country), *found]
        return found

    @cached_property
    def head(self) -> tuple[Actor | None, list[Actor]] | None:
        """The home (or None) and the partners that the line opens with."""
        return _head_of(self) if self.may_open else None

    @cached_property
    def may_open(self) -> bool:
        """True where a party is named so near the start that the line may open with it, and one abroad at all."""
        if self.country is not None:
            return True
        front = self.start + (0 if self.kind == "plain" else _FRONT)
        named = [one for one in self.scene.between(self.span.start, self.span.end) if one.party is not None]
        return bool(named) and named[0].span.start <= front and (self.owner is not None or any(map(_is_abroad, named)))

    @property
    def number(self) -> str | None:
        """The number of an item."""
        found = _DIGITS.match(self.body, self.span.start, self.span.end)
        return found[1] if found else None

    @property
    def spaced(self) -> bool:
        """True where a blank line stands before it."""
        end = self.body.rfind("\n", 0, self.span.start)
        return end < 0 or not self.body[self.body.rfind("\n", 0, end) + 1 : end].strip()


@dataclass(slots=True)
class Context:
    """What stands above a list and goes for its items."""

    home: Actor | None = None
    relation: Value | None = None
    instrument: Value | None = None
    hint: Hint | None = None
    tied: bool = False


@dataclass(slots=True)
class _List:
    context: Context
    items: list[tuple[Line, Context]] = field(default_factory=list)


def read(scene: Scene, found: Sequence[Line], homes: Homes) -> tuple[list[Frame], list[Row], list[Span]]:
    """The frames of all lists of agreements, their rows for notes that point to them, and the text they account for."""
    frames: list[Frame] = []
    rows: list[Row] = []
    claimed: list[Span] = []
    for catalogue in _lists(scene, found):
        above: Row | None = None
        by_number: dict[str, Row] = {}
        for line, context in catalogue.items:
            row = _row(scene, line, context, above, by_number, homes)
            if row is None:
                continue
            above = row
            if row.number:
                by_number[row.number] = row
            made = list(_of(scene, row, line, context))
            if row.status is not None and not line.sentence.of("date"):
                for frame in made:
                    frame.status = row.status
            row.status = made[0].status if made else None
            rows.append(row)
            frames += made
            claimed.append(line.span)
    claimed += _footnotes(scene, claimed)
    claimed += [line.span for line in found if _ELSEWHERE.match(line.body, line.start, line.span.end)]
    return frames, rows, claimed


def _footnotes(scene: Scene, items: Sequence[Span]) -> list[Span]:
    """The notes that marks on the items ("[2]") point to: sources and asides of the list."""
    marks = {mark[1] for span in items for mark in _MARK.finditer(scene.text.body, span.start, span.end)}
    if not marks:
        return []
    found = _NOTE.finditer(scene.text.body, items[-1].end)
    return [Span(note.start(1), note.end()) for note in found if note[1] in marks]


def _lists(scene: Scene, found: Sequence[Line]) -> Iterator[_List]:
    """The lists of a text that are catalogues of agreements."""
    near = [line for line in found if _short(line) and line.may_open]
    if len(near) < _FEW or sum(map(_opens, near)) < _FEW:
        return
    context, theme = Context(), Context()
    run: list[tuple[Line, Context]] = []
    kind = ""
    for number, line in enumerate(found):
        item = line.kind if line.kind != "plain" else "plain" if _short(line) and _opens(line) else ""
        if item and number + 1 < len(found) and _tops(line, found[number + 1]):
            of_home = _names_home_alone(line)
            if not (of_home and run and run[-1][0].kind == found[number + 1].kind):
                yield from _catalogue(run)
                run, kind = [], ""
            context = _head(scene, line, context if of_home else Context(home=context.home), theme, bool(run))
            continue
        if item and _passes(line, run):
            context = Context(relation=context.relation, tied=context.tied)
            continue
        if item:
            if item != kind and run and line.kind != "plain":
                yield from _catalogue(run)
                run = []
            kind = item
            run.append((line, context))
            continue
        if not _header(line):
            yield from _catalogue(run)
            run = []
        context = _head(scene, line, context, theme, bool(run))
        if number < _TITLES and _CATALOGUE.search(line.span.of(scene.body)) and context.relation is not None:
            theme = Context(relation=context.relation, tied=True)
    yield from _catalogue(run)


def _tops(line: Line, below: Line) -> bool:
    """True for an item that only says what, or whose, the list under it is ("1) Kota kembar", "2. Kota Kudus")."""
    if line.kind == "plain" or below.kind in {"plain", line.kind} or not _header(line):
        return False
    if _names_home_alone(line):
        return below.indent >= line.indent and _opens(below)
    return not line.actors and below.indent > line.indent


def _passes(line: Line, run: Sequence[tuple[Line, Context]]) -> bool:
    """True for a home that has no items of its own, between lists of others ("4. Kabupaten Jepara: nihil")."""
    return bool(run) and line.kind not in {"plain", run[-1][0].kind} and _short(line) and _names_home_alone(line)


def _names_home_alone(line: Line) -> bool:
    if not line.actors:
        return bare_home(line.body, Span(line.after, line.span.end)) is not None
    return all(actor.home and actor.role != "holder" for actor in line.actors)


def _catalogue(whole: list[tuple[Line, Context]]) -> Iterator[_List]:
    run = [pair for _, part in groupby(whole, key=lambda pair: id(pair[1])) for pair in _items(list(part))]
    opened = [line for line, _ in run if _short(line) and _opens(line)]
    tied = any(context.tied for _, context in run)
    if len(opened) >= _FEW and len(opened) >= _MOST * len(run):
        told = [line for line in opened if _tells(line)]
        prose = [line for line in opened if _prose(line)]
        paired = [line for line in opened if _paired(line)]
        if len(prose) > _SOME * len(opened) and len(paired) < _MOST * len(opened):
            return
        if tied or len(told) >= _MOST * len(opened):
            yield _List(run[0][1], [pair for pair in run if _short(pair[0])])


def _items(part: list[tuple[Line, Context]]) -> list[tuple[Line, Context]]:
    """The items under one heading, without what stands under an item of them; none where few open with a party."""
    if not part:
        return []
    edge = part[0][0].indent
    top = [pair for pair in part if pair[0].indent <= edge or _opens(pair[0])]
    opened = sum(_opens(line) for line, _ in top)
    return top if opened >= _MOST * len(top) else []


def _paired(line: Line) -> bool:
    head = line.head
    return head is not None and head[0] is not None and line.owner is None


def _prose(line: Line) -> bool:
    """True for an item that goes on in sentences, which the reader of running text understands better."""
    parts = [part for part in _SENTENCE.split(line.body[line.start : line.span.end]) if part]
    head = line.head
    if head is not None and head[1] and parts and len(parts[0]) <= head[1][-1].end - line.start + 15:
        parts = parts[1:] if not line.sentence.of("instrument") or len(parts) > 1 else parts
    return len([part for part in parts if not _LABELLED.match(part)]) > 1


def _tells(line: Line) -> bool:
    """True where the item says by itself what it lists."""
    return bool(line.sentence.of("instrument") or line.sentence.of("relation")) or (
        bool(line.sentence.of("date")) and line.sentence.has("expire", "sign", "active", "terminate", "renew")
    )


def label_of(body: str, start: int, end: int) -> tuple[str, int] | None:
    """The label that a line opens with, and where what it says begins; a sign that is no colon needs a known label."""
    if not any(body.find(sign, start, end) >= 0 for sign in _SIGNS):
        return None
    match = _LABEL.match(body, start, end)
    if match is None or len(match["label"].split()) > _WORDS:
        return None
    if ":" not in match["sign"] and header_role(match["label"]) is None:
        return None
    return match["label"], match.end()


def lines(scene: Scene, covered: Sequence[Span] = (), owner: Actor | None = None) -> Iterator[Line]:
    """The lines outside of tables and of what is `covered` else; a line that goes on with an item is part of it."""
    body = scene.text.body
    tables = sorted([*covered, *(block.span for block in scene.rows if block.kind == "table_row")])
    piece: tuple[int, int, str, int, int] | None = None
    at, place = 0, 0
    for raw in body.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        text = raw.strip()
        while place < len(tables) and tables[place].end <= start:
            place += 1
        inside = (
            place < len(tables) and tables[place].start < end and tables[place].start >= 0 and start < tables[place].end
        )
        if not text or inside:
            if piece:
                yield _line(scene, piece, owner)
            piece = None
            continue
        first = start + len(raw) - len(raw.lstrip())
        last = first + len(text)
        indent = first - start
        kind, after = _marked(body, first, last)
        if piece and kind == "plain" and _continues(body, piece, first, indent):
            piece = (piece[0], last, *piece[2:])
            continue
        if piece:
            yield _line(scene, piece, owner)
        piece = (first, last, kind, after, indent)
    if piece:
        yield _line(scene, piece, owner)


def _marked(body: str, start: int, end: int) -> tuple[str, int]:
    marker = _MARKER.match(body, start, end)
    return (marker.lastgroup or "plain", marker.end()) if marker else ("plain", start)


def _continues(body: str, piece: tuple[int, int, str, int, int], start: int, indent: int) -> bool:
    """True where a line without a marker goes on with the item, or in the middle of the sentence, above it."""
    first, last, kind, _, left = piece
    if last - first > 6 * _LONGEST:
        return False
    open_item = kind != "plain" and (indent > left or (body[last - 1] in ",;-" and last - first > _HEADER))
    if not (open_item or body[start].islower()):
        return False
    label = label_of(body, start, start + _HEADER)
    return label is None or header_role(label[0]) is None


def _line(scene: Scene, piece: tuple[int, int, str, int, int], owner: Actor | None) -> Line:
    start, end, kind, after, indent = piece
    span, after = Span(start, end), min(after, end)
    if len(span) <= _TEXT:
        inside = scene.between(start, end)
        country = next((one for one in inside if one.kind == "country" and one.span.start == after), None)
        if country is not None and (label := _COUNTRY.match(scene.body, country.span.end, end)):
            return Line(scene, span, kind, after, label.end(), indent, country.value, owner)
    return Line(scene, span, kind, after, after, indent, None, owner)


def _is_abroad(mention: Mention) -> bool:
    party = mention.party
    return party is not None and party.country != HOME and party.level != "country"


def _unlisted(body: str, start: int, end: int, country: str) -> Iterator[Actor]:
    """The place behind the name of its country, where no list knows it ("South Korea: Eumseong (2016)")."""
    found = _NAME.match(body, start, end)
    if found is not None:
        party = Party(found[0], "city", country)
        yield Actor(Mention(Span(*found.span()), "place", found[0], found[0], 0.6, party), party, "plain")


def _sentence(scene: Scene, span: Span, start: int) -> Sentence:
    """The line as a sentence; words that only name a term or a place give no cues."""
    line = words(scene.text.body, start, span.end)
    inside = scene.between(span.start, span.end)
    covered = [mention.span for mention in inside if mention.kind in {"place", "organisation", "person", "country"}]
    found = [
        cue for cue in cues.find(line) if not any(cut.start <= cue.start and cue.end <= cut.end for cut in covered)
    ]
    return Sentence(-1, span, Block(span, "list_item"), -1, line, inside, found, frozenset(cue.name for cue in found))


def _short(line: Line) -> bool:
    return len(line.span) <= _LONGEST


def _opens(line: Line) -> bool:
    """True where the line opens with a party abroad, or with a home and its party."""
    return line.head is not None


def _head_of(line: Line) -> tuple[Actor | None, list[Actor]] | None:
    """The home (or None) and the partners that an item opens with."""
    taking = [actor for actor in line.actors if actor.role != "holder"]
    if not taking:
        return None
    first = taking[0]
    text = line.sentence
    lead = first.start - line.start
    if lead > _FRONT or (line.kind == "plain" and lead > 0):
        return None
    if any(cue.name in {"speak", "visit", "outsider", "mere"} and cue.start < first.start for cue in text.cues):
        return None
    body = line.body
    if first.home and line.owner is not None and _HEADED.match(body, first.end, line.span.end):
        return first, [line.owner]
    if first.home:
        second = next((actor for actor in taking[1:] if actor.foreign), None)
        if second is None or not _PAIRED.fullmatch(body, first.end, second.start):
            return None
        return first, _group(taking, second)
    if not first.foreign or first.role == "location":
        return None
    if line.kind == "plain" and first.party.level == "institution":
        return None
    group = _group(taking, first)
    second = next((actor for actor in taking if actor.home), None)
    if second is not None and _PAIRED.fullmatch(body, first.end, second.start) and lead == 0:
        return second, [first]
    if not _HEADED.match(body, group[-1].end, line.span.end):
        return None
    return None, group


def _group(taking: Sequence[Actor], first: Actor) -> list[Actor]:
    return [actor for actor in taking if actor.group == first.group and actor.foreign] or [first]


def _header(line: Line) -> bool:
    """True for a line that may head a list and does not end the one before it."""
    return len(line.span) <= _HEADER and line.body[line.span.end - 1] not in ".;!?"


def _head(scene: Scene, line: Line, context: Context, theme: Context, goes_on: bool) -> Context:
    """What a line that is no item puts on top of the items under it."""
    named = [actor for actor in line.actors if actor.home and actor.takes_part]
    abroad = any(actor.foreign and actor.role != "location" for actor in line.actors)
    short = _header(line)
    home = None if line.actors else bare_home(scene.text.body, Span(line.after, line.span.end))
    if home is None and len({actor.party.key for actor in named}) == 1:
        home = named[0]
    opens = line.body[line.span.end - 1] == ":"
    if abroad or not (short or opens):
        return Context(home=context.home if home is None else home)
    sentence = line.sentence
    relation = next(iter(sentence.of("relation")), None)
    paper = next(iter(sentence.of("instrument")), None)
    tied = relation is not None or sentence.has("tie", "kin") or (sentence.has("noun", "paper") and (short or opens))
    fresh = Context(
        home=home or context.home,
        relation=Value(relation.value, relation.span) if relation else context.relation or theme.relation,
        instrument=Value(paper.value, paper.span) if paper and paper.value and paper.value != "agreement" else None,
        hint=outline.hint(sentence),
        tied=tied or context.tied or theme.tied,
    )
    if sentence.has("outside"):
        fresh.hint = "dropped"
    return fresh


def _row(
    scene: Scene, line: Line, context: Context, above: Row | None, by_number: dict[str, Row], homes: Homes
) -> Row | None:
    """The item as a row of a table: its head, and all of it as what tells of the paper."""
    head = line.head
    repeats, source = said_again(line.span.of(scene.text.body), above, by_number)
    if head is None and not (repeats and source is not None):
        return None
    row = Row(line.span, Block(line.span, "list_item"))
    row.number = line.number
    if head is not None and homes.owner is not None and (head[0] is None or homes.owner not in head[1]):
        # Another partner of the government abroad whose list it is.
        return None
    if head is not None:
        row.home, row.partners = head
    elif source is not None:
        homes_named = [actor for actor in line.actors if actor.home]
        row.home = homes_named[0] if homes_named else source.home
        row.partners = list(source.partners)
    row.home = row.home or context.home or homes.main()
    rest = _cell(scene, line)
    row.cells = {"instrument": rest, "fields": rest}
    if repeats and source is not None:
        row.instrument, row.relation, row.status = source.instrument, source.relation, source.status
        if _SAME_DATE.search(line.span.of(scene.text.body)) and "instrument" in source.cells:
            row.cells["date"] = source.cells["instrument"]
    paper = next(iter(line.sentence.of("instrument")), None)
    ties = line.sentence.of("relation")
    kinds = [kind for kind in ties if not _DENIED.search(scene.text.body[line.start : kind.span.start])]
    if paper is not None:
        row.instrument = Value(paper.value, paper.span)
    if kinds:
        row.relation = Value(kinds[0].value, kinds[0].span)
    row.instrument = row.instrument or memo(line.sentence) or context.instrument
    if not ties:
        row.relation = row.relation or context.relation
    return row


def _cell(scene: Scene, line: Line) -> Cell:
    return Cell(line.span.of(scene.text.body), line.span, 0, line.sentence, line.actors, [line.span])


def _of(scene: Scene, row: Row, line: Line, context: Context) -> Iterator[Frame]:
    if context.hint == "dropped" or _CROSSED.search(line.body, line.span.start, line.span.end):
        return
    sentence = line.sentence
    told = sentence.cues or any(sentence.of(kind) for kind in ("date", "instrument", "relation"))
    if not told and not context.tied:
        return
    yield from frames_of(scene, row, context.hint)
