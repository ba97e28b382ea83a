"""Dates that know how precise they are."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Literal

Precision = Literal["year", "month", "day"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class PartialDate(str):
    """A calendar date, month or year in ISO 8601: "2017-09-25", "2017-09", "2017".

    It is a string, so dates sort by their earliest day, and of two with the same earliest day the less precise
    comes first. Raises ValueError for anything that is no such date ("2017-13", "2017-02-30", "17").
    """

    __slots__ = ()

    def __new__(cls, iso: str) -> PartialDate:
        parts = _ISO.fullmatch(iso)
        if parts is None or parts[1] == "0000":
            raise ValueError(f"not a date in ISO 8601: {iso!r}")
        datetime.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
        return super().__new__(cls, iso)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """The date of the given parts; a missing month or day lowers the precision."""
        iso = f"{year:04d}"
        if month is not None:
            iso += f"-{month:02d}"
            if day is not None:
                iso += f"-{day:02d}"
        return cls(iso)

    @property
    def precision(self) -> Precision:
        """What the date is exact to."""
        lengths: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return lengths[len(self)]

    @property
    def year(self) -> int:
        return int(self[:4])

    @property
    def month(self) -> int | None:
        return int(self[5:7]) if len(self) >= 7 else None

    @property
    def day(self) -> int | None:
        return int(self[8:10]) if len(self) == 10 else None

    def earliest(self) -> datetime.date:
        """The first day that the date may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> datetime.date:
        """The last day that the date may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def covers(self, other: PartialDate) -> bool:
        """True where `other` is the same date or a more precise one within it ("2017" covers "2017-09")."""
        return other == self or other.startswith(self + "-")

    def agrees(self, other: PartialDate) -> bool:
        """True where both may mean the same day."""
        return self.covers(other) or other.covers(self)
