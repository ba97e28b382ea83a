"""Concluding a part of the register: what a few documents and judgements concern, and nothing else.

The register falls into neighbourhoods: all records of one home and one partner by their names. Agreements of different
neighbourhoods share neither records nor ids, unless a person joined them; so a neighbourhood that is read whole, with
those that people tied to it, is concluded as in the whole register. A property test holds this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from archive.model import Agreement, Judgement, Record
from archive.register.blocks import Block, block_of
from archive.register.facts import facts_of
from archive.register.keys import read_key
from archive.register.linker import Changes, Linker, moved
from archive.register.rulings import Rulings, rule
from archive.register.slugs import bare, slug

if TYPE_CHECKING:
    from archive.catalogue import Catalogue

Neighbourhood = tuple[str, str]
"""The slug of the home, of whatever level, and the bare name of the partner."""


class Holding:
    """The records of some documents, each document read once from the catalogue and whole."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._of_document: dict[str, list[Record]] = {}

    def take(self, documents: Iterable[str]) -> None:
        """Read the records of these documents too."""
        fresh = sorted(set(documents) - self._of_document.keys())
        self._of_document |= {document: [] for document in fresh}
        for record in self._catalogue.records(documents=fresh):
            self._of_document[record.document].append(record)

    def take_about(self, judgements: Iterable[Judgement]) -> None:
        """Read the records of the documents that judgements are about."""
        keys = (read_key(key) for judgement in judgements for key in judgement.about)
        self.take(key.document for key in keys if key is not None)

    @property
    def records(self) -> list[Record]:
        """All that were read."""
        return [record for records in self._of_document.values() for record in records]

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The record keys of each document."""
        return {document: [record.key for record in records] for document, records in self._of_document.items()}

    def linker(self, judgements: Sequence[Judgement]) -> Linker:
        """A linker over these records alone; right for neighbourhoods that are read whole."""
        records, keys = self.records, self.keys
        quotes = self._catalogue.quotes(keys=[record.key for record in records])
        rows = self._catalogue.documents({record.document for record in records})
        facts = {row.id: facts_of(row, {key: quotes.get(key, "") for key in keys[row.id]}) for row in rows}
        return Linker(records, judgements, facts)


def part_changes(catalogue: Catalogue, revision: int, judgements: int) -> Changes:
    """How the catalogue's register must change for what has come in since it was concluded.

    It was concluded up to a revision of the documents and a number of judgements. Nothing is written.
    """
    return _Portion(catalogue, revision, judgements).changes()


def differences(now: Iterable[Agreement], kept: Iterable[Agreement]) -> Changes:
    """What makes the agreements that are kept those that there should be now."""
    after = {agreement.id: agreement for agreement in now}
    before = {agreement.id: agreement for agreement in kept}
    gone = sorted(before.keys() - after.keys())
    changed = tuple(after[id] for id in sorted(after) if before.get(id) != after[id])
    return Changes(changed, tuple(gone), moved([before[id] for id in gone], after.values()))


class _Portion:
    def __init__(self, catalogue: Catalogue, revision: int, judgements: int) -> None:
        self._catalogue = catalogue
        self._judgements = catalogue.judgements()
        self._fresh = [row.id for row in catalogue.changed_since(revision)]
        self._holding = Holding(catalogue)
        self._holding.take(self._fresh)
        self._holding.take_about(self._judgements)
        before = rule(self._judgements[:judgements], self._holding.keys)
        self._rulings = rule(self._judgements, self._holding.keys)
        self._ruled = _ruled_otherwise(before, self._rulings)
        self._kept: dict[str, Agreement] = {}
        self._scope: set[Neighbourhood] = set()

    def changes(self) -> Changes:
        """Find the neighbourhoods concerned, link them, and compare with what is kept of them."""
        self._find_scope()
        linker = self._holding.linker(self._judgements)
        concerned = [
            agreement
            for agreement in linker.register().agreements
            if any(view and _near(view.block) in self._scope for view in map(linker.view, agreement.records))
        ]
        return differences(concerned, self._kept.values())

    def _find_scope(self) -> None:
        """Widen the scope until it holds all that is tied to it, and the kept agreements of all of it."""
        named: dict[Neighbourhood, list[str]] = {}
        for id, home, partner in self._catalogue.agreement_names():
            named.setdefault((slug(home), bare(partner)), []).append(id)
        hands = [record.document for record in self._rulings.added]
        self._keep(self._catalogue.agreements_holding(documents=[*self._fresh, *hands], records=self._ruled))
        fresh = set(self._fresh)
        self._scope |= self._places(
            record for record in self._records() if record.document in fresh or record.key in self._ruled
        )
        size = -1
        while size != len(self._scope) + len(self._kept):
            size = len(self._scope) + len(self._kept)
            # An agreement that a person joined out of several neighbourhoods is found by its records in this one.
            inside = [record.key for record in self._records() if self._places([record]) & self._scope]
            self._keep(
                {id for place in self._scope for id in named.get(place, ())}
                | self._catalogue.agreements_holding(records=inside)
            )

    def _keep(self, ids: Iterable[str]) -> None:
        """Know these agreements of the catalogue, with their neighbourhoods and all their documents."""
        found = self._catalogue.agreements_by_id(sorted(set(ids) - self._kept.keys()))
        self._kept |= found
        self._holding.take(link.document for agreement in found.values() for link in agreement.links)
        records = {key for agreement in found.values() for key in agreement.records}
        self._scope |= {(slug(one.home.name), bare(one.partner.name)) for one in found.values()}
        self._scope |= self._places(record for record in self._records() if record.key in records)

    def _records(self) -> list[Record]:
        return [*self._holding.records, *self._rulings.added]

    def _places(self, records: Iterable[Record]) -> set[Neighbourhood]:
        """The neighbourhoods of records, as corrected; rejected and hidden ones have none."""
        counted = (record for record in records if self._rulings.counts(record.key))
        return {_near(block_of(self._rulings.corrected(record))) for record in counted}


def _near(block: Block) -> Neighbourhood:
    home, _, partner = block
    return (home, partner)


def _ruled_otherwise(before: Rulings, now: Rulings) -> set[str]:
    """The keys of records for which the rulings changed."""
    one, other = before.by_key(), now.by_key()
    changed = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    return changed | {record.key for record in before.added} ^ {record.key for record in now.added}
