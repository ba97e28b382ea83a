"""What a person should look at first: the doubtful and the consequential."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from archive.model import Agreement
from archive.register.cluster import Doubt
from archive.register.history import EXPIRING_DAYS, expiring
from archive.register.linker import Register
from archive.register.slugs import bare

Cause = Literal["conflict", "unsure", "close_call", "similar_names", "undated", "orphan", "contradiction"]

_CONFLICTS = {"signed": 0.6, "instrument": 0.5, "valid_to": 0.5, "valid_from": 0.3, "partner": 0.5, "relation": 0.1}
"""How much doubt a dissent in each slot raises; a status changes in the course of time and raises none."""

_SURE = 0.85
_ALIKE = 85


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is in the queue: a cause, how much doubt it raises (0 to 1), and a sentence."""

    cause: Cause
    doubt: float
    detail: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the queue.

    `agreement` is None for judgements that have lost their record. `records` are the keys that a judgement would be
    about; `other` is the agreement on the other side of a close call or of similar names. `priority` is doubt times
    consequence.
    """

    priority: float
    reasons: tuple[Reason, ...]
    agreement: Agreement | None = None
    records: tuple[str, ...] = ()
    other: str | None = None
    judgement: str | None = None


def review_queue(register: Register, on: datetime.date) -> tuple[Item, ...]:
    """Everything worth a look, the most urgent first; agreements that a person accepted are left out."""
    soon = {agreement.id for agreement in expiring(register.agreements, on, EXPIRING_DAYS)}
    place = {key: agreement for agreement in register.agreements for key in agreement.records}
    calls: dict[str, list[tuple[Reason, str | None]]] = {}
    for doubt in register.doubts:
        _add_call(calls, doubt, place)
    for one, other in _similar(register.agreements):
        detail = f"{one.partner.name} and {other.partner.name} may be one partner of {one.home.name}"
        calls.setdefault(one.id, []).append((Reason("similar_names", 0.5, detail), other.id))
    items = []
    for agreement in register.agreements:
        if agreement.accepted:
            continue
        found = calls.get(agreement.id, [])
        reasons = (*_own_reasons(agreement), *(reason for reason, _ in found))
        if not reasons:
            continue
        counterpart = next((id for _, id in found if id is not None), None)
        total = 1 - math.prod(1 - reason.doubt for reason in reasons)
        priority = round(total * consequence(agreement, agreement.id in soon), 4)
        ordered = tuple(sorted(reasons, key=lambda reason: -reason.doubt))
        items.append(Item(priority, ordered, agreement, agreement.records, counterpart))
    return tuple(sorted([*items, *_lost(register)], key=_rank))


def consequence(agreement: Agreement, expires_soon: bool = False) -> float:
    """How much depends on it: more where it exists, is much reported on, is there as a text, ends soon."""
    weight = {"signed": 1.0, "renewal_planned": 1.0, "expired": 0.7, "terminated": 0.7, "planned": 0.5}[
        agreement.status
    ]
    weight += 0.25 * math.log2(len({link.document for link in agreement.links}) or 1)
    if any(link.role == "is_text" for link in agreement.links):
        weight += 0.5
    return weight + (0.5 if expires_soon else 0.0)


def _rank(item: Item) -> tuple[float, str]:
    return (-item.priority, item.agreement.id if item.agreement else item.judgement or "")


def _own_reasons(agreement: Agreement) -> list[Reason]:
    found = []
    for slot, doubt in _CONFLICTS.items():
        conclusion = agreement.conclusions.get(slot)
        if conclusion is not None and conclusion.dissent and conclusion.judged is None:
            others = ", ".join(_shown(value) for value, _ in conclusion.dissent)
            found.append(Reason("conflict", doubt, f"{slot}: {_shown(conclusion.value)}, but also {others}"))
    if agreement.score < _SURE:
        found.append(Reason("unsure", round(1 - agreement.score, 2), f"score {agreement.score:.2f}"))
    if agreement.status != "planned" and agreement.signed is None and agreement.valid_from is None:
        found.append(Reason("undated", 0.1, "no document gives a date"))
    return found


def _shown(value: object) -> str:
    return str(value["name"]) if isinstance(value, dict) else str(value)


def _add_call(calls: dict[str, list[tuple[Reason, str | None]]], doubt: Doubt, place: dict[str, Agreement]) -> None:
    one, other = place.get(doubt.one), place.get(doubt.other)
    if one is None or other is None:
        return
    raised = round(0.5 / (1 + abs(doubt.points)), 2)
    if one.id == other.id:
        detail = f"joined with little to go by ({doubt.points:+.1f}): {doubt.one} and {doubt.other}"
        calls.setdefault(one.id, []).append((Reason("close_call", raised, detail), None))
    else:
        detail = f"nearly joined with {other.id} ({doubt.points:+.1f})"
        calls.setdefault(one.id, []).append((Reason("close_call", raised, detail), other.id))


def _similar(agreements: Iterable[Agreement]) -> list[tuple[Agreement, Agreement]]:
    """Pairs of one home whose partners have nearly the same name, at least one of them not known to the gazetteer."""
    by_home: dict[str, dict[str, Agreement]] = {}
    for agreement in agreements:
        by_home.setdefault(agreement.home.key, {}).setdefault(agreement.partner.key, agreement)
    found = []
    for partners in by_home.values():
        unknown = [agreement for agreement in partners.values() if agreement.partner.code is None]
        if not unknown:
            continue
        for one, other in combinations(partners.values(), 2):
            if (one.partner.code is None or other.partner.code is None) and _alike(one, other):
                found.append((one, other) if one.partner.code is None else (other, one))
    return found


def _alike(one: Agreement, other: Agreement) -> bool:
    countries = {one.partner.country, other.partner.country} - {None}
    return len(countries) < 2 and fuzz.ratio(bare(one.partner.name), bare(other.partner.name)) >= _ALIKE


def _lost(register: Register) -> Sequence[Item]:
    """Judgements that are not followed."""
    orphans = [
        Item(
            1.5,
            (Reason("orphan", 1.0, f"{j.verdict} by {j.who}: its record is gone"),),
            records=j.about,
            judgement=j.id,
        )
        for j in register.orphans
    ]
    broken = [
        Item(
            2.0,
            (Reason("contradiction", 1.0, entry.reason),),
            records=entry.judgement.about,
            judgement=entry.judgement.id,
        )
        for entry in register.contradictions
    ]
    return [*orphans, *broken]
