"""Makes outlines.json from the npm packages world-atlas 2.0.2 and i18n-iso-countries 7.

    npm install world-atlas@2.0.2 i18n-iso-countries@7
    python -m webapp.world.build node_modules

The shapes are Natural Earth's (1:110m, public domain) in the TopoJSON edition of world-atlas (ISC).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from webapp.world import OUTLINES
from webapp.world.projection import MIDDLE, project

Ring = list[tuple[float, float]]
WITHOUT = {"010"}
"""Antarctica, which signs nothing and would take a fifth of the map."""


def build(packages: Path) -> int:
    """Write the outlines; the number of countries."""
    topology = json.loads((packages / "world-atlas/countries-110m.json").read_text(encoding="utf-8"))
    codes = {
        row[2]: row[0] for row in json.loads((packages / "i18n-iso-countries/codes.json").read_text(encoding="utf-8"))
    }
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    rows = [
        {"code": codes.get(shape.get("id", ""), ""), "path": "".join(_path(ring) for ring in _rings(shape, arcs))}
        for shape in topology["objects"]["countries"]["geometries"]
        if shape.get("id") not in WITHOUT
    ]
    OUTLINES.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")
    return len(rows)


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    points: Ring = []
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def _path(ring: Ring) -> str:
    offsets = [(longitude - MIDDLE + 180) % 360 - 180 for longitude, _ in ring]
    # A ring that crosses the cut is drawn whole on the side where most of it lies.
    crosses = max(offsets) - min(offsets) > 180
    east = sum(1 for offset in offsets if offset > 0) * 2 > len(offsets)
    points: Ring = []
    for (longitude, latitude), offset in zip(ring, offsets, strict=True):
        turn = 0.0
        if crosses and east and offset < -90:
            turn = 360.0
        elif crosses and not east and offset > 90:
            turn = -360.0
        point = project(latitude, longitude, turn)
        if not points or points[-1] != point:
            points.append(point)
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"


if __name__ == "__main__":
    print(f"{build(Path(sys.argv[1]))} countries")
