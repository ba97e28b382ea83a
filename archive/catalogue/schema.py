"""The tables of the catalogue.

Truth: documents, captures, arrivals, judgements and what departed. Everything else can be rebuilt from these and the
store. Whole values of the model are kept as JSON (compressed where large) beside the columns that are searched.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _document(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    owner = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", String(16), owner, nullable=False, primary_key=primary_key, index=index or None)


documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("media_type", String, nullable=False),
    Column("name", String, nullable=False),
    Column("added", String, nullable=False),
    # What the last parse said; null before it.
    Column("title", String),
    Column("kind", String),
    Column("language", String),
    Column("published", String),
    Column("site", String),
    Column("url", String),
    Column("pages", Integer),
    Column("words", Integer),
    # Near-identical texts share a story, named after the earliest of them.
    Column("fingerprint", LargeBinary),
    Column("story", String(16), index=True),
    # Raised at each change that the index must learn of.
    Column("revision", Integer, nullable=False, default=0),
    Index("ix_documents_added_id", "added", "id"),
)

captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    _document(index=True),
    Column("at", String, nullable=False),
    Column("via", String, nullable=False),
    Column("name", String, nullable=False, default=""),
    Column("url", String, nullable=False, default=""),
    Column("container", String, nullable=False, default=""),
    Column("charset", String),
    UniqueConstraint("document", "via", "name", "url", "container"),
)

arrivals = Table(
    "arrivals",
    metadata,
    # Where the bytes came from: a path, or container!member.
    Column("source", String, primary_key=True),
    # The source of the container, for a member; the members of a container are found by it.
    Column("container", String, index=True),
    Column("sha256", String(64)),
    Column("size", Integer),
    Column("modified", Float),
    Column("document", String(16)),
    Column("code", String),
    Column("message", String),
    Column("at", String, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    _document(primary_key=True),
    Column("body", Text, nullable=False),
    # The rest of the Text (pages, blocks, boxes ...) as compressed JSON.
    Column("rest", LargeBinary, nullable=False),
)

mentions = Table("mentions", metadata, _document(primary_key=True), Column("data", LargeBinary, nullable=False))

records = Table(
    "records",
    metadata,
    Column("key", String, primary_key=True),
    _document(index=True),
    Column("position", Integer, nullable=False),
    # The sentence that carries the record best, so that it can be shown and compared without the text.
    Column("quote", Text, nullable=False),
    Column("data", Text, nullable=False),
)

claimed_totals = Table(
    "claimed_totals",
    metadata,
    _document(primary_key=True),
    Column("data", Text, nullable=False),
)

outcomes = Table(
    "outcomes",
    metadata,
    _document(primary_key=True),
    Column("step", String, primary_key=True),
    Column("input", String, nullable=False),
    Column("maker", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("faults", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("at", String, nullable=False),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", String, primary_key=True),
    Column("home", String, nullable=False, index=True),
    Column("home_name", String, nullable=False),
    Column("home_level", String, nullable=False),
    Column("partner", String, nullable=False, index=True),
    Column("partner_name", String, nullable=False),
    Column("partner_level", String, nullable=False),
    Column("country", String, index=True),
    Column("instrument", String),
    Column("relation", String),
    Column("status", String, nullable=False),
    Column("signed", String),
    Column("valid_from", String),
    Column("valid_to", String),
    Column("score", Float, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    # When what is known of it last became different.
    Column("changed", String, nullable=False, server_default=""),
    Column("data", Text, nullable=False),
)

agreement_fields = Table(
    "agreement_fields",
    metadata,
    Column("agreement", String, ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True),
    Column("field", String, primary_key=True, index=True),
)

agreement_links = Table(
    "agreement_links",
    metadata,
    Column("agreement", String, ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True),
    Column("record", String, primary_key=True, index=True),
    Column("document", String, nullable=False, index=True),
    Column("role", String, nullable=False),
)

former_ids = Table(
    "former_ids",
    metadata,
    # Ids that agreements had before; an old address leads to the agreement that holds the records now.
    Column("id", String, primary_key=True),
    Column("agreement", String, nullable=False, index=True),
)

departed = Table(
    "departed",
    metadata,
    # Agreements that are no longer in the register, for those who keep copies of it.
    Column("agreement", String, primary_key=True),
    Column("at", String, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("data", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    # Small things the archive knows of itself: the revision counter, what was last linked.
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", String, primary_key=True),
    Column("password", String, nullable=False),
    Column("role", String, nullable=False),
    Column("added", String, nullable=False),
)

searches = Table(
    "searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user", String, ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("query", String, nullable=False),
    Column("added", String, nullable=False),
)
