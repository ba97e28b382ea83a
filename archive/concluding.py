"""Keeps the register in the catalogue up to date with records and judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from archive import register
from archive.catalogue import Catalogue, DocumentRow
from archive.model import Agreement, Judgement, PartialDate
from archive.register import Changes, DocumentFacts, Linker

_LINKED = "linked"
"""The fact that says up to which revision, how many judgements and by which linker the register was concluded."""


class Concluder:
    """Concludes agreements from records and judgements and writes what changed.

    The catalogue remembers up to where the register was concluded, so nothing is missed when a run is interrupted
    between a document's records and their conclusion.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._linker: Linker | None = None

    def update(self) -> Changes:
        """Conclude anew what changed since the last time."""
        before, now = self.catalogue.fact(_LINKED), self._state()
        if before == now:
            return Changes()
        if self._linker is None or before is None:
            return self._conclude_everything(now)
        revision, judged, _ = before.split()
        changes = [self._replace(row) for row in self.catalogue.changed_since(int(revision))]
        judgements = self.catalogue.judgements()[int(judged) :]
        if judgements:
            changes.append(self._linker.judge(*judgements))
        return self._write(_together(changes), now)

    def judge(self, judgement: Judgement) -> Changes:
        """Keep a judgement and conclude what follows from it."""
        self.catalogue.add_judgement(judgement)
        return self.update()

    @property
    def linker(self) -> Linker:
        """The linker with everything that the catalogue holds."""
        self.update()
        if self._linker is None:
            self._linker = self._load()
        return self._linker

    def _load(self) -> Linker:
        wanted = self.catalogue.documents_with_records()
        quotes = self.catalogue.quotes()
        records = list(self.catalogue.each_record())
        of_document: dict[str, dict[str, str]] = {}
        for record in records:
            of_document.setdefault(record.document, {})[record.key] = quotes[record.key]
        facts = {
            row.id: facts_of(row, of_document.get(row.id, {})) for row in self.catalogue.documents() if row.id in wanted
        }
        return Linker(records, self.catalogue.judgements(), facts)

    def _conclude_everything(self, state: str) -> Changes:
        """The whole register from nothing, written as the differences to what is there."""
        self._linker = self._load()
        now = {agreement.id: agreement for agreement in self._linker.register().agreements}
        before = {agreement.id: agreement for agreement in self.catalogue.agreements()}
        changed = tuple(agreement for id, agreement in now.items() if before.get(id) != agreement)
        removed = tuple(sorted(before.keys() - now.keys()))
        moved = register.moved([before[id] for id in removed], now.values())
        return self._write(Changes(changed, removed, moved), state)

    def _replace(self, row: DocumentRow) -> Changes:
        assert self._linker is not None  # noqa: S101 - only called once it is loaded
        records = self.catalogue.records(document=row.id)
        return self._linker.replace(row.id, records, facts_of(row, self.catalogue.quotes(document=row.id)))

    def _write(self, changes: Changes, state: str) -> Changes:
        with self.catalogue.transaction():
            self.catalogue.put_agreements(changes.changed, changes.removed)
            self.catalogue.put_former_ids(dict(changes.moved))
            self.catalogue.put_fact(_LINKED, state)
        return changes

    def _state(self) -> str:
        """Up to where there is something to conclude from; what comes in later has a higher revision."""
        return f"{self.catalogue.document_revision()} {len(self.catalogue.judgements())} {linker_digest()}"


def facts_of(row: DocumentRow, quotes: dict[str, str]) -> DocumentFacts:
    """A document as the register sees it."""
    return DocumentFacts(
        id=row.id,
        kind=row.kind or "other",
        language=row.language or "und",
        published=PartialDate(row.published) if row.published else None,
        title=row.title,
        source=row.site,
        story=row.story,
        url=row.url,
        quotes=quotes,
    )


@cache
def linker_digest() -> str:
    """A digest of the code and data that link: when it changes, everything is concluded anew."""
    digest = hashlib.sha256()
    for path in sorted(Path(register.__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _together(changes: Iterable[Changes]) -> Changes:
    """Several changes, one after the other, as one."""
    changed: dict[str, Agreement] = {}
    removed: set[str] = set()
    moved: dict[str, str] = {}
    for change in changes:
        for agreement in change.changed:
            changed[agreement.id] = agreement
            removed.discard(agreement.id)
        for id in change.removed:
            changed.pop(id, None)
            removed.add(id)
        moved.update(change.moved)
    return Changes(tuple(changed.values()), tuple(sorted(removed)), moved)
