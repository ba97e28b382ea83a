"""Runs a search and looks up what its hits stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from archive.catalogue import Catalogue, DocumentRow
from archive.model import Agreement, Span
from index.port import Answer, Hit, SearchEngine, Snippet
from webapp.marking import Mark, marked
from webapp.state import FILTERS, SearchState
from webapp.within import matches

LONGEST = 320
"""Longest sentence in a list of results, in characters."""

FIRST_AGREEMENTS = 4
"""Agreements shown above the documents before somebody asks for all."""


@dataclass(frozen=True, slots=True)
class FoundAgreement:
    """An agreement that was found, with the sentence that carries it best and the matches marked in it."""

    hit: Hit
    agreement: Agreement
    sentence: Markup


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that was found, with those that tell the same story."""

    hit: Hit
    document: DocumentRow
    others: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the page of results shows. `paged` is the length of the list that has pages."""

    agreements: tuple[FoundAgreement, ...]
    documents: tuple[FoundDocument, ...]
    agreement_total: int
    document_total: int
    paged: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    years: Mapping[int, int]
    notes: tuple[str, ...]
    suggestion: str | None
    seconds: float

    @property
    def total(self) -> int:
        return self.agreement_total + self.document_total


def find(engine: SearchEngine, archive: Catalogue, state: SearchState) -> Found:
    """Search agreements and documents side by side; where a type is chosen, only that type, with pages."""
    chosen = state.filters.get("type", ())
    counted = engine.search(state.request(limit=0, offset=0, facets=True))
    nothing = Answer((), 0)
    if chosen == ("agreement",):
        agreements, documents = engine.search(state.request(type="agreement")), nothing
        paged = agreements.shown or agreements.total
    else:
        wants_agreements = "agreement" in chosen or not chosen
        agreements = (
            engine.search(state.request(type="agreement", limit=FIRST_AGREEMENTS, offset=0))
            if wants_agreements and state.page == 1
            else nothing
        )
        documents = engine.search(state.request(type="document"))
        paged = documents.shown or documents.total
    types = dict(counted.facets.get("type", ()))
    return Found(
        agreements=_agreements(archive, agreements),
        documents=_documents(archive, documents),
        agreement_total=agreements.total or (0 if chosen == ("document",) else types.get("agreement", 0)),
        document_total=documents.total,
        paged=paged,
        facets={name: counted.facets.get(name, ()) for name in FILTERS if counted.facets.get(name)},
        years=counted.years,
        notes=tuple(dict.fromkeys((*counted.notes, *agreements.notes, *documents.notes))),
        suggestion=counted.suggestion or documents.suggestion,
        seconds=counted.seconds + agreements.seconds + documents.seconds,
    )


def _agreements(archive: Catalogue, answer: Answer) -> tuple[FoundAgreement, ...]:
    known = archive.agreements_by_id([hit.id for hit in answer.hits])
    quotes = archive.quotes(keys=[key for agreement in known.values() for key in agreement.records])
    return tuple(
        FoundAgreement(hit, known[hit.id], _sentence(hit, [quotes.get(key, "") for key in known[hit.id].records]))
        for hit in answer.hits
        if hit.id in known
    )


def _sentence(hit: Hit, quotes: list[str]) -> Markup:
    """The quote in which most of the matches stand, short enough for a list."""
    words = list(dict.fromkeys(why.matched for why in hit.why))[:12]
    graded = [(sum(1 for word in words if matches(quote, word)), -len(quote), quote) for quote in quotes if quote]
    if not graded:
        return Markup("")
    quote = " ".join(max(graded)[2].split())
    if len(quote) > LONGEST:
        quote = quote[:LONGEST].rsplit(" ", 1)[0] + " …"
    marks = [Mark(span, "") for word in words for span in matches(quote, word)]
    return marked(quote, Span(0, len(quote)), marks)


def _documents(archive: Catalogue, answer: Answer) -> tuple[FoundDocument, ...]:
    wanted = [id for hit in answer.hits for id in (hit.id, *hit.others[:20])]
    known = {row.id: row for row in archive.documents(wanted)}
    return tuple(
        FoundDocument(hit, known[hit.id], tuple(known[id] for id in hit.others[:20] if id in known))
        for hit in answer.hits
        if hit.id in known
    )


def place_of(snippet: Snippet) -> Span:
    """The span of a document's text that a snippet is about: its first match, or its beginning."""
    first = snippet.marks[0] if snippet.marks else Span(0, min(40, len(snippet.text)))
    return Span(snippet.start + first.start, snippet.start + first.end)
