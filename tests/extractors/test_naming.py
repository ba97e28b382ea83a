"""By which of its names a document calls a partner."""

from __future__ import annotations

import pytest

from archive.reference import institutions, places
from extractors.naming import _doublets
from extractors.parsing import parse_plain
from extractors.reader import read_text, row

_SIGNED = "Bupati Kutai Timur menandatangani nota kesepahaman dengan {} di Sangatta, 3 Mei 2019."


@pytest.mark.parametrize(
    ("partner", "name"),
    [
        ("World Agroforestry Centre", "World Agroforestry Centre"),
        ("ICRAF", "ICRAF"),
        ("World Agroforestry Centre (ICRAF)", "ICRAF"),
        ("Japan International Cooperation Agency (JICA)", "JICA"),
        ("Islamic Relief Worldwide. Islamic Relief bekerja di dua kecamatan", "Islamic Relief Worldwide"),
        ("GGGI", "GGGI"),
        ("Global Green Growth Institute (GGGI)", "Global Green Growth Institute"),
        # A translation is no name of its own, nor is an office in this country.
        ("Bank Dunia", "World Bank"),
        ("WWF Indonesia", "WWF"),
        ("Negeri Melaka, Malaysia", "Melaka"),
        ("Malacca, Malaysia", "Malacca"),
        ("Bengaluru, India", "Bengaluru"),
        ("Kota Den Haag, Belanda", "The Hague"),
    ],
)
def test_the_name_of_the_document(partner: str, name: str) -> None:
    reading = read_text(parse_plain(_SIGNED.format(partner), "a.txt"))
    (agreement,) = row(reading)["agreements"]
    assert agreement["partner"]["name"] == name


def test_a_record_keeps_the_usual_name() -> None:
    reading = read_text(parse_plain(_SIGNED.format("World Agroforestry Centre"), "a.txt"))
    assert [record.partner.value.name for record in reading.records] == ["ICRAF"]


def test_partners_named_have_the_same_name_as_the_agreement() -> None:
    found = row(read_text(parse_plain(_SIGNED.format("Malacca, Malaysia"), "a.txt")))
    assert "Malacca" in {one["name"] for one in found["partners"]}


def test_the_first_of_several_names_of_a_place_is_the_one_of_the_gazetteer() -> None:
    for code, names in _doublets().items():
        known = {place.name for name in names for place in places().named(name) if place.code == code}
        assert known == {names[0]}, (code, known)


def test_translations_are_names_too() -> None:
    for institution in institutions():
        assert set(institution.indonesian) <= set(institution.aliases)
