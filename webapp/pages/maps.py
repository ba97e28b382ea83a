"""The map of partners."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from archive.model import Party
from archive.reference import places
from webapp import names
from webapp.pages.agreements import Table
from webapp.parties import parties
from webapp.site import catalogue
from webapp.world import HEIGHT, WIDTH, outlines, project

pages = Blueprint("maps", __name__)


@dataclass(frozen=True, slots=True)
class Point:
    """A partner on the map with the number of its agreements."""

    party: Party
    count: int
    x: float
    y: float
    radius: float


@pages.get("/map")
def partners() -> str:
    """Where the partners are, and how many agreements each has."""
    table = Table.read(request.args)
    archive = catalogue()
    known = parties(archive, "partner")
    counted = [(known[key], count) for key, count in archive.count_agreements_by("partner", table.wanted).items()]
    points, unplaced = [], []
    for party, count in sorted(counted, key=lambda pair: (-pair[1], pair[0].name)):
        where = position(party)
        if where is None:
            unplaced.append((party, count))
        else:
            points.append(Point(party, count, *project(*where), radius=round(3.0 + 1.8 * math.sqrt(count - 1), 1)))
    countries = archive.count_agreements_by("country", table.wanted)
    return render_template(
        "map.html",
        table=table,
        points=points,
        unplaced=unplaced,
        countries=sorted(countries.items(), key=lambda pair: (-pair[1], names.label("country", pair[0]))),
        outlines=outlines(),
        width=WIDTH,
        height=HEIGHT,
        choices={
            name: names.by_name(name, catalogue().count_agreements_by(name)) for name in ("home", "status", "field")
        },
    )


def position(party: Party) -> tuple[float, float] | None:
    """Latitude and longitude of a party, from itself or from the reference data."""
    if party.latitude is not None and party.longitude is not None:
        return party.latitude, party.longitude
    place = places().get(party.code) if party.code else None
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude
