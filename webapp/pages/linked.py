"""schema.org descriptions of documents and agreements as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort
from markupsafe import Markup

from archive.exports import gather
from archive.exports.jsonld import agreement_node
from webapp.addresses import root
from webapp.describing import Description
from webapp.pages.zotero import described
from webapp.site import catalogue, the_site

pages = Blueprint("linked", __name__)

_TYPES = {"newspaperArticle": "NewsArticle", "report": "Report", "statute": "Legislation", "webpage": "WebPage"}


@pages.get("/<any(documents, agreements):set>/<id>/linked-data")
def linked_data(set: str, id: str) -> Response:
    """The description of a thing as JSON-LD."""
    one = described(id)
    if one.set != set:
        abort(404)
    return Response(json.dumps(graph(one), ensure_ascii=False, indent=1), mimetype="application/ld+json")


def embedded(one: Description) -> Markup:
    """The same for a script element of a page; nothing in it can end the element."""
    data = json.dumps(graph(one), ensure_ascii=False)
    return Markup(data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def graph(one: Description) -> dict[str, Any]:
    """A document or agreement in the terms of schema.org; what is not known is left out."""
    agreement = catalogue().agreement(one.id) if one.set == "agreements" else None
    if agreement is not None:
        node = agreement_node(gather(catalogue(), [agreement], root()), agreement)
        return {"@context": "https://schema.org", **node, "url": one.url}
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(one.item, "DigitalDocument"),
        "@id": one.url,
        "url": one.url,
        "name": one.title,
        "headline": one.title[:110],
        "description": one.summary,
        "inLanguage": one.language,
        "keywords": list(one.subjects),
        "datePublished": one.date,
        "author": [{"@type": "Person", "name": name} for name in one.creators],
        "publisher": {"@type": "Organization", "name": one.publisher} if one.publisher else None,
        "sameAs": list(one.sources),
        "encodingFormat": one.format,
        "isPartOf": {"@type": "Collection", "name": the_site().settings.title},
    }
    return {key: value for key, value in about.items() if value not in ("", None, [], {})}
