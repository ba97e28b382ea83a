"""Places in context: the table of sentences, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Mention, Text
from extractors.mentions.passages import passages
from extractors.mentions.places import find_places

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "place_cases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


PIECES = ["Kota", "Incheon", ",", "(", ")", "Korea", "Prov.", "-", "di", "dan", "Bandung", "X", "Jepang", "KOTA", "St"]


def read(body: str, language: str = "id") -> list[Mention]:
    return [m for p in passages(Text("t", body, language=language)) for m in find_places(p)]


def parties(body: str) -> dict[str, tuple[str, str]]:
    return {m.party.name: (m.party.country, m.party.level) for m in read(body) if m.kind == "place" and m.party}


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_places_named_in_a_sentence(body: str, expected: str) -> None:
    wanted = {}
    levels = {}
    for item in filter(None, expected.strip("-").split("|") if expected != "-" else []):
        place, _, level = item.partition("@")
        name, _, country = place.rpartition("/")
        wanted[name] = country
        if level:
            levels[name] = level
    found = parties(body)
    assert {name: country for name, (country, _) in found.items()} == wanted
    assert {name: found[name][1] for name in levels} == levels


def test_spans_cover_the_name_alone() -> None:
    body = "Wali Kota Incheon dan Melbourne's Lord Mayor bertemu di Bandung."
    assert {m.surface for m in read(body) if m.kind == "place"} == {"Incheon", "Melbourne", "Bandung"}
    assert all(m.span.of(body) == m.surface for m in read(body))


def test_joined_names_give_both() -> None:
    assert set(parties("Jabar-Incheon Teken LoI, Bandung-Melbourne Menyusul")) == {
        "Jawa Barat",
        "Incheon",
        "Bandung",
        "Melbourne",
    }


def test_one_name_means_one_place_in_a_text() -> None:
    body = "Ternate bersaudara dengan Lagos, Portugal. Tahun depan utusan Lagos akan datang ke Ternate."
    assert {m.party.country for m in read(body) if m.party and m.party.name == "Lagos"} == {"PT"}


def test_unknown_place_with_its_country() -> None:
    party = next(
        m.party for m in read("Kota Padang dan Kota Zwartewijk, Belanda, bekerja sama.") if m.surface[0] == "Z"
    )
    assert party is not None
    assert (party.name, party.country, party.level, party.code) == ("Zwartewijk", "NL", "city", None)


@pytest.mark.parametrize(
    "body",
    [
        "Zwartewijk, the Dutch port, signed with Nias.",
        "Zwartewijk, a small town in the Netherlands, signed with Nias.",
        "Nias meneken LoI dengan Zwartewijk, sebuah kota kecil di Belanda.",
        "Nias and Zwartewijk (Netherlands): letter of intent, 2019.",
        "Nias – Zwartewijk, Netherlands: letter of intent, 2019.",
        "Nias signed with Zwartewijk County. The Netherlands are far.",
    ],
)
def test_an_unknown_name_is_a_place_where_the_text_says_so(body: str) -> None:
    assert [(m.party.name, m.party.country) for m in read(body) if m.party and m.surface[0] == "Z"] == [
        ("Zwartewijk", "NL")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Joost Zwartewijk, the Dutch city planner, met him.",
        "Joost Zwartewijk, a town clerk in the Netherlands, met him.",
        "Zwartewijk, the Dutch state company, came to Nias.",
        "Bupati Zwartewijk, yang lahir di Belanda, disambut.",
    ],
)
def test_an_unknown_name_is_no_place_because_a_country_is_near(body: str) -> None:
    assert [m for m in read(body) if m.kind == "place" and "Z" in m.surface] == []


def test_a_municipal_corporation_is_its_town() -> None:
    found = [m for m in read("Bandung signed with the Nagpur Municipal Corporation.") if m.surface != "Bandung"]
    assert [(m.kind, m.party.name) for m in found if m.party] == [("place", "Nagpur")]


def test_near_spelling_inside_the_country_scores_low() -> None:
    mention = next(m for m in read("Surabaya dan Kota Kitakyuhsu, Jepang, bersahabat.") if m.surface.startswith("Kita"))
    assert mention.party is not None
    assert mention.party.name == "Kitakyushu"
    assert mention.score < 0.9


def test_countries_demonyms_and_bynames() -> None:
    found = [(m.surface, m.value) for m in read("Warga Korsel, Dutch engineers, dan tamu Negeri Sakura ke AS.")]
    assert found == [("Korsel", "KR"), ("Dutch", "NL"), ("Negeri Sakura", "JP"), ("AS", "US")]


def test_an_apostrophe_makes_another_name() -> None:
    assert [m for m in read("The regent has invited Tong'an to sign.") if m.kind == "country"] == []


def test_seas_are_no_countries() -> None:
    assert [m for m in read("Kapal itu berlayar di Laut Cina Selatan.") if m.kind == "country"] == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(body: str) -> None:
    for mention in read(body):
        assert 0 <= mention.score <= 1
        assert mention.span.of(body) == mention.surface


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_order_of_names_and_marks_is_read(words: list[str]) -> None:
    read(" ".join(words))
