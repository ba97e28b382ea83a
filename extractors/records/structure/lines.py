"""Lines of a text outside of tables: the marker or label that a line opens with, its parties, and what it is.

An item of a list is one line with those that it goes on in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.model import HOME, Block, Mention, Party, Span
from extractors.records.parties.actors import Actor, actors
from extractors.records.scene import Scene, Sentence
from extractors.records.states import cues
from extractors.records.structure.headers import header_role
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
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_COUNTRY = re.compile(r"\s*:\s+(?=\S)")
_NAME = re.compile(r"[A-Z][^\W\d_]*(?:[ '’-][A-Z][^\W\d_]*)*(?=\s*(?:$|[,(:;.–—/|\[]|-\s))")
_LABELLED = re.compile(r"\w+(?: \w+)?\s?:")
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

    @property
    def is_short(self) -> bool:
        return len(self.span) <= _LONGEST

    @property
    def is_header(self) -> bool:
        """True for a line that may head a list and does not end the one before it."""
        return len(self.span) <= _HEADER and self.body[self.span.end - 1] not in ".;!?"

    @property
    def opens(self) -> bool:
        """True where the line opens with a party abroad, or with a home and its party."""
        return self.head is not None

    @property
    def is_pair(self) -> bool:
        """True where the line opens with a home and its partner."""
        return self.head is not None and self.head[0] is not None and self.owner is None

    @property
    def is_prose(self) -> bool:
        """True for an item that goes on in sentences, which the reader of running text understands better."""
        parts = [part for part in _SENTENCE.split(self.body[self.start : self.span.end]) if part]
        head = self.head
        if head is not None and head[1] and parts and len(parts[0]) <= head[1][-1].end - self.start + 15:
            parts = parts[1:] if not self.sentence.of("instrument") or len(parts) > 1 else parts
        return len([part for part in parts if not _LABELLED.match(part)]) > 1

    @property
    def tells(self) -> bool:
        """True where the item says by itself what it lists."""
        return bool(self.sentence.of("instrument") or self.sentence.of("relation")) or (
            bool(self.sentence.of("date")) and self.sentence.has("expire", "sign", "active", "terminate", "renew")
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


def lines_of(scene: Scene, covered: Sequence[Span] = (), owner: Actor | None = None) -> Iterator[Line]:
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
