"""Agreements and their documents as items of a bibliography."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.exports.holding import Holding
from archive.exports.lines import one_line
from archive.exports.wording import body, kind, title
from archive.model import PartialDate
from archive.register.facts import DocumentFacts

ItemType = Literal["agreement", "news", "report", "regulation", "other"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a bibliography; `authors` are bodies, never persons."""

    id: str
    type: ItemType
    title: str
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    url: str = ""
    publisher: str = ""
    place: str = ""
    genre: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""


def items(holding: Holding) -> Iterator[Item]:
    """The agreements, then the documents that speak of them."""
    for agreement in holding.agreements:
        yield Item(
            id=agreement.id,
            type="agreement",
            title=title(agreement),
            authors=(body(agreement.home), body(agreement.partner)),
            date=agreement.signed,
            url=holding.address(agreement),
            place=one_line(agreement.place_signed or ""),
            genre=kind(agreement),
            abstract=holding.evidence(agreement),
            keywords=agreement.fields,
        )
    for facts in holding.cited():
        yield document_item(facts, holding.document_address(facts))


def document_item(facts: DocumentFacts, url: str) -> Item:
    """One document."""
    kinds: dict[str, ItemType] = {"news": "news", "report": "report", "regulation": "regulation"}
    return Item(
        id=f"document-{facts.id}",
        type=kinds.get(facts.kind, "other"),
        title=one_line(facts.title or "") or facts.url or facts.id,
        date=facts.published,
        url=url,
        publisher=facts.source or "",
        language=facts.language if facts.language in ("id", "en") else "",
    )
