"""Site map and robots.txt, for search engines."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

from flask import Blueprint, Response, abort

from webapp.addresses import absolute
from webapp.site import catalogue, the_site
from webapp.stamps import stamps
from webapp.xmltext import put, written

pages = Blueprint("sitemaps", __name__)

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 40_000
"""Addresses in one file; the protocol allows 50,000."""


@pages.get("/sitemap.xml")
def index() -> Response:
    """The list of site maps."""
    root = Tree.Element("sitemapindex", {"xmlns": SPACE})
    total = len(stamps(catalogue()))
    for number in range(max(1, -(-total // MOST))):
        put(put(root, "sitemap"), "loc", absolute(".part", number=number + 1))
    return Response(written(root), mimetype="application/xml")


@pages.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """One portion of the addresses of the site."""
    chosen = stamps(catalogue())[(number - 1) * MOST : number * MOST] if number else []
    if not chosen and number != 1:
        abort(404)
    root = Tree.Element("urlset", {"xmlns": SPACE})
    if number == 1:
        for endpoint in ("search.front", "agreements.register", "places.all_places", "maps.partners", "about.about"):
            put(put(root, "url"), "loc", absolute(endpoint))
    for stamp in chosen:
        entry = put(root, "url")
        endpoint = "documents.document" if stamp.set == "documents" else "agreements.agreement"
        put(entry, "loc", absolute(endpoint, id=stamp.id))
        put(entry, "lastmod", stamp.at[:10])
    return Response(written(root), mimetype="application/xml")


@pages.get("/robots.txt")
def robots() -> Response:
    """What machines may read: the things themselves, not every combination of filters."""
    closed = ["/search", "/feed", "/suggest", "/plots/", "/review", "/account", "/sign-in"]
    lines = [
        "User-agent: *",
        *[f"Disallow: {path}" for path in (["/"] if the_site().settings.reading == "closed" else closed)],
    ]
    return Response("\n".join([*lines, f"Sitemap: {absolute('.index')}", ""]), mimetype="text/plain")
