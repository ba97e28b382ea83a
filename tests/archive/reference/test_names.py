"""Folding, countries, institutions and the words of the field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reference import countries, fields, fold, institutions, instruments, kinds, levels, relations, statuses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xi’an", "Xi'an"),
        ("Timrå", "TIMRA"),
        ("Gyeongsangbuk-Do", "gyeongsangbuk do"),
        ("İzmir", "Izmir"),
        ("Łódź", "Lodz"),
        ("D.I. Yogyakarta", "DI Yogyakarta"),
        ("Østfold", "Ostfold"),
        ("ＤＫＩ　Jakarta", "DKI Jakarta"),
        ("Inch'ŏn", "inchon"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_scripts_stay() -> None:
    assert fold("인천") == "인천"
    assert fold("北京") == "北京"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korsel", "KR"), ("Republic of Korea", "KR"), ("Negeri Ginseng", "KR"), ("RRT", "CN"), ("Tiongkok", "CN"),
        ("Belanda", "NL"), ("Dutch", "NL"), ("Inggris", "GB"), ("Amerika Serikat", "US"), ("Türkiye", "TR"),
        ("Papua Nugini", "PG"), ("Selandia Baru", "NZ"), ("Timor-Leste", "TL"), ("Ceko", "CZ"), ("Atlantis", None),
    ],
)  # fmt: skip
def test_countries_by_name(name: str, code: str | None) -> None:
    assert countries().named(name) == code


def test_every_country_has_both_names() -> None:
    assert len(countries()) > 240
    assert all(country.name_en and country.name_id and country.name("id") for country in countries())


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("JICA", "org:jica", "JP"),
        ("Japan International Cooperation Agency", "org:jica", "JP"),
        ("Bank Dunia", "org:world-bank", None),
        ("unicef", "org:unicef", None),
        ("GIZ", "org:giz", "DE"),
    ],
)
def test_institutions_by_name(name: str, code: str, country: str | None) -> None:
    institution = institutions().named(name)
    assert institution is not None
    assert (institution.code, institution.country) == (code, country)
    assert institution.party().level == "institution"
    assert institutions().get(code) == institution


def test_the_words_of_the_field() -> None:
    assert len(fields()) == 41
    assert all(field.terms_en and field.terms_id for field in fields())
    assert all(term == term.lower() for field in fields() for term in (*field.terms_en, *field.terms_id))
    assert [term.code for term in instruments()] == [
        "LoI", "MoU", "MoA", "MSP", "agreement", "joint_statement", "plan_of_action",
    ]  # fmt: skip
    assert set(relations()) == {"sister_city", "sister_province", "sister_regency", "friendship", "technical"}
    assert set(statuses()) == {"signed", "planned", "renewal_planned", "expired", "terminated"}
    assert set(kinds()) == {"news", "report", "agreement", "regulation", "other"}
    assert set(levels()) == {"province", "city", "regency", "district", "institution", "country"}
