"""From a value to the sentence that carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from archive.catalogue import Catalogue, DocumentRow
from archive.model import Agreement, Claim, Conclusion, Record, Span, Text
from webapp.marking import Mark, marked
from webapp.names import slot_name

LONGEST = 420
"""Longest quotation in characters; a longer sentence is shown around its value."""

_END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"“(]?[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document with the value marked in it.

    `at` is the span that the link leads to; `peek` a few words around the value, for one line.
    """

    document: DocumentRow
    record: str
    html: Markup
    peek: Markup
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
        keys = conclusion.support or self._agreement.records
        if conclusion.judged:
            # A person's word needs no sentence; those shown are the ones that say the same.
            keys = tuple(key for key in keys if key in self.records and _says(self.records[key], slot, value))
        return Value(
            slot=slot,
            value=value,
            quotes=self.quotes(slot, keys),
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

    def summary(self) -> Quote | None:
        """The sentence that carries the agreement best, with every value that it holds marked by its slot."""
        best = sorted(self.records.values(), key=lambda record: (-_carried(record), -record.score))
        for record in best:
            marks = [
                Mark(span, f"m m-{_SHOWN_AS[slot]}", slot_name(slot))
                for slot in _SHOWN_AS
                for claim in _claims(getattr(record, slot))
                for span in claim.spans
                if len(span) < LONGEST // 3
            ]
            quote = self._quote(record, record.evidence, marks)
            if quote is not None:
                return quote
        return None

    def _quote(self, record: Record, spans: tuple[Span, ...], marks: Sequence[Mark] = ()) -> Quote | None:
        text, row = self._texts.get(record.document), self.documents.get(record.document)
        if text is None or row is None:
            return None
        return quote_at(text, row, spans, record.evidence, marks, record.key)


def quote_at(
    text: Text,
    row: DocumentRow,
    spans: Sequence[Span],
    evidence: Iterable[Span] = (),
    marks: Sequence[Mark] = (),
    record: str = "",
) -> Quote | None:
    """The sentence around the first of the spans with all of them marked, None where the text has no such place."""
    spans = [span for span in spans if span.end <= len(text.body)]
    if not spans:
        return None
    sentence = _sentence(text, spans[0], evidence)
    inside = [span for span in spans if sentence.contains(span) and span != sentence]
    return Quote(
        document=row,
        record=record,
        html=marked(text.body, sentence, marks or [Mark(span, "") for span in inside]),
        peek=_peek(text.body, sentence, spans[0]),
        at=spans[0],
        page=text.page_of(spans[0].start) if len(text.pages) > 1 else None,
        plain=" ".join(sentence.of(text.body).split()),
    )


_SHOWN_AS = {
    "home": "place",
    "partner": "place",
    "instrument": "instrument",
    "relation": "relation",
    "signed": "date",
    "valid_from": "date",
    "valid_to": "date",
    "fields": "field",
    "signatories": "person",
}
"""The slots that the summary marks, each in the colour of a kind of mention."""


def _claims(said: object) -> tuple[Claim[Any], ...]:
    if isinstance(said, Claim):
        return (said,)
    return tuple(claim for claim in said if isinstance(claim, Claim)) if isinstance(said, tuple) else ()


def _says(record: Record, slot: str, value: object) -> bool:
    said = getattr(record, slot)
    if isinstance(said, tuple):
        return {claim.value for claim in _claims(said)} == set(value) if isinstance(value, tuple) else False
    return isinstance(said, Claim) and said.value == value


def _carried(record: Record) -> int:
    """How many values of a record stand in its best sentence."""
    spans = [span for slot in _SHOWN_AS for claim in _claims(getattr(record, slot)) for span in claim.spans]
    return sum(1 for span in spans if record.evidence and record.evidence[0].contains(span))


def _peek(body: str, sentence: Span, span: Span) -> Markup:
    start = (
        max(sentence.start, _word_edge(body, span.start - 34)) if span.start - 34 > sentence.start else sentence.start
    )
    end = min(sentence.end, max(span.end, _word_edge(body, span.end + 44)))
    start = min(start, span.start)
    html = marked(body, Span(start, max(end, start)), [Mark(span, "")] if span != sentence else [])
    return Markup("{}{}{}").format("… " if start > sentence.start else "", html, " …" if end < sentence.end else "")


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
