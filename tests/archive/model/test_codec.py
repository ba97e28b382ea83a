"""Types of the model survive JSON."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Agreement, Claim, Conclusion, Link, PartialDate, Party, Record, Span, decode, encode

SPANS = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 10**6), st.integers(0, 10**6))
PARTIES = st.builds(
    Party, st.text(min_size=1), st.sampled_from(["province", "city"]), st.sampled_from(["ID", "KR", None])
)


def claims(values: st.SearchStrategy[object]) -> st.SearchStrategy[Claim[object]]:
    return st.builds(Claim, values, st.lists(SPANS, max_size=2).map(tuple), st.floats(0, 1))


RECORDS = st.builds(
    Record,
    key=st.text(),
    document=st.text(),
    home=claims(PARTIES),
    partner=claims(PARTIES),
    status=claims(st.sampled_from(["signed", "planned"])),
    signed=st.none() | claims(st.dates().map(lambda day: PartialDate(day.isoformat()))),
    fields=st.lists(claims(st.sampled_from(["waste", "water"]))).map(tuple),
)


@settings(deadline=None)
@given(RECORDS)
def test_records_come_back(record: Record) -> None:
    back = decode(encode(record), Record)
    assert back == record
    assert back.signed is None or isinstance(back.signed.value, PartialDate)


def test_agreements_come_back() -> None:
    home, partner = Party("Jawa Barat", "province", "ID"), Party("Incheon", "city", "KR")
    agreement = Agreement(
        "a",
        home,
        partner,
        "signed",
        signed=PartialDate("2017"),
        conclusions={"signed": Conclusion("2017", ("k",), (("2018", ("l",)),))},
        links=(Link("d", "reports", "k"),),
    )
    assert decode(encode(agreement), Agreement) == agreement


def test_a_wrong_shape_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"start": "x", "end": 2}', Span)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_spans_run_forward(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
