"""Decisions by people: only ever added."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from archive.catalogue import schema
from archive.catalogue.agreements import Agreements
from archive.model import Judgement, decode, encode


class Judgements(Agreements):
    """The part of the catalogue that keeps what people decided."""

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a judgement for good. Raises ValueError where its id is taken."""
        with self.transaction() as connection:
            taken = select(func.count()).where(schema.judgements.c.id == judgement.id)
            if connection.execute(taken).scalar_one():
                raise ValueError(f"there is a judgement {judgement.id} already")
            connection.execute(
                insert(schema.judgements).values(
                    id=judgement.id, who=judgement.who, at=judgement.at, data=encode(judgement).decode()
                )
            )

    def judgements(self) -> list[Judgement]:
        """All judgements in the order they were made."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.judgements.c.data).order_by(schema.judgements.c.number))
            return [decode(row.data, Judgement) for row in rows]

    def count_judgements(self) -> int:
        """How many judgements there are."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.judgements)).scalar_one()
