"""The scorer: the same figures as the reference script, and small cases worked out by hand."""

from __future__ import annotations

import copy
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.evaluation.calibration import calibrate, confident
from corpus.evaluation.comparing import fold, law, place
from corpus.evaluation.floors import flat, raised, read_floors, shortfalls, write_floors
from corpus.evaluation.history import changes, keep_run, marks, read_run
from corpus.evaluation.matching import match
from corpus.evaluation.rates import Rate
from corpus.evaluation.rows import named_as_gold, of_group, read_rows
from corpus.evaluation.scoring import score

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "gold" / "gold.jsonl"
REFERENCE = ROOT.parent / "shared" / "eval" / "score.py"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not REFERENCE.is_file():
        pytest.skip("the reference scorer is not there")
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(rows: dict[str, Any], seed: int) -> dict[str, Any]:
    """Predictions made from the gold by dropping, doubling and changing things at random."""
    dice = random.Random(seed)
    found = copy.deepcopy(rows)
    names = [a["partner"] for row in rows.values() for a in row["agreements"]]
    for row in found.values():
        agreements = [a for a in row["agreements"] if dice.random() > 0.15]
        agreements += [dict(a) for a in agreements if dice.random() < 0.1]
        for agreement in agreements:
            agreement["agreement_id"] = agreement["key"] if dice.random() < 0.9 else f"x{dice.randrange(9)}"
            if dice.random() < 0.2:
                agreement["partner"] = dice.choice(names)
            if dice.random() < 0.3:
                agreement["partner"] = {"name": "City of " + agreement["partner"], "country": agreement.pop("country")}
            if dice.random() < 0.3:
                agreement["home"] = {"name": "Kota " + agreement["home"].upper()}
            for slot, values in {
                "status": ["signed", "planned", "expired", None],
                "instrument": ["MoU", "LoI", None],
                "signed": ["2017", "2017-09-25", None],
                "relation": ["sister_city", None],
                "valid_to": ["2020", None],
            }.items():
                if dice.random() < 0.2:
                    agreement[slot] = dice.choice(values)
            if dice.random() < 0.3:
                agreement["fields"] = dice.sample(["trade", "waste", "education", "culture"], 2)
        row["agreements"] = agreements
        for slot in ("partners", "places_home", "dates", "laws", "persons"):
            row[slot] = [v for v in row[slot] if dice.random() > 0.2]
        row["dates"].append(dice.choice(["2001", "1999-01-01"]))
        row["laws"] = [value.replace("/", " / ") if dice.random() < 0.5 else value for value in row["laws"]]
        row["persons"].append(dice.choice(["Ahmad Heryawan", "Zoë Ł. Đ"]))
        if dice.random() < 0.2:
            row["kind"] = "other"
    for name in dice.sample(sorted(found), 3):
        del found[name]
    return found


@pytest.mark.parametrize("seed", range(12))
def test_figures_equal_the_reference(reference: ModuleType, seed: int) -> None:
    rows = read_rows(GOLD)
    found = perturbed(rows, seed)
    expected, _ = reference.score(rows, found)
    assert score(rows, found).figures() == expected


@pytest.mark.parametrize("group", ["kind", "lang"])
def test_figures_of_groups_equal_the_reference(reference: ModuleType, group: str) -> None:
    rows = read_rows(GOLD)
    found = perturbed(rows, 77)
    for some in of_group(rows, group).values():
        assert score(some, found).figures() == reference.score(some, found)[0]


def test_figures_of_nothing(reference: ModuleType) -> None:
    rows = read_rows(GOLD)
    assert score(rows, {}).figures() == reference.score(rows, {})[0]
    assert score({}, {}).figures() == reference.score({}, {})[0]


def test_gold_against_itself_is_perfect() -> None:
    rows = read_rows(GOLD)
    scores = score(rows, rows)
    assert scores.mistakes == []
    assert {scores.rates[name].f1 for name in ("register", "planned", "strict", "fields")} == {1.0}
    assert {rate.f1 for rate in scores.slots.values()} == {1.0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Provinsi Jawa Barat", "West Java"),
        ("DKI Jakarta", "Jakarta"),
        ("DI Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Chungcheongbuk-do", "Chungcheongbuk"),
        ("Timrå", "Timra"),
        ({"name": "City of Surabaya"}, "Kota Surabaya"),
        ("Kota", "kota"),
    ],
)
def test_the_same_place(one: Any, other: Any) -> None:
    assert place(one) == place(other)


