"""The pages of the site, one blueprint a topic."""

from __future__ import annotations

from webapp.pages import (
    about,
    account,
    accuracy,
    agreements,
    documents,
    maps,
    places,
    plots,
    preferences,
    review,
    search,
    status,
)

BLUEPRINTS = (
    search.pages,
    documents.pages,
    agreements.pages,
    places.pages,
    maps.pages,
    plots.pages,
    review.pages,
    accuracy.pages,
    status.pages,
    about.pages,
    preferences.pages,
    account.pages,
)
"""All blueprints, in the order in which they are registered."""
