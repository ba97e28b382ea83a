"""The pages of the site, one blueprint a topic."""

from __future__ import annotations

from webapp.pages import about, account, agreements, documents, maps, places, plots, preferences, search, status

BLUEPRINTS = (
    search.pages,
    documents.pages,
    agreements.pages,
    places.pages,
    maps.pages,
    plots.pages,
    status.pages,
    about.pages,
    preferences.pages,
    account.pages,
)
"""All blueprints, in the order in which they are registered."""
