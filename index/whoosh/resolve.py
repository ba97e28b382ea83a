"""Prefixes, wildcards, fuzzy words and stems turned into the words that the index has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.analysis.stemming import stems
from index.query import plan as plans
from index.query.plan import NOTHING, Best, Plan, Tag, Term
from index.whoosh.evaluate import rarity
from index.whoosh.near import near_words
from index.whoosh.snapshot import Snapshot

MOST_OPEN_FORMS = 5
"""Words that begin with a star are looked for among all words; a query may have so many."""

SCORED_WORDS = 24
"""Up to so many words are scored like words that were typed; more count alike."""

MOST_RELATIVES = 40

MOST_WORK = 6_000_000
"""So many postings are looked at for one query; the parts beyond are left out, so that no query takes long."""

QUICK = 4
"""So many postings that are not scored take as long as one that is; comparing a word with a near one as long as one."""

LEFT_OUT = Best(())
"""In place of a part that was not searched: nothing among alternatives, no demand among demands."""


class Resolver:
    """Resolves plans against one snapshot; `notes` says what was cut short."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.notes: list[str] = []
        self.open_forms = 0
        self.work = 0

    @property
    def exhausted(self) -> bool:
        """True where the query asks for more than is looked at."""
        return self.work > MOST_WORK

    def resolve(self, plan: Plan) -> Plan:
        """The plan with words that the index has in place of forms of words."""
        match plan:
            case plans.All(children):
                return plans.All(tuple(self._affordable(children)))
            case plans.Some(children):
                return plans.Some(tuple(self._affordable(children)))
            case plans.Best(children):
                return plans.Best(tuple(self._affordable(children)))
            case plans.Concept(forms, tags):
                return self._concept([self.resolve(form) for form in forms], tags)
            case plans.Without(kept, dropped):
                return plans.Without(self.resolve(kept), self.resolve(dropped))
            case plans.Prefix():
                return self._prefix(plan)
            case plans.Wildcard():
                return self._wildcard(plan)
            case plans.Fuzzy():
                return self._fuzzy(plan)
            case plans.Related():
                return self._related(plan)
            case Term() | Tag() | plans.Phrase():
                self._spend(plan)
        return plan

    def _affordable(self, children: Iterable[Plan]) -> Iterator[Plan]:
        """The children resolved, as far as the work for one query goes."""
        for child in children:
            if self.exhausted:
                self.notes.append("The query asks for too many frequent words; the last of them were left out.")
                return
            resolved = self.resolve(child)
            if resolved is not LEFT_OUT:
                yield resolved

    def _spend(self, plan: Plan) -> None:
        if isinstance(plan, plans.Phrase):
            self.work += sum(self.snapshot.frequency(plan.field, word) for word in plan.words)
        else:
            self.work += self._frequency(plan)

    def _concept(self, forms: list[Plan], tags: tuple[Tag | Term | plans.Phrase, ...]) -> Plan:
        """One score for all spellings of a notion: rare spellings do not outdo the literal word."""
        flat: list[Plan] = []
        for form in forms:
            flat.extend(form.children if isinstance(form, Best) else (form,))
        counted = [(form, self._frequency(form)) for form in flat]
        for form in (*flat, *tags):
            self._spend(form)
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
        runs = [(part.segment, part.segment.with_prefix(plan.field, plan.text)) for part in parts]
        self.work += sum(segment.frequency_of_run(run) for segment, run in runs) // QUICK
        if sum(len(run) for _, run in runs) > SCORED_WORDS * len(parts):
            return plan
        return self._scored(plan, {segment.term(plan.field, number) for segment, run in runs for number in run})

    def _wildcard(self, plan: plans.Wildcard) -> Plan:
        if plan.pattern[0] in "*?" and plan.field == "text":
            self.open_forms += 1
            if self.open_forms > MOST_OPEN_FORMS:
                self.notes.append(f"Only {MOST_OPEN_FORMS} words that begin with a star were searched.")
                return LEFT_OUT
        found = [(part.segment, part.segment.of_form(plan.field, plan.pattern)) for part in self.snapshot.parts]
        self.work += sum(int(segment.frequencies(numbers).sum()) for segment, numbers in found) // QUICK
        if sum(len(numbers) for _, numbers in found) > SCORED_WORDS * len(found):
            return plan
        words = {segment.term(plan.field, number) for segment, numbers in found for number in numbers.tolist()}
        return self._scored(plan, words)

    def _scored(self, plan: plans.Prefix | plans.Wildcard, words: set[str]) -> Plan:
        """The words with scores of their own, where they are few."""
        if not words:
            return NOTHING
        if len(words) > SCORED_WORDS:
            return plan
        return self._concept([Term(word, plan.boost, plan.reason, plan.field) for word in sorted(words)], ())

    def _fuzzy(self, plan: plans.Fuzzy) -> Plan:
        self.work += QUICK * sum(part.segment.fields.get(plan.field, (0, 0))[1] for part in self.snapshot.parts)
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
