"""The floors below which the figures must not fall. They only rise."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.toml"

_HEAD = """\
# What `naskah evaluate` must reach. The command fails below a floor; `naskah evaluate --raise-floors` raises the floors
# to today's figures, a little below them, and lowers none.
"""
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure below its floor."""

    table: str
    name: str
    figure: float
    floor: float

    def __str__(self) -> str:
        return f"{self.name} is {self.figure:.3f} on {self.table}, below its floor of {self.floor:.3f}."


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors by table ("texts", "samples", "search") and figure; none where the file is missing."""
    if not path.is_file():
        return {}
    return {table: dict(floors) for table, floors in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def flat(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures that can have a floor, by name: the F1 of each rate, the accuracy of each slot."""
    named: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, Mapping) and "f1" in value:
            named[name] = value["f1"]
        elif isinstance(value, Mapping):
            named |= {f"{name}.{inner}": figure for inner, figure in flat(value).items()}
        elif isinstance(value, int | float):
            named[name] = float(value)
    return named


def shortfalls(table: str, figures: Mapping[str, float], floors: Mapping[str, Mapping[str, float]]) -> list[Shortfall]:
    """The figures of a table that are below their floors; a figure that is gone counts as nothing."""
    return [
        Shortfall(table, name, figures.get(name, 0.0), floor)
        for name, floor in floors.get(table, {}).items()
        if figures.get(name, 0.0) < floor
    ]


def raised(
    table: str, figures: Mapping[str, float], floors: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The floors with those of one table raised to its figures less a small slack; none is lowered or dropped."""
    result = {name: dict(values) for name, values in floors.items()}
    mine = result.setdefault(table, {})
    for name, figure in figures.items():
        mine[name] = max(mine.get(name, 0.0), math.floor((figure - _SLACK) * 1000) / 1000, 0.0)
    return result


def write_floors(floors: Mapping[str, Mapping[str, float]], path: Path = FLOORS) -> None:
    """Writes the floors, tables and figures in the order of their names."""
    lines = [_HEAD]
    for table in sorted(floors):
        lines.append(f"[{table}]")
        lines += [f'"{name}" = {value:.3f}' for name, value in sorted(floors[table].items())]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
