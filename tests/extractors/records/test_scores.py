"""What speaks for a record, and the score made of it."""

from __future__ import annotations

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import assemble, weighed_drafts
from extractors.records.scores.scoring import Model, model
from extractors.records.ties.weighing import by_rules

_TEXT = """Surabaya dan Busan Teken MoU

Surabaya, 7 Juli 2019

Wali Kota Surabaya dan Wali Kota Busan, Korea Selatan, menandatangani MoU sister city pada 5 Juli 2019.
Kerja sama dengan Liverpool masih dijajaki.
"""


def test_figures_lie_between_0_and_1_and_have_the_weights_of_the_model() -> None:
    text = parse_plain(_TEXT, "case")
    found = weighed_drafts(text, find(text))
    assert found
    for _, figures in found:
        assert figures.keys() == model().weights.keys()
        assert all(0 <= value <= 1 for value in figures.values()), figures


def test_only_records_from_the_least_score_up_are_kept() -> None:
    text = parse_plain(_TEXT, "case")
    assert all(
        min(model().kept, model().kept_planned) <= record.score <= 1 for record in assemble(text, find(text), by_rules)
    )


def test_a_score_is_a_chance_whatever_the_figures() -> None:
    steep = Model(0.0, {"one": 1e6}, 0.3, 0.2)
    assert (steep.score({}), steep.score({"one": 1.0}), steep.score({"one": -1.0})) == (0.5, 0.99, 0.02)
