"""The fit of the fields learns which places tell of an agreement, and which words mean their field."""

from __future__ import annotations

import pytest

from extractors.records.fields import fitting
from extractors.records.fields.attachment import chance
from extractors.records.fields.fitting import Example, Source

TEXT = (
    "Kota Malang dan Kota Fukuoka di Jepang menandatangani nota kesepahaman pada 4 Mei 2015. "
    "Isinya pendidikan dan pariwisata."
)
GOLD = {
    "home": "Malang",
    "partner": "Fukuoka",
    "status": "signed",
    "instrument": "MoU",
    "signed": "2015-05-04",
    "fields": ["education"],
}


def source(number: int) -> Source:
    return Source("training", 1.0, (f"d{number}", TEXT, [GOLD]))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Example]:
    monkeypatch.setattr(fitting, "_RARE", 1)
    return fitting.examples([source(number) for number in range(40)])


def test_examples_of_a_text(found: list[Example]) -> None:
    assert found[0].gold == {"education"}
    assert {offer.mention.value for offer in found[0].offers} == {"education", "tourism"}


def test_weights_tell_right_from_wrong(found: list[Example]) -> None:
    weights = fitting.fit(found)
    chances = {offer.mention.value: chance(offer.features, weights) for offer in found[0].offers}
    assert chances["education"] > 0.5 > chances["tourism"]
    assert weights["word_education_pendidikan"] > 0 > weights["word_tourism_pariwisata"]


def test_both_models_and_their_threshold(found: list[Example]) -> None:
    first, second, least = fitting.learn(found)
    rows = list(fitting.compared(found, first))
    assert fitting.f1(found, rows, lambda row: chance(row.features, second), least) == 1.0


def test_nothing_is_learned_from_what_is_held_out() -> None:
    assert {one.folder for one in fitting.sources()} == {"", "further", "fresh", "training"}
