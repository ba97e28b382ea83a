"""The map of the world: outlines of countries, and where a place stands on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.world.projection import HEIGHT, WIDTH, project

OUTLINES = Path(__file__).with_name("outlines.json")


@dataclass(frozen=True, slots=True)
class Outline:
    """A country as an SVG path; `code` is ISO 3166-1 alpha-2, empty where there is none."""

    code: str
    path: str


@cache
def outlines() -> tuple[Outline, ...]:
    """The countries of the world without Antarctica."""
    return tuple(Outline(row["code"], row["path"]) for row in json.loads(OUTLINES.read_text(encoding="utf-8")))


__all__ = ["HEIGHT", "WIDTH", "Outline", "outlines", "project"]
