"""The JSON API: the same data as the pages, described by OpenAPI 3.1."""

from __future__ import annotations

from webapp.api.views import api

__all__ = ["api"]
