"""Documents, their captures, and where each came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, Integer, String, bindparam, cast, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from archive.catalogue import schema
from archive.catalogue.clock import now
from archive.catalogue.connection import Connected
from archive.catalogue.statements import adding, keeping
from archive.model import Capture, Original
from archive.model.text import DocumentKind, Language


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What lists and search results show of a document; the fields after `added` come from the last parse."""

    id: str
    sha256: str
    size: int
    media_type: str
    name: str
    added: str
    title: str | None
    kind: DocumentKind | None
    language: Language | None
    published: str | None
    site: str | None
    url: str | None
    pages: int | None
    words: int | None
    story: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one file that was handed in.

    `source` is its path, or `container!member`, where `container` is the source of the container. `document` is None
    for a container, and where the file was refused; `code` and `message` then say why. `size` and `modified` tell an
    unchanged file without reading it.
    """

    source: str
    container: str | None = None
    sha256: str | None = None
    size: int | None = None
    modified: float | None = None
    document: str | None = None
    code: str | None = None
    message: str | None = None


_ROW = [schema.documents.c[field.name] for field in fields(DocumentRow)]
_NEXT_REVISION = (
    insert(schema.facts)
    .values(name="revision", value="1")
    .on_conflict_do_update(
        index_elements=["name"], set_={"value": cast(cast(schema.facts.c.value, Integer) + 1, String)}
    )
    .returning(schema.facts.c.value)
)
_ADD_DOCUMENT, _ADD_CAPTURE = adding(schema.documents), adding(schema.captures)
_KEEP_ARRIVAL = keeping(schema.arrivals, "source")
_KEEP_FACT = keeping(schema.facts, "name")
_TELL_STORY = (
    update(schema.documents)
    .where(
        schema.documents.c.id == bindparam("document"), schema.documents.c.story.is_distinct_from(bindparam("story_is"))
    )
    .values(story=bindparam("story_is"), revision=bindparam("revision_is"))
)


class Documents(Connected):
    """The part of the catalogue that knows the documents."""

    def add_original(self, original: Original) -> bool:
        """Enter the document and its captures; True where the document is new. Nothing already there changes."""
        with self.transaction() as connection:
            values = {
                "id": original.id,
                "sha256": original.sha256,
                "size": original.size,
                "media_type": original.media_type,
                "name": original.name,
                "added": now(),
                "revision": self.next_revision(connection),
            }
            new = connection.execute(_ADD_DOCUMENT, values).rowcount
            captures = [
                {
                    "document": original.id,
                    "at": capture.at,
                    "via": capture.via,
                    "name": capture.name,
                    "url": capture.url or "",
                    "container": capture.container or "",
                    "charset": capture.charset,
                }
                for capture in original.captures
            ]
            if captures:
                connection.execute(_ADD_CAPTURE, captures)
        return bool(new)

    def original(self, id: str) -> Original | None:
        """The original of a document, by its id or SHA-256."""
        with self.reading() as connection:
            row = connection.execute(select(schema.documents).where(schema.documents.c.id == id[:16])).one_or_none()
            if row is None or (len(id) > 16 and row.sha256 != id):
                return None
            captures = connection.execute(
                select(schema.captures).where(schema.captures.c.document == row.id).order_by(schema.captures.c.id)
            ).all()
        return Original(
            sha256=row.sha256,
            size=row.size,
            media_type=row.media_type,
            name=row.name,
            captures=tuple(
                Capture(c.at, c.via, c.name, c.url or None, c.container or None, c.charset) for c in captures
            ),
        )

    def document(self, id: str) -> DocumentRow | None:
        """One document as lists show it."""
        return next(iter(self.documents([id])), None)

    def documents(
        self,
        ids: Iterable[str] | None = None,
        *,
        kind: str | None = None,
        story: str | None = None,
        newest_first: bool = False,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[DocumentRow]:
        """Documents in the order they came (or newest first); with `ids`, those of them that exist, in that order."""
        query = select(*_ROW)
        if kind is not None:
            query = query.where(schema.documents.c.kind == kind)
        if story is not None:
            query = query.where(schema.documents.c.story == story)
        if ids is not None:
            wanted = list(dict.fromkeys(ids))
            with self.reading() as connection:
                found = {
                    row.id: DocumentRow(**row._mapping)
                    for part in chunks(wanted)
                    for row in connection.execute(query.where(schema.documents.c.id.in_(part)))
                }
            return [found[id] for id in wanted if id in found][offset : None if limit is None else offset + limit]
        order = [schema.documents.c.added, schema.documents.c.id]
        query = query.order_by(*[column.desc() for column in order] if newest_first else order)
        with self.reading() as connection:
            rows = connection.execute(query.offset(offset).limit(limit))
            return [DocumentRow(**row._mapping) for row in rows]

    def count_documents(self) -> int:
        """How many documents there are."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.documents)).scalar_one()

    def document_revisions(self) -> dict[str, int]:
        """The revision of each document that has a text, by id: what an index compares itself with."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.documents.c.id, schema.documents.c.revision).join(schema.texts))
            return {row.id: row.revision for row in rows}

    def changed_since(self, revision: int) -> list[DocumentRow]:
        """The documents that changed after the given revision, in the order they changed."""
        column = schema.documents.c.revision
        with self.reading() as connection:
            rows = connection.execute(select(*_ROW).where(column > revision).order_by(column, schema.documents.c.id))
            return [DocumentRow(**row._mapping) for row in rows]

    def count_changed(self, revision: int) -> int:
        """How many documents changed after the given revision."""
        changed = schema.documents.c.revision > revision
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.documents).where(changed)).scalar_one()

    def document_revision(self) -> int:
        """The number of the latest change to a document."""
        with self.reading() as connection:
            return connection.execute(select(func.max(schema.documents.c.revision))).scalar() or 0

    def put_arrival(self, arrival: Arrival) -> None:
        """Note what became of a file that was handed in; the last word about a source counts."""
        values = {field.name: getattr(arrival, field.name) for field in fields(Arrival)} | {"at": now()}
        with self.transaction() as connection:
            connection.execute(_KEEP_ARRIVAL, values)

    def arrival(self, source: str) -> Arrival | None:
        """What became of the file at `source` when it was last handed in."""
        with self.reading() as connection:
            row = connection.execute(select(schema.arrivals).where(schema.arrivals.c.source == source)).one_or_none()
        return None if row is None else _arrival(row)

    def arrivals(self, *, container: str) -> list[Arrival]:
        """What became of the members of a container, in its order of names."""
        table = schema.arrivals
        with self.reading() as connection:
            query = select(table).where(table.c.container == container).order_by(table.c.source)
            return [_arrival(row) for row in connection.execute(query)]

    def refused(self) -> list[Arrival]:
        """The files that could not be taken in, with the reason."""
        with self.reading() as connection:
            rows = connection.execute(
                select(schema.arrivals).where(schema.arrivals.c.code.is_not(None)).order_by(schema.arrivals.c.source)
            ).all()
        return [_arrival(row) for row in rows]

    def fingerprints(self) -> dict[str, bytes]:
        """The near-duplicate fingerprint of each document that has one."""
        with self.reading() as connection:
            rows = connection.execute(
                select(schema.documents.c.id, schema.documents.c.fingerprint).where(
                    schema.documents.c.fingerprint.is_not(None)
                )
            )
            return {row.id: row.fingerprint for row in rows}

    def put_stories(self, stories: dict[str, str | None]) -> None:
        """Set the story of each given document; documents whose story changes get a new revision."""
        with self.transaction() as connection:
            if stories:
                revision = self.next_revision(connection)
                rows = [{"document": id, "story_is": story, "revision_is": revision} for id, story in stories.items()]
                connection.execute(_TELL_STORY, rows)

    def revision(self) -> int:
        """The number of the last change to anything that a search finds."""
        return int(self.fact("revision") or 0)

    def next_revision(self, connection: Connection) -> int:
        """The number of this transaction, higher than that of any before it."""
        revision: int | None = getattr(self._own, "revision", None)
        if revision is None:
            revision = self._own.revision = int(connection.execute(_NEXT_REVISION).scalar_one())
        return revision

    def fact(self, name: str) -> str | None:
        """Something small that the archive knows of itself."""
        with self.reading() as connection:
            return connection.execute(select(schema.facts.c.value).where(schema.facts.c.name == name)).scalar()

    def put_fact(self, name: str, value: str | None) -> None:
        """Remember (or, with None, forget) something small."""
        with self.transaction() as connection:
            if value is None:
                connection.execute(delete(schema.facts).where(schema.facts.c.name == name))
            else:
                connection.execute(_KEEP_FACT, {"name": name, "value": value})


def chunks(ids: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """The ids in portions that a database takes in one query."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _arrival(row: object) -> Arrival:
    return Arrival(**{field.name: getattr(row, field.name) for field in fields(Arrival)})
