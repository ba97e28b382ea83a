"""The register of one archive, kept in its catalogue.

Everything that changes the register goes through here: documents that were read anew, and judgements by people. What
is concluded is written to the catalogue in one transaction with its cause.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archive.model import Judgement, PartialDate, Record
from archive.model.judgement import Verdict
from archive.register.checking import check
from archive.register.facts import DocumentFacts
from archive.register.linker import Changes, Linker, Register

if TYPE_CHECKING:
    from archive.catalogue import Catalogue, DocumentRow


class Desk:
    """Links documents and takes judgements for one catalogue.

    It holds the records in memory from the first use on, and reads them anew where another process has changed the
    catalogue meanwhile.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._linker: Linker | None = None
        self._revision: str | None = None

    @property
    def linker(self) -> Linker:
        """The linker over all records of the catalogue."""
        if self._linker is None or self._revision != self._catalogue.fact("revision"):
            self._revision = self._catalogue.fact("revision")
            self._linker = Linker(
                self._catalogue.each_record(), self._catalogue.judgements(), facts_of(self._catalogue.documents())
            )
        return self._linker

    @property
    def register(self) -> Register:
        """The whole register as it stands."""
        return self.linker.register()

    def rebuild(self) -> Changes:
        """Link everything anew and bring the catalogue in line with the result."""
        self._linker = None
        kept = {agreement.id: agreement for agreement in self._catalogue.agreements()}
        now = {agreement.id: agreement for agreement in self.register.agreements}
        gone = kept.keys() - now.keys()
        home = {key: agreement.id for agreement in now.values() for key in agreement.records}
        moved = {id: home[key] for id in sorted(gone) for key in kept[id].records if key in home}
        changes = Changes(tuple(now[id] for id in sorted(now) if kept.get(id) != now[id]), tuple(sorted(gone)), moved)
        self._write(changes)
        return changes

    def update(self, documents: Iterable[str]) -> Changes:
        """Link the given documents as the catalogue has them now; those that are gone are forgotten."""
        linker = self._linker
        if linker is None:
            return self.rebuild()
        found: list[Changes] = []
        for portion in _portions(sorted(set(documents)), 200):
            facts = facts_of(self._catalogue.documents(portion))
            found += [linker.replace(id, self._catalogue.records(document=id), facts.get(id)) for id in portion]
        changes = together(found)
        self._write(changes)
        return changes

    def judge(
        self,
        verdict: Verdict,
        about: Sequence[str],
        who: str,
        *,
        why: str = "",
        slot: str | None = None,
        value: Any = None,
        now: datetime.datetime | None = None,
    ) -> tuple[Judgement, Changes]:
        """Make, keep and follow a judgement. Raises JudgementError, with nothing kept, where it cannot be taken."""
        moment = now or datetime.datetime.now(tz=datetime.UTC)
        judgement = Judgement(
            id=uuid.uuid4().hex[:12],
            verdict=verdict,
            about=tuple(about),
            who=who,
            at=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            why=why,
            slot=slot,
            value=value,
        )
        return judgement, self.take([judgement], on=moment.date())

    def take(self, judgements: Sequence[Judgement], on: datetime.date | None = None) -> Changes:
        """Keep judgements and follow them, all or none. Raises JudgementError where one cannot be taken."""
        # The lock comes first, so that no other process judges or links between the check and the writing.
        with self._catalogue.transaction() as connection:
            linker = self.linker
            made = list(linker.judgements)
            for judgement in judgements:
                check(judgement, made, self._records_about(judgement, made), on)
                made.append(judgement)
            try:
                for judgement in judgements:
                    self._catalogue.add_judgement(judgement)
                self._catalogue.next_revision(connection)
                changes = linker.judge(*judgements)
                self._write(changes)
            except BaseException:
                self._linker = None
                raise
        return changes

    def _records_about(self, judgement: Judgement, made: Iterable[Judgement]) -> Mapping[str, Record]:
        keys = {key for entry in (judgement, *made) for key in entry.about}
        found = {key: record for key in keys if (record := self.linker.record(key)) is not None}
        documents = {record.document for record in found.values()}
        return {record.key: record for id in sorted(documents) for record in self.linker.records_of(id)} | found

    def _write(self, changes: Changes) -> None:
        with self._catalogue.transaction():
            self._catalogue.put_agreements(changes.changed, changes.removed)
            self._catalogue.put_former_ids(dict(changes.moved))
        self._revision = self._catalogue.fact("revision")


def facts_of(rows: Iterable[DocumentRow]) -> dict[str, DocumentFacts]:
    """What the register needs to know of documents, out of their rows in the catalogue."""
    return {
        row.id: DocumentFacts(
            id=row.id,
            kind=row.kind or "other",  # type: ignore[arg-type]
            language=row.language or "und",  # type: ignore[arg-type]
            published=PartialDate(row.published) if row.published else None,
            title=row.title,
            source=row.site,
            story=row.story,
            url=row.url,
        )
        for row in rows
    }


def together(steps: Iterable[Changes]) -> Changes:
    """Several steps, one after the other, as one."""
    changed: dict[str, Any] = {}
    removed: set[str] = set()
    moved: dict[str, str] = {}
    for step in steps:
        for id in step.removed:
            changed.pop(id, None)
            removed.add(id)
        for agreement in step.changed:
            changed[agreement.id] = agreement
            removed.discard(agreement.id)
            moved.pop(agreement.id, None)
        moved.update(step.moved)
        moved = {old: step.moved.get(new, new) for old, new in moved.items()}
    return Changes(
        tuple(changed[id] for id in sorted(changed)),
        tuple(sorted(removed)),
        {old: new for old, new in moved.items() if new not in removed},
    )


def _portions(ids: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
