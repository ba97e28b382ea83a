"""Whether a judgement can be taken: a refusal says why, and nothing is kept of what is refused."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import get_args

from archive.errors import NaskahError
from archive.model import Judgement, PartialDate, Record
from archive.model.judgement import Verdict
from archive.model.record import SLOTS, Instrument, Relation, Status
from archive.register.rulings import DATES, active, claims, record_by_hand, rule

EARLIEST_YEAR = 1940
"""No Indonesian local government signed anything abroad before."""

_VALUES = {"instrument": get_args(Instrument), "relation": get_args(Relation), "status": get_args(Status)}


class JudgementError(NaskahError):
    """A judgement that cannot be taken; the message says why and what to do."""


def check(
    judgement: Judgement,
    judgements: Sequence[Judgement],
    records: Mapping[str, Record],
    on: datetime.date | None = None,
) -> None:
    """Raise JudgementError where the judgement cannot be followed.

    `judgements` are those made before, `records` holds at least the records that it and they are about, by key, as
    extracted. `on` is today: nothing was signed after it.
    """
    if any(earlier.id == judgement.id for earlier in judgements):
        raise JudgementError(f"There is a judgement {judgement.id} already.")
    if judgement.verdict not in get_args(Verdict):
        raise JudgementError(f"There is no verdict {judgement.verdict!r}; use one of {', '.join(get_args(Verdict))}.")
    if not judgement.who.strip():
        raise JudgementError("A judgement needs the name of the person who makes it.")
    if judgement.verdict == "undo":
        _check_undo(judgement, judgements)
    elif judgement.verdict == "add":
        _check_added(judgement, on)
    else:
        _check_about(judgement, judgements, records)
        if judgement.verdict == "correct":
            _check_correction(judgement, judgements, records, on)
        _check_against(judgement, judgements, records)


def _check_undo(judgement: Judgement, judgements: Sequence[Judgement]) -> None:
    if len(judgement.about) != 1:
        raise JudgementError("An undo takes back one judgement: name its id.")
    target = next((earlier for earlier in judgements if earlier.id == judgement.about[0]), None)
    if target is None:
        raise JudgementError(f"There is no judgement {judgement.about[0]} to undo.")
    if target.verdict != "undo" and target not in active(judgements):
        raise JudgementError(f"Judgement {target.id} has been undone already.")


def _check_added(judgement: Judgement, on: datetime.date | None) -> None:
    try:
        record = record_by_hand(judgement)
    except (ValueError, TypeError) as error:
        raise JudgementError(f"The agreement cannot be added: {error}.") from error
    for slot, allowed in _VALUES.items():
        claim = getattr(record, slot)
        if claim is not None and claim.value not in allowed:
            raise JudgementError(f"{slot} cannot be {claim.value!r}; use one of {', '.join(allowed)}.")
    _check_dates(record, on)


def _check_about(judgement: Judgement, judgements: Sequence[Judgement], records: Mapping[str, Record]) -> None:
    needed = 2 if judgement.verdict in {"same", "different"} else 1
    if len(judgement.about) < needed:
        raise JudgementError(f"{judgement.verdict!r} needs {needed} record key{'s' if needed > 1 else ''}.")
    if len(set(judgement.about)) < len(judgement.about):
        raise JudgementError(f"{judgement.verdict!r} names a record twice: a record is the same as itself.")
    added = {record_by_hand(earlier).key for earlier in active(judgements) if earlier.verdict == "add"}
    for key in judgement.about:
        if key not in records and key not in added:
            raise JudgementError(f"There is no record {key}; `naskah show AGREEMENT` lists the keys.")


def _check_correction(
    judgement: Judgement, judgements: Sequence[Judgement], records: Mapping[str, Record], on: datetime.date | None
) -> None:
    slot, value = judgement.slot, judgement.value
    if slot not in SLOTS:
        raise JudgementError(f"There is no slot {slot!r}; use one of {', '.join(SLOTS)}.")
    if value is not None and slot in _VALUES and value not in _VALUES[slot]:
        raise JudgementError(f"{slot} cannot be {value!r}; use one of {', '.join(_VALUES[slot])}, or none.")
    try:
        claims(slot, value)
    except (ValueError, TypeError) as error:
        raise JudgementError(f"The correction of {slot} cannot be taken: {error}.") from error
    rulings = rule([*judgements, judgement], _keys(records))
    for record in (*records.values(), *rulings.added):
        if record.key in judgement.about and slot in DATES:
            _check_dates(rulings.corrected(record), on)


def _check_dates(record: Record, on: datetime.date | None) -> None:
    dates = {slot: claim.value for slot in DATES if (claim := getattr(record, slot)) is not None}
    for slot, date in dates.items():
        if date.year < EARLIEST_YEAR:
            raise JudgementError(f"{slot} cannot be {date}: the earliest year is {EARLIEST_YEAR}.")
    signed, start, end = dates.get("signed"), dates.get("valid_from"), dates.get("valid_to")
    if on is not None and signed is not None and signed.earliest() > on and record.status.value != "planned":
        raise JudgementError(f"It cannot have been signed on {signed}, which is still to come.")
    for slot, begin in (("valid_from", start), ("signed", signed)):
        if begin is not None and end is not None and _after(begin, end):
            raise JudgementError(f"{slot} {begin} lies after valid_to {end}; correct the wrong one of them first.")


def _after(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest() > other.latest()


def _check_against(judgement: Judgement, judgements: Sequence[Judgement], records: Mapping[str, Record]) -> None:
    """Refuse what contradicts a judgement that still stands, or repeats it."""
    keys = _keys(records)
    before = rule(judgements, keys)
    about = frozenset(judgement.about)
    for verdict, opposite in (("accept", before.rejected), ("reject", before.accepted)):
        if judgement.verdict == verdict and (found := about & opposite.keys()):
            earlier = opposite[min(found)]
            said = f"{earlier.verdict!r} by {earlier.who} (judgement {earlier.id})"
            raise JudgementError(f"{min(found)} has the verdict {said}; undo it first.")
    if judgement.verdict == "same" and any(about <= group for group in before.same):
        raise JudgementError(f"{' and '.join(sorted(about))} are the same already by earlier judgements.")
    after = rule([*judgements, judgement], keys)
    refused = [entry for entry in after.contradictions if entry.judgement.id == judgement.id]
    if refused:
        raise JudgementError(f"This contradicts an earlier judgement: {refused[0].reason}. Undo that one first.")


def _keys(records: Mapping[str, Record]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in records.values():
        found.setdefault(record.document, []).append(record.key)
    return found
