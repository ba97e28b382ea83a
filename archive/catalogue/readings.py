"""What was read from each document: texts, mentions, records, and how each step ended."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from archive.catalogue import schema
from archive.catalogue.clock import now
from archive.catalogue.documents import Documents, chunks
from archive.catalogue.statements import keeping
from archive.model import Fault, Maker, Mention, Outcome, Record, Text, decode, encode
from archive.model.rows import Row, TextRow, pack, quotes_in, record_rows, text_row, unpack
from archive.model.total import ClaimedTotal

Kind = TypeVar("Kind")


@dataclasses.dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How a step ended for a document, as the status page shows it; `maker` and `input` as they were digested."""

    document: str
    step: str
    input: str
    maker: str
    state: str
    faults: tuple[Fault, ...]
    seconds: float
    at: str


_KEEP_TEXT = keeping(schema.texts, "document")
_KEEP_MENTIONS = keeping(schema.mentions, "document")
_KEEP_OUTCOME = keeping(schema.outcomes, "document", "step")
_DESCRIBED = "title", "kind", "language", "published", "site", "url", "pages", "words", "fingerprint", "revision"
_DESCRIBE = (
    update(schema.documents)
    .where(schema.documents.c.id == bindparam("of"))
    .values({name: bindparam(f"{name}_is") for name in _DESCRIBED})
)
_REVISE = (
    update(schema.documents).where(schema.documents.c.id == bindparam("of")).values(revision=bindparam("revision_is"))
)
_DROP_RECORDS = delete(schema.records).where(schema.records.c.document == bindparam("of"))
_ADD_RECORDS = insert(schema.records)


