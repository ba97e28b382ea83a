"""Agreements and documents as files: tables, bibliographies and linked data, all written by the archive's exports."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Sequence

from flask import Response, abort

from archive.catalogue import Catalogue, DocumentRow
from archive.exports import FORMATS as EXPORTS
from archive.exports import export, gather
from archive.exports.bibtex import entry as bibtex_entry
from archive.exports.citing import document_item
from archive.exports.csl import entry as csl_entry
from archive.exports.ris import reference
from archive.model import Agreement
from archive.register.facts import facts_of
from webapp.addresses import absolute, root

TITLES = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "ris": "RIS (Zotero, EndNote, Mendeley)",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
    "jsonld": "JSON-LD (schema.org)",
    "ftm": "FollowTheMoney",
    "quickstatements": "Wikidata QuickStatements",
}

FORMATS: tuple[tuple[str, str], ...] = tuple((EXPORTS[name].ending, TITLES.get(name, name)) for name in TITLES)
"""Endings of addresses with what each is called, for the register."""

CITATIONS: tuple[tuple[str, str], ...] = (
    ("ris", "RIS"),
    ("bib", "BibTeX"),
    ("json", "CSL-JSON"),
    ("jsonld", "JSON-LD"),
)
"""The same for one agreement."""

DOCUMENT_CITATIONS: tuple[tuple[str, str], ...] = (("ris", "RIS"), ("bib", "BibTeX"), ("json", "CSL-JSON"))
"""The same for one document."""

UNAPI: dict[str, str] = {"ris": "ris", "bibtex": "bib"}
"""Names of formats in unAPI and the endings they stand for."""

_BY_ENDING = {format.ending: format for format in EXPORTS.values()}


def register(ending: str, agreements: Sequence[Agreement], archive: Catalogue, name: str = "agreements") -> Response:
    """Agreements as a file; 404 for an unknown ending."""
    format = _BY_ENDING.get(ending)
    if format is None:
        abort(404)
    out = io.BytesIO()
    export(gather(archive, agreements, root(), today()), format.name, out)
    return _file(out.getvalue(), format.media_type, f"{name}.{ending}")


def citation(ending: str, agreement: Agreement, archive: Catalogue) -> Response:
    """One agreement as a file; 404 for an unknown ending."""
    return register(ending, [agreement], archive, agreement.id)


def document_citation(ending: str, row: DocumentRow) -> Response:
    """One document for reference managers; 404 for an unknown ending."""
    item = document_item(facts_of(row, {}), row.url or absolute("documents.document", id=row.id))
    if ending == "ris":
        data = reference(item)
    elif ending == "bib":
        data = bibtex_entry(item, today())
    elif ending == "json":
        data = json.dumps([csl_entry(item, today())], ensure_ascii=False, indent=1)
    else:
        abort(404)
    return _file(data.encode(), _BY_ENDING[ending].media_type, f"{row.id}.{ending}")


def media_type(ending: str) -> str:
    """The media type of a file ending."""
    return _BY_ENDING[ending].media_type


def today() -> str:
    """The day of the export, in ISO 8601."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _file(data: bytes, media_type: str, name: str) -> Response:
    response = Response(data, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
