"""The register of one archive, kept in its catalogue.

Everything that changes the register goes through here: documents that were read anew, and judgements by people. What
is concluded is written to the catalogue in one transaction with its cause.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.model import Judgement, PartialDate, Record
from archive.model.judgement import Verdict
from archive.register.checking import check
from archive.register.facts import DocumentFacts
from archive.register.linker import Changes, Linker, Register, moved

if TYPE_CHECKING:
    from archive.catalogue import Catalogue, DocumentRow


_CONCLUDED = "concluded"
"""The fact that says up to which state of records and judgements, and by which linker, the register was concluded."""


@dataclass(frozen=True, slots=True)
class _State:
    """Up to where there is something to conclude from: what comes in later has a higher revision or number."""

    revision: int
    judgements: int
    linker: str

    def __str__(self) -> str:
        return f"{self.revision} {self.judgements} {self.linker}"


class Desk:
    """Links documents and takes judgements for one catalogue.

    It holds the records in memory from the first use on. The catalogue remembers up to where the register was
    concluded, so nothing is missed when a run is interrupted between a document's records and their conclusion, and
    what other processes add meanwhile is taken up.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._linker: Linker | None = None
        self._seen: _State | None = None
        # What the linker concluded that is not written yet; None where that has to be found out by comparison.
        self._unwritten: Changes | None = None

    @property
    def linker(self) -> Linker:
        """The linker over all records of the catalogue as they are now."""
        self._catch_up()
        assert self._linker is not None  # noqa: S101 - catching up makes one
        return self._linker

    @property
    def register(self) -> Register:
        """The whole register as it stands."""
        return self.linker.register()

    def update(self) -> Changes:
        """Conclude what has changed since the catalogue's register was last concluded, and write it."""
        state = self._state()
        if self._catalogue.fact(_CONCLUDED) == str(state):
            # All of it has been written, by this desk or another one.
            self._unwritten = Changes()
            return Changes()
        self._catch_up()
        return self._write()

    def rebuild(self) -> Changes:
        """Link everything anew and bring the catalogue in line with the result."""
        self._linker = self._seen = None
        self._catch_up()
        return self._write()

    def _catch_up(self) -> None:
        """Bring the linker up to the catalogue."""
        state, seen = self._state(), self._seen
        if self._linker is None or seen is None:
            self._linker = self._load()
            self._seen, self._unwritten = state, None
            return
        found: list[Changes] = []
        if state.revision != seen.revision:
            rows = self._catalogue.changed_since(seen.revision)
            quoted = self._catalogue.quoted_records(row.id for row in rows)
            for row in rows:
                quotes = {record.key: quote for record, quote in quoted[row.id].items()}
                found.append(self._linker.replace(row.id, list(quoted[row.id]), facts_of(row, quotes)))
        if state.judgements != seen.judgements:
            found.append(self._linker.judge(*self._catalogue.judgements()[seen.judgements : state.judgements]))
        self._seen = state
        if self._unwritten is not None:
            self._unwritten = together([self._unwritten, *found])

    def _load(self) -> Linker:
        records = list(self._catalogue.each_record())
        quotes = self._catalogue.quotes()
        of_document: dict[str, dict[str, str]] = {}
        for record in records:
            of_document.setdefault(record.document, {})[record.key] = quotes.get(record.key, "")
        facts = {
            row.id: facts_of(row, of_document[row.id]) for row in self._catalogue.documents() if row.id in of_document
        }
        return Linker(records, self._catalogue.judgements(), facts)

    def _differences(self) -> Changes:
        """What differs between the register as it should be and the one in the catalogue."""
        now = {agreement.id: agreement for agreement in self.linker.register().agreements}
        kept = {agreement.id: agreement for agreement in self._catalogue.agreements()}
        gone = sorted(kept.keys() - now.keys())
        changed = tuple(now[id] for id in sorted(now) if kept.get(id) != now[id])
        return Changes(changed, tuple(gone), moved([kept[id] for id in gone], now.values()))

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
        judgement = new_judgement(verdict, about, who, why=why, slot=slot, value=value, now=moment)
        return judgement, self.take([judgement], on=moment.date())

    def take(self, judgements: Sequence[Judgement], on: datetime.date | None = None) -> Changes:
        """Keep judgements and follow them, all or none. Raises JudgementError where one cannot be taken."""
        # The lock comes first, so that no other process judges or links between the check and the writing.
        with self._catalogue.transaction():
            self.update()
            made = list(self.linker.judgements)
            for judgement in judgements:
                check(judgement, made, self._records_about(judgement, made), on)
                made.append(judgement)
            try:
                for judgement in judgements:
                    self._catalogue.add_judgement(judgement)
                return self.update()
            except BaseException:
                self._linker = self._seen = None
                raise

    def _records_about(self, judgement: Judgement, made: Iterable[Judgement]) -> Mapping[str, Record]:
        keys = {key for entry in (judgement, *made) for key in entry.about}
        found = {key: record for key in keys if (record := self.linker.record(key)) is not None}
        documents = {record.document for record in found.values()}
        return {record.key: record for id in sorted(documents) for record in self.linker.records_of(id)} | found

    def _state(self) -> _State:
        return _State(self._catalogue.document_revision(), self._catalogue.count_judgements(), linker_digest())

    def _write(self) -> Changes:
        with self._catalogue.transaction():
            changes = self._differences() if self._unwritten is None else self._unwritten
            self._catalogue.put_agreements(changes.changed, changes.removed)
            self._catalogue.put_former_ids(dict(changes.moved))
            self._catalogue.put_fact(_CONCLUDED, str(self._seen))
        self._unwritten = Changes()
        return changes


def new_judgement(
    verdict: Verdict,
    about: Sequence[str],
    who: str,
    *,
    why: str = "",
    slot: str | None = None,
    value: Any = None,
    now: datetime.datetime | None = None,
) -> Judgement:
    """A judgement with an id and a time; it is not taken yet."""
    moment = now or datetime.datetime.now(tz=datetime.UTC)
    at = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Judgement(uuid.uuid4().hex[:12], verdict, tuple(about), who, at, why, slot, value)


def facts_of(row: DocumentRow, quotes: Mapping[str, str]) -> DocumentFacts:
    """What the register needs to know of a document, out of its row in the catalogue."""
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
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
