"""How well the documents are read: the figures that `naskah evaluate` left in the archive home."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from webapp.site import catalogue, the_site
from webapp.wording import gettext

pages = Blueprint("accuracy", __name__)


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation: what it was measured on, when, and its figures."""

    table: str
    title: str
    at: str
    figures: dict[str, Any]

    @property
    def unseen(self) -> bool:
        """Whether nobody had read the documents while the program was made."""
        return self.table == "heldout"


@pages.get("/accuracy")
def accuracy() -> str:
    """The figures of the last evaluations, or how to make them."""
    return render_template("accuracy.html", runs=_runs(), maker=_maker())


def _runs() -> list[Run]:
    titles: dict[str, str] = {
        "heldout": gettext("Texts that were kept aside while the program was made"),
        "texts": gettext("Read from plain texts"),
        "samples": gettext("Read from files as they come in real life"),
    }
    try:
        kept = json.loads(the_site().home.figures.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(kept, dict):
        return []
    return [
        Run(str(table), titles.get(table) or str(table), str(run.get("at", "")), run["figures"])
        for table, run in sorted(kept.items(), key=lambda pair: (pair[0] != "heldout", pair[0]))
        if isinstance(run, dict) and isinstance(run.get("figures"), dict)
    ]


def _maker() -> str | None:
    """The version of the program part that found what is in this archive."""
    outcome = next(iter(catalogue().outcomes(step="extract")), None)
    return outcome.maker if outcome else None
