"""What speaks for and against two records being the same agreement.

Each feature is one function of two views with a weight. It returns a value between -1 and 1 and a sentence that says
why, or None where it has nothing to say. The weights are in log-odds: a sum of 0 is an even chance. They were set by
hand on the development set and are meant to be read: a date on the same day is worth two equal instruments, and an
LoI against an MoU can only be outweighed by the same day of signing.

The functions' docstrings are their public documentation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.model import PartialDate
from archive.register.view import View

Finding = tuple[float, str] | None
Compare = Callable[[View, View], Finding]


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against, its weight in log-odds, and the function that measures it."""

    name: str
    weight: float
    function: Compare

    @property
    def help(self) -> str:
        """What the feature measures, in words."""
        return " ".join((self.function.__doc__ or "").split())


# How near two families of instruments are, where they are not the same. What is not listed is -1.
_NEAR = {
    frozenset({"agreement", "plan_of_action"}): 0.0,
    frozenset({"agreement", "memorandum"}): -0.4,
    frozenset({"agreement", "MoA"}): 0.1,
    frozenset({"memorandum", "MoA"}): -0.4,
    frozenset({"joint_statement", "LoI"}): -0.5,
}

# What "an agreement", said without its kind, most likely is: 1 is most likely.
_PRINCIPAL = {
    "memorandum": 0.0,
    "agreement": 0.0,
    "MoA": -0.1,
    "LoI": -0.35,
    "joint_statement": -0.45,
    "plan_of_action": -0.6,
}


def instrument(one: View, other: View) -> Finding:
    """The same kind of instrument, MoU and MSP being one; a record that names none fits the principal kinds."""
    if one.family and other.family:
        if one.family == other.family:
            return (1.0, f"both are {one.instrument}" if one.instrument == other.instrument else "MSP and MoU are one")
        near = _NEAR.get(frozenset({one.family, other.family}), -1.0)
        return (near * 1.6, f"{one.instrument} against {other.instrument}")
    named = one if one.family else other
    if named.family:
        if one.place_like != other.place_like:
            return None
        return (_PRINCIPAL[named.family], f"one names {named.instrument}, the other no instrument")
    if one.relation and other.relation:
        return (0.25, "neither names an instrument")
    return None


def signed(one: View, other: View) -> Finding:
    """Dates of signing: the same day, one within the other, or days apart; different years speak strongly against."""
    if one.signed is None or other.signed is None:
        return None
    return _dates(one.signed, other.signed)


def _dates(one: PartialDate, other: PartialDate) -> Finding:
    if one == other:
        worth = {"day": 1.0, "month": 0.75, "year": 0.6}[one.precision]
        return (worth, f"both on {one}" if one.precision == "day" else f"both in {one}")
    if one.agrees(other):
        wide = min(one, other, key=len)
        return (0.7 if wide.precision == "month" else 0.55, f"{max(one, other, key=len)} lies in {wide}")
    days = gap(one, other)
    if {one.precision, other.precision} == {"day"} and one[4:] == other[4:]:
        return (-0.9, f"the same day of {one.year} and {other.year}")
    for limit, worth in ((3, 0.55), (10, 0.45), (45, 0.2), (100, -0.2)):
        if days <= limit:
            return (worth, f"{one} and {other} are {days} days apart")
    if one.year == other.year:
        return (-0.5, f"{one} and {other}")
    if "year" in (one.precision, other.precision) and abs(one.year - other.year) == 1:
        return (-0.5, f"{one} and {other} are a year apart")
    return (-1.5, f"{one} against {other}")


def gap(one: PartialDate, other: PartialDate) -> int:
    """Days between two dates at their nearest; 0 where they overlap."""
    first, second = sorted((one, other), key=PartialDate.earliest)
    return max(0, (second.earliest() - first.latest()).days)


def validity(one: View, other: View) -> Finding:
    """Start and end of validity; a programme of 2008 to 2011 is not one of 2017 to 2019."""
    ends = [
        (a, b)
        for a, b in ((one.valid_from, other.valid_from), (one.valid_to, other.valid_to))
        if a is not None and b is not None
    ]
    if ends:
        far = [(a, b) for a, b in ends if gap(a, b) > 200]
        if far:
            return (-1.0, "; ".join(f"validity {a} against {b}" for a, b in far))
        return (0.7 if len(ends) == 1 else 1.0, "; ".join(f"validity {a} and {b}" for a, b in ends))
    for a, b in ((one, other), (other, one)):
        if a.signed is not None and b.valid_to is not None and gap(a.signed, b.valid_to) > 0 and a.signed > b.valid_to:
            return (-1.5, f"signed {a.signed}, after the other's end in {b.valid_to}")
        if b.signed is None and a.signed is not None and b.valid_from is not None:
            apart = gap(a.signed, b.valid_from)
            if apart <= 200:
                return (0.5, f"signed {a.signed}, valid from {b.valid_from}")
            if a.signed.latest() > b.valid_from.latest() or apart > 3 * 366:
                return (-0.8, f"signed {a.signed}, but the other is valid from {b.valid_from}")
    return None


