"""The figures of a set of documents: what was found, against the gold.

register
    an agreement that exists or existed, found with the right home and partner; the headline figure
planned
    the same for agreements that are only planned
strict
    home, partner, class of status, instrument and date of signing all right at once
accuracy
    of each slot over the matched agreements, and of language and kind over the documents
fields
    the codes of fields over the matched agreements
mentions
    partner places, home places, dates, laws and persons over all documents
same
    pairs of records of one agreement that were linked, over all pairs of matched records
slots
    each slot from end to end: a value counts as found wherever a record has one, and as right in a matched record
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.evaluation.comparing import fold, law, place
from corpus.evaluation.matching import Matching, Pair, Row, class_of, country_of, match
from corpus.evaluation.rates import Rate

VALUE_SLOTS = ("instrument", "relation", "signed", "valid_from", "valid_to", "country")
_ACCURACY_SLOTS = ("status", "instrument", "signed", "relation", "valid_from", "valid_to", "country")
_MENTIONS: Mapping[str, Callable[[Any], str]] = {
    "partners": place,
    "places_home": place,
    "dates": fold,
    "laws": law,
    "persons": fold,
}


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something that was found wrong, missed or made up in one document."""

    document: str
    slot: str
    message: str


@dataclass(slots=True)
class Scores:
    """The counts over a set of documents; see the head of this file for what they mean."""

    rates: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    mentions: dict[str, Rate] = field(default_factory=dict)
    slots: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    accuracy: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    same: Rate | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    matchings: dict[str, Matching] = field(default_factory=dict)

    def figures(self) -> dict[str, Any]:
        """All figures as mappings and numbers, for JSON."""
        result: dict[str, Any] = {name: self.rates[name].figures() for name in ("register", "planned", "strict")}
        result["slots"] = {slot: round(share(counts), 4) for slot, counts in self.accuracy.items()}
        result["fields"] = self.rates["fields"].figures()
        result["mentions"] = {name: rate.figures() for name, rate in self.mentions.items() if not rate.empty}
        if self.same is not None:
            result["same"] = self.same.figures()
        return result


def share(counts: Counter[bool]) -> float:
    """How many of all were right."""
    return counts[True] / max(1, counts[True] + counts[False])


def score(gold: Mapping[str, Row], found: Mapping[str, Row]) -> Scores:
    """Compare rows by document name. A document of the gold that was not read counts as one in which nothing is."""
    scores = Scores()
    linked: dict[tuple[str, int], tuple[str, str]] = {}
    for document, row in gold.items():
        answer = found.get(document)
        if answer is None:
            scores.mistakes.append(Mistake(document, "missing", "no prediction for this document"))
            answer = {}
        matching = match(row.get("agreements") or [], answer.get("agreements") or [])
        scores.matchings[document] = matching
        _score_agreements(scores, document, matching)
        _score_mentions(scores, document, row, answer)
        for slot in ("lang", "kind"):
            if slot in row:
                _score_value(scores, document, slot, row[slot], answer.get(slot))
        for number, pair in enumerate(matching.pairs):
            if pair.gold.get("key") and pair.found.get("agreement_id"):
                linked[document, number] = (pair.gold["key"], pair.found["agreement_id"])
    scores.same = _score_links(linked)
    return scores


def _score_agreements(scores: Scores, document: str, matching: Matching) -> None:
    golds = [pair.gold for pair in matching.pairs] + list(matching.missed)
    founds = [pair.found for pair in matching.pairs] + list(matching.spurious)
    for gold in golds:
        scores.rates[class_of(gold)] += Rate(gold=1)
    for found in founds:
        scores.rates[class_of(found)] += Rate(found=1)
    scores.rates["strict"] += Rate(sum(pair.strict for pair in matching.pairs), len(founds), len(golds))
    for pair in matching.pairs:
        _score_pair(scores, document, pair)
    for slot in VALUE_SLOTS:
        right = [p for p in matching.pairs if _value(p.gold, slot) and _value(p.gold, slot) == _value(p.found, slot)]
        stated = sum(bool(_value(gold, slot)) for gold in golds)
        claimed = sum(bool(_value(found, slot)) for found in founds)
        scores.slots[slot] += Rate(len(right), claimed, stated)
    for gold in matching.missed:
        said = f"{gold['status']}, {gold.get('instrument')}, {gold.get('signed')}"
        scores.mistakes.append(
            Mistake(document, "missed", f"{_parties(gold)} ({said}): {(gold.get('evidence') or '')[:160]}")
        )
    for found in matching.spurious:
        said = f"{found.get('status')}, {found.get('instrument')}, {found.get('signed')}"
        scores.mistakes.append(Mistake(document, "spurious", f"{_parties(found)} ({said})"))


def _score_pair(scores: Scores, document: str, pair: Pair) -> None:
    if pair.same_class:
        scores.rates[class_of(pair.gold)] += Rate(hit=1)
    for slot in _ACCURACY_SLOTS:
        _score_value(scores, document, slot, pair.gold.get(slot), _value(pair.found, slot), _parties(pair.gold) + ": ")
    expected, got = set(pair.gold.get("fields") or ()), set(pair.found.get("fields") or ())
    scores.rates["fields"] += Rate.of_sets(expected, got)
    if expected != got:
        difference = f"missed {sorted(expected - got)}, extra {sorted(got - expected)}"
        scores.mistakes.append(Mistake(document, "fields", f"{_parties(pair.gold)}: {difference}"))


def _score_value(scores: Scores, document: str, slot: str, gold: Any, found: Any, about: str = "") -> None:
    scores.accuracy[slot][gold == found] += 1
    if gold != found:
        scores.mistakes.append(Mistake(document, slot, f"{about}gold {gold}, found {found}"))


def _score_mentions(scores: Scores, document: str, gold: Row, found: Row) -> None:
    for slot, comparable in _MENTIONS.items():
        if slot not in gold:
            continue
        expected = {comparable(value) for value in gold[slot] or () if value}
        got = {comparable(value) for value in found.get(slot) or () if value}
        scores.mentions[slot] = scores.mentions.get(slot, Rate()) + Rate.of_sets(expected, got)
        scores.mistakes += [Mistake(document, slot, f"missed {value}") for value in sorted(expected - got)]
        scores.mistakes += [Mistake(document, slot, f"extra {value}") for value in sorted(got - expected)]


def _score_links(linked: Mapping[tuple[str, int], tuple[str, str]]) -> Rate | None:
    """Pairs of matched records: is it the same agreement, by the gold's keys and by the ids that were given?"""
    answers = [
        (linked[one][0] == linked[other][0], linked[one][1] == linked[other][1])
        for one, other in itertools.combinations(sorted(linked), 2)
    ]
    if not answers:
        return None
    return Rate(
        sum(gold and found for gold, found in answers),
        sum(found for _, found in answers),
        sum(gold for gold, _ in answers),
    )


def _value(agreement: Row, slot: str) -> Any:
    return country_of(agreement) if slot == "country" else agreement.get(slot)


def _parties(agreement: Row) -> str:
    return f"{_name(agreement.get('home'))} - {_name(agreement.get('partner'))}"


def _name(party: Any) -> str:
    return str(party.get("name") if isinstance(party, Mapping) else party)
