"""Dates with their precision."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import PartialDate

DAYS = st.dates(min_value=datetime.date(1, 1, 1))
PARTIAL = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize("wrong", ["", "17", "2017-13", "2017-02-30", "0000", "2017-1", "2017-09-25T10", "2017/09/25"])
def test_refuses_what_is_no_date(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(wrong)


@pytest.mark.parametrize(
    ("iso", "precision", "earliest", "latest"),
    [
        ("2016", "year", "2016-01-01", "2016-12-31"),
        ("2016-02", "month", "2016-02-01", "2016-02-29"),
        ("2017-02", "month", "2017-02-01", "2017-02-28"),
        ("2017-09-25", "day", "2017-09-25", "2017-09-25"),
    ],
)
def test_precision(iso: str, precision: str, earliest: str, latest: str) -> None:
    date = PartialDate(iso)
    assert (date.precision, date.earliest().isoformat(), date.latest().isoformat()) == (precision, earliest, latest)


@given(PARTIAL, PARTIAL)
def test_covering_is_containing(one: PartialDate, other: PartialDate) -> None:
    contained = one.earliest() <= other.earliest() and other.latest() <= one.latest()
    assert one.covers(other) == (contained and len(one) <= len(other))
    assert one.agrees(other) == other.agrees(one)


@given(PARTIAL, PARTIAL)
def test_order_follows_the_earliest_day(one: PartialDate, other: PartialDate) -> None:
    if one.earliest() < other.earliest():
        assert one < other


@given(PARTIAL)
def test_parts_make_the_date_again(date: PartialDate) -> None:
    assert PartialDate.of(date.year, date.month, date.day) == date
