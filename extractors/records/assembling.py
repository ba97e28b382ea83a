"""From a text and its mentions to records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.model import Claim, Mention, PartialDate, Record, Span, Text
from archive.register.keys import record_key
from extractors.records import drafts, scene, subjects, tables, treaties
from extractors.records.discourse import Walk
from extractors.records.drafts import Draft
from extractors.records.frames import Frame, Value
from extractors.records.scene import Scene


_DROP_REACH = 3


def assemble(text: Text, mentions: Sequence[Mention]) -> tuple[Record, ...]:
    """The agreements that a text speaks of, in the order in which they come up."""
    look = scene.look(text, mentions)
    walk = Walk(look)
    found = drafts.gather(_frames(look, walk), walk.reference)
    records: list[Record] = []
    numbers: dict[str, int] = {}
    for draft in found:
        records.append(_record(text, draft, numbers))
    return tuple(records)


def _frames(look: Scene, walk: Walk) -> list[Frame]:
    """What every part of the text says: its tables, its sentences, or, in an agreement, its preamble and articles."""
    if treaties.is_treaty(look):
        frames = treaties.read(look, walk)
        if frames is not None:
            return frames
    rows, kept = tables.read(look, walk.homes)
    walk.rows = {row.number: row for row in kept if row.number}
    running = _kept(walk.run(), walk.dropped)
    subjects.attach(walk, rows + running)
    return rows + running


def _kept(frames: list[Frame], dropped: Sequence[tuple[int, tuple[str, ...]]]) -> list[Frame]:
    """The frames without the plans of which the next sentences say that nothing came of them."""
    return [
        frame
        for frame in frames
        if frame.exists
        or not any(
            frame.partner.key in partners and 0 <= at - frame.sentence <= _DROP_REACH for at, partners in dropped
        )
    ]


def _fields(draft: Draft) -> tuple[Claim[str], ...]:
    spans: dict[str, list[Span]] = {}
    for frame in draft.frames:
        for mention in frame.fields:
            spans.setdefault(mention.value, []).append(mention.span)
    return tuple(Claim(code, tuple(sorted(set(places)))) for code, places in spans.items())


def _claim(value: Value | None) -> Any:
    return None if value is None else Claim(value.value, (value.span,))


def _date(value: Value | None) -> Claim[PartialDate] | None:
    return None if value is None else Claim(PartialDate(value.value), (value.span,))


def _record(text: Text, draft: Draft, numbers: dict[str, int]) -> Record:
    first = draft.frames[0]
    signed = _date(draft.signed)
    valid_from, valid_to = _date(draft.value("valid_from")), _date(draft.value("valid_to"))
    paper = draft.instrument
    instrument = _claim(paper if paper is not None and paper.value else None)
    dates = [claim.value if claim else None for claim in (signed, valid_from, valid_to)]
    key = record_key(text.id, first.home.name, first.partner.name, instrument.value if instrument else None, dates)
    numbers[key] = numbers.get(key, 0) + 1
    key = record_key(
        text.id, first.home.name, first.partner.name, instrument.value if instrument else None, dates, numbers[key]
    )
    return Record(
        key,
        text.id,
        Claim(first.home, (first.home_span,)),
        Claim(first.partner, (first.partner_span,)),
        Claim(draft.status, (first.evidence,)),
        instrument,
        _claim(draft.value("relation")),
        signed,
        valid_from,
        valid_to,
        _fields(draft),
        evidence=(first.evidence,),
    )
