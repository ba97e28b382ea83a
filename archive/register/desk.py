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

from archive.model import Agreement, Judgement, Record
from archive.model.judgement import Verdict
from archive.register.checking import check
from archive.register.facts import facts_of
from archive.register.linker import Changes, Linker, Register
from archive.register.portion import Holding, differences, part_changes
from archive.register.rulings import rule

if TYPE_CHECKING:
    from archive.catalogue import Catalogue


_CONCLUDED = "concluded"
"""The fact that says up to which state of records and judgements, and by which linker, the register was concluded."""


FEW = 200
"""Up to so many changed documents are linked by themselves; for more it is quicker to know all records."""


@dataclass(frozen=True, slots=True)
class _State:
    """Up to where there is something to conclude from: what comes in later has a higher revision or number."""

    revision: int
    judgements: int
    linker: str

    def __str__(self) -> str:
        return f"{self.revision} {self.judgements} {self.linker}"

    @classmethod
    def read(cls, text: str | None) -> _State | None:
        """The state that was written so; None where there is none."""
        parts = (text or "").split()
        return cls(int(parts[0]), int(parts[1]), parts[2]) if len(parts) == 3 else None


class Desk:
    """Links documents and takes judgements for one catalogue.

    The catalogue remembers up to where the register was concluded, so nothing is missed when a run is interrupted
    between a document's records and their conclusion, and what other processes add meanwhile is taken up. A few changes
    are concluded from the records they concern; where all are needed, they are held in memory from then on.
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

    @property
    def judgements(self) -> list[Judgement]:
        """All judgements, in the order they were made."""
        return self._catalogue.judgements()

    def agreement(self, id: str) -> Agreement | None:
        """The agreement with that id, now or before, after all that has come in is concluded."""
        self.update()
        return self._catalogue.agreement(id)

    def knows(self, key: str) -> bool:
        """True where a record has that key, read from a document or added by a person and not rejected."""
        return bool(self._catalogue.records(keys=[key]) or self._catalogue.agreements_holding(records=[key]))

    def update(self) -> Changes:
        """Conclude what has changed since the catalogue's register was last concluded, and write it."""
        state = self._state()
        if self._catalogue.fact(_CONCLUDED) == str(state):
            # All of it has been written, by this desk or another one.
            self._unwritten = Changes()
            return Changes()
        part = self._update_part() if self._linker is None else None
        if part is not None:
            return part
        self._catch_up()
        return self._write()

    def _update_part(self) -> Changes | None:
        """Conclude only what a few changes concern; None where there are many, or another linker concluded last."""
        with self._catalogue.transaction():
            state, last = self._state(), _State.read(self._catalogue.fact(_CONCLUDED))
            if last is None or last.linker != state.linker or self._catalogue.count_changed(last.revision) > FEW:
                return None
            changes = part_changes(self._catalogue, last.revision, last.judgements)
            self._put(changes, state)
            return changes

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
            made = self._catalogue.judgements()
            records = self._records_about(made, judgements)
            for judgement in judgements:
                check(judgement, made, records, on)
                made.append(judgement)
            try:
                for judgement in judgements:
                    self._catalogue.add_judgement(judgement)
                return self.update()
            except BaseException:
                self._linker = self._seen = None
                raise

    def _records_about(self, made: Sequence[Judgement], judgements: Sequence[Judgement]) -> Mapping[str, Record]:
        """The records of all documents that judgements, made and to be made, are about, and those that people added."""
        holding = Holding(self._catalogue)
        holding.take_about([*made, *judgements])
        return {record.key: record for record in (*holding.records, *rule(made, holding.keys).added)}

    def _state(self) -> _State:
        return _State(self._catalogue.document_revision(), self._catalogue.count_judgements(), linker_digest())

    def _write(self) -> Changes:
        with self._catalogue.transaction():
            changes = self._unwritten
            if changes is None:
                changes = differences(self.register.agreements, self._catalogue.agreements())
            assert self._seen is not None  # noqa: S101 - catching up sets it
            self._put(changes, self._seen)
        self._unwritten = Changes()
        return changes

    def _put(self, changes: Changes, state: _State) -> None:
        """Write what was concluded up to a state."""
        self._catalogue.put_agreements(changes.changed, changes.removed)
        self._catalogue.put_former_ids(dict(changes.moved))
        self._catalogue.put_fact(_CONCLUDED, str(state))


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
