"""What people's judgements come to, once undone ones are gone and each has found its records."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from archive.model import Claim, Judgement, PartialDate, Party, Record
from archive.model.codec import plain
from archive.register.keys import nearest, read_key

BY_HAND = "judgement:"
"""The document and key of a record that a person added begin with this."""

DATES = ("signed", "valid_from", "valid_to")
LISTS = ("fields", "signatories")
NEEDED = ("home", "partner", "status")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that is not followed: earlier ones say otherwise, or its value is none."""

    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """Judgements as the register applies them; mappings lead from record keys to the judgement that rules.

    `corrections` leads from a record key to its corrected slots. `same` are groups of two or more keys.
    """

    accepted: Mapping[str, Judgement] = field(default_factory=dict)
    rejected: Mapping[str, Judgement] = field(default_factory=dict)
    hidden: Mapping[str, Judgement] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, Judgement]] = field(default_factory=dict)
    same: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    added: tuple[Record, ...] = ()
    orphans: tuple[Judgement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def counts(self, key: str) -> bool:
        """True where the record takes part in the register."""
        return key not in self.rejected and key not in self.hidden

    def corrected(self, record: Record) -> Record:
        """The record with the values that people corrected."""
        corrections = self.corrections.get(record.key)
        if not corrections:
            return record
        values = {slot: claims(slot, judgement.value) for slot, judgement in corrections.items()}
        return dataclasses.replace(record, **values)

    def by_key(self) -> dict[str, list[tuple[str, ...]]]:
        """What is ruled about each key, in a form that can be compared."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for name, rule in (("accept", self.accepted), ("reject", self.rejected), ("hide", self.hidden)):
            for key, judgement in rule.items():
                found.setdefault(key, []).append((name, judgement.id))
        for key, slots in self.corrections.items():
            found.setdefault(key, []).extend((slot, judgement.id) for slot, judgement in sorted(slots.items()))
        for group in self.same:
            for key in group:
                found.setdefault(key, []).append(("same", *sorted(group)))
        for pair in sorted(self.apart, key=sorted):
            for key in pair:
                found.setdefault(key, []).append(("different", *sorted(pair)))
        return found


def active(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that still stand: an undo takes one back, an undo of the undo restores it."""
    standing = {judgement.id: True for judgement in judgements}
    by_id = {judgement.id: judgement for judgement in judgements}
    for judgement in reversed(judgements):
        if judgement.verdict == "undo" and standing[judgement.id]:
            for target in judgement.about:
                if target in by_id:
                    standing[target] = False
    return [judgement for judgement in judgements if standing[judgement.id] and judgement.verdict != "undo"]


def rule(judgements: Sequence[Judgement], keys: Mapping[str, Sequence[str]]) -> Rulings:
    """The rulings; `keys` holds the record keys of each document. Judgements come in the order they were made."""
    standing = active(judgements)
    contradictions: list[Contradiction] = []
    added: list[Record] = []
    for judgement in [judgement for judgement in standing if judgement.verdict in {"add", "correct"}]:
        try:
            if judgement.verdict == "add":
                added.append(record_by_hand(judgement))
            else:
                claims(judgement.slot or "", judgement.value)
        except (ValueError, TypeError) as error:
            contradictions.append(Contradiction(judgement, str(error)))
    standing = [one for one in standing if not any(one is entry.judgement for entry in contradictions)]
    known = {record.key for record in added}

    def resolve(key: str) -> str | None:
        parts = read_key(key)
        here = keys.get(parts.document, ()) if parts else ()
        if key in known or key in here:
            return key
        return nearest(key, here)

    building = _Building()
    orphans: list[Judgement] = []
    for judgement in standing:
        if judgement.verdict == "add":
            continue
        found = [resolve(key) for key in judgement.about]
        present = [key for key in found if key is not None]
        if len(present) < len(found) and (judgement.verdict not in {"same", "different"} or len(present) < 2):
            orphans.append(judgement)
            continue
        reason = building.take(judgement, present)
        if reason is not None:
            contradictions.append(Contradiction(judgement, reason))
    return Rulings(
        accepted=building.accepted,
        rejected=building.rejected,
        hidden=building.hidden,
        corrections=building.corrections,
        same=tuple(sorted((frozenset(group) for group in building.groups()), key=sorted)),
        apart=frozenset(building.apart),
        added=tuple(added),
        orphans=tuple(orphans),
        contradictions=tuple(contradictions),
    )


class _Building:
    """Rulings in the making: each judgement is taken, or refused with the reason."""

    def __init__(self) -> None:
        self.accepted: dict[str, Judgement] = {}
        self.rejected: dict[str, Judgement] = {}
        self.hidden: dict[str, Judgement] = {}
        self.corrections: dict[str, dict[str, Judgement]] = {}
        self.apart: dict[frozenset[str], Judgement] = {}
        self.group_of: dict[str, set[str]] = {}

    def take(self, judgement: Judgement, keys: Sequence[str]) -> str | None:
        """Apply a judgement about the given record keys; the reason where it contradicts an earlier one."""
        if judgement.verdict == "same":
            return self._join(keys)
        if judgement.verdict == "different":
            return self._part(judgement, keys)
        for key in keys:
            if judgement.verdict == "accept":
                self.rejected.pop(key, None)
                self.hidden.pop(key, None)
                self.accepted[key] = judgement
            elif judgement.verdict == "reject":
                self.accepted.pop(key, None)
                self.rejected[key] = judgement
            elif judgement.verdict == "hide":
                self.hidden[key] = judgement
            elif judgement.verdict == "correct" and judgement.slot is not None:
                self.corrections.setdefault(key, {})[judgement.slot] = judgement
        return None

    def groups(self) -> list[set[str]]:
        """The groups of keys that people joined."""
        return list({id(group): group for group in self.group_of.values()}.values())

    def together(self, one: str, other: str) -> bool:
        """True where people joined the two."""
        return other in self.group_of.get(one, ())

    def _join(self, keys: Sequence[str]) -> str | None:
        merged = set(keys).union(*(self.group_of.get(key, set()) for key in keys))
        for pair, judgement in self.apart.items():
            if pair <= merged:
                return f"{' and '.join(sorted(pair))} were told apart by judgement {judgement.id}"
        for key in merged:
            self.group_of[key] = merged
        return None

    def _part(self, judgement: Judgement, keys: Sequence[str]) -> str | None:
        pairs = [frozenset(pair) for pair in combinations(sorted(set(keys)), 2)]
        for pair in pairs:
            one, other = sorted(pair)
            if self.together(one, other):
                return f'{one} and {other} were joined by a judgement "same"'
        for pair in pairs:
            self.apart.setdefault(pair, judgement)
        return None


def record_by_hand(judgement: Judgement) -> Record:
    """The record that a person added. Raises ValueError where its values are not those of a record."""
    values: Any = judgement.value
    if not isinstance(values, Mapping):
        raise ValueError("an added agreement needs its values as a mapping")
    missing = [slot for slot in ("home", "partner") if not values.get(slot)]
    if missing:
        raise ValueError(f"an added agreement needs {' and '.join(missing)}")
    slots = {slot: claims(slot, value) for slot, value in ({"status": "signed"} | dict(values)).items()}
    key = BY_HAND + judgement.id
    return Record(key=key, document=key, **slots)


def claims(slot: str, value: Any) -> Any:
    """The claim (or tuple of claims) of a slot out of its JSON value. Raises ValueError where it does not fit."""
    if slot in LISTS:
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"{slot} needs a list")
        return tuple(Claim(str(item), ()) for item in value)
    if value is None:
        if slot in NEEDED:
            raise ValueError(f"{slot} cannot be empty")
        return None
    if slot in ("home", "partner"):
        return Claim(_party(value), ())
    if slot in DATES:
        return Claim(PartialDate(str(value)), ())
    if slot in ("instrument", "relation", "status", "place_signed"):
        return Claim(str(value), ())
    raise ValueError(f"there is no slot {slot}")


def _party(value: Any) -> Party:
    values = plain(value)
    if not isinstance(values, Mapping) or not values.get("name") or not values.get("level"):
        raise ValueError("a party needs name, level and country")
    known = {entry.name for entry in dataclasses.fields(Party)}
    if unknown := set(values) - known:
        raise ValueError(f"a party has no {', '.join(sorted(unknown))}")
    return Party(**({"country": None} | dict(values)))
