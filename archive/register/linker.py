"""The register: all agreements, and how they change when a document or a judgement comes in.

`link` builds the whole register from nothing. `Linker` keeps it up to date: a document's records are linked again only
within their blocks, and the result is the same as if everything had been linked anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive.model import Agreement, Judgement, Party, Record
from archive.register.blocks import Block, block_of, representatives
from archive.register.cluster import Doubt, cluster
from archive.register.consolidate import Member, conclude, own_texts
from archive.register.facts import DocumentFacts
from archive.register.naming import name, numbered, rank
from archive.register.roles import links
from archive.register.rulings import Contradiction, Rulings, rule
from archive.register.view import View, view_of


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that the archive concludes.

    `orphans` are judgements whose record is gone, `contradictions` those that earlier judgements forbid, `doubts` the
    close decisions.
    """

    agreements: tuple[Agreement, ...] = ()
    orphans: tuple[Judgement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def agreement(self, id: str) -> Agreement | None:
        """The agreement with that id."""
        return next((agreement for agreement in self.agreements if agreement.id == id), None)

    def holding(self, record: str) -> Agreement | None:
        """The agreement that the record belongs to."""
        return next((agreement for agreement in self.agreements if record in agreement.records), None)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one step changed: agreements that are new or different, ids that are gone, and where those lead now."""

    changed: tuple[Agreement, ...] = ()
    removed: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    """What was concluded for one component of blocks."""

    agreements: list[Agreement]
    doubts: list[Doubt]


def link(
    records: Iterable[Record],
    judgements: Sequence[Judgement] = (),
    documents: Mapping[str, DocumentFacts] | None = None,
) -> Register:
    """The register of all records; pure, and independent of the order of the records."""
    return Linker(records, judgements, documents or {}).register()


class Linker:
    """A register that is kept up to date document by document."""

    def __init__(
        self,
        records: Iterable[Record] = (),
        judgements: Sequence[Judgement] = (),
        documents: Mapping[str, DocumentFacts] | None = None,
    ) -> None:
        self._facts: dict[str, DocumentFacts] = dict(documents or {})
        self._raw: dict[str, Record] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._records: dict[str, Record] = {}
        self._views: dict[str, View] = {}
        self._own_of: dict[str, frozenset[str]] = {}
        self._blocks: dict[Block, set[str]] = {}
        self._parts: dict[Block, _Part] = {}
        self._component: dict[Block, frozenset[Block]] = {}
        self._named: dict[str, dict[str, Agreement]] = {}
        self._finals: dict[str, tuple[str, ...]] = {}
        self._by_first: dict[str, Agreement] = {}
        self._judgements: tuple[Judgement, ...] = tuple(judgements)
        self._rulings = Rulings()
        self._group_of: dict[str, frozenset[str]] = {}
        self._apart_of: dict[str, set[frozenset[str]]] = {}
        by_document: dict[str, list[Record]] = {}
        for record in records:
            by_document.setdefault(record.document, []).append(record)
        for document, found in by_document.items():
            self._hold(document, found)
        self._follow(rule(self._judgements, self._keys))
        for record in self._rulings.added:
            self._hold(record.document, [record])
        self._place(self._raw)
        self._link(set(self._blocks))

    @property
    def rulings(self) -> Rulings:
        """The judgements as they are applied."""
        return self._rulings

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in the order they were made."""
        return self._judgements

    def record(self, key: str) -> Record | None:
        """The record as the extractor (or a person who added it) made it, without corrections."""
        return self._raw.get(key)

    def records_of(self, document: str) -> tuple[Record, ...]:
        """The records of a document, as extracted."""
        return tuple(self._raw[key] for key in self._keys.get(document, ()))

    def view(self, key: str) -> View | None:
        """What the comparison sees of a record; None where it takes no part in the register."""
        return self._views.get(key)

    def register(self) -> Register:
        """The whole register as it stands."""
        agreements = sorted(self._by_first.values(), key=lambda agreement: agreement.id)
        doubts = {doubt for part in self._parts.values() for doubt in part.doubts}
        return Register(
            agreements=tuple(agreements),
            orphans=self._rulings.orphans,
            contradictions=self._rulings.contradictions,
            doubts=tuple(sorted(doubts, key=lambda doubt: (abs(doubt.points), doubt.one, doubt.other))),
        )

    def replace(self, document: str, records: Sequence[Record], facts: DocumentFacts | None = None) -> Changes:
        """Take the records of one document in place of those it had; none at all removes the document."""
        wrong = [record.key for record in records if record.document != document]
        if wrong:
            raise ValueError(f"{wrong[0]} is not a record of document {document}")
        before = set(self._keys.get(document, ()))
        touched = {self._block(key) for key in before}
        if facts is not None:
            self._facts[document] = facts
        for key in before:
            self._drop(key)
        self._hold(document, records)
        touched |= self._rule()
        fresh = self._keys.get(document, ())
        self._place(fresh)
        touched |= {self._block(key) for key in fresh}
        return self._link({block for block in touched if block is not None})

    add = replace

    def remove(self, document: str) -> Changes:
        """Forget a document and its records."""
        changes = self.replace(document, ())
        self._facts.pop(document, None)
        return changes

    def judge(self, *judgements: Judgement) -> Changes:
        """Follow further judgements."""
        self._judgements += judgements
        touched = self._rule()
        return self._link({block for block in touched if block is not None})

    def _hold(self, document: str, records: Sequence[Record]) -> None:
        """Know the records of a document; of records with the same key the first counts."""
        for record in records:
            self._raw.setdefault(record.key, record)
        keys = tuple(sorted({record.key for record in records}))
        if keys:
            self._keys[document] = keys
        else:
            self._keys.pop(document, None)

    def _drop(self, key: str) -> None:
        self._raw.pop(key, None)
        self._unplace(key)

    def _block(self, key: str) -> Block | None:
        record = self._records.get(key)
        return block_of(record) if record is not None else None

    def _unplace(self, key: str) -> None:
        record = self._records.pop(key, None)
        self._views.pop(key, None)
        if record is None:
            return
        members = self._blocks.get(block_of(record))
        if members is not None:
            members.discard(key)

    def _place(self, keys: Iterable[str]) -> None:
        """Put records, as corrected, into their blocks; rejected and hidden ones stay out."""
        documents: set[str] = set()
        for key in keys:
            raw = self._raw[key]
            documents.add(raw.document)
            self._unplace(key)
            if not self._rulings.counts(key):
                continue
            record = self._rulings.corrected(raw)
            self._records[key] = record
            self._views[key] = view_of(record, self._facts.get(record.document))
            self._blocks.setdefault(block_of(record), set()).add(key)
        for document in documents:
            here = [self._records[key] for key in self._keys.get(document, ()) if key in self._records]
            self._own_of[document] = own_texts(here, self._facts)

    def _follow(self, rulings: Rulings) -> None:
        self._rulings = rulings
        self._group_of = {key: group for group in rulings.same for key in group}
        self._apart_of = {}
        for pair in rulings.apart:
            for key in pair:
                self._apart_of.setdefault(key, set()).add(pair)

    def _rule(self) -> set[Block | None]:
        """Apply the judgements anew; the blocks of all records for which something changed."""
        before = self._rulings.by_key()
        hand = {record.key: record for record in self._rulings.added}
        documents = {key: keys for key, keys in self._keys.items() if key not in hand}
        self._follow(rule(self._judgements, documents))
        after = self._rulings.by_key()
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        fresh = {record.key: record for record in self._rulings.added}
        touched: set[Block | None] = set()
        for key in hand.keys() - fresh.keys():
            touched.add(self._block(key))
            self._drop(key)
            self._keys.pop(hand[key].document, None)
        for key in fresh.keys() - hand.keys():
            self._hold(fresh[key].document, [fresh[key]])
            changed.add(key)
        concerned = {key for key in changed if key in self._raw}
        # All records of a document may change their part when one of them is ruled out.
        concerned |= {other for key in concerned for other in self._keys.get(self._raw[key].document, ())}
        touched |= {self._block(key) for key in concerned}
        self._place(concerned)
        return touched | {self._block(key) for key in concerned}

    def _link(self, touched: set[Block]) -> Changes:
        """Link the touched blocks anew, together with those that people's judgements tie to them."""
        tied = self._ties()
        scope = self._closure(touched, tied)
        before: dict[str, Agreement] = {}
        names: set[str] = set()
        for root in {min(self._component.pop(block, frozenset({block}))) for block in scope}:
            old = self._parts.pop(root, None)
            for agreement in old.agreements if old else ():
                names.add(self._unname(agreement))
        left = set(scope)
        while left:
            component = self._closure({left.pop()}, tied)
            left -= component
            keys = sorted(key for block in component for key in self._blocks.get(block, ()))
            for block in component:
                if not self._blocks.get(block):
                    self._blocks.pop(block, None)
            if not keys:
                continue
            if len(component) > 1:
                self._component.update(dict.fromkeys(component, frozenset(component)))
            part = self._conclude(keys)
            self._parts[min(component)] = part
            for agreement in part.agreements:
                base = name(agreement)
                names.add(base)
                self._named.setdefault(base, {})[agreement.records[0]] = agreement
        return self._number(names, before)

    def _ties(self) -> dict[Block, set[Block]]:
        """For each block, the others that a person joined a record with."""
        tied: dict[Block, set[Block]] = {}
        for group in self._rulings.same:
            blocks = {block_of(self._records[key]) for key in group if key in self._records}
            if len(blocks) > 1:
                for block in blocks:
                    tied.setdefault(block, set()).update(blocks)
        return tied

    def _closure(self, blocks: set[Block], tied: Mapping[Block, set[Block]]) -> set[Block]:
        """The blocks and all that were or are tied to them."""
        found: set[Block] = set()
        waiting = list(blocks)
        while waiting:
            block = waiting.pop()
            if block not in found:
                found.add(block)
                waiting.extend(tied.get(block, ()))
                waiting.extend(self._component.get(block, ()))
        return found

    def _conclude(self, keys: Sequence[str]) -> _Part:
        """The agreements of the records of one component, without ids."""
        records = {key: self._records[key] for key in keys}
        views = {key: self._views[key] for key in keys}
        same = {self._group_of[key] for key in keys if key in self._group_of}
        apart = {pair for key in keys for pair in self._apart_of.get(key, ())}
        groups, doubts = cluster(records, views, same, apart)
        partners = self._partners(records.values())
        agreements = []
        for group in groups:
            members = [self._member(key) for key in group]
            agreement = conclude(members, self._rulings, partners)
            found = {member.record.document: self._own_member(member.record.document) for member in members}
            texts = {document: member for document, member in found.items() if member is not None}
            agreements.append(dataclasses.replace(agreement, links=links(agreement, members, texts)))
        return _Part(agreements, doubts)

    def _partners(self, records: Iterable[Record]) -> dict[tuple[Block, str], Party]:
        """For each partner of each block, by key, the one that stands for it in all agreements."""
        counts: dict[Block, dict[str, tuple[Party, int]]] = {}
        for record in records:
            here = counts.setdefault(block_of(record), {})
            party, number = here.get(record.partner.value.key, (record.partner.value, 0))
            here[party.key] = (party, number + 1)
        return {(block, key): party for block, here in counts.items() for key, party in representatives(here).items()}

    def _member(self, key: str) -> Member:
        record = self._records[key]
        own = key in self._own_of.get(record.document, ())
        return Member(record, self._facts.get(record.document), own)

    def _own_member(self, document: str) -> Member | None:
        own = self._own_of.get(document, frozenset())
        return self._member(next(iter(own))) if own else None

    def _number(self, names: set[str], before: dict[str, Agreement]) -> Changes:
        """Give ids to all agreements of the given names, and tell what changed."""
        for base in names:
            for first in self._finals.pop(base, ()):
                old = self._by_first.pop(first, None)
                if old is not None:
                    before[old.id] = old
        after: dict[str, Agreement] = {}
        for base in sorted(names):
            here = sorted(self._named.get(base, {}).values(), key=rank)
            for position, agreement in enumerate(here):
                final = dataclasses.replace(agreement, id=numbered(base, position))
                after[final.id] = final
                self._by_first[final.records[0]] = final
            if here:
                self._finals[base] = tuple(agreement.records[0] for agreement in here)
        changed = tuple(after[id] for id in sorted(after) if before.get(id) != after[id])
        removed = tuple(sorted(before.keys() - after.keys()))
        return Changes(changed, removed, moved([before[id] for id in removed], after.values()))

    def _unname(self, agreement: Agreement) -> str:
        base = name(agreement)
        here = self._named.get(base, {})
        here.pop(agreement.records[0], None)
        if not here:
            self._named.pop(base, None)
        return base


def moved(gone: Sequence[Agreement], now: Iterable[Agreement]) -> dict[str, str]:
    """For ids that are gone, the agreement that holds most of their records now."""
    place = {key: agreement.id for agreement in now for key in agreement.records}
    found: dict[str, str] = {}
    for agreement in gone:
        counts: dict[str, int] = {}
        for key in agreement.records:
            if key in place:
                counts[place[key]] = counts.get(place[key], 0) + 1
        if counts:
            found[agreement.id] = min(counts, key=lambda id: (-counts[id], id))
    return found
