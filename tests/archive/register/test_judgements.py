"""People's word: followed, kept through new extractors, and refused where it contradicts itself."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from archive.model import Claim, Judgement, PartialDate
from archive.register import link
from archive.register.checking import JudgementError, check
from archive.register.gold import rows_of
from archive.register.linker import Linker

TODAY = datetime.date(2026, 1, 1)
PARTY = {"name": "Busan", "level": "city", "country": "KR"}


def judge(id: str, verdict: str, *about: str, slot: str | None = None, value: Any = None) -> Judgement:
    return Judgement(id, verdict, about, "ida", f"2026-01-01T00:00:{len(id):02}Z", "", slot, value)  # type: ignore[arg-type]


@pytest.fixture(name="pair")
def _pair(record: Any) -> Any:
    one = record("d1", "Surabaya", "Busan", instrument="LoI", signed="2017-09-25", fields=("waste",))
    other = record("d2", "Surabaya", "Busan", instrument="LoI", signed="2017-09-26")
    return one, other


def test_accept(pair: Any) -> None:
    (agreement,) = link(pair, [judge("1", "accept", pair[0].key)]).agreements
    assert agreement.accepted
    assert agreement.score == 1.0


@pytest.mark.parametrize("verdict", ["reject", "hide"])
def test_reject_and_hide_take_the_record_out(pair: Any, verdict: str) -> None:
    (agreement,) = link(pair, [judge("1", verdict, pair[0].key)]).agreements
    assert agreement.records == (pair[1].key,)
    assert link(pair, [judge("1", verdict, pair[0].key), judge("2", verdict, pair[1].key)]).agreements == ()


def test_correct_settles_the_value_and_keeps_the_dissent(pair: Any) -> None:
    made = judge("1", "correct", pair[1].key, slot="signed", value="2017-09-24")
    (agreement,) = link(pair, [made]).agreements
    assert agreement.signed == "2017-09-24"
    conclusion = agreement.conclusions["signed"]
    assert conclusion.judged == "1"
    assert conclusion.dissent == (("2017-09-25", (pair[0].key,)),)


def test_a_correction_can_empty_a_slot_and_replace_a_list(pair: Any) -> None:
    made = [
        judge("1", "correct", pair[0].key, slot="instrument", value=None),
        judge("2", "correct", pair[0].key, slot="fields", value=["health", "youth"]),
    ]
    (agreement,) = link(pair, made).agreements
    assert agreement.instrument is None
    assert agreement.fields == ("health", "youth")


def test_a_corrected_party_moves_the_record(pair: Any) -> None:
    made = judge("1", "correct", pair[1].key, slot="partner", value={"name": "Kochi", "level": "city", "country": "JP"})
    register = link(pair, [made])
    assert [agreement.partner.name for agreement in register.agreements] == ["Busan", "Kochi"]


def test_same_joins_what_the_machine_would_not(record: Any) -> None:
    one = record("d1", "Surabaya", "Busan", instrument="LoI", signed="2015")
    other = record("d2", "Surabaya", "Pusan", instrument="MoU", signed="2017")
    assert len(link([one, other]).agreements) == 2
    assert len(link([one, other], [judge("1", "same", one.key, other.key)]).agreements) == 1


def test_all_records_of_two_joined_agreements_come_along(record: Any) -> None:
    first = [record(f"d{n}", "Surabaya", "Busan", instrument="LoI", signed="2015") for n in range(2)]
    second = [record(f"e{n}", "Surabaya", "Busan", instrument="MoU", signed="2017-05-01") for n in range(2)]
    assert len(link([*first, *second]).agreements) == 2
    made = judge("1", "same", first[0].key, second[0].key)
    (agreement,) = link([*first, *second], [made]).agreements
    assert len(agreement.records) == 4


def test_same_joins_two_records_of_one_document(record: Any) -> None:
    one = record("d1", "Surabaya", "Busan", instrument="LoI")
    other = record("d1", "Surabaya", "Busan", signed="2017")
    assert len(link([one, other], [judge("1", "same", one.key, other.key)]).agreements) == 1


def test_different_parts_what_the_machine_would_join(pair: Any) -> None:
    assert len(link(pair, [judge("1", "different", pair[0].key, pair[1].key)]).agreements) == 2


def test_add_by_hand_and_meet_a_report(pair: Any) -> None:
    home = {"name": "Surabaya", "level": "city", "country": "ID"}
    made = judge("1", "add", value={"home": home, "partner": PARTY, "instrument": "LoI", "signed": "2017-09-25"})
    (alone,) = link([], [made]).agreements
    assert alone.accepted
    assert alone.id == "surabaya--busan--loi--2017"
    (agreement,) = link(pair, [made]).agreements
    assert len(agreement.records) == 3


def test_undo_and_undo_of_the_undo(pair: Any) -> None:
    steps = [judge("1", "reject", pair[0].key), judge("2", "undo", "1"), judge("3", "undo", "2")]
    assert [len(link(pair, steps[:n]).agreements[0].records) for n in range(4)] == [2, 1, 2, 1]


def test_judgements_survive_a_changed_extractor(pair: Any) -> None:
    made = [judge("1", "correct", pair[0].key, slot="fields", value=["health"]), judge("22", "accept", pair[0].key)]
    # The new extractor finds other offsets and scores, and no longer the date.
    vague = dataclasses.replace(
        pair[0], key="d1:surabaya:busan:loi:-:1", signed=None, score=0.2, fields=(Claim("sports", (), 0.1),)
    )
    register = link([vague, pair[1]], made)
    assert register.orphans == ()
    (agreement,) = register.agreements
    assert agreement.accepted
    assert agreement.fields == ("health",)


def test_a_judgement_whose_record_is_gone_is_an_orphan(pair: Any) -> None:
    made = judge("1", "accept", pair[0].key)
    register = link([pair[1]], [made])
    assert register.orphans == (made,)
    assert not register.agreements[0].accepted


def test_contradictory_judgements_from_elsewhere_are_reported_not_followed(pair: Any) -> None:
    one, other = pair[0].key, pair[1].key
    register = link(pair, [judge("1", "different", one, other), judge("2", "same", one, other)])
    assert len(register.agreements) == 2
    assert [entry.judgement.id for entry in register.contradictions] == ["2"]


@pytest.mark.parametrize(
    "made",
    [judge("1", "add", value={"home": PARTY}), judge("1", "correct", "A", slot="signed", value="never")],
)
def test_a_broken_judgement_from_elsewhere_is_reported_and_stops_nothing(pair: Any, made: Judgement) -> None:
    register = link(pair, [dataclasses.replace(made, about=(pair[0].key,))])
    assert len(register.agreements) == 1
    assert [entry.judgement.id for entry in register.contradictions] == ["1"]


REFUSED = [
    ([], judge("n", "same", "A"), "needs 2 record keys"),
    ([], judge("n", "same", "A", "A"), "names a record twice"),
    ([judge("1", "same", "A", "B")], judge("n", "same", "B", "A"), "the same already"),
    ([judge("1", "different", "A", "B")], judge("n", "same", "A", "B"), "contradicts an earlier judgement"),
    ([judge("1", "same", "A", "B")], judge("n", "different", "A", "B"), "contradicts an earlier judgement"),
    ([judge("1", "reject", "A")], judge("n", "accept", "A"), "undo it first"),
    ([judge("1", "accept", "A")], judge("n", "reject", "A"), "undo it first"),
    ([], judge("n", "accept", "nothing"), "There is no record nothing"),
    ([], judge("n", "undo", "7"), "There is no judgement 7"),
    ([judge("1", "accept", "A"), judge("2", "undo", "1")], judge("n", "undo", "1"), "undone already"),
    ([judge("n", "accept", "A")], judge("n", "accept", "B"), "a judgement n already"),
    ([], judge("n", "correct", "A", slot="signed", value="2017-02-30"), "correction of signed cannot be taken"),
    ([], judge("n", "correct", "A", slot="signed", value="1789"), "the earliest year is 1940"),
    ([], judge("n", "correct", "A", slot="signed", value="2027-01-01"), "still to come"),
    ([], judge("n", "correct", "A", slot="valid_to", value="2016"), "lies after valid_to 2016"),
    ([], judge("n", "correct", "A", slot="status", value="lost"), "use one of signed, planned"),
    ([], judge("n", "correct", "A", slot="home", value=None), "home cannot be empty"),
    ([], judge("n", "correct", "A", slot="colour", value="red"), "There is no slot 'colour'"),
    ([], judge("n", "correct", "A", slot="partner", value={"name": "Busan"}), "a party needs name, level and country"),
    ([], judge("n", "add", value={"partner": PARTY}), "needs home"),
    (
        [],
        judge("n", "add", value={"home": PARTY, "partner": PARTY, "signed": "2020", "valid_to": "2019"}),
        "after valid_to",
    ),
]


@pytest.mark.parametrize(("earlier", "made", "reason"), REFUSED, ids=[entry[2] for entry in REFUSED])
def test_refused(pair: Any, earlier: list[Judgement], made: Judgement, reason: str) -> None:
    def real(judgement: Judgement) -> Judgement:
        names = {"A": pair[0].key, "B": pair[1].key}
        return dataclasses.replace(judgement, about=tuple(names.get(key, key) for key in judgement.about))

    records = {record.key: record for record in pair}
    with pytest.raises(JudgementError, match=reason):
        check(real(made), [real(one) for one in earlier], records, TODAY)


def test_corrections_come_out_as_gold(pair: Any) -> None:
    made = [judge("1", "correct", pair[0].key, slot="signed", value="2017-09-24"), judge("2", "reject", pair[1].key)]
    rows = rows_of(Linker(pair, made), {"d1": "one.html"})
    assert [row["doc"] for row in rows] == ["one.html", "d2"]
    assert rows[0]["agreements"][0]["signed"] == PartialDate("2017-09-24")
    assert rows[0]["judged"]
    assert rows[1]["agreements"] == []
