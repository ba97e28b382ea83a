"""What the rules leave open of an agreement is filled with what the text tells elsewhere."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archive.model import Record, Span
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records import assemble
from extractors.records.assembling import rules_of
from extractors.records.slots.filling import Model, models, nearest
from extractors.records.slots.options import Option, mentioned
from extractors.records.slots.standing import MOST, Claimant, Ground, Turns

_CASES = [
    (f"{group}-{number}", case["text"], case["records"])
    for group, cases in tomllib.loads((Path(__file__).parent / "filled.toml").read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases, 1)
]


def told(record: Record) -> str:
    """A record in one line."""
    paper, day = ("-" if claim is None else str(claim.value) for claim in (record.instrument, record.signed))
    return f"{record.home.value.name} > {record.partner.value.name} | {paper} | {day} | {record.status.value}"


@pytest.mark.parametrize(("text", "records"), [case[1:] for case in _CASES], ids=[case[0] for case in _CASES])
def test_slots_filled(text: str, records: list[str]) -> None:
    read = parse_plain(text, "case")
    assert sorted(map(told, assemble(read, find(read)))) == sorted(records)


def test_what_is_filled_leads_to_its_place() -> None:
    read = parse_plain(_CASES[2][1], "case")
    (record,) = assemble(read, find(read))
    assert record.signed is not None
    assert [span.of(read.body) for span in record.signed.spans] == ["8 Mei 2018"]


@pytest.mark.parametrize(
    ("least", "expected"),
    [(0.0, "b"), (0.5, "b"), (0.7, None)],
)
def test_options_of_one_value_count_together(least: float, expected: str | None) -> None:
    model = Model(least, {"": {"near": 1.0, "far": 0.5}})
    first, second = Option("b", {"far"}, span=Span(0, 1)), Option("b", {"far", "unknown"}, span=Span(2, 3))
    option = model.best([Option("a", {"near"}), first, second])
    assert option == (first if expected is not None else None)


def test_of_a_long_text_the_nearest_are_offered() -> None:
    told_of = [f"Surakarta dan Suwon meneken MoU pada {1 + number % 28} Maret 2019." for number in range(3 * MOST)]
    text = parse_plain(" ".join(told_of), "long")
    scene, walk, scored = rules_of(text, find(text))
    drafts = [one.draft for one in scored]
    days = mentioned(scene, "date")
    assert len(days) == 3 * MOST
    middle = Claimant(Ground(scene, walk, drafts), drafts[0])
    middle.told = [MOST]
    assert [day.sentence.index for day in nearest(days, middle)] == list(range(2 * MOST))


def test_whose_turn_it_is() -> None:
    turns = Turns([(40, "other"), (0, "own"), (20, "own")])
    assert turns.at(10, Span(0, 30), "own") == ("own", "own", "own")
    assert turns.at(30, Span(15, 60), "own") == ("own", "other", "both")
    assert turns.at(50, Span(45, 60), "own") == ("other", "none", "none")


def test_every_kind_of_option_has_weights() -> None:
    fitted = models()
    assert set(fitted) == {"paper", "day", "other_day", "state"}
    assert all(set(fitted[slot].weights) == {"", "none"} for slot in ("paper", "day", "other_day"))
    assert set(fitted["state"].weights) == {"signed", "expired", "terminated", "renewal_planned"}
