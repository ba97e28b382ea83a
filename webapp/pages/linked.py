"""schema.org descriptions of documents and agreements as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort
from markupsafe import Markup

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
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation" if one.set == "agreements" else _TYPES.get(one.item, "DigitalDocument"),
        "@id": one.url,
        "url": one.url,
        "name": one.title,
        "description": one.summary,
        "inLanguage": one.language,
        "keywords": list(one.subjects),
        "isPartOf": {"@type": "Collection", "name": the_site().settings.title},
    }
    if one.set == "agreements":
        agreement = catalogue().agreement(one.id)
        about |= {
            "legislationType": one.type,
            "legislationIdentifier": one.id,
            "legislationDate": one.date,
            "legislationPassedBy": [_government(name) for name in one.creators],
            "isBasedOn": list(one.sources),
        }
        if agreement is not None and agreement.valid_from and agreement.valid_to:
            about["temporalCoverage"] = f"{agreement.valid_from}/{agreement.valid_to}"
    else:
        about |= {
            "headline": one.title[:110],
            "datePublished": one.date,
            "author": [{"@type": "Person", "name": name} for name in one.creators],
            "publisher": {"@type": "Organization", "name": one.publisher} if one.publisher else None,
            "sameAs": list(one.sources),
            "encodingFormat": one.format,
        }
    return {key: value for key, value in about.items() if value not in ("", None, [], {})}


def _government(name: str) -> dict[str, Any]:
    area = {"@type": "AdministrativeArea", "name": name}
    return {"@type": "GovernmentOrganization", "name": name, "areaServed": area}
