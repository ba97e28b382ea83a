"""Atom feeds of searches and of the register, and the OpenSearch description."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree as Tree

from flask import Blueprint, Response, jsonify, request, url_for

from index.port import Hit
from webapp.addresses import absolute, host, root
from webapp.describing import Description, describe_agreement, describe_document
from webapp.names import label
from webapp.site import catalogue, the_site
from webapp.state import SearchState
from webapp.wording import gettext
from webapp.xmltext import put, written

pages = Blueprint("feeds", __name__)

SIZE = 50
NEVER = "2026-01-01T00:00:00Z"
"""The time of change of a feed with nothing in it."""

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
Tree.register_namespace("", ATOM)
Tree.register_namespace("opensearch", OPENSEARCH)


@pages.get("/feed")
def feed() -> Response:
    """What a search finds, the newest first, as an Atom feed; without words or filters, all that is new."""
    state = SearchState.read(request.args)
    answer = the_site().engine.search(dataclasses.replace(state.request(limit=SIZE), sort="newest"))
    descriptions = _described(answer.hits)
    feed = Tree.Element(f"{{{ATOM}}}feed")
    put(feed, f"{{{ATOM}}}id", f"tag:{host()},2026:search:{state.turned(1).query()}")
    put(feed, f"{{{ATOM}}}title", f"{the_site().settings.title}: {state.text or gettext('everything new')}")
    put(
        feed,
        f"{{{ATOM}}}updated",
        max((one.stamp for one in descriptions if one.stamp), default=NEVER),
    )
    put(put(feed, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", the_site().settings.title)
    here = root() + url_for(".feed") + ("?" + state.query() if state.query() else "")
    put(feed, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=here)
    query = state.turned(1).query()
    put(
        feed,
        f"{{{ATOM}}}link",
        rel="alternate",
        type="text/html",
        href=absolute("search.results") + ("?" + query if query else ""),
    )
    put(
        feed,
        f"{{{ATOM}}}link",
        rel="search",
        type="application/opensearchdescription+xml",
        href=absolute(".opensearch"),
    )
    first = (state.page - 1) * SIZE
    for name, number in (("totalResults", answer.total), ("startIndex", first + 1), ("itemsPerPage", SIZE)):
        put(feed, f"{{{OPENSEARCH}}}{name}", str(number))
    if first + SIZE < (answer.shown or answer.total):
        following = root() + url_for(".feed") + "?" + state.turned(state.page + 1).query()
        put(feed, f"{{{ATOM}}}link", rel="next", type="application/atom+xml", href=following)
    for one, hit in zip(descriptions, answer.hits, strict=False):
        _entry(feed, one, hit)
    return Response(written(feed), content_type="application/atom+xml; charset=utf-8")


def _described(hits: tuple[Hit, ...]) -> list[Description]:
    archive = catalogue()
    rows = {row.id: row for row in archive.documents([hit.id for hit in hits if hit.type == "document"])}
    agreements = archive.agreements_by_id([hit.id for hit in hits if hit.type == "agreement"])
    found = []
    for hit in hits:
        if hit.id in rows:
            found.append(describe_document(rows[hit.id], summary=hit.snippets[0].text if hit.snippets else ""))
        elif hit.id in agreements:
            found.append(describe_agreement(agreements[hit.id], archive))
    return found


def _entry(feed: Tree.Element, one: Description, hit: Hit) -> None:
    entry = put(feed, f"{{{ATOM}}}entry")
    put(entry, f"{{{ATOM}}}id", f"tag:{host()},2026:{one.set}:{one.id}")
    put(entry, f"{{{ATOM}}}title", one.title)
    put(entry, f"{{{ATOM}}}updated", one.stamp or NEVER)
    put(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=one.url)
    if len(one.date) == 10:
        put(entry, f"{{{ATOM}}}published", f"{one.date}T00:00:00Z")
    for creator in one.creators:
        put(put(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", creator)
    if one.summary or hit.snippets:
        put(entry, f"{{{ATOM}}}summary", " ".join((one.summary or hit.snippets[0].text).split()))
    put(entry, f"{{{ATOM}}}category", term=hit.type, label=one.type or label("type", hit.type))
    for subject in one.subjects:
        put(entry, f"{{{ATOM}}}category", term=subject)


@pages.get("/opensearch.xml")
def opensearch() -> Response:
    """How browsers and programs search this site."""
    title = the_site().settings.title
    description = Tree.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    put(description, "ShortName", title[:16])
    put(
        description,
        "Description",
        gettext("Agreements of Indonesian regions with foreign partners, and documents on them"),
    )
    put(description, "InputEncoding", "UTF-8")
    put(description, "Image", absolute("static", name="kawung.svg"), type="image/svg+xml")
    put(
        description, "Url", type="text/html", template=absolute("search.results") + "?q={searchTerms}&page={startPage?}"
    )
    put(
        description,
        "Url",
        type="application/atom+xml",
        template=absolute(".feed") + "?q={searchTerms}&page={startPage?}",
    )
    put(description, "Url", type="application/x-suggestions+json", template=absolute(".words") + "?q={searchTerms}")
    return Response(written(description), content_type="application/opensearchdescription+xml; charset=utf-8")


@pages.get("/opensearch/suggest")
def words() -> Response:
    """Suggestions as browsers want them in their address bar."""
    typed = request.args.get("q", "").strip()[:200]
    found = the_site().engine.suggest(typed, 8) if typed else ()
    response = jsonify([typed, [one.query for one in found]])
    response.mimetype = "application/x-suggestions+json"
    return response
