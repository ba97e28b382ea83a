"""How agreements of a pair follow each other, and where each stands on a given day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.model import Agreement, PartialDate, Party

Stage = Literal["exploring", "LoI", "MoU", "in_force", "expiring", "expired", "renewed", "terminated"]
How = Literal["begins", "follows", "renews", "implements"]

EXPIRING_DAYS = 183
"""An agreement is expiring in the last half year before its end."""

_MEMORANDA = frozenset({"MoU", "MSP", "MoA"})
_LIVELY: tuple[Stage, ...] = ("in_force", "expiring", "MoU", "LoI", "exploring", "renewed", "expired", "terminated")
"""Of several agreements of a pair the first of these stages is the pair's own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One agreement in a chain: how it came out of an earlier one (`after` is that one's id), and its stage."""

    agreement: Agreement
    how: How
    after: str | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Chain:
    """Agreements that came out of each other, the earliest first: a letter of intent, the memorandum, its renewal."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PairHistory:
    """Everything between two parties, and their stage on the day `on`; None where nothing had begun by then."""

    home: Party
    partner: Party
    on: datetime.date
    stage: Stage | None
    chains: tuple[Chain, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps by date, undated ones last."""
        return tuple(sorted((step for chain in self.chains for step in chain.steps), key=lambda s: _date(s.agreement)))


def stage_of(agreement: Agreement, on: datetime.date, successors: Iterable[Agreement] = ()) -> Stage:
    """Where an agreement stands on a day; `successors` are those that renew it."""
    if agreement.status == "planned" or (agreement.signed is not None and agreement.signed.earliest() > on):
        return "exploring"
    if agreement.status == "terminated":
        return "terminated"
    if any(_begun(later, on) for later in successors):
        return "renewed"
    end = agreement.valid_to
    if end is not None:
        days = (end.latest() - on).days
        if days < 0:
            return "expired"
        if agreement.status != "expired":
            return "expiring" if days <= EXPIRING_DAYS else _standing(agreement)
        # The documents that call it expired are later than the day that is asked for.
        return _standing(agreement)
    if agreement.status == "expired":
        return "expired"
    if agreement.instrument in {"LoI"}:
        return "LoI"
    return "MoU" if agreement.instrument in _MEMORANDA else "in_force"


def _standing(agreement: Agreement) -> Stage:
    return "LoI" if agreement.instrument == "LoI" else "in_force"


def _begun(agreement: Agreement, on: datetime.date) -> bool:
    date = agreement.signed or agreement.valid_from
    return agreement.status != "planned" and (date is None or date.earliest() <= on)


def chains(agreements: Iterable[Agreement], on: datetime.date) -> tuple[Chain, ...]:
    """The chains of all pairs, each agreement in one of them; single agreements are chains of one."""
    pairs: dict[tuple[str, str], list[Agreement]] = {}
    for agreement in agreements:
        pairs.setdefault((agreement.home.key, agreement.partner.key), []).append(agreement)
    return tuple(chain for pair in sorted(pairs) for chain in _chains_of_pair(pairs[pair], on))


def histories(agreements: Iterable[Agreement], on: datetime.date) -> tuple[PairHistory, ...]:
    """The history of every pair, in order of names."""
    pairs: dict[tuple[str, str], list[Agreement]] = {}
    for agreement in agreements:
        pairs.setdefault((agreement.home.key, agreement.partner.key), []).append(agreement)
    found = [_history(entries, on) for entries in pairs.values()]
    return tuple(sorted(found, key=lambda history: (history.home.name, history.partner.name, history.partner.key)))


def pair_history(agreements: Iterable[Agreement], home: str, partner: str, on: datetime.date) -> PairHistory | None:
    """The history of one pair, given by the keys of its parties."""
    found = [a for a in agreements if (a.home.key, a.partner.key) == (home, partner)]
    return _history(found, on) if found else None


def _history(agreements: Sequence[Agreement], on: datetime.date) -> PairHistory:
    made = tuple(_chains_of_pair(agreements, on))
    stages = {step.stage for chain in made for step in chain.steps if _known(step.agreement, on)}
    stage = next((stage for stage in _LIVELY if stage in stages), None)
    first = agreements[0]
    return PairHistory(first.home, first.partner, on, stage, made)


def _known(agreement: Agreement, on: datetime.date) -> bool:
    return agreement.signed is None or agreement.signed.earliest() <= on


def _chains_of_pair(agreements: Sequence[Agreement], on: datetime.date) -> list[Chain]:
    ordered = sorted(agreements, key=_date)
    before: dict[str, tuple[How, Agreement]] = {}
    for position, agreement in enumerate(ordered):
        found = _predecessor(agreement, ordered[:position])
        if found is not None:
            before[agreement.id] = found
    begins: tuple[How, Agreement | None] = ("begins", None)
    renewed: dict[str, list[Agreement]] = {}
    root: dict[str, str] = {}
    for agreement in ordered:
        how, earlier = before.get(agreement.id, begins)
        root[agreement.id] = root[earlier.id] if earlier is not None else agreement.id
        if how == "renews" and earlier is not None:
            renewed.setdefault(earlier.id, []).append(agreement)
    steps: dict[str, list[Step]] = {}
    for agreement in ordered:
        how, earlier = before.get(agreement.id, begins)
        stage = stage_of(agreement, on, renewed.get(agreement.id, ()))
        after = earlier.id if earlier is not None else None
        steps.setdefault(root[agreement.id], []).append(Step(agreement, how, after, stage))
    return [Chain(tuple(found)) for found in steps.values()]


def _date(agreement: Agreement) -> tuple[str, str]:
    """Sorts by date; what is planned and has no date comes last."""
    return (
        agreement.signed or agreement.valid_from or ("9999" if agreement.status == "planned" else "9998"),
        agreement.id,
    )


def _predecessor(agreement: Agreement, earlier: Sequence[Agreement]) -> tuple[How, Agreement] | None:
    """The agreement that this one came out of: the latest that fits."""
    near = [other for other in reversed(earlier) if _related(agreement, other)]
    memoranda = [other for other in near if _founding(other)]
    letters = [other for other in near if other.instrument == "LoI"]
    if agreement.instrument == "LoI":
        return ("renews", letters[0]) if letters and not memoranda else None
    if agreement.instrument in _MEMORANDA:
        if letters and (not memoranda or _date(letters[0]) > _date(memoranda[0])):
            return ("follows", letters[0])
        return ("renews", memoranda[0]) if memoranda else None
    if agreement.instrument is None and agreement.relation is not None:
        return ("renews", memoranda[0]) if memoranda else (("follows", letters[0]) if letters else None)
    frame = next((other for other in near if _founding(other) or other.instrument == "LoI"), None)
    return ("implements", frame) if frame is not None else None


def _founding(agreement: Agreement) -> bool:
    return agreement.instrument in _MEMORANDA or (agreement.instrument is None and agreement.relation is not None)


def _related(one: Agreement, other: Agreement) -> bool:
    """Between governments everything is; an institution's papers only where they share a field."""
    if one.partner.level != "institution":
        return True
    return not one.fields or not other.fields or bool(set(one.fields) & set(other.fields))


def expiring(agreements: Iterable[Agreement], on: datetime.date, days: int) -> list[Agreement]:
    """Agreements that end within so many days from `on`, the next first."""
    last = on + datetime.timedelta(days=days)
    found = [a for a in agreements if a.valid_to is not None and on <= _end(a.valid_to) <= last and _may_expire(a)]
    return sorted(found, key=lambda a: (_end(a.valid_to), a.id) if a.valid_to else (on, a.id))


def _may_expire(agreement: Agreement) -> bool:
    return agreement.status in {"signed", "renewal_planned"}


def _end(date: PartialDate) -> datetime.date:
    return date.latest()
