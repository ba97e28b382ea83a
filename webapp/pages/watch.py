"""What an office keeps an eye on: what ends soon, what was planned and never signed, what nobody has reported on."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template

from archive.model import Agreement
from archive.register.history import expiring
from archive.register.statistics import never_signed, reported
from webapp import names
from webapp.site import catalogue

pages = Blueprint("watch", __name__)

DAYS_AHEAD = 365
SHOWN = 100
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Watched:
    """The lists, and how the register divides into governments and institutions."""

    ending: tuple[Agreement, ...]
    unsigned: tuple[Agreement, ...]
    unreported: tuple[Agreement, ...]
    regional: int
    institutional: int


@pages.get("/watch")
def watch() -> str:
    """The lists of today."""
    return render_template("watch.html", watched=_watched(), shown=SHOWN)


def _watched() -> Watched:
    """Computed once for each state of the register and each day."""
    state = (catalogue().fact("revision"), names.today())
    with _lock:
        kept: tuple[object, Watched] | None = current_app.extensions.get("naskah.watched")
        if kept is None or kept[0] != state:
            kept = (state, _computed(catalogue().agreements(sort="home")))
            current_app.extensions["naskah.watched"] = kept
    return kept[1]


def _computed(agreements: list[Agreement]) -> Watched:
    institutional = sum(agreement.partner.level == "institution" for agreement in agreements)
    return Watched(
        ending=tuple(expiring(agreements, names.today(), DAYS_AHEAD)),
        unsigned=tuple(never_signed(agreements)),
        unreported=tuple(agreement for agreement in agreements if not reported(agreement)),
        regional=len(agreements) - institutional,
        institutional=institutional,
    )
