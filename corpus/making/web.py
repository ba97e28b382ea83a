"""News and office pages as web sites print them, with everything that stands around the article."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.making.plan import HERE, Sample, Site
from corpus.making.source import Source


def web_page(source: Source, sample: Sample, site: Site) -> bytes:
    """The article as an HTML page of `site`, in the site's charset.

    A date stands in the head of the page only where the text itself states its day of publication.
    """
    words = _surroundings()["en" if source.language == "en" else "id"]
    turn = sample.number % len(words["headlines"])
    published = source.published if source.published and len(source.published) == 10 else None
    published_time = f"{published}T08:15:00+07:00" if published else None
    headlines = words["headlines"][turn:] + words["headlines"][:turn]
    url = page_url(sample, site)
    page = (
        _templates()
        .get_template(f"{site.template}.html")
        .render(
            title=source.title,
            byline=source.byline,
            pieces=source.pieces,
            lead=source.pieces[0].text,
            lang="en" if source.language == "en" else "id",
            site=site.name,
            host=site.host.removeprefix("www."),
            url=url,
            charset=site.charset,
            number=7000 + sample.number,
            published_time=published_time,
            linked_data=_linked_data(source, site, url, published_time),
            words=words,
            related=headlines[:5],
            popular=words["popular_headlines"],
            comments=words["comments_list"],
        )
    )
    return page.encode(site.charset, "xmlcharrefreplace")


def page_url(sample: Sample, site: Site) -> str:
    """The address of the page; its last part is the sample's file name."""
    return f"https://{site.host}/berita/{sample.name.rpartition('/')[2]}"


@cache
def _surroundings() -> dict[str, Any]:
    return tomllib.loads((HERE / "surroundings.toml").read_text(encoding="utf-8"))


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _linked_data(source: Source, site: Site, url: str, published_time: str | None) -> Any:
    from markupsafe import Markup

    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": source.title,
        "mainEntityOfPage": url,
        "publisher": {"@type": "Organization", "name": site.name},
    }
    if published_time:
        data["datePublished"] = published_time
    # The text is our own and json escapes quotes; "</" is the one sequence that would end the script element.
    return Markup(json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/"))  # noqa: S704
