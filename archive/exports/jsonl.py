"""JSON Lines without loss: documents, records, judgements and agreements; what is written can be read back.

Every line is an object with a `type`: `naskah` (once, first), `document`, `record`, `judgement`, `agreement`. Texts
are not part of it, the evidence sentences are. Reading an export into an empty archive and exporting again gives the
same bytes: agreements are concluded anew from records and judgements.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from archive.errors import NaskahError
from archive.model import Agreement, Judgement, Original, PartialDate, Record, Text, decode
from archive.model.codec import plain
from archive.model.text import DocumentKind, Language
from archive.register.rulings import rule

if TYPE_CHECKING:
    from archive.catalogue import Catalogue

VERSION = 1


@dataclass(frozen=True, slots=True)
class Described:
    """A document without its text."""

    original: Original
    title: str | None = None
    kind: DocumentKind = "other"
    language: Language = "und"
    published: PartialDate | None = None
    site: str | None = None
    url: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A record with its evidence sentence."""

    record: Record
    quote: str = ""


@dataclass(slots=True)
class Contents:
    """What an export holds, read and checked."""

    documents: list[Described] = field(default_factory=list)
    records: list[Quoted] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)


class BrokenExportError(NaskahError):
    """An export that cannot be read; `faults` are pairs of line number and reason."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        self.faults = faults
        shown = "; ".join(f"line {line}: {reason}" for line, reason in faults[:5])
        more = f"; and {len(faults) - 5} more" if len(faults) > 5 else ""
        super().__init__(f"Nothing was imported, {len(faults)} lines are broken: {shown}{more}.")


def write(catalogue: Catalogue, out: BinaryIO) -> None:
    """The whole register of a catalogue."""
    for line in lines(catalogue):
        out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def lines(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """The lines of the export as mappings."""
    yield {"type": "naskah", "version": VERSION}
    quotes = catalogue.quotes()
    records = list(catalogue.each_record())
    named = sorted({record.document for record in records})
    for row in catalogue.documents(named):
        original = catalogue.original(row.id)
        if original is not None:
            described = Described(
                original=original,
                title=row.title,
                kind=row.kind or "other",
                language=row.language or "und",
                published=PartialDate(row.published) if row.published else None,
                site=row.site,
                url=row.url,
                story=row.story,
            )
            yield {"type": "document", "document": plain(described)}
    for record in sorted(records, key=lambda record: record.document):
        yield {"type": "record", "record": plain(record), "quote": quotes.get(record.key, "")}
    for judgement in catalogue.judgements():
        yield {"type": "judgement", "judgement": plain(judgement)}
    for agreement in sorted(catalogue.agreements(), key=lambda agreement: agreement.id):
        yield {"type": "agreement", "agreement": plain(agreement)}


def read(lines: Iterable[bytes]) -> Contents:
    """The contents of an export. Raises BrokenExportError with every broken line; then nothing is read."""
    contents = Contents()
    faults: list[tuple[int, str]] = []
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            _take(contents, number, json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError, msgspec.MsgspecError) as error:
            faults.append((number, _reason(error)))
    if number == 0:
        faults.append((1, "the file is empty"))
    faults += _loose_ends(contents)
    if faults:
        raise BrokenExportError(sorted(faults))
    return contents


def _take(contents: Contents, number: int, line: Any) -> None:
    if not isinstance(line, dict):
        raise TypeError("not an object")
    kind = line.get("type")
    if number == 1 and (kind != "naskah" or line.get("version") != VERSION):
        raise ValueError(f'the first line must be {{"type":"naskah","version":{VERSION}}}')
    takers: dict[str, Callable[[], None]] = {
        "naskah": lambda: None,
        "document": lambda: contents.documents.append(_typed(line["document"], Described)),
        "record": lambda: contents.records.append(Quoted(_typed(line["record"], Record), str(line.get("quote", "")))),
        "judgement": lambda: contents.judgements.append(_typed(line["judgement"], Judgement)),
        "agreement": lambda: contents.agreements.append(_typed(line["agreement"], Agreement)),
    }
    if kind not in takers:
        raise ValueError(f"there is no type {kind!r}")
    takers[kind]()


def _typed(value: Any, kind: type[Any]) -> Any:
    return decode(json.dumps(value), kind)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg} at {error.colno})"
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error) or type(error).__name__


def _loose_ends(contents: Contents) -> list[tuple[int, str]]:
    """What is well-formed and still cannot be imported; such faults belong to the end of the file."""
    known = {described.original.id for described in contents.documents}
    keys = [quoted.record.key for quoted in contents.records]
    homeless = sorted({quoted.record.document for quoted in contents.records} - known)
    faults = [(0, f"there are records of document {document}, but no such document") for document in homeless]
    if len(set(keys)) < len(keys):
        faults.append((0, "a record key is used twice"))
    ids = [judgement.id for judgement in contents.judgements]
    if len(set(ids)) < len(ids):
        faults.append((0, "a judgement id is used twice"))
    documents: dict[str, list[str]] = {}
    for quoted in contents.records:
        documents.setdefault(quoted.record.document, []).append(quoted.record.key)
    if not faults:
        rule(contents.judgements, documents)
    return faults


@dataclass(frozen=True, slots=True)
class Imported:
    """How much of an export was new to the archive."""

    documents: int
    records: int
    judgements: int


def bring_in(contents: Contents, catalogue: Catalogue) -> Imported:
    """Take what an archive does not have yet: documents with their records, and judgements. All or nothing.

    A document that is there already keeps the records that were read from it here.
    """
    known = {row.id for row in catalogue.documents([described.original.id for described in contents.documents])}
    new = [described for described in contents.documents if described.original.id not in known]
    by_document: dict[str, list[Quoted]] = {}
    for quoted in contents.records:
        by_document.setdefault(quoted.record.document, []).append(quoted)
    made = {judgement.id for judgement in catalogue.judgements()}
    judgements = [judgement for judgement in contents.judgements if judgement.id not in made]
    with catalogue.transaction():
        for described in new:
            catalogue.add_original(described.original)
            catalogue.put_text(_bodyless(described))
            here = by_document.get(described.original.id, [])
            quotes = {quoted.record.key: quoted.quote for quoted in here}
            catalogue.put_records(described.original.id, [quoted.record for quoted in here], quotes)
        catalogue.put_stories({described.original.id: described.story for described in new if described.story})
        for judgement in judgements:
            catalogue.add_judgement(judgement)
    return Imported(len(new), sum(len(by_document.get(d.original.id, ())) for d in new), len(judgements))


def _bodyless(described: Described) -> Text:
    return Text(
        id=described.original.id,
        body="",
        language=described.language,
        kind=described.kind,
        title=described.title,
        published=described.published,
        site=described.site,
        url=described.url,
    )
