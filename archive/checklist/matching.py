"""Which agreement of the register a line of a list means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from archive.checklist.reading import Line
from archive.model import Agreement, Party
from archive.reference import countries, institutions, places
from archive.register.features import gap
from archive.register.slugs import bare, slug

Outcome = Literal["found", "conflicting", "not_found", "unreadable"]

_ALIKE = 88
"""Two names with this likeness (0 to 100) may be two spellings of one: "inchon" and "incheon" have 92."""

_NEAR = 70
"""Names this near are offered as suggestions."""

_FAMILIES = {"MSP": "MoU"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agreement that a line may mean: how sure (0 to 1), what contradicts, and why the names match."""

    agreement: Agreement
    score: float
    conflicts: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a line: the best candidate first; `notes` say what else a person should know."""

    line: Line
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    notes: tuple[str, ...] = ()


def check_list(lines: Iterable[Line], agreements: Iterable[Agreement]) -> list[Result]:
    """Every line of a list set against the agreements."""
    finder = Finder(agreements)
    return [finder.check(line) for line in lines]


class Finder:
    """Finds agreements by names as people write them: other languages, other spellings, with or without "City of"."""

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        self._agreements = tuple(sorted(agreements, key=lambda agreement: agreement.id))
        self._homes = _Names(agreement.home for agreement in self._agreements)
        self._partners = _Names(agreement.partner for agreement in self._agreements)
        self._by_partner: dict[str, list[Agreement]] = {}
        for agreement in self._agreements:
            self._by_partner.setdefault(agreement.partner.key, []).append(agreement)

    def parties(self, name: str, *, home: bool = False, limit: int = 5) -> list[tuple[Party, float]]:
        """Partners (or homes) of the register with such a name, each with its likeness from 0 to 1."""
        return (self._homes if home else self._partners).find(name, limit)

    def check(self, line: Line) -> Result:
        """The agreement that a line means, or why there is none."""
        if not line.partner:
            return Result(line, "unreadable", notes=line.faults)
        candidates = self.candidates(line)
        if not candidates:
            return Result(line, "not_found", notes=(*line.faults, *self._suggest(line)))
        conflicts = candidates[0].conflicts
        return Result(line, "conflicting" if conflicts else "found", tuple(candidates[:5]), line.faults)

    def candidates(self, line: Line) -> list[Candidate]:
        """The agreements that a line may mean, the best first."""
        country = countries().named(line.country) if line.country else None
        homes = {party.key: sure for party, sure in self._homes.find(line.home, 20)} if line.home else None
        found = []
        for party, sure in self._partners.find(line.partner, 20):
            if country is not None and party.country is not None and party.country != country:
                continue
            for agreement in self._by_partner[party.key]:
                likeness = sure
                if homes is not None:
                    if agreement.home.key not in homes:
                        continue
                    likeness = min(sure, homes[agreement.home.key])
                found.append(_weigh(line, agreement, likeness))
        return sorted(found, key=_order)

    def _suggest(self, line: Line) -> list[str]:
        notes = []
        known = [party for party, _ in self._partners.find(line.partner, 3)]
        if line.home and known:
            partners = {party.key for party in known}
            homes = sorted({a.home.name for a in self._agreements if a.partner.key in partners})
            notes.append(f"{known[0].name} is a partner of {', '.join(homes[:5])}")
        elif not known and (near := self._partners.near(line.partner)):
            notes.append(f"the register has {', '.join(party.name for party in near)}")
        return notes


class _Names:
    """Parties by code and by spelling."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._parties = {party.key: party for party in parties}
        self._by_bare: dict[str, list[Party]] = {}
        for party in self._parties.values():
            self._by_bare.setdefault(bare(party.name), []).append(party)
        self._spellings = list(self._by_bare)
        self._found: dict[str, list[tuple[Party, float]]] = {}

    def find(self, name: str, limit: int) -> list[tuple[Party, float]]:
        """The parties that a name may mean: by reference data, by spelling, at last by likeness of spelling."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name][:limit]

    def near(self, name: str) -> list[Party]:
        """The parties with the most similar names, however unlike."""
        found = process.extract(bare(name), self._spellings, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
        return [self._by_bare[spelling][0] for spelling, _, _ in found]

    def _find(self, name: str) -> list[tuple[Party, float]]:
        found: dict[str, tuple[Party, float]] = {}

        def add(party: Party, sure: float) -> None:
            if party.key not in found or found[party.key][1] < sure:
                found[party.key] = (party, sure)

        whole, country = _without_country(name)
        for form in dict.fromkeys((name, whole)):
            for party in self._by_bare.get(bare(form), ()):
                add(party, 1.0 if slug(form) == slug(party.name) else 0.95)
        for code in _codes(name, whole):
            for party in self._parties.values():
                if party.code == code:
                    add(party, 1.0)
        if not found:
            spellings = process.extract(bare(whole), self._spellings, scorer=fuzz.ratio, limit=10, score_cutoff=_ALIKE)
            for spelling, likeness, _ in spellings:
                for party in self._by_bare[spelling]:
                    add(party, 0.8 * likeness / 100)
        kept = [(party, sure) for party, sure in found.values() if country is None or party.country in (None, country)]
        return sorted(kept, key=lambda item: (-item[1], item[0].key))


def _without_country(name: str) -> tuple[str, str | None]:
    """A name and the country that stands behind it: "Incheon, Korea Selatan", "Incheon (Korea)"."""
    parts = [part.strip() for part in re.split(r"[,()–]|\s-\s", name) if part.strip()]
    for number, part in enumerate(parts[1:], 1):
        country = countries().named(part)
        if country is not None:
            return ", ".join(parts[:number]), country
    return name, None


def _codes(*names: str) -> set[str]:
    """The codes of all places and institutions that have one of the names."""
    codes: set[str] = set()
    for name in names:
        for form in dict.fromkeys((name, bare(name).replace("-", " "))):
            codes |= {place.code for place in places().named(form)}
            body = institutions().named(form)
            if body is not None:
                codes.add(body.code)
    return codes


def _order(candidate: Candidate) -> tuple[float, bool, int, str]:
    """The best first; of equals what exists, and of that the latest."""
    agreement = candidate.agreement
    year = agreement.signed.year if agreement.signed else 0
    return (-candidate.score, agreement.status == "planned", -year, agreement.id)


def _weigh(line: Line, agreement: Agreement, likeness: float) -> Candidate:
    """A candidate with its score: names count most, then the date, then the instrument."""
    score, conflicts = likeness, []
    best = 1.0 + (0.5 if line.date is not None else 0.0) + (0.4 if line.instrument is not None else 0.0)
    if line.date is not None and agreement.signed is not None:
        days = gap(line.date, agreement.signed)
        if line.date.agrees(agreement.signed):
            score += 0.5
        else:
            score += 0.2 if days <= 45 else -0.3 if days <= 400 else -0.6
            conflicts.append(
                f"date: the list says {line.date}, the register {agreement.signed}{_others(agreement, 'signed')}"
            )
    if line.instrument is not None and agreement.instrument is not None:
        if _family(line.instrument) == _family(agreement.instrument):
            score += 0.4
        else:
            score -= 0.5
            conflicts.append(f"instrument: the list says {line.instrument}, the register {agreement.instrument}")
    if agreement.status == "planned" and line.date is not None:
        score -= 0.2
        conflicts.append("status: the register knows it as planned only")
    why = "the same name" if likeness == 1 else f"names alike ({likeness:.0%})"
    return Candidate(agreement, round(max(0.0, score / best), 3), tuple(conflicts), why)


def _others(agreement: Agreement, slot: str) -> str:
    """What single documents say otherwise: " (one document says 2017-09-26)"."""
    conclusion = agreement.conclusions.get(slot)
    said = [str(value) for value, _ in conclusion.dissent] if conclusion else []
    return f" (others say {', '.join(said)})" if said else ""


def _family(instrument: str) -> str:
    return _FAMILIES.get(instrument, instrument)