class Readings(Documents):
    """The part of the catalogue that keeps what was read."""

    def put_text(self, text: Text, fingerprint: bytes | None = None) -> None:
        """Keep a parsed text in place of an earlier one and describe its document by it."""
        self.put_text_row(text_row(text, fingerprint))

    def put_text_row(self, row: TextRow) -> None:
        """Keep a parsed text of which the row has been made."""
        with self.transaction() as connection:
            connection.execute(_KEEP_TEXT, {"document": row.document, "body": row.body, "rest": row.rest})
            about = {f"{name}_is": value for name, value in row.about.items()}
            about |= {"of": row.document, "revision_is": self.next_revision(connection)}
            connection.execute(_DESCRIBE, about)

    def text(self, id: str) -> Text | None:
        """The text of a document, None where it has not been parsed."""
        return self.texts([id]).get(id)

    def texts(self, ids: Iterable[str]) -> dict[str, Text]:
        """The texts of the given documents by id; those without a text are left out."""
        with self.reading() as connection:
            return {
                row.document: dataclasses.replace(unpack(row.rest, Text), body=row.body)
                for part in chunks(list(ids))
                for row in connection.execute(select(schema.texts).where(schema.texts.c.document.in_(part)))
            }

    def bodies(self, ids: Iterable[str]) -> dict[str, str]:
        """Only the characters of the given texts, which is much quicker than the whole texts."""
        with self.reading() as connection:
            return {
                row.document: row.body
                for part in chunks(list(ids))
                for row in connection.execute(
                    select(schema.texts.c.document, schema.texts.c.body).where(schema.texts.c.document.in_(part))
                )
            }

    def put_mentions(self, id: str, mentions: Sequence[Mention]) -> None:
        """Keep the mentions of a document in place of earlier ones."""
        self.put_packed_mentions(id, pack(list(mentions)))

    def put_packed_mentions(self, id: str, data: bytes) -> None:
        """Keep the mentions of a document, a list that has been packed."""
        with self.transaction() as connection:
            connection.execute(_KEEP_MENTIONS, {"document": id, "data": data})

    def mentions(self, id: str) -> tuple[Mention, ...]:
        """The mentions of a document in the order of the text."""
        with self.reading() as connection:
            data = connection.execute(select(schema.mentions.c.data).where(schema.mentions.c.document == id)).scalar()
        return () if data is None else tuple(unpack(data, list[Mention]))

    def put_records(self, id: str, records: Sequence[Record], quotes: Mapping[str, str] | None = None) -> None:
        """Keep the records of a document in place of earlier ones; the document gets a new revision.

        `quotes` holds the evidence sentences by record key where the text itself is not at hand.
        """
        if quotes is None:
            quotes = quotes_in(self.bodies([id]).get(id, ""), records) if records else {}
        self.put_record_rows(id, record_rows(records, quotes))

    def put_record_rows(self, id: str, rows: Sequence[Row]) -> None:
        """Keep the records of a document of which the rows have been made."""
        with self.transaction() as connection:
            connection.execute(_DROP_RECORDS, {"of": id})
            if rows:
                connection.execute(_ADD_RECORDS, [row | {"document": id} for row in rows])
            connection.execute(_REVISE, {"of": id, "revision_is": self.next_revision(connection)})

    def quotes(self, document: str | None = None, keys: Iterable[str] | None = None) -> dict[str, str]:
        """The sentences that carry the records of one document, or those with the given keys, or all, by record key."""
        query = select(schema.records.c.key, schema.records.c.quote)
        if document is not None:
            query = query.where(schema.records.c.document == document)
        parts = [None] if keys is None else chunks(list(keys))
        with self.reading() as connection:
            return {
                row.key: row.quote
                for part in parts
                for row in connection.execute(query if part is None else query.where(schema.records.c.key.in_(part)))
            }

    def documents_with_records(self) -> set[str]:
        """The ids of the documents that have records."""
        with self.reading() as connection:
            return set(connection.execute(select(schema.records.c.document).distinct()).scalars())

    def records(
        self,
        document: str | None = None,
        keys: Iterable[str] | None = None,
        documents: Iterable[str] | None = None,
    ) -> list[Record]:
        """The records of one document or several, or those with the given keys, or all of them."""
        query = select(schema.records.c.data).order_by(schema.records.c.document, schema.records.c.position)
        if document is not None:
            query = query.where(schema.records.c.document == document)
        column, wanted = (schema.records.c.key, keys) if documents is None else (schema.records.c.document, documents)
        with self.reading() as connection:
            if wanted is None:
                return [decode(row.data, Record) for row in connection.execute(query)]
            return [
                decode(row.data, Record)
                for part in chunks(list(wanted))
                for row in connection.execute(query.where(column.in_(part)))
            ]

    def quoted_records(self, documents: Iterable[str]) -> dict[str, dict[Record, str]]:
        """The records of the given documents by document, each with the sentence that carries it; all have an entry."""
        ids = list(documents)
        found: dict[str, dict[Record, str]] = {id: {} for id in ids}
        table = schema.records
        columns = table.c.document, table.c.quote, table.c.data
        with self.reading() as connection:
            for part in chunks(ids):
                query = select(*columns).where(table.c.document.in_(part)).order_by(table.c.document, table.c.position)
                for row in connection.execute(query):
                    found[row.document][decode(row.data, Record)] = row.quote
        return found

    def count_records(self) -> int:
        """How many records there are."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.records)).scalar_one()

    def put_totals(self, id: str, totals: Sequence[ClaimedTotal]) -> None:
        """Keep the totals that a document claims in place of earlier ones."""
        table = schema.claimed_totals
        with self.transaction() as connection:
            connection.execute(delete(table).where(table.c.document == id))
            if totals:
                connection.execute(insert(table).values(document=id, data=encode(list(totals)).decode()))

    def totals(self) -> list[ClaimedTotal]:
        """The totals that all documents claim, each number of a document once."""
        query = select(schema.claimed_totals.c.data).order_by(schema.claimed_totals.c.document)
        with self.reading() as connection:
            claims = [claim for row in connection.execute(query) for claim in decode(row.data, list[ClaimedTotal])]
        first: dict[tuple[object, ...], ClaimedTotal] = {}
        for claim in claims:
            first.setdefault((claim.document, claim.counted, claim.number, claim.home and claim.home.key), claim)
        return list(first.values())

    def put_outcome(self, outcome: Outcome) -> None:
        """Note how a step ended; the last time counts."""
        values = {
            "document": outcome.document,
            "step": outcome.step,
            "input": outcome.input,
            "maker": maker_key(outcome.maker),
            "state": outcome.state,
            "faults": encode(list(outcome.faults)).decode(),
            "seconds": outcome.seconds,
            "at": outcome.at or now(),
        }
        with self.transaction() as connection:
            connection.execute(_KEEP_OUTCOME, values)

    def outcomes(
        self, *, document: str | None = None, step: str | None = None, state: str | None = None, faulty: bool = False
    ) -> list[OutcomeRow]:
        """How steps ended, by document and step; with `faulty` only those that left a fault."""
        table = schema.outcomes
        query = select(table).order_by(table.c.document, table.c.step)
        for column, value in ((table.c.document, document), (table.c.step, step), (table.c.state, state)):
            if value is not None:
                query = query.where(column == value)
        if faulty:
            query = query.where(table.c.faults != "[]")
        with self.reading() as connection:
            return [
                OutcomeRow(**(dict(row._mapping) | {"faults": tuple(decode(row.faults, list[Fault]))}))
                for row in connection.execute(query)
            ]

    def done_with(self, step: str) -> dict[str, tuple[str, str]]:
        """Input and maker of the last outcome of a step, by document; where they differ today, the step is due."""
        table = schema.outcomes
        with self.reading() as connection:
            rows = connection.execute(
                select(table.c.document, table.c.input, table.c.maker).where(table.c.step == step)
            )
            return {row.document: (row.input, row.maker) for row in rows}

    def each_record(self) -> Iterator[Record]:
        """Every record, one after the other, without holding all in memory."""
        with self.reading() as connection:
            for row in connection.execution_options(yield_per=1000).execute(
                select(schema.records.c.data).order_by(schema.records.c.document, schema.records.c.position)
            ):
                yield decode(row.data, Record)


def maker_key(maker: Maker) -> str:
    """A maker as one string."""
    return f"{maker.name} {maker.version} {maker.digest}"