def test_folding() -> None:
    assert fold("Álvarez, (Ł)") == "alvarez l"
    assert law("PP 28 / 2018") == law("pp 28/2018")
    assert place(None) == ""


def test_the_better_record_is_matched() -> None:
    gold = [{"home": "A", "partner": "B", "status": "signed", "instrument": "MoU", "signed": "2010", "fields": []}]
    worse = {**gold[0], "instrument": None}
    matching = match(gold, [worse, gold[0]])
    assert [pair.found for pair in matching.pairs] == gold
    assert matching.spurious == (worse,)


def test_rates() -> None:
    assert (Rate().precision, Rate().recall, Rate().f1) == (1.0, 1.0, 1.0)
    assert (Rate(gold=2).precision, Rate(gold=2).recall, Rate(gold=2).f1) == (0.0, 0.0, 0.0)
    assert Rate(1, 2, 1) + Rate(1, 1, 3) == Rate(2, 3, 4)
    assert Rate(2, 3, 4).figures() == {"p": 0.6667, "r": 0.5, "f1": 0.5714, "hit": 2, "found": 3, "gold": 4}


def record(partner: str, points: float, status: str = "signed") -> dict[str, Any]:
    return {"home": "A", "partner": partner, "status": status, "score": points}


def test_calibration() -> None:
    rows = {"d": {"agreements": [record("X", 1), record("Y", 1, "planned")]}}
    found = {"d": {"agreements": [record("X", 0.95), record("Y", 0.9), record("Z", 0.2)]}}
    matchings = score(rows, found).matchings
    assert (confident(matchings).records, confident(matchings).right) == (2, 1)
    assert [(band.records, band.right) for band in calibrate(matchings)] == [
        (1, 0),
        (0, 0),
        (0, 0),
        (0, 0),
        (0, 0),
        (2, 1),
    ]
    assert calibrate(matchings)[1].share is None


def test_gains_and_losses(tmp_path: Path) -> None:
    rows = {"d": {"agreements": [record("X", 1), record("Y", 1)]}}
    before = marks(score(rows, {"d": {"agreements": [record("X", 1), record("Z", 1)]}}))
    now = marks(score(rows, {"d": {"agreements": [record("Y", 1)]}}))
    told = [(change.better, change.message) for change in changes(before, now)]
    assert (True, "A - Y") in told
    assert (True, "no longer: A - Z") in told
    assert (False, "lost: A - X") in told
    assert changes(now, now) == []
    path = tmp_path / "runs" / "last.json"
    assert read_run(path, "texts") is None
    keep_run(path, "texts", {"marks": now})
    keep_run(path, "samples", {"marks": {}})
    assert read_run(path, "texts") == {"marks": now}
    path.write_text("{", encoding="utf-8")
    assert read_run(path, "texts") is None


def test_floors_only_rise(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    write_floors(raised("texts", {"register": 0.8571, "mentions.laws": 1.0}, {}), path)
    floors = read_floors(path)
    assert floors == {"texts": {"register": 0.847, "mentions.laws": 0.99}}
    again = raised("texts", {"register": 0.5, "mentions.laws": 1.0}, floors)
    assert again == floors
    (short,) = shortfalls("texts", {"register": 0.5, "mentions.laws": 1.0}, floors)
    assert str(short) == "register is 0.500 on texts, below its floor of 0.847."
    assert [s.name for s in shortfalls("texts", {}, floors)] == ["mentions.laws", "register"]
    assert shortfalls("samples", {}, floors) == []


def test_flat_figures() -> None:
    figures = {"register": {"p": 1, "f1": 0.5}, "mentions": {"laws": {"f1": 0.25}}, "slots": {"kind": 0.75}}
    assert flat(figures) == {"register": 0.5, "mentions.laws": 0.25, "slots.kind": 0.75}


def test_rows_of_source_texts_take_the_names_of_the_samples() -> None:
    gold = {"a.html": {"source": "d001"}}
    assert named_as_gold({"d001.txt": {"x": 1}, "b.txt": {}}, gold) == {"a.html": {"x": 1}, "b.txt": {}}
