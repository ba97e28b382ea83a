"""The days that a row tells: of signing, of validity, of its term."""

from __future__ import annotations

from archive.model import PartialDate
from extractors.records.clauses import Clause
from extractors.records.frames import Term, Value
from extractors.records.scene import Scene
from extractors.records.structure.cells import Cell
from extractors.records.structure.row import Row
from extractors.records.times import dating, terms


def term_of(row: Row) -> Term | None:
    """The years that the paper runs from its signing, where a cell says so."""
    for role in ("valid", "status"):
        cell = row.cells.get(role)
        if cell is not None:
            found = terms.term(cell.text, whole(cell, 0, len(cell.text)))
            if found is not None:
                return Term(found.months, cell.span, found.starts)
    return None


def whole(cell: Cell, start: int, end: int) -> Clause:
    """All of a cell as one clause."""
    sentence = cell.sentence
    return Clause(sentence, start, end, sentence.cues, sentence.mentions, [], sentence.names, True)


def dates_of(body: str, row: Row) -> dating.Dates:
    """The dates of a row: of signing from its own column, of validity from theirs or from the remarks."""
    total = dating.Dates([], [])
    for role in ("date", "instrument", "valid", "status"):
        cell = row.cells.get(role)
        if cell is None:
            continue
        clause = whole(cell, cell.span.start, cell.span.end)
        read_dates = dating.read(body, clause, cell.before)
        if role == "valid":
            _validity(total, read_dates)
            continue
        if role == "status" and "date" not in row.columns and not total.events:
            # "teken 2 Februari 2023" among the remarks
            total.events += [pair for pair in read_dates.events if pair[0].span.start in read_dates.sure]
        if role != "status":
            total.sure |= read_dates.sure
            total.events += sorted(read_dates.events + read_dates.since, key=lambda pair: pair[0].span.start)
        total.valid_from = total.valid_from or read_dates.valid_from
        total.valid_to = total.valid_to or read_dates.valid_to
        if role in {"status", "date"}:
            _period(total, cell, role == "date")
        dated = role == "date" or (role == "instrument" and not row.columns)
        if dated and not read_dates.events and read_dates.valid_from is not None:
            span = read_dates.valid_from.span
            source = next(mention for mention in cell.sentence.mentions if mention.span == span)
            total.events.append((source, read_dates.valid_from.value))
    return total


def _period(total: dating.Dates, cell: Cell, long: bool) -> None:
    """The days from which and to which a remark says that the paper runs ("1 Februari 2021 s.d. 31 Januari 2024")."""
    for mention in cell.sentence.of("date"):
        first, last = dating.bounds(mention.value)
        if last is not None and (not long or first[:4] != last[:4]):
            total.valid_from = total.valid_from or Value(first, mention.span)
            total.valid_to = total.valid_to or Value(last, mention.span)


def _validity(total: dating.Dates, found: dating.Dates) -> None:
    if found.valid_from or found.valid_to:
        total.valid_from, total.valid_to = found.valid_from, found.valid_to
        return
    events = sorted(found.events + found.since, key=lambda pair: pair[0].span.start)
    if len(events) > 1:
        total.valid_from = Value(events[0][1], events[0][0].span)
    if events:
        total.valid_to = Value(events[-1][1], events[-1][0].span)


def is_dated(scene: Scene, dates: dating.Dates) -> bool:
    """True where the row has a date of signing that is not yet to come."""
    if not dates.events:
        return False
    published = scene.text.published
    return published is None or PartialDate(dates.events[0][1]).earliest() <= published.latest()
