"""Plots as shapes with positions; the templates write them as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from archive.model import Agreement
from webapp.names import label

WIDTH = 450.0
ROW = 24.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A bar (`width`, `height`) or a dot (`radius`), with its text and where it leads."""

    x: float
    y: float
    title: str
    link: str
    width: float = 0.0
    height: float = 0.0
    radius: float = 0.0
    label: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: `marks` are texts along the axis, as (x, y, text, anchor); `rows` the numbers behind it."""

    name: str
    title: str
    height: float
    shapes: tuple[Shape, ...]
    marks: tuple[tuple[float, float, str, str], ...]
    header: tuple[str, str]
    rows: tuple[tuple[str, int], ...]
    baseline: float | None = None
    width: float = WIDTH


def bars(
    name: str, title: str, rows: Sequence[tuple[str, str, int]], args: MultiDict[str, str], shown: int, unit: str
) -> Plot:
    """A bar for each (code, name, count), the longest names on the left; each leads to its agreements."""
    most = max((count for _, _, count in rows), default=1)
    left = 190.0
    shapes = tuple(
        Shape(
            x=left,
            y=number * ROW + 4,
            width=round(max(2.0, (WIDTH - left - 44) * count / most), 1),
            height=ROW - 8,
            title=f"{text}: {count}",
            link=_register(args, name, code),
            label=text if len(text) <= 23 else text[:22].rstrip() + "…",
            count=count,
        )
        for number, (code, text, count) in enumerate(rows[:shown])
    )
    return Plot(
        name,
        title,
        height=max(len(shapes), 1) * ROW + 4,
        shapes=shapes,
        marks=(),
        header=(title, unit),
        rows=tuple((text, count) for _, text, count in rows),
    )


def timeline_plot(
    title: str, years: Mapping[int, int], agreements: Sequence[Agreement], header: tuple[str, str]
) -> Plot:
    """A dot for each agreement above its year of signing; where there are none to show, a bar for each year."""
    rows = tuple((str(year), years[year]) for year in sorted(years))
    if not years:
        return Plot("timeline", title, 24.0, (), (), header, (), width=1000.0)
    first, last, width = min(years), max(years), 1000.0
    slot = min((width - 20) / (last - first + 1), 40.0)
    radius = round(min(slot * 0.42, 6.0), 1)
    step = radius * 2 + 1.5
    tallest = max(years.values())
    stacked = bool(agreements) and tallest * step <= 320
    height = max(tallest * step, 60) if stacked else 260.0

    def middle(year: int) -> float:
        return round((year - first) * slot + slot / 2 + 10, 1)

    shapes: list[Shape] = []
    filled: dict[int, int] = {}
    for agreement in agreements if stacked else ():
        if agreement.signed is None:
            continue
        year = agreement.signed.year
        y = round(height - filled.get(year, 0) * step - radius, 1)
        filled[year] = filled.get(year, 0) + 1
        link = url_for("agreements.agreement", id=agreement.id)
        shapes.append(Shape(middle(year), y, _caption(agreement), link, radius=radius))
    for year, count in () if stacked else sorted(years.items()):
        tall = round(height * count / tallest, 1)
        link = url_for("agreements.register", year=year)
        x = round(middle(year) - slot * 0.4, 1)
        shapes.append(Shape(x, round(height - tall, 1), f"{year}: {count}", link, round(slot * 0.8, 1), tall))
    every = next(every for every in (1, 2, 5, 10, 20, 50, 100) if every * slot >= 44)
    marks = tuple(
        (middle(year), height + 20, str(year), "middle")
        for year in range(first, last + 1)
        if year % every == 0 or first == last
    )
    return Plot("timeline", title, height + 28, tuple(shapes), marks, header, rows, baseline=height + 2, width=width)


def _caption(agreement: Agreement) -> str:
    parts = [f"{agreement.home.name} – {agreement.partner.name}", label("instrument", agreement.instrument)]
    return ", ".join([*[part for part in parts if part], agreement.signed or ""])


def _register(args: MultiDict[str, str], name: str, code: str) -> str:
    pairs = [(key, value) for key, value in args.items(multi=True) if key not in {name, "page", "lang"} and value]
    return url_for("agreements.register") + "?" + urlencode([*pairs, (name, code)])
