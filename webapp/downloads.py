"""Agreements as files: tables, citations and linked data, all written by the archive's exports."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort

from archive.catalogue import Catalogue
from archive.model import Agreement

FORMATS: tuple[tuple[str, str], ...] = ()
CITATIONS: tuple[tuple[str, str], ...] = ()
UNAPI: dict[str, str] = {}


def register(suffix: str, agreements: Sequence[Agreement], archive: Catalogue) -> Response:
    abort(404)


def citation(suffix: str, agreement: Agreement, archive: Catalogue) -> Response:
    abort(404)