def relation(one: View, other: View) -> Finding:
    """The same kind of relation; sister city and sister province are often confused and count little against."""
    if one.relation is None or other.relation is None:
        return None
    if one.relation == other.relation:
        return (1.0, f"both {one.relation}")
    twins = one.relation.startswith("sister") and other.relation.startswith("sister")
    return (0.2 if twins else -0.4, f"{one.relation} against {other.relation}")


def lifetime(one: View, other: View) -> Finding:
    """A document cannot report what was signed after it; what it plans is signed within some years after it."""
    findings = [found for a, b in ((one, other), (other, one)) if (found := _foreseen(a, b)) is not None]
    return min(findings, default=None)


def _foreseen(early: View, late: View) -> Finding:
    if early.published is None or early.signed is not None:
        if early.status == "planned" and late.status != "planned" and late.signed is None and late.valid_to is not None:
            return (-0.3, "one is planned, the other has run")
        return None
    if late.signed is None:
        return None
    ahead = (late.signed.earliest() - early.published.latest()).days
    behind = (early.published.earliest() - late.signed.latest()).days
    if early.status == "planned":
        if late.status == "planned":
            return None
        if behind > 30:
            return (-1.0, f"still planned in {early.published}, the other signed {late.signed}")
        if ahead <= 6 * 366:
            return (0.4, f"planned in {early.published}, signed {late.signed}")
        return (-0.4, f"planned in {early.published}, signed only {late.signed}")
    if ahead > 3:
        return (-1.5, f"reported in {early.published}, before the other was signed {late.signed}")
    if behind <= 60:
        return (0.4, f"reported in {early.published}, signed {late.signed}")
    if late.valid_to is not None and early.status == "signed" and gap(early.published, late.valid_to) > 366:
        return (0.0, "reported long after its end") if early.published > late.valid_to else None
    # Of several candidates the latest is the likelier: at most a tenth of a point, it only breaks ties.
    return (max(0.0, 0.1 - behind / 365 / 100), f"reported in {early.published}, {behind // 365} years after signing")


def status(one: View, other: View) -> Finding:
    """Planned and planned, ended and ended; what is renewed or has run out is seldom an LoI."""
    if "planned" in (one.status, other.status):
        if one.status == other.status:
            return (0.5, "both planned")
        return None
    ended = {"expired", "terminated"}
    if one.status in ended and other.status in ended:
        return (0.5, f"both {one.status}" if one.status == other.status else "both ended")
    for a, b in ((one, other), (other, one)):
        if a.family == "LoI" and b.family is None and b.status in {"renewal_planned", "expired"}:
            return (-0.4, "an LoI leads to an agreement and is seldom itself renewed")
    return None


def fields(one: View, other: View) -> Finding:
    """Shared fields of cooperation; for an institution, which runs many projects, disjoint fields speak against."""
    if not one.fields or not other.fields:
        return None
    shared = one.fields & other.fields
    if shared:
        return (len(shared) / min(len(one.fields), len(other.fields)), "both on " + ", ".join(sorted(shared)))
    return None if one.place_like else (-1.0, "no field in common")


def people(one: View, other: View) -> Finding:
    """The same signatories, or the same place of signing."""
    shared = one.signatories & other.signatories
    if shared:
        return (1.0, "both signed by " + ", ".join(sorted(shared)))
    if one.place_signed and one.place_signed == other.place_signed:
        return (0.5, f"both signed in {one.place_signed}")
    return None


_NAME_OR_NUMBER = re.compile(r"\b(?:[A-Z][\w'’-]{3,}|\d+[\w./-]{3,})\b")


def phrases(one: View, other: View) -> Finding:
    """Names and numbers that both evidence sentences hold, beyond the parties: a programme, a letter number."""
    if not one.quote or not other.quote:
        return None
    shared = {word.casefold() for word in _NAME_OR_NUMBER.findall(one.quote)} & {
        word.casefold() for word in _NAME_OR_NUMBER.findall(other.quote)
    }
    shared -= one.party_words | other.party_words
    if not shared:
        return None
    return (min(1.0, len(shared) / 3), "both speak of " + ", ".join(sorted(shared)[:5]))


def institution(one: View, other: View) -> Finding:
    """An institution has many papers with one government: with nothing in common they stay apart."""
    if one.place_like:
        return None
    known = (one.signed and other.signed) or (one.family and other.family) or (one.fields & other.fields)
    return None if known else (-1.0, "an institution, and nothing in common")


FEATURES: tuple[Feature, ...] = (
    Feature("instrument", 2.2, instrument),
    Feature("signed", 4.5, signed),
    Feature("validity", 3.0, validity),
    Feature("relation", 0.6, relation),
    Feature("lifetime", 3.0, lifetime),
    Feature("status", 0.8, status),
    Feature("fields", 0.5, fields),
    Feature("people", 1.2, people),
    Feature("phrases", 0.4, phrases),
    Feature("institution", 2.0, institution),
)
"""All features, in the order in which they are explained."""
