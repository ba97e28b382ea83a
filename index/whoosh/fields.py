"""The fields of the Whoosh schema, and what may change without a rebuild (nothing)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.port import FACETS

if TYPE_CHECKING:
    from whoosh.fields import Schema

SCHEMA_VERSION = 3
"""Raised with every change of what is written; an index of another version is rebuilt."""

TEXT_FIELDS = ("text", "title", "names")
"""`text` holds title and body with weights, `title` the title alone, `names` the names of the parties."""

TAG_FIELDS = (*FACETS, "law", "mention")
"""Values that match or do not; they are not scored by frequency."""

DAY_TEXT_FIELDS = ("date", "signed")
"""Days as ISO texts, so that a range of terms is a range of days."""

# Weights of a word by its place. BM25 sees them as frequencies, so a title counts more than any one mention.
TITLE_WEIGHT = 6
LEAD_WEIGHT = 2
BODY_WEIGHT = 1

LEAD_WORDS = 60
"""So many words at the beginning of the body are its lead."""

GAP = 16
"""Positions left free between title and body, and between names, so that no phrase runs across."""


def schema() -> Schema:
    """The schema that stock Whoosh sees."""
    from whoosh import fields

    parts = {name: fields.TEXT(phrase=True, stored=False) for name in TEXT_FIELDS}
    parts |= {name: fields.ID(stored=False) for name in (*TAG_FIELDS, *DAY_TEXT_FIELDS)}
    parts["id"] = fields.ID(stored=False, unique=True)
    return fields.Schema(**parts)
