"""Frames of the same agreement come together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.model import PartialDate
from archive.model.record import Status
from extractors.records.frames import Frame, Value
from extractors.records.times.terms import plus

_ORDER: dict[Status, int] = {"planned": 0, "signed": 1, "expired": 2, "renewal_planned": 3, "terminated": 4}
_LAG = 1
_FRAMES, _DRAFTS = 60, 30
"""More frames of one agreement, or more agreements of one pair, no text of people has; they would only cost time."""
_GENERIC = frozenset({"agreement", None})
_STEPS = frozenset({"LoI"})
"""Papers that are made for another one to follow."""


@dataclass(slots=True)
class Draft:
    """The frames that speak of one agreement, in the order of the text."""

    frames: list[Frame] = field(default_factory=list)
    status: Status = "signed"
    today: PartialDate | None = None

    @property
    def instrument(self) -> Value | None:
        """The first paper that a frame names; one of a kind goes before a mere agreement."""
        first: Value | None = None
        for frame in self.frames:
            paper = frame.instrument
            if paper is not None and paper.value not in _GENERIC:
                return paper
            first = first or paper
        return first

    @property
    def names_kind(self) -> bool:
        """True where it is told to be more than a mere agreement."""
        return self.instrument is not None and self.instrument.value not in _GENERIC

    @property
    def signed(self) -> Value | None:
        if not self.exists:
            return None
        best: Value | None = None
        for frame in self.frames:
            value = frame.signed
            if value is not None and frame.exists and (best is None or len(value.value) > len(best.value)):
                best = value
        return best

    @property
    def exists(self) -> bool:
        return self.status != "planned"

    def value(self, slot: str) -> Value | None:
        """The first value that a frame gives for a slot."""
        for frame in self.frames:
            found: Value | None = getattr(frame, slot)
            if found is not None:
                return found
        return None


def gather(frames: Sequence[Frame], today: PartialDate | None = None) -> list[Draft]:
    """One draft for each agreement; frames of titles join last, so that the text itself comes first.

    `today` is the day from which the text looks at the world; what ended before it has expired.
    """
    drafts: dict[tuple[str, str], list[Draft]] = {}
    for frame in sorted(frames, key=_turn):
        pair = drafts.setdefault(frame.pair, [])
        fits = [(fit, -number, draft) for number, draft in enumerate(pair) if (fit := _fit(draft, frame)) is not None]
        if fits:
            _join(max(fits, key=lambda item: item[:2])[2], frame)
        elif ("support" in frame.marks and not _is_next(pair, frame)) or (
            "title" in frame.marks and drafts_exist(drafts)
        ):
            continue
        else:
            if not frame.exists and any(_signed_later(other, frame) for other in pair) and _is_borrowed(frame):
                frame.instrument = None
            if len(pair) < _DRAFTS:
                pair.append(Draft([frame], frame.status, today))
    for pair in drafts.values():
        _supersede(pair)
        for draft in pair:
            _run(draft)
    today = today or _latest([draft for pair in drafts.values() for draft in pair])
    for pair in drafts.values():
        for draft in pair:
            _age(draft, today)
    return [draft for pair in drafts.values() for draft in pair]


def _latest(found: Sequence[Draft]) -> PartialDate | None:
    """The last day on which something was signed: a text without a day of its own was written no earlier."""
    days = [draft.signed.value for draft in found if draft.signed is not None and draft.status == "signed"]
    return PartialDate(max(days)) if days else None


def _run(draft: Draft) -> None:
    """Start and end of a paper that runs some time from its start, or else from its signing."""
    term = next((frame.term for frame in draft.frames if frame.term is not None), None)
    start = draft.value("valid_from") or draft.signed
    if term is None or start is None or not draft.exists:
        return
    end = plus(start.value, term.months)
    told = draft.value("valid_to")
    if end is not None and (told is None or (len(told.value) < len(end) and end.startswith(told.value))):
        draft.frames[0].valid_to = Value(end, term.span)
    if term.starts and draft.value("valid_from") is None:
        draft.frames[0].valid_from = Value(start.value, start.span)


def _age(draft: Draft, today: PartialDate | None) -> None:
    """A paper that ran to a day before the text was written has expired, one that runs to a later day has not."""
    end = draft.value("valid_to")
    if end is None or today is None:
        return
    if draft.status == "signed" and PartialDate(end.value).latest() < today.earliest():
        draft.status = "expired"
    elif (
        draft.status == "expired"
        and PartialDate(end.value).earliest() > today.latest()
        and not any("table" in frame.marks for frame in draft.frames)
    ):
        # What a row says of its state outright holds, whatever day the text seems to be of.
        draft.status = "signed"


def drafts_exist(drafts: Mapping[tuple[str, str], Sequence[Draft]]) -> bool:
    """True where the text itself has told of an agreement."""
    return any(drafts.values())


def _turn(frame: Frame) -> int:
    """Papers first, then foundings, then titles: what is said in passing joins what is said outright."""
    if "title" in frame.marks:
        return 3
    return 2 if "support" in frame.marks else 1 if "founding" in frame.marks else 0


def _supersede(pair: Sequence[Draft]) -> None:
    """A paper whose successor is said to have followed its end has expired."""
    for later in pair:
        if later.signed is None or not any("supersedes" in frame.marks for frame in later.frames):
            continue
        for earlier in pair:
            same = not _differ(earlier.instrument, later.instrument)
            if (
                earlier is not later
                and same
                and earlier.status == "signed"
                and earlier.signed is not None
                and earlier.signed.value < later.signed.value
                and earlier.instrument is not None
            ):
                earlier.status = "expired"


def are_two_kinds(mine: Value | None, other: Value | None) -> bool:
    """True for papers of two kinds; a mere agreement may be of any."""
    return _differ(mine, other) and not {paper.value for paper in (mine, other) if paper is not None} & _GENERIC


def _differ(mine: Value | None, other: Value | None) -> bool:
    return mine is not None and other is not None and mine.value != other.value


def is_apart(draft: Draft, frame: Frame) -> bool:
    """True where a frame speaks of another agreement of the same two than a draft."""
    return _fit(draft, frame) is None


def _fit(draft: Draft, frame: Frame) -> int | None:
    """How well a frame fits a draft, None where it speaks of another agreement."""
    fit = 0
    if draft.exists != frame.exists:
        if not draft.exists:
            return None if _other_paper(draft, frame) or _long_there(draft, frame) else 0
        if "table" in frame.marks and "table" in draft.frames[0].marks and _other_paper(draft, frame):
            return None
        if "awaited" in frame.marks and "derived" in frame.marks:
            return None
        if {"awaited", "drafted", "upgraded"} & frame.marks and _next_paper(draft, frame):
            return None
        if _signed_later(draft, frame):
            return None
        return 0
    if _other_paper(draft, frame) or _other_time(draft, frame):
        return None
    if draft.instrument is not None and frame.instrument is not None:
        fit += 2
    if _founding_apart(draft, frame):
        return None
    passing = (
        frame.status == "signed" and "renewed" in frame.marks and not {"act", "papered", "supersedes"} & frame.marks
    )
    if draft.signed is not None and frame.signed is not None and not passing:
        if not PartialDate(draft.signed.value).agrees(PartialDate(frame.signed.value)):
            return None
        fit += 3
    return fit


def _recent(frame: Frame, today: PartialDate | None) -> bool:
    """True for an act that is the news of the day, as far as its date tells."""
    return frame.signed is None or today is None or int(frame.signed.value[:4]) >= today.year


def _is_news(frame: Frame, today: PartialDate | None) -> bool:
    """True for a signing or renewal that is the news of the day, and not one told in passing ("twice renewed")."""
    told = "act" in frame.marks or ("renewed" in frame.marks and "support" not in frame.marks)
    return told and frame.status == "signed" and "founding" not in frame.marks and _recent(frame, today)


def _founding_apart(draft: Draft, frame: Frame) -> bool:
    """True where one side dates the tie itself ("sister cities since 1991") and the other a paper elsewhere."""
    for mine in draft.frames:
        if mine.sentence == frame.sentence:
            return False
    born = any("founding" in mine.marks and mine.instrument is None for mine in draft.frames)
    if "founding" in frame.marks and frame.instrument is None:
        return (draft.instrument is not None and (draft.signed is not None or draft.status == "signed")) or any(
            "act" in mine.marks for mine in draft.frames
        )
    return (
        born
        and frame.status != "renewal_planned"
        and (frame.instrument is not None and (frame.signed is not None or "act" in frame.marks))
    )


def _other_time(draft: Draft, frame: Frame) -> bool:
    """True where the periods of validity contradict each other, or an old paper that ended meets one just signed."""
    for slot in ("valid_from", "valid_to"):
        mine, other = draft.value(slot), getattr(frame, slot)
        if mine is not None and other is not None and not PartialDate(mine.value).agrees(PartialDate(other.value)):
            return True
    for end, begun in ((frame.valid_to, draft.signed), (draft.value("valid_to"), frame.signed)):
        if (
            end is not None
            and begun is not None
            and PartialDate(end.value).latest() < PartialDate(begun.value).earliest()
        ):
            return True
    start, signed = frame.valid_from or draft.value("valid_from"), frame.signed or draft.signed
    if start is not None and signed is not None and abs(int(start.value[:4]) - int(signed.value[:4])) > _LAG:
        return True
    if frame.status == "expired" and "old" in frame.marks:
        return any(
            {"act", "renewed"} & mine.marks
            and mine.status == "signed"
            and _recent(mine, draft.today)
            and not _before_end(mine, frame)
            for mine in draft.frames
        )
    return False


def _before_end(mine: Frame, frame: Frame) -> bool:
    """True where the signing in one frame can be that of the paper whose end the other tells."""
    if mine.signed is None or frame.valid_to is None:
        return "title" in mine.marks
    return mine.signed.value <= frame.valid_to.value and (
        frame.signed is None or frame.signed.value == mine.signed.value
    )


def _other_paper(draft: Draft, frame: Frame) -> bool:
    return are_two_kinds(draft.instrument, frame.instrument)


def _next_paper(draft: Draft, frame: Frame) -> bool:
    """True for a paper to come beside one that is there and of another kind, be it just an "agreement"."""
    if frame.instrument is None or draft.instrument is None:
        return False
    mine, other = draft.instrument.value, frame.instrument.value
    generic = other in _GENERIC and mine not in _STEPS and "follows" not in frame.marks
    return not generic and other != mine


def _long_there(plan: Draft, frame: Frame) -> bool:
    """True for a tie that is there since a day, beside a paper that is planned."""
    return plan.instrument is not None and "founding" in frame.marks and frame.signed is not None


def _signed_later(draft: Draft, frame: Frame) -> bool:
    """True for a signing that is to come after that of a letter of intent: it is of the paper that follows it."""
    return (
        {"act", "awaited"} <= frame.marks
        and draft.instrument is not None
        and draft.instrument.value in _STEPS
        and draft.signed is not None
        and frame.signed is not None
        and PartialDate(frame.signed.value).earliest() > PartialDate(draft.signed.value).latest()
    )


def _is_next(pair: Sequence[Draft], frame: Frame) -> bool:
    """True for the signing to come of the paper that is to follow the one told."""
    return not frame.exists and any(draft.exists and _signed_later(draft, frame) for draft in pair)


def _is_borrowed(frame: Frame) -> bool:
    """True where the clause itself does not name the paper."""
    return frame.instrument is not None and not frame.clause.contains(frame.instrument.span)


def _in_passing(draft: Draft, frame: Frame) -> bool:
    """True for a tie that is only spoken of, by a text that has told that it is planned ("the cooperation has ...")."""
    told = {"act", "strong", "named", "table", "treaty", "title", "topic", "listed", "founding", "kept"} & frame.marks
    return not told and frame.signed is None and any("strong" in mine.marks for mine in draft.frames[:-1])


def _only_named(draft: Draft) -> bool:
    """True for a tie that is named without a verb ("kerja sama dengan Kochi"): others may say that it is only meant."""
    return draft.status == "signed" and not any(
        "verbless" not in mine.marks
        or {"papered", "table", "treaty", "topic", "listed", "founding"} & mine.marks
        or mine.signed
        for mine in draft.frames[:-1]
    )


def _join(draft: Draft, frame: Frame) -> None:
    if len(draft.frames) >= _FRAMES:
        return
    draft.frames.append(frame)
    fresh = draft.status == "signed" and any(_is_news(mine, draft.today) for mine in draft.frames[:-1])
    if frame.status == "renewal_planned" and fresh and "papered" not in frame.marks:
        return
    bare = draft.status == "signed" and not any(
        {"act", "strong", "table", "treaty"} & mine.marks for mine in draft.frames[:-1]
    )
    if (
        bare
        and frame.status == "planned"
        and "awaited" in frame.marks
        and frame.instrument is not None
        and "topic" in frame.marks
    ):
        draft.status = "planned"
        return
    if draft.status == "planned" and frame.status == "signed" and _in_passing(draft, frame):
        return
    if frame.status == "planned" and "strong" in frame.marks and _only_named(draft):
        draft.status = "planned"
        return
    if (
        draft.status == "renewal_planned"
        and frame.status == "signed"
        and "act" in frame.marks
        and (frame.signed is not None or "new" in frame.marks)
    ):
        draft.status = "signed"
        return
    if draft.status == "expired" and "kept" in frame.marks:
        draft.status = "signed"
    elif draft.status == "expired" and frame.status == "planned" and {"strong", "new"} <= frame.marks:
        # The one to come takes the place of the one that ended.
        draft.status = "renewal_planned"
    elif _ORDER[frame.status] > _ORDER[draft.status] and not (
        frame.status == "expired" and any("kept" in mine.marks for mine in draft.frames)
    ):
        draft.status = frame.status
