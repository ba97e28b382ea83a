"""Prefixes, wildcards, fuzzy words and stems turned into the words that the index has."""

from __future__ import annotations

import re
from dataclasses import replace

from index.analysis.stemming import stems
from index.query import plan as plans
from index.query.plan import NOTHING, Best, Plan, Tag, Term
from index.whoosh.evaluate import rarity
from index.whoosh.near import near_words
from index.whoosh.snapshot import Snapshot

MOST_WORDS = 1_000
"""A word with stars inside stands for so many words at most."""

SCORED_WORDS = 24
"""Up to so many words are scored like words that were typed; more count alike."""

MOST_RELATIVES = 40


class Resolver:
    """Resolves plans against one snapshot; `notes` says what was cut short."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.notes: list[str] = []

    def resolve(self, plan: Plan) -> Plan:
        """The plan with words that the index has in place of forms of words."""
        match plan:
            case plans.All(children):
                return plans.All(tuple(self.resolve(child) for child in children))
            case plans.Some(children):
                return plans.Some(tuple(self.resolve(child) for child in children))
            case plans.Best(children):
                return plans.Best(tuple(self.resolve(child) for child in children))
            case plans.Concept(forms, tags):
                return self._concept([self.resolve(form) for form in forms], tags)
            case plans.Without(kept, dropped):
                return plans.Without(self.resolve(kept), self.resolve(dropped))
            case plans.Prefix():
                return self._prefix(plan)
            case plans.Wildcard():
                return self._of_words(plan, self._of_form(plan.field, plan.pattern), plan.pattern)
            case plans.Fuzzy():
                return self._fuzzy(plan)
            case plans.Related():
                return self._related(plan)
        return plan

    def _concept(self, forms: list[Plan], tags: tuple[Tag | Term | plans.Phrase, ...]) -> Plan:
        """One score for all spellings of a notion: rare spellings do not outdo the literal word."""
        flat: list[Plan] = []
        for form in forms:
            flat.extend(form.children if isinstance(form, Best) else (form,))
        counted = [(form, self._frequency(form)) for form in flat]
        held = [(tag, frequency) for tag in tags if (frequency := self._frequency(tag))]
        most = max([frequency for _, frequency in (*counted, *held)], default=0)
        level = rarity(self.snapshot.size, most)
        present = tuple(
            self._levelled(form, level, frequency)
            for form, frequency in counted
            if frequency or not isinstance(form, Term | plans.Phrase)
        )
        best: Plan = present[0] if len(present) == 1 else Best(present)
        if not held:
            return best
        marked = tuple(self._levelled(tag, level, frequency) for tag, frequency in held)
        return plans.Some((best, marked[0] if len(marked) == 1 else Best(marked)))

    def _frequency(self, plan: Plan) -> int:
        """In how many documents a form stands; for a phrase at most."""
        if isinstance(plan, Term):
            return self.snapshot.frequency(plan.field, plan.text)
        if isinstance(plan, Tag):
            return self.snapshot.frequency(plan.field, plan.value)
        if isinstance(plan, plans.Phrase):
            return min((self.snapshot.frequency(plan.field, word) for word in plan.words), default=0)
        return 0

    def _levelled(self, plan: Plan, level: float, frequency: int) -> Plan:
        if isinstance(plan, Term):
            return replace(plan, boost=plan.boost * level / rarity(self.snapshot.size, frequency))
        if isinstance(plan, plans.Phrase):
            parts = sum(rarity(self.snapshot.size, self.snapshot.frequency(plan.field, word)) for word in plan.words)
            return replace(plan, boost=plan.boost * level / parts) if parts > 0 else plan
        return replace(plan, boost=plan.boost * level) if isinstance(plan, Tag) else plan

    def _prefix(self, plan: plans.Prefix) -> Plan:
        """Few words are scored one by one; many are taken together, which is a single step in each segment."""
        parts = self.snapshot.parts
        if sum(len(part.segment.with_prefix(plan.field, plan.text)) for part in parts) > SCORED_WORDS * len(parts):
            return plan
        words = self._with_prefix(plan.field, plan.text)
        return self._of_words(plan, words, f"{plan.text}*") if len(words) <= SCORED_WORDS else plan

    def _of_words(self, plan: plans.Prefix | plans.Wildcard, words: set[str], shown: str) -> Plan:
        if len(words) > MOST_WORDS:
            self.notes.append(
                f"{shown} stands for {len(words):,} words; the {MOST_WORDS:,} most frequent were searched."
            )
            often = sorted(words, key=lambda word: -self.snapshot.frequency(plan.field, word))
            words = set(often[:MOST_WORDS])
        if not words:
            return NOTHING
        if len(words) <= SCORED_WORDS:
            return self._concept([Term(word, plan.boost, plan.reason, plan.field) for word in sorted(words)], ())
        return plans.Words(tuple(sorted(words)), plan.boost, plan.reason, plan.field)

    def _with_prefix(self, field: str, prefix: str) -> set[str]:
        words: set[str] = set()
        for part in self.snapshot.parts:
            if field in part.segment.fields:
                first = part.segment.fields[field][0]
                found = part.segment.with_prefix(field, prefix)
                words.update(part.segment.terms(field)[found.start - first : found.stop - first])
        return words

    def _of_form(self, field: str, pattern: str) -> set[str]:
        fixed = re.match(r"[^*?]*", pattern)
        prefix = fixed[0] if fixed else ""
        form = re.compile("".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern))
        return {word for word in self._with_prefix(field, prefix) if form.fullmatch(word)}

    def _fuzzy(self, plan: plans.Fuzzy) -> Plan:
        near = near_words(self.snapshot, plan.field, plan.text, plan.distance)
        return self._concept(
            [Term(word, plan.boost * (1.0, 0.6, 0.35)[distance], plan.reason, plan.field) for word, distance in near],
            (),
        )

    def _related(self, plan: plans.Related) -> Plan:
        words: set[str] = set()
        for stem in stems(plan.text):
            for part in self.snapshot.parts:
                words.update(part.segment.relatives(stem))
        words.discard(plan.text)
        often = sorted(words, key=lambda word: (-self.snapshot.frequency(plan.field, word), word))
        return self._concept([Term(word, plan.boost, plan.reason, plan.field) for word in often[:MOST_RELATIVES]], ())
