"""The fit finds out which of the places that name a value tells it."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.records.slots import fitting
from extractors.records.slots.fitting import Case, Table
from extractors.records.slots.options import Option
from extractors.records.ties.examples import Source


def case(number: int, right: str | None) -> Case:
    """Two dates, of which the one that stands beside the paper is right where any is."""
    paper = {"beside_paper"} if right is not None else {"beside_visit"}
    return Case(
        f"d{number}",
        False,
        "day",
        None,
        right,
        [Option(None, {"lone"}, "none"), Option("2015", paper | {"dated"}), Option("2019", {"dated"})],
    )


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    monkeypatch.setattr(fitting, "_RARE", 1)
    return [case(number, "2015" if number % 2 else None) for number in range(40)]


def test_weights_tell_right_from_wrong(found: list[Case]) -> None:
    model = fitting.fit(found, "day")
    assert model.weights[""]["beside_paper"] > 0 > model.weights[""]["dated"]
    chosen = [model.best(one.offered) for one in found]
    assert [option.value if option is not None else "?" for option in chosen] == [one.right for one in found]


def test_slope_is_that_of_the_loss(found: list[Case]) -> None:
    table = Table([*found, Case("d99", False, "day", None, "1991", found[0].offered)])
    weights = np.random.default_rng(1).normal(size=len(table.names))
    _, slope = table.loss(weights, 2.0)
    step = 1e-6
    for number in range(len(weights)):
        more = weights.copy()
        more[number] += step
        assert (table.loss(more, 2.0)[0] - table.loss(weights, 2.0)[0]) / step == pytest.approx(slope[number], abs=1e-3)


def test_cases_of_a_text() -> None:
    text = (
        "Kota Malang menjalin hubungan dengan Kota Fukuoka di Jepang sejak 2011. Landasannya sehelai letter of intent."
    )
    gold = {"home": "Malang", "partner": "Fukuoka", "status": "signed", "instrument": "LoI", "signed": "2011"}
    found = {one.slot: one for one in fitting.cases([Source("a", text, [gold], False)])}
    assert (found["paper"].given, found["paper"].right) == (None, "LoI")
    assert {option.value for option in found["paper"].offered} == {None, "LoI"}
    assert found["other_day"].given == "2011"
