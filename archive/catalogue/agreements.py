"""The register as it was last concluded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from archive.catalogue import schema
from archive.catalogue.clock import now
from archive.catalogue.documents import chunks
from archive.catalogue.readings import Readings
from archive.catalogue.statements import keeping
from archive.model import Agreement, decode, encode

Sort = Literal[
    "signed",
    "-signed",
    "home",
    "-home",
    "partner",
    "-partner",
    "country",
    "-country",
    "status",
    "-status",
    "valid_to",
    "-valid_to",
    "documents",
    "-documents",
    "score",
    "-score",
    "instrument",
    "-instrument",
]


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Which agreements are wanted; several values in one field are alternatives, fields combine.

    `home` and `partner` are party keys or names. `years` are years of signing. `words` must all occur in the names of
    the parties. `score` is the least score.
    """

    home: tuple[str, ...] = ()
    home_level: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    partner_level: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    document: str | None = None
    words: str = ""
    score: float = 0.0


ALL = AgreementFilter()
_ADD, _ADD_FIELDS = insert(schema.agreements), insert(schema.agreement_fields)
_ADD_LINKS = insert(schema.agreement_links)
_KEEP_FORMER = keeping(schema.former_ids, "id")


class Agreements(Readings):
    """The part of the catalogue that keeps the register."""

    def put_agreements(self, agreements: Iterable[Agreement], removed: Iterable[str] = ()) -> None:
        """Keep agreements in place of earlier ones with the same id, and drop the `removed` ids.

        An agreement that is kept as it was gets no new revision. Of those dropped it is remembered when they departed.
        """
        with self.transaction() as connection:
            at = now()
            for part in chunks(list(removed)):
                own = schema.agreements.c.id
                gone = list(connection.scalars(select(own).where(own.in_(part))))
                if gone:
                    connection.execute(delete(schema.agreements).where(own.in_(gone)))
                    connection.execute(insert(schema.departed), [{"agreement": id, "at": at} for id in gone])
                    # No row is left to bear a revision, but the archive has changed.
                    self.next_revision(connection)
            wanted = {agreement.id: agreement for agreement in agreements}
            rows = {id: _columns(agreement) for id, agreement in wanted.items()}
            kept = self._data_of(connection, list(rows))
            changed = [agreement for id, agreement in wanted.items() if rows[id]["data"] != kept.get(id)]
            if not changed:
                return
            revision = self.next_revision(connection)
            for part in chunks([agreement.id for agreement in changed]):
                connection.execute(delete(schema.agreements).where(schema.agreements.c.id.in_(part)))
                connection.execute(delete(schema.departed).where(schema.departed.c.agreement.in_(part)))
                connection.execute(delete(schema.former_ids).where(schema.former_ids.c.id.in_(part)))
            connection.execute(
                _ADD, [rows[agreement.id] | {"revision": revision, "changed": at} for agreement in changed]
            )
            for statement, some in ((_ADD_FIELDS, map(_fields, changed)), (_ADD_LINKS, map(_links, changed))):
                if every := [row for part in some for row in part]:
                    connection.execute(statement, every)

    def _data_of(self, connection: Connection, ids: Sequence[str]) -> dict[str, str]:
        columns = schema.agreements.c.id, schema.agreements.c.data
        return {
            row.id: row.data
            for part in chunks(ids)
            for row in connection.execute(select(*columns).where(columns[0].in_(part)))
        }

    def put_former_ids(self, moved: dict[str, str]) -> None:
        """Let each old id lead to the agreement that took its place."""
        with self.transaction() as connection:
            if moved:
                connection.execute(_KEEP_FORMER, [{"id": old, "agreement": new} for old, new in moved.items()])

    def agreement(self, id: str) -> Agreement | None:
        """One agreement, also by an id that it had before."""
        with self.reading() as connection:
            query = select(schema.agreements.c.data)
            data = connection.execute(query.where(schema.agreements.c.id == id)).scalar()
            if data is None:
                former = select(schema.former_ids.c.agreement).where(schema.former_ids.c.id == id).scalar_subquery()
                data = connection.execute(query.where(schema.agreements.c.id == former)).scalar()
        return None if data is None else decode(data, Agreement)

    def agreements(
        self, wanted: AgreementFilter = ALL, *, sort: Sort = "-signed", offset: int = 0, limit: int | None = None
    ) -> list[Agreement]:
        """The wanted agreements; undated ones come last in either order of date."""
        column = schema.agreements.c[
            "home_name" if sort.strip("-") == "home" else _SORTED.get(sort.strip("-"), "signed")
        ]
        order = column.desc() if sort.startswith("-") else column.asc()
        query = (
            _where(select(schema.agreements.c.data), wanted)
            .order_by(order.nulls_last(), schema.agreements.c.id)
            .offset(offset)
            .limit(limit)
        )
        with self.reading() as connection:
            return [decode(row.data, Agreement) for row in connection.execute(query)]

    def agreements_by_id(self, ids: Sequence[str]) -> dict[str, Agreement]:
        """The agreements with the given ids."""
        with self.reading() as connection:
            return {
                row.id: decode(row.data, Agreement)
                for part in chunks(list(ids))
                for row in connection.execute(
                    select(schema.agreements.c.id, schema.agreements.c.data).where(schema.agreements.c.id.in_(part))
                )
            }

    def agreement_names(self) -> list[tuple[str, str, str]]:
        """Id, name of the home and name of the partner of every agreement."""
        columns = (schema.agreements.c.id, schema.agreements.c.home_name, schema.agreements.c.partner_name)
        with self.reading() as connection:
            return [(id, home, partner) for id, home, partner in connection.execute(select(*columns))]

    def agreements_holding(self, documents: Iterable[str] = (), records: Iterable[str] = ()) -> set[str]:
        """The ids of the agreements with any of these records, or of these documents."""
        links = schema.agreement_links.c
        with self.reading() as connection:
            return {
                id
                for column, wanted in ((links.document, documents), (links.record, records))
                for part in chunks(list(wanted))
                for id in connection.execute(select(links.agreement).where(column.in_(part))).scalars()
            }

    def count_agreements(self, wanted: AgreementFilter = ALL) -> int:
        """How many agreements are wanted."""
        with self.reading() as connection:
            return int(
                connection.execute(_where(select(func.count()).select_from(schema.agreements), wanted)).scalar_one()
            )

    def count_agreements_by(self, column: str, wanted: AgreementFilter = ALL) -> dict[str, int]:
        """How many wanted agreements have each value of a column (home, partner, country, field, year ...)."""
        if column == "field":
            value: ColumnElement[Any] = schema.agreement_fields.c.field
            query = select(value, func.count()).select_from(schema.agreements.join(schema.agreement_fields))
        elif column == "year":
            value = func.substr(schema.agreements.c.signed, 1, 4)
            query = select(value, func.count()).select_from(schema.agreements)
        else:
            value = schema.agreements.c[column]
            query = select(value, func.count()).select_from(schema.agreements)
        query = _where(query, wanted).where(value.is_not(None)).group_by(value).order_by(func.count().desc(), value)
        with self.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def agreements_changed(self, ids: Sequence[str] | None = None) -> dict[str, str]:
        """When (UTC) what is known of each agreement, or of the given ones, last became different."""
        query = select(schema.agreements.c.id, schema.agreements.c.changed)
        parts = [None] if ids is None else chunks(ids)
        with self.reading() as connection:
            return {
                row.id: row.changed
                for part in parts
                for row in connection.execute(query if part is None else query.where(schema.agreements.c.id.in_(part)))
            }

    def departed(self) -> dict[str, str]:
        """The ids of agreements that are no longer in the register, and when (UTC) they left it."""
        with self.reading() as connection:
            return {row.agreement: row.at for row in connection.execute(select(schema.departed))}

    def agreement_revisions(self) -> dict[str, int]:
        """The revision of each agreement by id: what an index compares itself with."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.agreements.c.id, schema.agreements.c.revision))
            return {row.id: row.revision for row in rows}


_SORTED = {
    "signed": "signed",
    "partner": "partner_name",
    "country": "country",
    "status": "status",
    "valid_to": "valid_to",
    "documents": "documents",
    "score": "score",
    "instrument": "instrument",
}


def _where(query: Select[Any], wanted: AgreementFilter) -> Select[Any]:
    table = schema.agreements.c
    for values, columns in (
        (wanted.home, (table.home, table.home_name)),
        (wanted.home_level, (table.home_level,)),
        (wanted.partner, (table.partner, table.partner_name)),
        (wanted.partner_level, (table.partner_level,)),
        (wanted.country, (table.country,)),
        (wanted.instrument, (table.instrument,)),
        (wanted.relation, (table.relation,)),
        (wanted.status, (table.status,)),
    ):
        if values:
            query = query.where(or_(*[column.in_(values) for column in columns]))
    if wanted.years:
        query = query.where(func.substr(table.signed, 1, 4).in_([f"{year:04d}" for year in wanted.years]))
    if wanted.field:
        inner = select(schema.agreement_fields.c.agreement).where(schema.agreement_fields.c.field.in_(wanted.field))
        query = query.where(table.id.in_(inner))
    if wanted.document is not None:
        links = select(schema.agreement_links.c.agreement).where(schema.agreement_links.c.document == wanted.document)
        query = query.where(table.id.in_(links))
    if words := wanted.words.split():
        both = table.home_name + " " + table.partner_name
        query = query.where(and_(*[both.icontains(word, autoescape=True) for word in words]))
    if wanted.score:
        query = query.where(or_(table.score >= wanted.score, table.accepted == 1))
    return query


def _fields(agreement: Agreement) -> Iterable[dict[str, Any]]:
    return ({"agreement": agreement.id, "field": field} for field in dict.fromkeys(agreement.fields))


def _links(agreement: Agreement) -> Iterable[dict[str, Any]]:
    last = {link.record: link for link in agreement.links}
    return (
        {"agreement": agreement.id, "record": key, "document": link.document, "role": link.role}
        for key, link in last.items()
    )


def _columns(agreement: Agreement) -> dict[str, Any]:
    return {
        "id": agreement.id,
        "home": agreement.home.key,
        "home_name": agreement.home.name,
        "home_level": agreement.home.level,
        "partner": agreement.partner.key,
        "partner_name": agreement.partner.name,
        "partner_level": agreement.partner.level,
        "country": agreement.partner.country,
        "instrument": agreement.instrument,
        "relation": agreement.relation,
        "status": agreement.status,
        "signed": agreement.signed,
        "valid_from": agreement.valid_from,
        "valid_to": agreement.valid_to,
        "score": agreement.score,
        "accepted": int(agreement.accepted),
        "documents": len({link.document for link in agreement.links}),
        "data": encode(agreement).decode(),
    }
