"""Any string at all gives records or none, never an exception, in time that grows with its length alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Mention, Party, Span, Text
from archive.model.mention import MentionKind
from extractors.parsing import parse_plain
from extractors.reader import read_text
from extractors.records import assemble
from tests.growth import grows_with_length

_WORDS = st.sampled_from(
    [
        "Pemprov",
        "Bali",
        "Wali",
        "Kota",
        "Gubernur",
        "dan",
        "dengan",
        "meneken",
        "MoU",
        "Letter",
        "of",
        "Intent",
        "kota",
        "kembar",
        "akan",
        "belum",
        "ditandatangani",
        "2019",
        "12/5/2017",
        ";",
        ":",
        "(",
        ")",
        ".",
        ",",
        "-",
        "–",
        "|",
        "\t",
        "\n",
        "1.",
        "a.",
        "Pasal",
        "1",
        "ANTARA",
        "DAN",
        "idem",
        "sejak",
        "berakhir",
        "s.d.",
        "Incheon",
        "UNICEF",
        "Jabar-Incheon",
        "?",
        '"',
        "\x00",
        "\x1b",
        "仁川",
        "perpanjangan",
        "tidak",
        "ada",
        "dokumen",
        "BETWEEN",
        "AND",
        "Article",
        "signed",
        "between",
        "the",
        "City",
        "of",
        "sister",
        "city",
        "lima",
        "tahun",
        "kemudian",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_any_run_of_our_words(body: str) -> None:
    reading = read_text(parse_plain(body, "any"))
    assert all(0 <= record.score <= 1 for record in reading.records)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text(body: str) -> None:
    read_text(parse_plain(body, "any"))


_PARTIES = (
    Party("Bali", "province", "ID", "ID-51"),
    Party("Denpasar", "city", "ID", "ID-51.71"),
    Party("Hainan", "province", "CN", "CN-HI"),
    Party("Nowhere", "city", "XX", None),
    Party("UNICEF", "institution", None, None),
)
_KINDS: tuple[tuple[MentionKind, str], ...] = (
    ("place", ""),
    ("organisation", ""),
    ("date", "2019-05-01"),
    ("date", "2015/2016"),
    ("date", "not a date"),
    ("instrument", "MoU"),
    ("instrument", ""),
    ("relation", "sister_city"),
    ("field", "trade"),
    ("person", "A B"),
    ("law", "PP 28/2018"),
)


@st.composite
def _texts(draw: st.DrawFn) -> tuple[Text, list[Mention]]:
    body = draw(st.lists(_WORDS, min_size=1, max_size=40).map(" ".join))
    mentions = []
    for start, length, kind, party in draw(
        st.lists(
            st.tuples(
                st.integers(0, len(body) - 1),
                st.integers(1, 12),
                st.sampled_from(_KINDS),
                st.sampled_from(_PARTIES),
            ),
            max_size=12,
        )
    ):
        span = Span(start, min(start + length, len(body)))
        named = party if kind[0] in {"place", "organisation"} else None
        mentions.append(Mention(span, kind[0], span.of(body), kind[1], 0.9, named))
    return parse_plain(body, "any"), mentions


@settings(max_examples=200, deadline=None)
@given(_texts())
def test_any_mentions(case: tuple[Text, list[Mention]]) -> None:
    """Mentions anywhere, overlapping, with values of no sense: keys still differ, spans still lie in the text."""
    text, mentions = case
    records = assemble(text, [mention for mention in mentions if mention.span.end <= len(text.body)])
    assert len({record.key for record in records}) == len(records)
    for record in records:
        assert record.evidence
        for claim in (record.home, record.partner, record.status):
            assert all(span.end <= len(text.body) for span in claim.spans)


_UNITS = {
    "no end": "kerja sama kota kembar antara Pemkot Bandung dan Pemkot Suwon ",
    "sentences": "Pemkot Bandung meneken MoU dengan Pemkot Suwon, 27 Agustus 1997. ",
    "list": "1. Suwon, Korea Selatan. MoU, 27 Agustus 1997.\n",
    "dashes": "Bandung-Suwon-",
    "brackets": "((((",
    "idem": "2. Suwon, Korea Selatan. Idem nomor 1.\n",
}


@pytest.mark.parametrize("unit", _UNITS.values(), ids=_UNITS)
def test_time_grows_with_length(unit: str) -> None:
    read = {}
    for size in (15_000, 60_000):
        text = parse_plain(unit * (size // len(unit)), "long")
        read[size] = text, read_text(text).mentions
    assert grows_with_length(lambda size: assemble(*read[size]), 15_000)


@pytest.mark.parametrize("unit", ["a", "A", "é", "字", "a-", "pe"])
def test_a_word_without_end_is_read_in_time(unit: str) -> None:
    """Parsing, finding and assembling: nothing looks at every letter of a word from every letter."""
    assert grows_with_length(lambda size: read_text(parse_plain(unit * (size // len(unit)), "long")), 100_000)
