"""From a group of records to one agreement: each value with its support and its dissent.

A vote weighs more where the document is the signed text, a report or a regulation, where the extractor was sure, and
where the date is exact. Documents that reprint one story vote once. "2017" supports "2017-09-25", and of dates that
agree the exact one is concluded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.model import Agreement, Claim, Conclusion, Judgement, PartialDate, Party, Record
from archive.model.codec import plain
from archive.register.blocks import Block, block_of
from archive.register.facts import DocumentFacts
from archive.register.rulings import BY_HAND, DATES, Rulings
from archive.register.slugs import slug

_KIND_WEIGHT = {"agreement": 1.5, "regulation": 1.5, "report": 1.5, "news": 1.0, "other": 1.0}
_OWN_TEXT_WEIGHT = 6.0
_BY_HAND_WEIGHT = 20.0
_PRECISION_WEIGHT = {"day": 1.2, "month": 1.1, "year": 1.0}

LIFE = {"planned": 0, "signed": 1, "renewal_planned": 2, "expired": 3, "terminated": 4}
"""The statuses in the order in which an agreement passes through them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A record of a group, with what decides how much its word weighs."""

    record: Record
    facts: DocumentFacts | None
    own_text: bool
    """True where the document is the signed text of this very agreement."""

    @property
    def voice(self) -> str:
        return self.facts.voice if self.facts else self.record.document

    @property
    def weight(self) -> float:
        if self.record.document.startswith(BY_HAND):
            return _BY_HAND_WEIGHT
        if self.own_text:
            return _OWN_TEXT_WEIGHT
        return _KIND_WEIGHT[self.facts.kind if self.facts else "other"]


@dataclass(frozen=True, slots=True)
class _Vote:
    value: Any
    key: str
    voice: str
    weight: float


def own_texts(records: Iterable[Record], documents: Mapping[str, DocumentFacts]) -> frozenset[str]:
    """The keys of records whose document is their own signed text.

    The text of an agreement also names earlier agreements, never later ones: its own is the one signed last, and of
    several without a date the one that says most.
    """
    best: dict[str, tuple[tuple[object, ...], str]] = {}
    for record in records:
        facts = documents.get(record.document)
        if facts is None or facts.kind != "agreement" or record.status.value == "planned":
            continue
        said = (
            record.signed.value if record.signed else "",
            len(record.signatories),
            record.valid_to is not None,
            record.instrument is not None,
            len(record.fields),
            record.key,
        )
        best[record.document] = max(best.get(record.document, (said, record.key)), (said, record.key))
    return frozenset(key for _, key in best.values())


def conclude(
    members: Sequence[Member], rulings: Rulings, partners: Mapping[tuple[Block, str], Party] | None = None
) -> Agreement:
    """The agreement of a group of corrected records; its id and links are still to be set.

    `partners` says which partner stands for which in a block.
    """
    ordered = sorted(members, key=lambda member: member.record.key)
    conclusions: dict[str, Conclusion] = {}
    for slot in ("home", "partner", "instrument", "relation", "status", *DATES, "place_signed"):
        found = _conclude_slot(slot, ordered)
        ruled = _ruling(slot, ordered, rulings)
        if ruled is not None:
            found = _judged(slot, *ruled, ordered)
        elif slot == "partner" and found is not None and partners:
            found = _represented(found, ordered, partners)
        if found is not None:
            conclusions[slot] = found
    for slot in ("fields", "signatories"):
        ruled = _ruling(slot, ordered, rulings)
        listed = _conclude_list(slot, ordered, ruled[0] if ruled else None)
        if listed is not None:
            conclusions[slot] = listed
    accepted = any(member.record.key in rulings.accepted for member in ordered)
    by_hand = any(member.record.document.startswith(BY_HAND) for member in ordered)

    def value(slot: str) -> Any:
        return conclusions[slot].value if slot in conclusions else None

    def date(slot: str) -> PartialDate | None:
        return PartialDate(value(slot)) if value(slot) else None

    return Agreement(
        id="",
        home=Party(**value("home")),
        partner=Party(**value("partner")),
        status=value("status"),
        instrument=value("instrument"),
        relation=value("relation"),
        signed=date("signed"),
        valid_from=date("valid_from"),
        valid_to=date("valid_to"),
        fields=tuple(value("fields") or ()),
        signatories=tuple(value("signatories") or ()),
        place_signed=value("place_signed"),
        conclusions=conclusions,
        records=tuple(member.record.key for member in ordered),
        score=1.0 if accepted or by_hand else _score(ordered),
        accepted=accepted or by_hand,
    )


def _score(members: Sequence[Member]) -> float:
    """The chance that at least one story is right."""
    best: dict[str, float] = {}
    for member in members:
        best[member.voice] = max(best.get(member.voice, 0.0), min(1.0, member.record.score))
    return round(1 - math.prod(1 - score for score in best.values()), 4)


def _conclude_slot(slot: str, members: Sequence[Member]) -> Conclusion | None:
    votes = [
        _Vote(claim.value, member.record.key, member.voice, member.weight * max(0.05, claim.score))
        for member in members
        if (claim := _claim(member.record, slot)) is not None
    ]
    if not votes:
        return None
    if slot in DATES:
        return _conclude_date(votes)
    if slot in ("home", "partner"):
        return _conclude_party(votes)
    if slot == "status":
        return _conclude_status(votes, {member.record.key: member for member in members})
    return _conclude_value(votes, str if slot == "place_signed" else None)


def _claim(record: Record, slot: str) -> Claim[Any] | None:
    claim: Claim[Any] | None = getattr(record, slot)
    return claim


def _tally(votes: Iterable[_Vote]) -> float:
    """The weight of some votes, each story once."""
    best: dict[str, float] = {}
    for vote in votes:
        best[vote.voice] = max(best.get(vote.voice, 0.0), vote.weight)
    return math.fsum(best.values())


def _conclude_date(votes: Sequence[_Vote]) -> Conclusion:
    def weight(value: PartialDate) -> float:
        return _tally(vote for vote in votes if vote.value.agrees(value)) * _PRECISION_WEIGHT[value.precision]

    values = sorted({vote.value for vote in votes})
    exact = [value for value in values if not any(value != other and value.covers(other) for other in values)]
    best = max(exact, key=lambda value: (round(weight(value), 6), value.precision == "day", [-ord(c) for c in value]))
    return _with_dissent(best, votes, lambda value: best.agrees(value))


def _conclude_party(votes: Sequence[_Vote]) -> Conclusion:
    groups: dict[str, list[_Vote]] = {}
    for vote in votes:
        groups.setdefault(vote.value.key, []).append(vote)
    coded = {key: found for key, found in groups.items() if found[0].value.code}
    best = max(coded or groups, key=lambda key: (_tally(groups[key]), key))
    value = groups[best][0].value
    same = {slug(value.name)}
    return _with_dissent(
        value, votes, lambda other: other.key == best or (not (other.code and value.code) and slug(other.name) in same)
    )


def _represented(
    found: Conclusion, members: Sequence[Member], partners: Mapping[tuple[Block, str], Party]
) -> Conclusion:
    """The partner that stands for the concluded one; records that name it otherwise do not dissent."""
    name = Party(**found.value)
    stands = next(
        (
            party
            for member in members
            if member.record.partner.value.key == name.key
            and (party := partners.get((block_of(member.record), name.key))) is not None
        ),
        name,
    )
    meant = {key for (_, key), party in partners.items() if party.key == stands.key}
    dissent = tuple((value, keys) for value, keys in found.dissent if Party(**value).key not in meant)
    lost = {key for _, keys in dissent for key in keys}
    support = tuple(member.record.key for member in members if member.record.key not in lost)
    return Conclusion(plain(stands), support, dissent)


def _conclude_value(votes: Sequence[_Vote], fold: Callable[[Any], str] | None) -> Conclusion:
    form: Callable[[Any], Any] = slug if fold else (lambda value: value)
    groups: dict[Any, list[_Vote]] = {}
    for vote in votes:
        groups.setdefault(form(vote.value), []).append(vote)
    best = max(groups, key=lambda name: (round(_tally(groups[name]), 6), name))
    value = min(vote.value for vote in groups[best])
    return _with_dissent(value, votes, lambda other: form(other) == best)


def _conclude_status(votes: Sequence[_Vote], members: Mapping[str, Member]) -> Conclusion:
    """What the latest document says; undated documents count where they see the agreement further on in its life."""
    timed: list[tuple[str, str]] = []
    untimed: list[str] = []
    real = [vote for vote in votes if vote.value != "planned"] or list(votes)
    for vote in real:
        time = _time(members[vote.key])
        if time is None:
            untimed.append(vote.value)
        else:
            timed.append((time, vote.value))
    last = max((time for time, _ in timed), default=None)
    said = untimed + [status for time, status in timed if time == last]
    best = max(said, key=LIFE.__getitem__)
    return _with_dissent(best, votes, lambda other: other == best)


def _time(member: Member) -> PartialDate | None:
    if member.facts is not None and member.facts.published is not None:
        return member.facts.published
    if member.own_text and member.record.signed is not None:
        return member.record.signed.value
    return None


def _with_dissent(value: Any, votes: Sequence[_Vote], agrees: Callable[[Any], bool]) -> Conclusion:
    support = tuple(sorted(vote.key for vote in votes if agrees(vote.value)))
    if len(support) == len(votes):
        return Conclusion(_plain(value), support)
    others: dict[Any, list[str]] = {}
    for vote in votes:
        if not agrees(vote.value):
            others.setdefault(vote.value, []).append(vote.key)
    ranked = sorted(others.items(), key=lambda item: (-len(item[1]), str(_plain(item[0]))))
    return Conclusion(_plain(value), support, tuple((_plain(other), tuple(sorted(keys))) for other, keys in ranked))


def _plain(value: Any) -> Any:
    """The JSON shape of a value; most are strings, which need no detour over JSON."""
    return str(value) if isinstance(value, str) else plain(value)


def _conclude_list(slot: str, members: Sequence[Member], ruled: Judgement | None) -> Conclusion | None:
    """Everything that any document says, the best supported first; a correction replaces it all."""
    weights: dict[str, float] = {}
    names: dict[str, str] = {}
    support: list[str] = []
    for member in members:
        claims: tuple[Claim[str], ...] = getattr(member.record, slot)
        if claims:
            support.append(member.record.key)
        for claim in claims:
            form = slug(claim.value)
            names[form] = min(names.get(form, claim.value), claim.value)
            weights[form] = weights.get(form, 0.0) + member.weight * max(0.05, claim.score)
    if ruled is not None:
        return Conclusion(plain(ruled.value), tuple(support), (), ruled.id)
    if not weights:
        return None
    ranked = sorted(weights, key=lambda form: (-round(weights[form], 6), form))
    return Conclusion([names[form] for form in ranked], tuple(support))


def _ruling(slot: str, members: Sequence[Member], rulings: Rulings) -> tuple[Judgement, Record] | None:
    """The last correction of a slot among the members of a group, and the record that was corrected."""
    if not rulings.corrections:
        return None
    found = [
        (judgement, member.record)
        for member in members
        if (judgement := rulings.corrections.get(member.record.key, {}).get(slot)) is not None
    ]
    return max(found, key=lambda item: (item[0].at, item[0].id), default=None)


def _judged(slot: str, ruled: Judgement, corrected: Record, members: Sequence[Member]) -> Conclusion:
    """The conclusion that a person settled; what other records say remains as dissent."""
    said: dict[str, tuple[Any, list[str]]] = {}
    for member in members:
        claim = _claim(member.record, slot)
        if claim is not None:
            value = plain(claim.value)
            said.setdefault(str(value), (value, []))[1].append(member.record.key)
    settled = _claim(corrected, slot)
    value = plain(settled.value) if settled is not None else None
    support = tuple(said.pop(str(value), (value, []))[1])
    dissent = tuple((other, tuple(keys)) for _, (other, keys) in sorted(said.items()))
    return Conclusion(value, support, dissent, ruled.id)
