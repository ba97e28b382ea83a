"""The pages of the site, one blueprint a topic."""

from __future__ import annotations

from webapp.pages import (
    about,
    account,
    accuracy,
    agreements,
    documents,
    feeds,
    harvest,
    linked,
    lists,
    maps,
    pairs,
    places,
    plots,
    preferences,
    reconciling,
    review,
    search,
    sitemaps,
    status,
    uploads,
    watch,
    zotero,
)

BLUEPRINTS = (
    search.pages,
    documents.pages,
    agreements.pages,
    places.pages,
    pairs.pages,
    maps.pages,
    plots.pages,
    watch.pages,
    lists.pages,
    reconciling.pages,
    review.pages,
    accuracy.pages,
    uploads.pages,
    status.pages,
    feeds.pages,
    zotero.pages,
    harvest.pages,
    linked.pages,
    sitemaps.pages,
    about.pages,
    preferences.pages,
    account.pages,
)
"""All blueprints, in the order in which they are registered."""
