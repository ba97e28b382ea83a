"""The finder of agreements by names, made once for each state of the register."""

from __future__ import annotations

import threading

from flask import current_app

from archive.checklist import Finder
from webapp.site import catalogue

_lock = threading.Lock()


def finder() -> Finder:
    """The finder over today's register."""
    revision = catalogue().fact("revision")
    with _lock:
        kept: tuple[str | None, Finder] | None = current_app.extensions.get("naskah.finder")
        if kept is None or kept[0] != revision:
            kept = (revision, Finder(catalogue().agreements()))
            current_app.extensions["naskah.finder"] = kept
    return kept[1]
