"""Record keys and the slugs they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import PartialDate
from archive.register.keys import RecordKey, nearest, read_key, record_key
from archive.register.slugs import bare, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Xi'an", "xian"),
        ("Timrå", "timra"),
        ("DKI Jakarta", "dki-jakarta"),
        ("Nusa Tenggara Barat", "nusa-tenggara-barat"),
        ("Wałbrzych", "walbrzych"),
        ("Bà Rịa–Vũng Tàu", "ba-ria-vung-tau"),
        ("St. Petersburg", "st-petersburg"),
        ("joint_statement", "joint-statement"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_without_latin_letters_stay_apart() -> None:
    assert slug("인천") != slug("부산")


@given(st.text(min_size=1))
def test_a_slug_is_safe_in_a_key(name: str) -> None:
    assert slug(name)
    assert ":" not in slug(name)
    assert slug(name).isascii()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nanjing County", "nanjing"), ("Davao City", "davao"), ("Kota", "kota"), ("Chungcheongbuk-do", "chungcheongbuk")],
)
def test_bare_names(name: str, expected: str) -> None:
    assert bare(name) == expected


def test_a_key_reads_back() -> None:
    key = record_key("d001", "Jawa Barat", "Incheon", "LoI", [None, PartialDate("2017-09-25")])
    assert key == "d001:jawa-barat:incheon:loi:2017:1"
    assert read_key(key) == RecordKey("d001", "jawa-barat", "incheon", "loi", "2017", 1)
    assert read_key("something else") is None


@pytest.mark.parametrize(
    ("key", "records", "expected"),
    [
        ("d:a:b:-:-:1", ["d:a:b:loi:2017:1"], "d:a:b:loi:2017:1"),
        ("d:a:b:loi:-:1", ["d:a:b:loi:2017:1", "d:a:b:mou:2018:1"], "d:a:b:loi:2017:1"),
        ("d:a:b:loi:2017:1", ["d:a:b:mou:2017:1"], None),
        ("d:a:b:loi:2017:1", ["d:a:b:loi:2018:1"], None),
        ("d:a:b:-:-:1", ["d:a:b:loi:2017:1", "d:a:b:mou:2018:1"], None),
        ("d:a:b:loi:2017:2", ["d:a:b:loi:2017:1"], None),
        ("d:a:b:loi:2017:1", ["e:a:b:loi:-:1"], None),
        ("d:a:inchon:loi:2017:1", ["d:a:incheon:loi:2017:1"], "d:a:incheon:loi:2017:1"),
        ("d:a:gyeongsangbuk-do:loi:2017:1", ["d:a:gyeongsangnam-do:loi:2017:1"], None),
        ("d:a:vanimo:mou:2022:1", ["d:a:wewak:mou:2022:1"], None),
    ],
)
def test_a_key_of_old_finds_its_record_or_none(key: str, records: list[str], expected: str | None) -> None:
    assert nearest(key, records) == expected
