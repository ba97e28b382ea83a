"""What is exported: agreements with the documents, records and sentences that carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.exports.lines import one_line
from archive.model import Agreement, Link, Record
from archive.register.facts import DocumentFacts

if TYPE_CHECKING:
    from archive.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Source:
    """A document that speaks of an agreement, with its sentence."""

    link: Link
    facts: DocumentFacts
    quote: str


@dataclass(frozen=True, slots=True)
class Holding:
    """Agreements and everything that their exports may name.

    `documents` holds facts by document id, `quotes` the evidence sentences by record key, `records` the records by
    key. `site` is the address of the site without a slash at the end, "" where there is none; `on` the day of export
    in ISO 8601.
    """

    agreements: tuple[Agreement, ...]
    documents: Mapping[str, DocumentFacts] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    site: str = ""
    on: str = ""

    def sources(self, agreement: Agreement) -> Iterator[Source]:
        """The documents that speak of an agreement, by date."""
        for link in agreement.links:
            facts = self.documents.get(link.document) or DocumentFacts(link.document)
            yield Source(link, facts, self.quotes.get(link.record, ""))

    def evidence(self, agreement: Agreement) -> str:
        """The best sentence for an agreement: that of the text itself, else of the record with the highest score."""
        found = [source for source in self.sources(agreement) if source.quote]
        if not found:
            return ""

        def worth(source: Source) -> tuple[bool, float, str]:
            record = self.records.get(source.link.record)
            return (source.link.role == "is_text", record.score if record else 0.0, source.link.record)

        return one_line(max(found, key=worth).quote)

    def cited(self) -> list[DocumentFacts]:
        """The documents that any of the agreements leads to, in order of id."""
        ids = {link.document for agreement in self.agreements for link in agreement.links}
        return [self.documents[id] for id in sorted(ids) if id in self.documents]

    def address(self, agreement: Agreement) -> str:
        """The address of an agreement's page."""
        return f"{self.site}/agreements/{agreement.id}"

    def document_address(self, facts: DocumentFacts) -> str:
        """Where the document itself is: its own address on the web, else its page in the archive."""
        return facts.url or f"{self.site}/documents/{facts.id}"


def gather(catalogue: Catalogue, agreements: Sequence[Agreement], site: str = "", on: str = "") -> Holding:
    """The holding of some agreements, with what the catalogue knows of their documents and records."""
    from archive.register.facts import facts_of

    keys = sorted({key for agreement in agreements for key in agreement.records})
    documents = sorted({link.document for agreement in agreements for link in agreement.links})
    return Holding(
        agreements=tuple(agreements),
        documents={row.id: facts_of(row, {}) for row in catalogue.documents(documents)},
        quotes=catalogue.quotes(keys=keys),
        records={record.key: record for record in catalogue.records(keys=keys)},
        site=site.rstrip("/"),
        on=on,
    )
