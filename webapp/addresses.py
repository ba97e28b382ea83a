"""Whole addresses, for everything that leaves the site: feeds, citations, the API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for

from webapp.site import the_site


def root() -> str:
    """The address of the site without a slash at its end: the setting base_url, or else as it was asked."""
    return (the_site().settings.base_url or request.url_root).rstrip("/")


def absolute(endpoint: str, **values: Any) -> str:
    """The whole address of a page."""
    return root() + url_for(endpoint, **values)


def host() -> str:
    """The name of the site's machine, which makes identifiers unique."""
    return urlsplit(root()).hostname or "localhost"
