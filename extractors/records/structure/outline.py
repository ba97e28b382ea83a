"""The outline of a text: which heading, list item or question a sentence stands under, and whom that puts on top."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.records.structure.turns import introduced

Hint = Literal["signed", "planned", "expired", "renewal_planned", "dropped"]
_MARKERS = (
    ("d3", re.compile(r"\s*\(?\d{1,3}\.\d{1,3}\.\d{1,3}\.?\)?\s")),
    ("d2", re.compile(r"\s*\(?(?:[\dlO]{1,3}|[A-Z])\.[\dlO]{1,3}\.?\)?\s")),
    ("roman", re.compile(r"\s*\(?(?:[IVX]{2,5}|[IVX](?=[.)]\s+[A-Z]{3}))[.)]\s")),
    ("d1", re.compile(r"\s*(?:nomor|no\.?|butir|item)?\s*\(?\d{1,3}\.\s", re.IGNORECASE)),
    ("d1)", re.compile(r"\s*(?:nomor|no\.?|butir|item)?\s*\(?\d{1,3}\)\s", re.IGNORECASE)),
    ("file", re.compile(r"\s*[^\W\d_]{3,12}\s+\d{1,3}(?:[.:)]|\s[-–—])\s(?=[A-Z])")),
    ("upper", re.compile(r"\s*\(?[A-Z][.)]\s")),
    ("letter", re.compile(r"\s*\(?[a-z][.)]\s(?<!o\.\s)")),
    ("dash", re.compile(r"\s*[-–—]\s")),
    ("ring", re.compile(r"\s*(?:o|○|◦|□|◇|☆)\s")),
    ("angle", re.compile(r"\s*[>»›]\s?")),
    ("bullet", re.compile(r"\s*(?:[•·▪■●◆▶►➤➢★✓✔✗✘✖]\s?|[*~+]\s)")),
    ("symbol", re.compile(r"\s*(?:[\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff]\ufe0f?\s*){1,3}(?=\w)")),
    (
        "ordinal",
        re.compile(
            r"\s*(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|first|second|third|fourth|fifth|sixth|first(?:ly)|second(?:ly)|third(?:ly)|finally|terakhir),\s",
            re.IGNORECASE,
        ),
    ),
)
_MARKER = re.compile(
    "|".join(f"(?{'i' if pattern.flags & re.IGNORECASE else ''}:{pattern.pattern})" for _, pattern in _MARKERS)
)
"""The first of them that fits."""
_NUMBER = re.compile(
    r"\s*(?:nomor|no\.?|butir|item)?\s*\(?((?:(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*)|[a-z])[.)]?\s", re.IGNORECASE
)
_SPEAKER = re.compile(r"(?P<name>[A-Z][A-Z .'’/-]{2,48}[A-Z])\s*(?:\([^()\n]{0,80}\)\s*)?:\s")
"""Who speaks in minutes: "KABUPATEN ALOR (Ibu Ratna): ..."."""
_AFTER_TOPIC = re.compile(
    r"(?:\s+(?:regency|city|province|county|district|prefecture|municipality|region|state|town)\b)?\)?\s*(?:[,.(\[:;–—?-]|$|/)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?:\s+(?:regency|city|province|county|district|prefecture|municipality|region|state|town))?\s*"
    r"(?:[-–—/&+×x↔]|<->|dan|and|dengan|with)\s*"
    r"(?:(?:kota|kabupaten|kab\.|provinsi|prefektur|negara bagian|negeri|distrik|the|"
    r"(?:city|state|province|prefecture|municipality|district|emirate|regency|town) of)\s+)*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\s*(?:(?:dengan|with|untuk|terhadap|for|mitra|partner|kerja ?sama|the|pemerintah|pemkot|pemprov|"
    r"pemkab|kota|provinsi|kabupaten|prefektur|negara bagian|distrik|yang benar)\W+)*",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(r"\s*\?\s*(?:bukan|tidak|no|not)\b", re.IGNORECASE)
_YEARED = re.compile(r"[,)\w]\s*\((?:(?:since|est\.?|sejak|tahun)\s+)?\d{4}\)\s*\Z")
"""The end of a line that heads what is told of a place ("SUWA, Japan (1974)")."""
_ELL = re.compile(r"\s*l\.\s")
_FIRST = frozenset({"1", "a", "A"})
_LEAVES = frozenset({"dash", "ring", "bullet", "symbol"})
_STAYING = frozenset({"heading", "question"})
_SURE = frozenset({"file", "ordinal", "d2", "angle", "ring", "symbol"})
_QUESTION = 130
_SHORT = 110
_TOPIC_SENTENCE = 90
_NEAR = 28
_MARKER_ONLY = 8
_AHEAD = 24


@dataclass(slots=True)
class Scope:
    """A heading, item or question: what it puts on top for the sentences under it."""

    kind: str
    parent: Scope | None
    paragraph: int
    number: str | None = None
    homes: list[Actor] = field(default_factory=list)
    partners: list[Actor] = field(default_factory=list)
    hint: Hint | None = None
    topical: bool = False
    headed: bool = False
    leading: bool = False
    """Its line ends with a colon: what follows belongs to it."""

    def chain(self) -> list[Scope]:
        """This scope and those around it, the innermost first."""
        found: list[Scope] = [self]
        while found[-1].parent is not None and len(found) < 20:
            found.append(found[-1].parent)
        return found

    def home(self) -> Actor | None:
        for scope in self.chain():
            if scope.homes:
                return scope.homes[0]
        return None

    def partner(self) -> list[Actor]:
        """The partners on top: of the innermost scope that names any."""
        for scope in self.chain():
            if scope.partners:
                return scope.partners
        return []

    def state(self) -> Hint | None:
        for scope in self.chain():
            if scope.hint:
                return scope.hint
        return None


def draw(body: str, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]]) -> list[Scope | None]:
    """The scope of each sentence; None where nothing stands above it."""
    scopes: list[Scope | None] = []
    stack: list[Scope] = []
    for sentence, actors in zip(sentences, cast, strict=True):
        if not actors and len(sentence.span) < _MARKER_ONLY:
            actors = _rest(sentences, cast, sentence)
        taken_back = len(actors) > 0 and _withdrawn(body, sentence, actors)
        if taken_back:
            actors = _rest(sentences, cast, sentence)
        if not scopes or sentence.paragraph != sentences[sentence.index - 1].paragraph:
            _open(body, stack, sentence, actors)
            if taken_back and not actors and stack:
                stack[-1].hint = "dropped"
        scopes.append(stack[-1] if stack else None)
    _turn(body, sentences, cast, scopes)
    return scopes


def _turn(
    body: str, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]], scopes: list[Scope | None]
) -> None:
    """Puts the one whom a sentence within a paragraph brings up on top of what the paragraph says after that."""
    turned: Scope | None = None
    paragraph = -1
    for sentence in sentences:
        at, actors, scope = sentence.index, cast[sentence.index], scopes[sentence.index]
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if opens:
            turned = None
            if sentence.heading or (scope is not None and scope.paragraph == paragraph):
                continue
        if any(actor.foreign for actor in actors):
            turned = None
            if found := introduced(body, sentence, actors):
                around = scope.parent if scope is not None and scope.kind == "plain" else scope
                turned = Scope("plain", around, sentence.paragraph, partners=found, topical=True)
        scopes[at] = turned or scopes[at]


def _withdrawn(body: str, sentence: Sentence, actors: Sequence[Actor]) -> bool:
    """True for a name that the item takes back at once ("Xiamen? Tidak. ...")."""
    return bool(_WITHDRAWN.match(body, actors[0].end, min(actors[0].end + 60, sentence.block.span.end)))


def _rest(sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]], sentence: Sentence) -> Sequence[Actor]:
    """The actors of what the item says instead ("Yang benar: ...")."""
    later = [
        place
        for place in range(sentence.index + 1, min(sentence.index + 4, len(sentences)))
        if sentences[place].paragraph == sentence.paragraph
    ]
    return next(
        (cast[place] for place in later if cast[place] and cast[place][0].start - sentences[place].span.start < _NEAR),
        [],
    )


def _open(body: str, stack: list[Scope], sentence: Sentence, actors: Sequence[Actor]) -> None:
    asked = any(actor.foreign and actor.role != "holder" for actor in actors)
    kind = _kind(body, sentence, {scope.kind for scope in stack}, asked)
    if kind == "letter" and _is_misread_one(body, stack, sentence):
        kind = "d1"
    if kind == "title":
        stack.clear()
        return
    while kind != "plain" and stack and _is_aside(stack[-1]):
        stack.pop()
    if kind == "plain":
        while stack and stack[-1].kind not in _STAYING and not stack[-1].headed:
            stack.pop()
    elif kind in _STAYING:
        while stack and (kind == "heading" or stack[-1].kind != "heading"):
            stack.pop()
    elif (above := _section(body, stack, sentence, kind)) is not None:
        del stack[above + 1 :]
    elif _begins_inside(body, stack, sentence, kind):
        pass
    elif any(scope.kind == kind for scope in stack):
        while stack[-1].kind != kind:
            stack.pop()
        stack.pop()
    elif sentence.block.kind == "heading":
        while stack and not stack[-1].kind.startswith("d") and stack[-1].kind not in {"roman", "upper"}:
            stack.pop()
    scope = Scope(kind, stack[-1] if stack else None, sentence.paragraph, headed=sentence.block.kind == "heading")
    scope.leading = body[sentence.block.span.end - 1] == ":"
    if kind not in {"plain", "heading", "question"}:
        number = _NUMBER.match(body, sentence.span.start, sentence.span.end)
        scope.number = number[1] if number else None
    _fill(body, scope, sentence, actors)
    block = sentence.block.span
    bare = (
        len(block) < _SHORT and body[block.end - 1] not in ".;:" and not sentence.has("sign", "exist", "tie", "since")
    )
    undated = not sentence.of("date") or (kind == "plain" and _YEARED.search(body, block.start, block.end) is not None)
    scope.headed = scope.headed or (scope.topical and bare and kind not in _LEAVES and undated)
    scope.headed = scope.headed or (scope.topical and kind == "file" and len(block) < _SHORT)
    if kind == "plain" and scope.headed:
        while stack and stack[-1].kind == "plain":
            stack.pop()
        scope.parent = stack[-1] if stack else None
    if kind == "plain" and scope.topical:
        while stack and stack[-1].kind == "plain":
            stack.pop()
        scope.parent = stack[-1] if stack else None
    if kind != "plain" or scope.topical:
        stack.append(scope)


def _is_aside(scope: Scope) -> bool:
    """True for a line about a partner to which an item that comes next does not belong."""
    return scope.kind == "plain" and bool(scope.partners) and not (scope.homes or scope.headed or scope.leading)


def _is_misread_one(body: str, stack: Sequence[Scope], sentence: Sentence) -> bool:
    """True for "l." as a scan has "1.": no item "k." stands before it."""
    return _ELL.match(body, sentence.block.span.start) is not None and not any(scope.number == "k" for scope in stack)


def _begins_inside(body: str, stack: Sequence[Scope], sentence: Sentence, kind: str) -> bool:
    """True for the first of items that begin anew under an item of another kind ("2. Kota X", and then "a)")."""
    if not stack or stack[-1].kind == kind or stack[-1].number is None or kind in _STAYING:
        return False
    number = _NUMBER.match(body, sentence.span.start, sentence.span.end)
    return number is not None and number[1] in _FIRST


def _section(body: str, stack: Sequence[Scope], sentence: Sentence, kind: str) -> int | None:
    """Where in the stack the section stands that a number with several parts belongs to ("5.2" for "5.2.3")."""
    number = _NUMBER.match(body, sentence.span.start, sentence.span.end) if kind in {"d2", "d3"} else None
    if number is None:
        return None
    inside = [
        place for place, scope in enumerate(stack) if scope.number and number[1].startswith(f"{scope.number.upper()}.")
    ]
    return inside[-1] if inside else None


def _kind(body: str, sentence: Sentence, opened: Collection[str], asked: bool) -> str:
    """The kind of marker a block begins with; a paragraph counts as an item where items of its kind stand open.

    One whose first sentence has `asked` after somebody abroad is a question, whatever it goes on with.
    """
    if sentence.block.kind == "title":
        return "title"
    marker = _MARKER.match(body, sentence.block.span.start, sentence.block.span.end)
    for kind, pattern in _MARKERS if marker is not None else ():
        marked = sentence.block.kind in {"heading", "list_item"} or kind in _SURE or kind in opened
        if marked and pattern.match(body, sentence.block.span.start, sentence.block.span.end):
            return kind
    if sentence.block.kind == "heading":
        return "heading"
    block = sentence.block.span
    if len(block) < _QUESTION and (body[block.end - 1] == "?" or (asked and body[sentence.span.end - 1] == "?")):
        return "question"
    return "plain"


def _fill(body: str, scope: Scope, sentence: Sentence, actors: Sequence[Actor]) -> None:
    short = len(sentence.span) < _SHORT and sentence.span.end == sentence.block.span.end
    if scope.kind == "question" or (sentence.block.kind == "heading" and short):
        named = [actor for actor in actors if actor.takes_part]
        both = any(actor.home for actor in named) and any(actor.foreign for actor in named)
        _take(scope, named if scope.kind != "heading" or not both else [])
    else:
        _take(scope, _topic(body, sentence, actors, scope.kind))
    if not scope.partners and not actors and short and scope.kind not in {"plain", "question"}:
        scope.hint = hint(sentence)
        scope.topical = scope.topical or scope.hint is not None


def _text_start(body: str, sentence: Sentence) -> int:
    start = sentence.block.span.start
    marker = _MARKER.match(body, start, sentence.span.end)
    start = marker.end() if marker else start
    leading = _LEADING.match(body, start, sentence.span.end)
    return leading.end() if leading else start


def _take(scope: Scope, found: Sequence[Actor]) -> None:
    scope.partners = [actor for actor in found if actor.foreign]
    scope.homes = [actor for actor in found if actor.home]
    scope.topical = bool(found)


def _topic(body: str, sentence: Sentence, actors: Sequence[Actor], kind: str) -> list[Actor]:
    """The parties at the head of an item: "Goyang, Korea Selatan. MoU ...", "Pemkot Bitung (Sekda): ..."."""
    if not actors:
        return []
    speaker = _SPEAKER.match(body, sentence.block.span.start, sentence.block.span.end) if kind == "plain" else None
    if speaker is not None and (speaking := [actor for actor in actors if actor.start < speaker.end("name")]):
        return [actor for actor in speaking if actor.role != "holder"]
    first = next((actor for actor in actors if actor.role != "holder"), None)
    if first is not None and first.start > sentence.span.end:
        group = [actor for actor in actors if actor.group == first.group and actor.role != "holder"]
        return group + [actor for actor in _paired(body, actors, group) if actor.role != "holder"]
    if first is None:
        return []
    if kind == "plain" and (len(sentence.span) > _TOPIC_SENTENCE or sentence.has("sign", "tie", "speak", "exist")):
        return []
    closing = first.foreign and first.role != "location" and body[first.end : sentence.block.span.end].strip() == ")"
    lead = first.start - _text_start(body, sentence)
    if lead > (_NEAR if kind != "plain" else 3) and not closing:
        return []
    group = [actor for actor in actors if actor.group == first.group]
    group += _paired(body, actors, group)
    last = max((actor.end for actor in group), default=first.end)
    if not _AFTER_TOPIC.match(body, last, min(last + _AHEAD, sentence.span.end)) and last < sentence.span.end - 1:
        return []
    return [actor for actor in group if actor.role != "holder"]


def _paired(body: str, actors: Sequence[Actor], group: Sequence[Actor]) -> list[Actor]:
    """The other side of a pair written with a dash: "Malang – Fuqing (Fujian)"."""
    end = max(actor.end for actor in group)
    other = next((actor for actor in actors if actor.start >= end), None)
    if other is None or other.home == group[0].home or not _PAIR.fullmatch(body, end, other.start):
        return []
    return [actor for actor in actors if actor.group == other.group and actor.start >= other.start]


def _ahead(sentence: Sentence) -> bool:
    """True for a heading that opens or ends with what is to come; "facts one should know" does not."""
    line = sentence.words
    return any(
        cue.name == "future" and (cue.start <= line[min(1, len(line) - 1)].start or cue.end >= line[-1].end)
        for cue in sentence.cues
    )


def hint(sentence: Sentence) -> Hint | None:
    """The state that a heading tells of all that stands under it."""
    if sentence.has("refuse", "outside"):
        return "dropped"
    if sentence.has("renew") and not sentence.has("negate"):
        return "renewal_planned"
    if sentence.has("expire"):
        return "expired"
    if sentence.has("explore", "draft", "offer") or _ahead(sentence):
        return "planned"
    if sentence.has("active"):
        return "signed"
    return None
