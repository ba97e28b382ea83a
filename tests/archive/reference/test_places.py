"""The gazetteer."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from archive.reference import places, squeeze
from archive.reference.build.variants import hangul


def test_all_indonesian_regions() -> None:
    home = places().home()
    assert Counter(place.level for place in home) == {"province": 38, "regency": 416, "city": 98}
    assert all(place.code == f"ID-{place.kemendagri}" for place in home)
    assert all(place.iso for place in home if place.level == "province")
    assert len({place.iso for place in home if place.level == "province"}) == 38
    provinces = {place.code for place in home if place.level == "province"}
    assert all(place.parent in provinces for place in home if place.level != "province")


@pytest.mark.parametrize(
    ("alias", "name", "code"),
    [
        ("Halsel", "Halmahera Selatan", "ID-82.04"), ("Kotim", "Kotawaringin Timur", "ID-62.02"),
        ("Tidore", "Tidore Kepulauan", "ID-82.72"), ("N Sulawesi", "Sulawesi Utara", "ID-71"),
        ("Jihočeský", "South Bohemian Region", "CZ-31"), ("Alborz", "Alborz", "IR-30"), ("Fars", "Fars", "IR-07"),
        ("Azerbaijan Barat", "West Azerbaijan", "IR-04"), ("Zombo", "Zombo", "UG-330"), ("Luzern", "Lucerne", "CH-LU"),
        ("Marrakech-Safi", "Marrakesh-Safi", "MA-07"), ("Lvivshchyna", "Lviv Oblast", "UA-46"),
        ("Jabar", "Jawa Barat", "ID-32"), ("West Java", "Jawa Barat", "ID-32"), ("Jateng", "Jawa Tengah", "ID-33"),
        ("Jatim", "Jawa Timur", "ID-35"), ("DIY", "DI Yogyakarta", "ID-34"), ("Jakarta", "DKI Jakarta", "ID-31"),
        ("Daerah Khusus Ibukota Jakarta", "DKI Jakarta", "ID-31"), ("NTB", "Nusa Tenggara Barat", "ID-52"),
        ("NTT", "Nusa Tenggara Timur", "ID-53"), ("Babel", "Kepulauan Bangka Belitung", "ID-19"),
        ("Kepri", "Kepulauan Riau", "ID-21"), ("Sumut", "Sumatera Utara", "ID-12"),
        ("North Sumatra", "Sumatera Utara", "ID-12"), ("Kaltara", "Kalimantan Utara", "ID-65"),
        ("Southeast Sulawesi", "Sulawesi Tenggara", "ID-74"), ("Tangsel", "Tangerang Selatan", "ID-36.74"),
        ("Solo", "Surakarta", "ID-33.72"), ("Gunung Kidul", "Gunungkidul", "ID-34.03"),
        ("Lubuk Linggau", "Lubuklinggau", "ID-16.73"), ("TTU", "Timor Tengah Utara", "ID-53.03"),
        ("Ujung Pandang", "Makassar", "ID-73.71"), ("Bau-Bau", "Baubau", "ID-74.72"),
        ("Inchon", "Incheon", "KR-28"), ("인천", "Incheon", "KR-28"), ("Pusan", "Busan", "KR-26"),
        ("Daejon", "Daejeon", "KR-30"), ("North Gyeongsang", "Gyeongsangbuk-do", "KR-47"),
        ("Kyungsangbuk-do", "Gyeongsangbuk-do", "KR-47"), ("Gyeongsang Utara", "Gyeongsangbuk-do", "KR-47"),
        ("Jeolla Utara", "Jeollabuk-do", "KR-45"), ("Chung Cheong Buk-Do", "Chungcheongbuk-do", "KR-43"),
        ("Guangxi Zhuang", "Guangxi", "CN-GX"), ("Moskow", "Moscow", "RU-MOW"), ("Moskwa", "Moscow", "RU-MOW"),
        ("Santo Petersburg", "Saint Petersburg", "RU-SPE"), ("Fryslân", "Friesland", "NL-FR"),
        ("Australia Barat", "Western Australia", "AU-WA"), ("Toskana", "Tuscany", "IT-52"),
        ("Shizouka", "Shizuoka", "JP-22"), ("Malacca", "Melaka", "MY-04"), ("Holland Utara", "North Holland", "NL-NH"),
        ("Timrå", "Timra", "gn:2669047"), ("西安", "Xi'an", "gn:1790630"),
        ("Hansestadt Salzwedel", "Salzwedel", "gn:2842112"), ("Greifswald", "Greifswald", "gn:2917788"),
        ("Buri Ram", "Buriram", "TH-31"), ("Qui Nhon", "Quy Nhon", "gn:1568574"), ("Baukau", "Baucau", "gn:1649539"),
        ("Hossegor", "Soorts-Hossegor", "gn:2974235"), ("Oppland", "Oppland", "nk:no-oppland"),
    ],
)  # fmt: skip
def test_aliases_lead_to_the_place(alias: str, name: str, code: str) -> None:
    found = {place.code: place for place in places().named(alias)}
    assert code in found
    assert found[code].name == name


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("KR-28", "city"), ("CN-CQ", "province"), ("AU-QLD", "province"), ("JP-26", "province"), ("MY-10", "province"),
        ("TL-BO", "district"), ("JP-13", "city"), ("ID-32.73", "city"), ("ID-32.04", "regency"), ("HU-BE", "province"),
    ],
)  # fmt: skip
def test_levels(code: str, level: str) -> None:
    place = places().get(code)
    assert place is not None
    assert place.level == level


def test_city_and_regency_of_one_name_are_two_places() -> None:
    home = [place for place in places().named("Bandung") if place.country == "ID"]
    assert {place.level for place in home} == {"city", "regency"}


def test_a_place_knows_its_names_and_becomes_a_party() -> None:
    place = places().get("KR-28")
    assert place is not None
    assert {"인천", "Inchona"} <= set(places().aliases("KR-28"))
    party = place.party()
    assert (party.key, party.name, party.level, party.country) == ("KR-28", "Incheon", "city", "KR")
    assert party.latitude == pytest.approx(37.45, abs=0.1)


def test_parents_exist() -> None:
    for place in places().within("KR"):
        assert place.parent is None or places().get(place.parent) is not None


def test_unknown_names_and_codes() -> None:
    assert places().named("") == ()
    assert places().named("-") == ()
    assert places().named("Xyzzyville") == ()
    assert places().get("ID-99") is None
    assert places().aliases("ID-99") == ()
    assert places().known([squeeze("Incheon"), "xyzzy"]).keys() == {"incheon"}


def test_a_name_of_another_place_is_taken_away() -> None:
    assert [place.code for place in places().named("Xiangshan County")] == ["nk:cn-xiangshan"]
    assert "gn:6986104" not in {place.code for place in places().named("Xiangshan")}


def test_common_words_are_no_rare_names_of_places() -> None:
    known = places().known(["sama", "tiba", "aman", "first"])
    assert not any(place.population > 500_000 for found in known.values() for place, weak in found if not weak)


def test_the_reference_data_load_fast() -> None:
    code = (
        "import time; start = time.process_time(); import archive.reference as r;"
        "r.countries(); r.fields(); r.institutions(); r.places().named('Incheon'); print(time.process_time() - start)"
    )
    seconds = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert seconds < 0.3


@pytest.mark.parametrize(
    ("name", "country", "codes"),
    [("Koesan", "KR", 1), ("Goesan", "KR", 1), ("Namwon", "KR", 1), ("Jinju", "KR", 1)],
)
def test_a_korean_town_and_its_municipality_are_one_place(name: str, country: str, codes: int) -> None:
    assert len([place for place in places().named(name) if place.country == country]) == codes


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nangen", "Namwon"), ("Chinju", "Jinju"), ("Koesan", "Goesan-gun"), ("Kimhae", "Gimhae")],
)
def test_korean_names_are_those_of_today(name: str, expected: str) -> None:
    assert places().named(name)[0].name == expected


def test_the_name_of_a_region_is_not_that_of_its_seat() -> None:
    assert {place.name for place in places().named("Langkawi")} == {"Langkawi"}
    assert "George Town" not in {place.name for place in places().named("Penang")}


@pytest.mark.parametrize(
    ("name", "spelled"), [("괴산군", "Goesan"), ("남원", "Namwon"), ("진주시", "Jinju"), ("Jinju", ""), ("", "")]
)
def test_hangul_is_romanised(name: str, spelled: str) -> None:
    assert hangul(name) == spelled


@pytest.mark.parametrize(
    ("code", "curated"),
    [("nk:my-kuchingnorth", True), ("nk:jp-473545", False), ("gn:1735634", False), ("KR-28", False)],
)
def test_what_the_project_adds_by_itself(code: str, curated: bool) -> None:
    place = places().get(code)
    assert place is not None
    assert place.curated is curated
