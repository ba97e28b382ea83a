"""From a text and its mentions to records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from archive.model import Claim, Mention, PartialDate, Record, Span, Text
from archive.model.record import Status
from archive.register.keys import record_key
from extractors.records import drafts, scene
from extractors.records.agreements import resolutions, treaties
from extractors.records.drafts import Draft
from extractors.records.fields import choosing, subjects
from extractors.records.frames import Frame, Value
from extractors.records.scene import Scene
from extractors.records.scores import scoring, support
from extractors.records.structure import forms, listing, stacked, tables
from extractors.records.structure.lines import lines_of
from extractors.records.ties import weighing
from extractors.records.ties.candidates import Scored
from extractors.records.walk import dropping, further, kinship
from extractors.records.walk.discourse import Walk

_OPENING = 6
Weigh = Callable[[Scene, Walk, Sequence[Scored]], Sequence[tuple[Draft, float]]]
"""How drafts are chosen: `weighing.weigh`, or `weighing.by_rules`."""


def assemble(text: Text, mentions: Sequence[Mention], weigh: Weigh = weighing.weigh) -> tuple[Record, ...]:
    """The agreements that a text speaks of, in the order in which they come up."""
    kept = weigh(*rules_of(text, mentions))
    choosing.settle([draft for draft, _ in kept])
    numbers: Counter[str] = Counter()
    return tuple(_record(text, draft, score, numbers) for draft, score in kept)


def kept_drafts(text: Text, mentions: Sequence[Mention]) -> list[tuple[Draft, float]]:
    """What is likely an agreement, each with its score."""
    return weighing.weigh(*rules_of(text, mentions))


def drafts_of(text: Text, mentions: Sequence[Mention]) -> list[Draft]:
    """All that may be an agreement, before the doubtful go."""
    return [draft for draft, _ in weighed_drafts(text, mentions)]


def weighed_drafts(text: Text, mentions: Sequence[Mention]) -> list[tuple[Draft, support.Figures]]:
    """The same, each with what speaks for it; the scores are fitted to these figures."""
    look = scene.look(text, mentions)
    return _weighed(text, look, Walk(look))


def rules_of(text: Text, mentions: Sequence[Mention]) -> tuple[Scene, Walk, list[Scored]]:
    """What the rules make of a text: its scene, the walk through it, and the drafts with their scores."""
    look = scene.look(text, mentions)
    walk = Walk(look)
    model = scoring.model()
    return look, walk, [Scored(draft, model.score(found)) for draft, found in _weighed(text, look, walk)]


def _weighed(text: Text, look: Scene, walk: Walk) -> list[tuple[Draft, support.Figures]]:
    found = drafts.gather(_frames(look, walk), walk.reference)
    kinship.relate(look, found)
    if text.kind == "news" and text.published is not None and text.published.precision != "year":
        _date_the_news(found, text.published)
    setting = support.survey(look, walk, found)
    found.sort(key=lambda draft: min(frame.evidence.start for frame in draft.frames))
    return [(draft, support.figures(draft, setting)) for draft in found]


def _date_the_news(found: Sequence[Draft], published: PartialDate) -> None:
    """A signing that a news item opens with, and dates nowhere, is of the month of the item."""
    dated = {draft.frames[0].pair for draft in found if draft.signed is not None}
    for draft in found:
        if (
            draft.frames[0].pair in dated
            or draft.status != "signed"
            or draft.signed is not None
            or draft.instrument is None
        ):
            continue
        for frame in draft.frames:
            if (
                "act" in frame.marks
                and frame.exists
                and frame.sentence <= _OPENING
                and not {"old", "founding"} & frame.marks
            ):
                frame.signed = Value(published[:7], frame.evidence)
                break


def _frames(look: Scene, walk: Walk) -> list[Frame]:
    """What every part of the text says: its tables, its sentences, or, in an agreement, its preamble and articles."""
    if treaties.is_treaty(look):
        frames = treaties.read(look, walk)
        if frames is not None:
            return frames
    stacks = list(stacked.read(look))
    lines = list(lines_of(look, [stack.span for stack in stacks], walk.owner))
    rows, kept, covered = tables.read(look, walk.homes, stacks, lines)
    filled, cards, labelled = forms.read(look, lines, walk.homes)
    taken = {span.start for span in [*labelled, *covered]}
    free = [line for line in lines if line.span.start not in taken]
    listed, items, claimed = listing.read(look, free, walk.homes)
    walk.claim(sorted(claimed + labelled + covered))
    rows += listed + filled
    walk.rows = {row.number: row for row in [*items, *cards, *kept] if row.number}
    running = resolutions.read(walk, dropping.kept(dropping.not_taken_back(walk, walk.run()), walk.dropped))
    for frame in running:
        if frame.sentence in walk.pointed and frame.instrument is not None and not frame.instrument.value:
            # A note on a row speaks of the paper of the row ("terminated by an exchange of letters").
            frame.instrument = None
    running += further.papers(walk, running, rows)
    subjects.attach(walk, rows + running)
    return rows + running


def _fields(draft: Draft) -> tuple[Claim[str], ...]:
    spans: dict[str, list[Span]] = {}
    for frame in draft.frames:
        for mention in frame.fields:
            spans.setdefault(mention.value, []).append(mention.span)
    return tuple(Claim(code, tuple(sorted(set(places)))) for code, places in spans.items())


def _claim(value: Value | None) -> Any:
    return None if value is None else Claim(value.value, (value.span,))


def _date(value: Value | None) -> Claim[PartialDate] | None:
    if value is None:
        return None
    try:
        return Claim(PartialDate(value.value), (value.span,))
    except ValueError:
        return None


def _evidence(draft: Draft) -> tuple[Span, ...]:
    """The sentence that carries the record best, and, where the partner is named in another, that one too."""
    ranked = sorted(draft.frames, key=lambda frame: (-_weight(frame, draft), frame.evidence.start))
    best = ranked[0]
    spans = {best.evidence}
    if not best.evidence.contains(best.partner_span) and "table" not in best.marks and "treaty" not in best.marks:
        named = next((frame for frame in ranked if frame.evidence.contains(frame.partner_span)), None)
        if named is not None:
            spans.add(named.evidence)
    return tuple(sorted(spans))


def _weight(frame: Frame, draft: Draft) -> int:
    signed = draft.signed is not None and frame.signed is not None and frame.signed.value == draft.signed.value
    told = sum(value is not None for value in (frame.instrument, frame.relation, frame.valid_from, frame.valid_to))
    return (
        2 * ("named" in frame.marks)
        + 2 * signed
        + 2 * (frame.status == draft.status)
        + told
        - 3 * ("title" in frame.marks)
        - 3 * ("support" in frame.marks)
    )


def _status(draft: Draft) -> Claim[Status]:
    spans = tuple(
        sorted({frame.evidence for frame in draft.frames if frame.status == draft.status} or {draft.frames[0].evidence})
    )
    return Claim(draft.status, spans)


def _signatories(draft: Draft) -> tuple[Claim[str], ...]:
    spans: dict[str, list[Span]] = {}
    for frame in draft.frames:
        for mention in frame.signatories:
            spans.setdefault(mention.value, []).append(mention.span)
    return tuple(Claim(name, tuple(places)) for name, places in spans.items())


def _record(text: Text, draft: Draft, score: float, numbers: Counter[str]) -> Record:
    first = draft.frames[0]
    paper = draft.instrument
    instrument = _claim(paper if paper is not None and paper.value else None)
    signed, valid_from, valid_to = (
        _date(value) for value in (draft.signed, draft.value("valid_from"), draft.value("valid_to"))
    )
    dates = [claim.value if claim else None for claim in (signed, valid_from, valid_to)]
    parts = (text.id, first.home.name, first.partner.name, instrument.value if instrument else None, dates)
    stem = record_key(*parts)
    numbers[stem] += 1
    return Record(
        record_key(*parts, numbers[stem]) if numbers[stem] > 1 else stem,
        text.id,
        Claim(first.home, tuple(sorted({frame.home_span for frame in draft.frames})), first.home_trust),
        Claim(first.partner, tuple(sorted({frame.partner_span for frame in draft.frames})), first.partner_trust),
        _status(draft),
        instrument,
        _claim(draft.value("relation")),
        signed,
        valid_from,
        valid_to,
        _fields(draft),
        _signatories(draft),
        _claim(draft.value("place_signed")),
        _evidence(draft),
        score,
    )
