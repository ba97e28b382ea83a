"""What the register needs to know of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.model import PartialDate
from archive.model.text import DocumentKind, Language

if TYPE_CHECKING:
    from archive.catalogue import DocumentRow


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document as the register sees it.

    `source` is the site or publisher; `story` is shared by documents that reprint the same story, which then count
    once; `quotes` holds the evidence sentences by record key, where they are at hand.
    """

    id: str
    kind: DocumentKind = "other"
    language: Language = "und"
    published: PartialDate | None = None
    title: str | None = None
    source: str | None = None
    story: str | None = None
    url: str | None = None
    quotes: Mapping[str, str] = field(default_factory=dict)

    @property
    def voice(self) -> str:
        """Who speaks: the story where it is known, else the document itself."""
        return self.story or self.id


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
