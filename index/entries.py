"""What the catalogue holds, as entries of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from archive.model import HOME, Agreement, Mention, PartialDate, Record, Text
from archive.reference import fields, instruments, relations, statuses
from archive.reference.countries import countries
from archive.reference.vocabulary import Term
from index.port import Entry, Texts

if TYPE_CHECKING:
    from archive.catalogue import Catalogue
    from archive.shelf import Shelf

ENTRY_VERSION = "1"
"""Raised when entries are made otherwise from the same catalogue: all are written again."""

SPOKEN_OF = frozenset({"field", "instrument", "relation", "law", "country"})
"""Kinds of mentions that are codes."""
_SURE = 0.45
"""Everyday words that only hint at a field are found with a lower score; they say nothing of a whole document."""


def versions_of(catalogue: Catalogue) -> dict[str, str]:
    """The version of every entry that the catalogue makes, by id."""
    revisions = {**catalogue.document_revisions(), **catalogue.agreement_revisions()}
    return {id: f"{ENTRY_VERSION}.{revision}" for id, revision in revisions.items()}


def entries(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Entry]:
    """The entries with the given ids, whole; ids that are gone are left out."""
    versions = {**catalogue.document_revisions(), **catalogue.agreement_revisions()} if ids else {}
    rows = {row.id: row for row in catalogue.documents(ids)}
    texts = catalogue.texts(rows)
    for id, text in texts.items():
        yield document_entry(
            text,
            catalogue.mentions(id),
            catalogue.records(document=id),
            story=rows[id].story,
            version=f"{ENTRY_VERSION}.{rows[id].revision}",
            name=rows[id].name,
        )
    for id, agreement in catalogue.agreements_by_id([id for id in ids if id not in rows]).items():
        quotes = catalogue.quotes(keys=agreement.records)
        yield agreement_entry(agreement, quotes, version=f"{ENTRY_VERSION}.{versions.get(id, 0)}")


def entries_by_id(catalogue: Catalogue | Shelf, ids: Sequence[str]) -> Mapping[str, Entry]:
    """The given entries as far as they are shown: title, body and pages."""
    found: dict[str, Entry] = {}
    rows = {row.id: row for row in catalogue.documents(ids)}
    paged = catalogue.texts([id for id, row in rows.items() if (row.pages or 1) > 1])
    bodies = catalogue.bodies([id for id in rows if id not in paged])
    for id, row in rows.items():
        text = paged.get(id)
        if text is not None or id in bodies:
            body = bodies[id] if text is None else text.body
            title = row.title or row.name
            found[id] = Entry(id, "document", title, body, date=row.published, pages=_pages(text) if text else ())
    for id, agreement in catalogue.agreements_by_id([id for id in ids if id not in rows]).items():
        found[id] = agreement_entry(agreement, catalogue.quotes(keys=agreement.records))
    return found


def texts_of(catalogue: Catalogue | Shelf) -> Texts:
    """The look-up of shown entries that an engine needs."""
    return partial(entries_by_id, catalogue)


def document_entry(
    text: Text,
    mentions: Iterable[Mention] = (),
    records: Sequence[Record] = (),
    *,
    story: str | None = None,
    version: str = "",
    name: str = "",
) -> Entry:
    """A document: its text, what its records say, and what it speaks of."""
    named = tuple(mentions)
    homes = [record.home.value for record in records]
    partners = [record.partner.value for record in records]
    institutions = [mention.party.name for mention in named if mention.party and mention.party.level == "institution"]
    return Entry(
        id=text.id,
        type="document",
        title=text.title or name,
        body=text.body,
        language=text.language,
        kind=text.kind,
        date=text.published,
        homes=_once(party.key for party in homes),
        partners=_once(party.key for party in partners),
        countries=_once(party.country for party in partners),
        fields=_once(claim.value for record in records for claim in record.fields),
        instruments=_once(record.instrument.value for record in records if record.instrument),
        relations=_once(record.relation.value for record in records if record.relation),
        statuses=_once(record.status.value for record in records),
        laws=_once(mention.value for mention in named if mention.kind == "law"),
        signed=_once(record.signed.value for record in records if record.signed),
        story=story,
        names=_once([*(party.name for party in (*homes, *partners)), *institutions])[:40],
        pages=_pages(text),
        mentions=_spoken_of(named),
        version=version,
    )


def agreement_entry(agreement: Agreement, quotes: Mapping[str, str], *, version: str = "") -> Entry:
    """An agreement: its parties and terms in both languages, and the sentences that carry it."""
    home, partner = agreement.home, agreement.partner
    country = countries().get(partner.country) if partner.country else None
    terms = _terms(agreement)
    said = [
        *([country.name_en, country.name_id] if country else []),
        *(name for term in terms for name in dict.fromkeys((term.name_en, term.name_id))),
        *([agreement.place_signed] if agreement.place_signed else []),
        *agreement.signatories,
    ]
    body = "\n".join([*dict.fromkeys(quotes.values()), "; ".join(said)])
    return Entry(
        id=agreement.id,
        type="agreement",
        title=title_of(agreement),
        body=body,
        date=agreement.signed or agreement.valid_from,
        homes=(home.key,),
        partners=(partner.key,),
        countries=(partner.country,) if partner.country else (),
        fields=agreement.fields,
        instruments=(agreement.instrument,) if agreement.instrument else (),
        relations=(agreement.relation,) if agreement.relation else (),
        statuses=(agreement.status,),
        signed=(agreement.signed,) if agreement.signed else (),
        names=(home.name, partner.name),
        mentions=(f"place:{home.key}", f"place:{partner.key}"),
        version=version,
    )


def title_of(agreement: Agreement) -> str:
    """The agreement in one line: parties, instrument, date."""
    kinds = {term.code: term.name_en for term in instruments()}
    kind = kinds.get(agreement.instrument or "", "")
    when = f" ({agreement.signed})" if agreement.signed else ""
    return f"{agreement.home.name} – {agreement.partner.name}{': ' if kind else ''}{kind}{when}"


def _terms(agreement: Agreement) -> list[Term]:
    chosen: list[Term | None] = [
        next((term for term in instruments() if term.code == agreement.instrument), None),
        relations().get(agreement.relation or ""),
        statuses().get(agreement.status),
        *(field for field in fields() if field.code in agreement.fields),
    ]
    return [term for term in chosen if term is not None]


def _spoken_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The codes of what a document names: "place:KR-28", "country:KR", "field:education"."""
    found: dict[str, None] = {}
    for mention in mentions:
        if mention.party is not None:
            found[f"place:{mention.party.key}"] = None
            if mention.party.country and mention.party.country != HOME:
                found[f"country:{mention.party.country}"] = None
        elif mention.kind in SPOKEN_OF and mention.score >= _SURE:
            found[f"{mention.kind}:{mention.value}"] = None
    return tuple(found)


def _pages(text: Text) -> tuple[tuple[int, int], ...]:
    return tuple((page.span.start, page.span.end) for page in text.pages)


def _once(values: Iterable[str | PartialDate | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str.__str__(value) for value in values if value))
