"""What a document or an agreement is, in the terms of Dublin Core, for feeds, harvesters and reference managers."""

from __future__ import annotations

from dataclasses import dataclass

from archive.catalogue import Catalogue, DocumentRow
from archive.exports.wording import body, kind, title
from archive.model import Agreement
from webapp.addresses import absolute
from webapp.names import label
from webapp.templating import source_of, title_of

_LANGUAGES = {"id": "ind", "en": "eng"}
_ITEM_TYPES = {"news": "newspaperArticle", "report": "report", "regulation": "statute", "agreement": "document"}


@dataclass(frozen=True, slots=True)
class Description:
    """One thing of the archive, described; `item` is its type in Zotero, `stamp` when it last changed (UTC)."""

    id: str
    set: str
    title: str
    url: str
    type: str
    item: str
    creators: tuple[str, ...] = ()
    bodies: bool = False
    subjects: tuple[str, ...] = ()
    summary: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    sources: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    format: str = ""
    stamp: str = ""

    @property
    def language3(self) -> str:
        """The language in ISO 639-2, as Dublin Core has it."""
        return _LANGUAGES.get(self.language, "")


def describe_document(row: DocumentRow, author: str | None = None, summary: str = "") -> Description:
    """A document as the thing that was published."""
    return Description(
        id=row.id,
        set="documents",
        title=title_of(row),
        url=absolute("documents.document", id=row.id),
        type=label("kind", row.kind or "other"),
        item=_ITEM_TYPES.get(row.kind or "", "webpage" if row.url else "document"),
        creators=(author,) if author else (),
        summary=summary,
        publisher=row.site or (source_of(row) if row.url else ""),
        date=row.published or "",
        language=row.language if row.language in {"id", "en"} else "",
        sources=(row.url,) if row.url else (),
        format=row.media_type,
        stamp=row.added,
    )


def describe_agreement(agreement: Agreement, archive: Catalogue) -> Description:
    """An agreement; its makers are the two governments."""
    instrument = label("instrument", agreement.instrument) or kind(agreement)
    rows = archive.documents(dict.fromkeys(link.document for link in agreement.links))
    country = label("country", agreement.partner.country)
    return Description(
        id=agreement.id,
        set="agreements",
        title=title(agreement),
        url=absolute("agreements.agreement", id=agreement.id),
        type=instrument,
        item="document",
        creators=(body(agreement.home), body(agreement.partner)),
        bodies=True,
        subjects=tuple(label("field", code) for code in agreement.fields),
        summary=next(iter(archive.quotes(keys=agreement.records).values()), "") if agreement.records else "",
        date=str(agreement.signed or ""),
        sources=tuple(row.url or absolute("documents.document", id=row.id) for row in rows),
        coverage=tuple(name for name in (agreement.home.name, agreement.partner.name, country) if name),
        stamp=archive.agreements_changed([agreement.id]).get(agreement.id, ""),
    )
