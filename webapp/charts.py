"""Numbers for the plots, which the templates draw as SVG."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from archive.model import Agreement

MOST_BARS = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram by year: the years it counts, and its place in a drawing of the given size."""

    years: tuple[int, ...]
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def label(self) -> str:
        return str(self.years[0]) if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}"


def years(counts: Mapping[int, int], width: float = 240, height: float = 64) -> list[Bar]:
    """A bar for each year from the first to the last; for long spans one for five or ten years."""
    known = {year: count for year, count in counts.items() if count > 0}
    if not known:
        return []
    first, last = min(known), max(known)
    # One straying date of long ago must not squeeze all others into a corner.
    step = next((step for step in (1, 5, 10, 50) if (last - first) / step < MOST_BARS), 100)
    first -= first % step
    groups = [tuple(range(start, min(start + step, last + 1))) for start in range(first, last + 1, step)]
    sums = [sum(known.get(year, 0) for year in group) for group in groups]
    most, slot = max(sums), min(width / len(groups), 36.0)
    return [
        Bar(
            group,
            count,
            x=round(position * slot, 2),
            y=round(height - _tall(count, most, height), 2),
            width=round(slot * 0.82, 2),
            height=round(_tall(count, most, height), 2),
        )
        for position, (group, count) in enumerate(zip(groups, sums, strict=True))
    ]


def _tall(count: int, most: int, height: float) -> float:
    return max(2.0, height * count / most) if count else 0.0


@dataclass(frozen=True, slots=True)
class Validity:
    """Where the validity of an agreement and today stand on a line from 0 to 100."""

    start: float
    end: float
    today: float | None
    first: int
    last: int
    open_end: bool


def validity(agreement: Agreement, today: datetime.date | None = None) -> Validity | None:
    """The bar of an agreement's validity, None where no beginning is known."""
    begin = agreement.valid_from or agreement.signed
    if begin is None:
        return None
    today = today or datetime.datetime.now(datetime.UTC).date()
    end = agreement.valid_to
    begins, ends = begin.earliest(), end.latest() if end else None
    if ends is not None and ends < begins:
        return None
    first = begins.year
    last = (
        max(
            ends.year if ends else begins.year, today.year if ends is None or today.year - ends.year < 40 else ends.year
        )
        + 1
    )
    whole = (datetime.date(last, 1, 1) - datetime.date(first, 1, 1)).days

    def at(day: datetime.date) -> float:
        return round(min(max((day - datetime.date(first, 1, 1)).days / whole * 100, 0), 100), 2)

    shown_end = ends or max(today, begins)
    return Validity(
        at(begins), at(shown_end), at(today) if first <= today.year < last else None, first, last, ends is None
    )
