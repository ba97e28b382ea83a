"""Dates that know how precise they are."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

Precision = Literal["year", "month", "day"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date, month or year in ISO 8601: "2017-09-25", "2017-09", "2017".

    Dates sort by their earliest day; of two with the same earliest day the less precise comes first.
    Raises ValueError for anything that is no such date ("2017-13", "2017-02-30", "17").
    """

    iso: str

    def __post_init__(self) -> None:
        parts = _ISO.fullmatch(self.iso)
        if parts is None or parts[1] == "0000":
            raise ValueError(f"not a date in ISO 8601: {self.iso!r}")
        datetime.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """The date of the given parts; a missing month or day lowers the precision."""
        iso = f"{year:04d}"
        if month is not None:
            iso += f"-{month:02d}"
            if day is not None:
                iso += f"-{day:02d}"
        return cls(iso)

    def __str__(self) -> str:
        return self.iso

    def __lt__(self, other: PartialDate) -> bool:
        return (self.iso) < (other.iso)

    @property
    def precision(self) -> Precision:
        """What the date is exact to."""
        lengths: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return lengths[len(self.iso)]

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if len(self.iso) >= 7 else None

    @property
    def day(self) -> int | None:
        return int(self.iso[8:10]) if len(self.iso) == 10 else None

    def earliest(self) -> datetime.date:
        """The first day that the date may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> datetime.date:
        """The last day that the date may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def covers(self, other: PartialDate) -> bool:
        """True where `other` is the same date or a more precise one within it ("2017" covers "2017-09")."""
        return other.iso == self.iso or other.iso.startswith(self.iso + "-")

    def agrees(self, other: PartialDate) -> bool:
        """True where both may mean the same day."""
        return self.covers(other) or other.covers(self)
