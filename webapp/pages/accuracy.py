"""How well the documents are read: the figures that `naskah evaluate` left in the archive home."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, render_template

from webapp.site import the_site

pages = Blueprint("accuracy", __name__)


@pages.get("/accuracy")
def accuracy() -> str:
    """The figures of the last evaluation, or how to make them."""
    return render_template("accuracy.html", run=_last_run())


def _last_run() -> dict[str, Any] | None:
    try:
        run = json.loads(the_site().home.figures.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return run if isinstance(run, dict) and isinstance(run.get("figures"), dict) else None
