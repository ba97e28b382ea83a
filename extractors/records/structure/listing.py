"""Lists of agreements: bullets, numbers, lines that open with a place, and years; one item, one statement.

A list is read here only where most of its items open with a party and are short: such items are rows of a table without
columns. What heads the list (a home government, a kind of tie, a paper, a state) goes for all of its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.model import Block, Span
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.parties.homes import Homes, bare_home
from extractors.records.scene import Scene
from extractors.records.structure import outline
from extractors.records.structure.cells import Cell, memo
from extractors.records.structure.lines import Line
from extractors.records.structure.outline import Hint
from extractors.records.structure.row import Row
from extractors.records.structure.rows import frames_of, said_again

_CATALOGUE = re.compile(
    r"\b(?:daftar|list of|rekap\w*|sister cities|twin towns|kota-kota|linimasa|timeline|tabel|table)\b", re.IGNORECASE
)
_SAME_DATE = re.compile(r"\b(?:tanggal (?:yang )?sama|same (?:date|day)|tgl sama)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|bukan|belum|never)\s(?:yet\s)?(?:a\s|an\s|sebuah\s)?\Z", re.IGNORECASE)
_CROSSED = re.compile(r"[✗✘✖❌]|\b(?:removed|deleted|struck out|dihapus|dicoret|coret)\b", re.IGNORECASE)
_MARK = re.compile(r"\[(\d{1,3})\]")
_NOTE = re.compile(r"^[ \t]*[\[(^]?(\d{1,3})[.)\]]?[ \t][^\n]*", re.MULTILINE)
_ELSEWHERE = re.compile(
    r"(?:see also|lihat (?:juga|pula)|baca (?:juga|pula)|related (?:lists|pages))\s*:", re.IGNORECASE
)
_MOST = 0.6
_SOME = 0.3
_FEW = 2
_TITLES = 3


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
    near = [line for line in found if line.is_short and line.may_open]
    if len(near) < _FEW or sum(line.opens for line in near) < _FEW:
        return
    context, theme = Context(), Context()
    run: list[tuple[Line, Context]] = []
    kind = ""
    for number, line in enumerate(found):
        item = line.kind if line.kind != "plain" else "plain" if line.is_short and line.opens else ""
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
        if not line.is_header:
            yield from _catalogue(run)
            run = []
        context = _head(scene, line, context, theme, bool(run))
        if number < _TITLES and _CATALOGUE.search(line.span.of(scene.body)) and context.relation is not None:
            theme = Context(relation=context.relation, tied=True)
    yield from _catalogue(run)


def _tops(line: Line, below: Line) -> bool:
    """True for an item that only says what, or whose, the list under it is ("1) Kota kembar", "2. Kota Kudus")."""
    if line.kind == "plain" or below.kind in {"plain", line.kind} or not line.is_header:
        return False
    if _names_home_alone(line):
        return below.indent >= line.indent and below.opens
    return not line.actors and below.indent > line.indent


def _passes(line: Line, run: Sequence[tuple[Line, Context]]) -> bool:
    """True for a home that has no items of its own, between lists of others ("4. Kabupaten Jepara: nihil")."""
    return bool(run) and line.kind not in {"plain", run[-1][0].kind} and line.is_short and _names_home_alone(line)


def _names_home_alone(line: Line) -> bool:
    if not line.actors:
        return bare_home(line.body, Span(line.after, line.span.end)) is not None
    return all(actor.home and actor.role != "holder" for actor in line.actors)


def _catalogue(whole: list[tuple[Line, Context]]) -> Iterator[_List]:
    run = [pair for _, part in groupby(whole, key=lambda pair: id(pair[1])) for pair in _items(list(part))]
    opened = [line for line, _ in run if line.is_short and line.opens]
    tied = any(context.tied for _, context in run)
    if len(opened) >= _FEW and len(opened) >= _MOST * len(run):
        told = [line for line in opened if line.tells]
        prose = [line for line in opened if line.is_prose]
        paired = [line for line in opened if line.is_pair]
        if len(prose) > _SOME * len(opened) and len(paired) < _MOST * len(opened):
            return
        if tied or len(told) >= _MOST * len(opened):
            yield _List(run[0][1], [pair for pair in run if pair[0].is_short])


def _items(part: list[tuple[Line, Context]]) -> list[tuple[Line, Context]]:
    """The items under one heading, without what stands under an item of them; none where few open with a party."""
    if not part:
        return []
    edge = part[0][0].indent
    top = [pair for pair in part if pair[0].indent <= edge or pair[0].opens]
    opened = sum(line.opens for line, _ in top)
    return top if opened >= _MOST * len(top) else []


def _head(scene: Scene, line: Line, context: Context, theme: Context, goes_on: bool) -> Context:
    """What a line that is no item puts on top of the items under it."""
    named = [actor for actor in line.actors if actor.home and actor.takes_part]
    abroad = any(actor.foreign and actor.role != "location" for actor in line.actors)
    short = line.is_header
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
