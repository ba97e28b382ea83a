"""From records of one block to groups that each mean one agreement.

The best informed records come first, whatever order they were read in: dated to the day before dated to the year,
with an instrument before without, the signed text before a report. Each record joins the group that it fits best, or
starts one. So a vague mention ("the sister city") is set against agreements that are known well, and the outcome
does not depend on the order of the documents.

Two records of one document are never joined unless a person says so: a document that lists two agreements means two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive.model import Record
from archive.register.compare import compare
from archive.register.view import View

_REPRESENTATIVES = 8
"""A group speaks through so many of its best informed members, which bounds the work where a story is told often."""

_ELSEWHERE = -30.0
"""The fit of a unit and a group that share no block."""

DOUBTFUL = 1.5
"""A decision with fewer points than this for or against is shown to a person."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that was close: record `one` against record `other`, joined or not."""

    one: str
    other: str
    points: float
    joined: bool


_NEVER = 10**7
"""The ordinal of the day of an agreement without a date: after all others."""


@dataclass(slots=True)
class _Group:
    members: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    speakers: list[tuple[int, str, View]] = field(default_factory=list)
    day: int = _NEVER


def cluster(
    records: Mapping[str, Record],
    views: Mapping[str, View],
    same: Iterable[Collection[str]] = (),
    apart: Collection[frozenset[str]] = frozenset(),
) -> tuple[list[tuple[str, ...]], list[Doubt]]:
    """Groups of record keys, each sorted, and the close decisions.

    `same` holds groups that a person joined, `apart` pairs that a person told apart.
    """
    groups: list[_Group] = []
    doubts: list[Doubt] = []
    separated = _neighbours(apart)
    for unit in _units(records, views, same):
        documents = {records[key].document for key in unit}
        barred = {other for key in unit for other in separated.get(key, ())}
        open_to = [group for group in groups if not (documents & group.documents or barred.intersection(group.members))]
        scored = [(_fit(unit, views, group), group) for group in open_to]
        best = max(scored, key=_preferred, default=None)
        if best is not None and abs(best[0].points) < DOUBTFUL:
            doubts.append(Doubt(unit[0], best[0].other, best[0].points, best[0].points > 0))
        if best is not None and best[0].points > 0:
            group = best[1]
        else:
            group = _Group()
            groups.append(group)
        _join(group, unit, documents, views)
    return sorted(tuple(sorted(group.members)) for group in groups), doubts


def _preferred(item: tuple[_Fit, _Group]) -> tuple[float, int, str]:
    """The best fit; of equals the agreement signed first, since what is named without a date is mostly the founding."""
    fit, group = item
    return (round(fit.points, 3), -group.day, group.members[0])


@dataclass(frozen=True, slots=True)
class _Fit:
    points: float
    other: str


def _fit(unit: Sequence[str], views: Mapping[str, View], group: _Group) -> _Fit:
    """How well a unit fits a group: its best pair, drawn down by the unit of the group that contradicts most.

    What a person joined speaks with one voice: whoever fits one record of it is not held off by another.
    """
    best: tuple[float, str] | None = None
    voices: dict[int, float] = {}
    for voice, other, view in group.speakers:
        for key in unit:
            if views[key].block != view.block:
                continue
            points = compare(views[key], view).points
            voices[voice] = max(voices.get(voice, points), points)
            best = max(best or (points, other), (points, other))
    if best is None:
        return _Fit(_ELSEWHERE, group.members[0])
    return _Fit(best[0] + min(0.0, *voices.values()) / 2, best[1])


def _join(group: _Group, unit: Sequence[str], documents: set[str], views: Mapping[str, View]) -> None:
    group.members.extend(unit)
    group.documents |= documents
    known = {view for _, _, view in group.speakers}
    voice = len(group.members)
    for key in unit:
        if len(group.speakers) < _REPRESENTATIVES and views[key] not in known:
            group.speakers.append((voice, key, views[key]))
            signed = views[key].signed
            if signed is not None:
                group.day = min(group.day, signed.earliest().toordinal())
            known.add(views[key])


def _units(
    records: Mapping[str, Record], views: Mapping[str, View], same: Iterable[Collection[str]]
) -> list[tuple[str, ...]]:
    """What is placed at once: single records, or records that a person joined; the best informed first."""
    root = {key: key for key in records}
    find = _finder(root)
    for keys in same:
        here = sorted(key for key in keys if key in root)
        for key in here[1:]:
            root[find(key)] = find(here[0])
    units: dict[str, list[str]] = {}
    order = {key: _order(key, views[key]) for key in records}
    for key in sorted(records, key=order.__getitem__):
        units.setdefault(find(key), []).append(key)
    return [tuple(unit) for unit in units.values()]


def _finder(root: dict[str, str]) -> Callable[[str], str]:
    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    return find


def _order(key: str, view: View) -> tuple[object, ...]:
    """Sorts the best informed first; the key makes the order total."""
    return (
        view.status == "planned" and view.signed is None,
        -len(view.signed or ""),
        view.family is None,
        view.kind != "agreement",
        view.valid_from is None and view.valid_to is None,
        view.relation is None,
        view.signed or "",
        key,
    )


def _neighbours(apart: Collection[frozenset[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in apart:
        for key in pair:
            found.setdefault(key, set()).update(pair - {key})
    return found
