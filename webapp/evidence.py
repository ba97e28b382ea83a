"""From a value to the sentence that carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from archive.catalogue import Catalogue, DocumentRow
from archive.model import Agreement, Claim, Conclusion, Record, Span, Text
from webapp.marking import Mark, marked

LONGEST = 420
"""Longest quotation in characters; a longer sentence is shown around its value."""

_END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"“(]?[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document with the value marked in it; `at` is the span that the link leads to."""

    document: DocumentRow
    record: str
    html: Markup
    at: Span
    page: int | None
    plain: str


@dataclass(frozen=True, slots=True)
class Value:
    """What is said of one slot: the value, the quotes for it, how many documents say so, and who says otherwise."""

    slot: str
    value: object
    quotes: tuple[Quote, ...]
    support: int
    dissent: tuple[tuple[object, tuple[Quote, ...], int], ...]
    judged: str | None
    sure: bool = True


class Evidence:
    """The documents behind one agreement, read once for the whole page."""

    def __init__(self, catalogue: Catalogue, agreement: Agreement) -> None:
        self._agreement = agreement
        self.records = {record.key: record for record in catalogue.records(keys=agreement.records)}
        ids = [record.document for record in self.records.values()]
        self.documents = {row.id: row for row in catalogue.documents(ids)}
        self._texts = catalogue.texts(dict.fromkeys(ids))

    def values(self, slots: Iterable[str]) -> list[Value]:
        """What is said of each slot that has a value or a dispute."""
        found = []
        for slot in slots:
            concluded = getattr(self._agreement, slot)
            conclusion = self._agreement.conclusions.get(slot) or Conclusion(concluded)
            if concluded in (None, ()) and not conclusion.dissent:
                continue
            found.append(self._value(slot, concluded, conclusion))
        return found

    def item(self, slot: str, item: str) -> tuple[Quote, ...]:
        """The quotes for one item of a slot with several (a field, a signatory)."""
        conclusion = self._agreement.conclusions.get(slot)
        keys = conclusion.support if conclusion else self._agreement.records
        return self.quotes(slot, keys, item)

    def _value(self, slot: str, value: object, conclusion: Conclusion) -> Value:
        return Value(
            slot=slot,
            value=value,
            quotes=self.quotes(slot, conclusion.support or self._agreement.records),
            support=self._voices(conclusion.support),
            dissent=tuple((other, self.quotes(slot, keys), self._voices(keys)) for other, keys in conclusion.dissent),
            judged=conclusion.judged,
        )

    def _voices(self, keys: Iterable[str]) -> int:
        stories = set()
        for key in keys:
            if record := self.records.get(key):
                row = self.documents.get(record.document)
                stories.add((row.story if row else None) or record.document)
        return len(stories)

    def quotes(self, slot: str | None, keys: Iterable[str], item: str | None = None) -> tuple[Quote, ...]:
        """One quote for each record that says something of the slot, the surest first."""
        graded = []
        for key in keys:
            record = self.records.get(key)
            if record is None:
                continue
            spans, score = _spans(record, slot, item)
            quote = self._quote(record, spans)
            if quote is not None:
                graded.append((-score, quote))
        quotes: list[Quote] = []
        seen: set[str] = set()
        for _, quote in sorted(graded, key=lambda pair: pair[0]):
            if quote.plain not in seen:
                seen.add(quote.plain)
                quotes.append(quote)
        return tuple(quotes)

    def _quote(self, record: Record, spans: tuple[Span, ...]) -> Quote | None:
        text, row = self._texts.get(record.document), self.documents.get(record.document)
        spans = tuple(span for span in spans if text is not None and span.end <= len(text.body))
        if text is None or row is None or not spans:
            return None
        sentence = _sentence(text, spans[0], record.evidence)
        inside = [span for span in spans if sentence.contains(span) and span != sentence]
        return Quote(
            document=row,
            record=record.key,
            html=marked(text.body, sentence, [Mark(span, "") for span in inside]),
            at=spans[0],
            page=text.page_of(spans[0].start) if len(text.pages) > 1 else None,
            plain=" ".join(sentence.of(text.body).split()),
        )


def _spans(record: Record, slot: str | None, item: str | None) -> tuple[tuple[Span, ...], float]:
    said = getattr(record, slot) if slot else None
    if isinstance(said, Claim) and said.spans:
        return said.spans, said.score
    if isinstance(said, tuple) and said:
        claims = [claim for claim in said if item is None or claim.value == item]
        if item is not None:
            return (claims[0].spans, claims[0].score) if claims else ((), 0.0)
        spans = tuple(span for claim in claims for span in claim.spans)
        if spans:
            return spans, max(claim.score for claim in claims)
    return ((), 0.0) if slot in {"fields", "signatories"} else (record.evidence, record.score / 2)


def _sentence(text: Text, span: Span, evidence: Iterable[Span]) -> Span:
    for sentence in evidence:
        if sentence.contains(span) and len(sentence) <= LONGEST:
            return sentence
    block = next((block.span for block in text.blocks if block.span.contains(span)), Span(0, len(text.body)))
    starts = [block.start, *[block.start + found.end() for found in _END.finditer(block.of(text.body))], block.end]
    start = max(edge for edge in starts if edge <= span.start)
    end = min((edge for edge in starts if edge >= span.end), default=block.end)
    if end - start > LONGEST:
        start = max(start, _word_edge(text.body, span.start - LONGEST // 3))
        end = min(end, _word_edge(text.body, max(span.end, start + LONGEST)))
    piece = text.body[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip())))


def _word_edge(body: str, position: int) -> int:
    position = max(0, min(position, len(body)))
    while 0 < position < len(body) and not body[position - 1].isspace():
        position += 1
    return position
