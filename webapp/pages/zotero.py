"""unAPI, by which Zotero takes one or many items of a page at once."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

from flask import Blueprint, Response, abort, request

from webapp import downloads
from webapp.describing import Description, describe_agreement, describe_document
from webapp.site import catalogue
from webapp.wording import gettext
from webapp.xmltext import put, written

pages = Blueprint("zotero", __name__)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
Z = "http://www.zotero.org/namespaces/export#"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
BIB = "http://purl.org/net/biblio#"
FOAF = "http://xmlns.com/foaf/0.1/"
for _prefix, _space in (("rdf", RDF), ("z", Z), ("dc", DC), ("dcterms", TERMS), ("bib", BIB), ("foaf", FOAF)):
    Tree.register_namespace(_prefix, _space)

FORMATS = {"rdf_zotero": "application/rdf+xml", "rdf_dc": "application/rdf+xml"}


@pages.get("/unapi")
def unapi() -> Response:
    """Without arguments the formats; with an id the formats of that thing; with id and format the thing itself."""
    id, format = request.args.get("id"), request.args.get("format")
    if id is None:
        return Response(_formats(None), mimetype="application/xml")
    one = described(id)
    if format is None:
        return Response(_formats(id), status=300, mimetype="application/xml")
    if format in downloads.UNAPI:
        ending, row, found = downloads.UNAPI[format], catalogue().document(one.id), catalogue().agreement(one.id)
        if row is not None:
            return downloads.document_citation(ending, row)
        if found is not None:
            return downloads.citation(ending, found, catalogue())
    if format not in FORMATS:
        abort(406, gettext("This format is not offered; ask without a format to see which are."))
    return Response(rdf([one], zotero=format == "rdf_zotero"), mimetype=FORMATS[format])


def described(id: str) -> Description:
    """The document or agreement with this id; 404 where there is none."""
    archive = catalogue()
    row = archive.document(id) if len(id) == 16 else None
    if row is not None:
        text = archive.text(row.id)
        return describe_document(row, text.author if text else None)
    agreement = archive.agreement(id)
    if agreement is None:
        abort(404)
    return describe_agreement(agreement, archive)


def _formats(id: str | None) -> bytes:
    formats = Tree.Element("formats", {"id": id} if id else {})
    for name, media_type in FORMATS.items():
        put(formats, "format", name=name, type=media_type)
    for name, ending in downloads.UNAPI.items():
        put(formats, "format", name=name, type=downloads.media_type(ending))
    return written(formats)


def rdf(items: list[Description], zotero: bool = True) -> bytes:
    """Items as Zotero's own RDF, in which bodies stay one name; or as plain Dublin Core."""
    root = Tree.Element(f"{{{RDF}}}RDF")
    for one in items:
        item = put(root, f"{{{RDF}}}Description", None, **{f"{{{RDF}}}about": one.url})
        put(item, f"{{{DC}}}title", one.title)
        if zotero:
            _for_zotero(item, one)
        else:
            put(item, f"{{{DC}}}type", one.type)
            for creator in one.creators:
                put(item, f"{{{DC}}}creator", creator)
            if one.publisher:
                put(item, f"{{{DC}}}publisher", one.publisher)
            put(item, f"{{{DC}}}identifier", one.url)
        for name, value in (("date", one.date), ("language", one.language)):
            if value:
                put(item, f"{{{DC}}}{name}" if not zotero or name == "date" else f"{{{Z}}}{name}", value)
        if one.summary:
            put(item, f"{{{TERMS}}}abstract", one.summary)
        for subject in one.subjects:
            put(item, f"{{{DC}}}subject", subject)
    return written(root)


def _for_zotero(item: Tree.Element, one: Description) -> None:
    put(item, f"{{{Z}}}itemType", one.item)
    if one.creators:
        people = put(put(item, f"{{{BIB}}}authors"), f"{{{RDF}}}Seq")
        for creator in one.creators:
            person = put(put(people, f"{{{RDF}}}li"), f"{{{FOAF}}}Person")
            given, _, family = creator.rpartition(" ")
            # A person without a given name is taken as a body with one name.
            put(person, f"{{{FOAF}}}surname", creator if one.bodies or not given else family)
            if given and not one.bodies:
                put(person, f"{{{FOAF}}}givenName", given)
    if one.publisher:
        if one.item == "newspaperArticle":
            part = put(put(item, f"{{{TERMS}}}isPartOf"), f"{{{BIB}}}Newspaper")
            put(part, f"{{{DC}}}title", one.publisher)
        else:
            body = put(put(item, f"{{{DC}}}publisher"), f"{{{FOAF}}}Organization")
            put(body, f"{{{FOAF}}}name", one.publisher)
    address = one.sources[0] if one.set == "documents" and one.sources else one.url
    put(put(put(item, f"{{{DC}}}identifier"), f"{{{TERMS}}}URI"), f"{{{RDF}}}value", address)
    notes = ["Type: treaty", f"genre: {one.type}"] if one.set == "agreements" else []
    if notes:
        put(item, f"{{{DC}}}description", "\n".join(notes))
