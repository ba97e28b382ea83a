"""Which records become one agreement, and what is concluded from them."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import pytest

from archive.model import Claim, PartialDate, Party
from archive.register import DocumentFacts, Linker, compare, link
from archive.register.gold import pairwise
from archive.register.view import view_of


def facts(id: str, kind: str = "news", published: str | None = None, story: str | None = None) -> DocumentFacts:
    return DocumentFacts(id, kind, "id", PartialDate(published) if published else None, story=story)  # type: ignore[arg-type]


JOINED = [
    ("dates a day apart", {"instrument": "LoI", "signed": "2017-09-25"}, {"instrument": "LoI", "signed": "2017-09-26"}),
    ("a year and a day in it", {"instrument": "MoU", "signed": "2016"}, {"instrument": "MoU", "signed": "2016-02-21"}),
    ("MSP and MoU", {"instrument": "MSP", "signed": "2019-08-23"}, {"instrument": "MoU", "signed": "2019-08-23"}),
    ("no instrument", {"signed": "2012-09-21"}, {"instrument": "MoU", "signed": "2012-09-21"}),
    (
        "a vague mention",
        {"relation": "sister_city"},
        {"instrument": "MoU", "relation": "sister_city", "signed": "1994"},
    ),
    ("the same end", {"instrument": "MoU", "valid_to": "2024"}, {"instrument": "MoU", "valid_to": "2024-08"}),
    (
        "one day, two words for it",
        {"instrument": "agreement", "signed": "2017-08-03"},
        {"instrument": "plan_of_action", "signed": "2017-08-03"},
    ),
]
APART = [
    ("LoI and MoU", {"instrument": "LoI", "signed": "2015"}, {"instrument": "MoU", "signed": "2015"}),
    ("years apart", {"instrument": "MoU", "signed": "2007"}, {"instrument": "MoU", "signed": "2019-08-06"}),
    (
        "two programmes",
        {"instrument": "plan_of_action", "valid_from": "2008", "valid_to": "2011"},
        {"instrument": "plan_of_action", "valid_from": "2017", "valid_to": "2019"},
    ),
    (
        "the founding and a later MoU",
        {"relation": "sister_city", "signed": "1991"},
        {"instrument": "MoU", "relation": "sister_city", "signed": "2007-08"},
    ),
    (
        "renewed on the same day of the year",
        {"instrument": "MoU", "signed": "2014-11-28"},
        {"instrument": "MoU", "signed": "2015-11-28"},
    ),
    ("city and county", {"level": "city", "relation": "sister_city"}, {"level": "district", "relation": "sister_city"}),
    ("two codes", {"code": "gn:1", "signed": "2019"}, {"code": "gn:2", "signed": "2019"}),
    ("two countries", {"country": "KR", "signed": "2019"}, {"country": "GB", "signed": "2019"}),
    (
        "an institution's projects",
        {"level": "institution", "fields": ("waste",)},
        {"level": "institution", "fields": ("health",)},
    ),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in JOINED], ids=[case[0] for case in JOINED])
def test_joined(record: Any, one: dict[str, Any], other: dict[str, Any]) -> None:
    register = link([record("d1", "Surabaya", "Busan", **one), record("d2", "Surabaya", "Busan", **other)])
    assert len(register.agreements) == 1


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_apart(record: Any, one: dict[str, Any], other: dict[str, Any]) -> None:
    register = link([record("d1", "Surabaya", "Busan", **one), record("d2", "Surabaya", "Busan", **other)])
    assert len(register.agreements) == 2


VARNA = Party("Varna", "city", "BG", "gn:726050", 43.219, 27.91), Party("Varna", "district", "BG", "BG-03", 43.2, 27.9)
NANJING = Party("Nanjing", "city", "CN", "gn:1", 32.06, 118.78), Party("Nanjing", "district", "CN", "gn:2", 24.5, 117.3)
JUNG_GU = (
    Party("Jung-gu", "district", "KR", "gn:1", 37.56, 127.0),
    Party("Jung-gu", "district", "KR", "gn:2", 37.47, 126.6),
)


@pytest.mark.parametrize(
    ("parties", "number"),
    [(VARNA, 1), (NANJING, 2), (JUNG_GU, 2)],
    ids=["a city and its region", "far apart", "neighbours"],
)
def test_a_city_and_the_region_of_its_name_are_one_partner(
    record: Any, parties: tuple[Party, Party], number: int
) -> None:
    made = [
        dataclasses.replace(
            record(f"d{n}", "Surabaya", "X", signed="2010-12-01"), key=f"d{n}:a:b:-:-:1", partner=Claim(party, ())
        )
        for n, party in enumerate(parties)
    ]
    register = link(made)
    assert len({agreement.partner.key for agreement in register.agreements}) == number
    assert len(register.agreements) == number
    later = dataclasses.replace(made[1], key="d1:a:b:-:2020:1", signed=Claim(PartialDate("2020"), ()))
    register = link([made[0], later])
    assert len(register.agreements) == 2
    assert len({agreement.partner.key for agreement in register.agreements}) == number


def test_two_records_of_one_document_are_two_agreements(record: Any) -> None:
    one = record("d1", "Surabaya", "Busan", signed="1994", instrument="MoU")
    other = record("d1", "Surabaya", "Busan", signed="1994", instrument="MoU", number=2)
    assert [a.id for a in link([one, other]).agreements] == [
        "surabaya--busan--mou--1994",
        "surabaya--busan--mou--1994--2",
    ]


def test_what_was_signed_after_a_report_is_not_what_it_reports(record: Any) -> None:
    report = record("d1", "Surabaya", "Busan", instrument="MoU")
    later = record("d2", "Surabaya", "Busan", instrument="MoU", signed="2018-03-19")
    known = {"d1": facts("d1", published="2013-03")}
    assert len(link([report, later], (), known).agreements) == 2
    assert len(link([report, later], (), {"d1": facts("d1", published="2019-03")}).agreements) == 1


def test_a_plan_becomes_what_was_signed_after_it(record: Any) -> None:
    plan = record("d1", "Surabaya", "Busan", status="planned")
    signed = record("d2", "Surabaya", "Busan", instrument="MoU", signed="2016-02-21")
    register = link([plan, signed], (), {"d1": facts("d1", published="2015-09-09")})
    assert [agreement.status for agreement in register.agreements] == ["signed"]
    register = link([plan, signed], (), {"d1": facts("d1", published="2017-09-09")})
    assert sorted(agreement.status for agreement in register.agreements) == ["planned", "signed"]


def test_the_signed_text_outweighs_reports_and_dissent_is_kept(record: Any) -> None:
    text = record("d1", "Surakarta", "Montana", instrument="MoU", signed="2007-02-19")
    reports = [record(f"r{n}", "Surakarta", "Montana", instrument="MoU", signed="2007-01-19") for n in range(3)]
    known = {"d1": facts("d1", "agreement")} | {f"r{n}": facts(f"r{n}", "report", "2020") for n in range(3)}
    (agreement,) = link([text, *reports], (), known).agreements
    assert agreement.signed == "2007-02-19"
    assert agreement.conclusions["signed"].support == (text.key,)
    assert agreement.conclusions["signed"].dissent == (("2007-01-19", tuple(r.key for r in reports)),)
    assert {link.role for link in agreement.links if link.document == "d1"} == {"is_text"}


def test_a_story_printed_often_counts_once(record: Any) -> None:
    printed = [record(f"p{n}", "Banten", "Incheon", instrument="LoI", signed="2007-02-06") for n in range(9)]
    others = [record(f"o{n}", "Banten", "Incheon", instrument="LoI", signed="2007-02-08") for n in range(2)]
    known = {f"p{n}": facts(f"p{n}", story="s") for n in range(9)} | {f"o{n}": facts(f"o{n}") for n in range(2)}
    (agreement,) = link([*printed, *others], (), known).agreements
    assert agreement.signed == "2007-02-08"
    assert len(agreement.conclusions["signed"].dissent[0][1]) == 9


def test_an_exact_date_is_concluded_where_the_others_agree(record: Any) -> None:
    dates = ("2016", "2016", "2016-02", "2016-02-21")
    records = [record(f"d{n}", "Surabaya", "Busan", instrument="MoU", signed=date) for n, date in enumerate(dates)]
    (agreement,) = link(records).agreements
    assert agreement.signed == "2016-02-21"
    assert len(agreement.conclusions["signed"].support) == 4


def test_the_latest_word_on_the_status_counts(record: Any) -> None:
    old = record("d1", "Surabaya", "Busan", instrument="MoU", signed="2012")
    new = record("d2", "Surabaya", "Busan", instrument="MoU", signed="2012", status="expired")
    known = {"d1": facts("d1", published="2019-08-07"), "d2": facts("d2", published="2020-02-17")}
    assert link([old, new], (), known).agreements[0].status == "expired"


def test_a_comparison_explains_itself(record: Any) -> None:
    one = view_of(record("d1", "Banten", "Incheon", instrument="LoI", signed="2007-02-06", fields=("tourism",)), None)
    other = view_of(record("d2", "Banten", "Incheon", instrument="LoI", signed="2007-02-08", fields=("tourism",)), None)
    found = compare(one, other)
    assert found.points == pytest.approx(compare(other, one).points)
    assert "2007-02-06 and 2007-02-08 are 2 days apart" in found.explain()
    assert "both on tourism" in found.explain()
    assert found.same


def test_gold_records_meet(gold: Any) -> None:
    records, keys, documents = gold
    register = link(records.values(), (), documents)
    ids = {key: agreement.id for agreement in register.agreements for key in agreement.records}
    hit, wrong, missed = pairwise((keys[key], ids[key]) for key in records)
    assert 2 * hit / (2 * hit + wrong + missed) >= 0.97


def test_the_order_of_records_does_not_matter(gold: Any) -> None:
    records, _, documents = gold
    expected = link(records.values(), (), documents)
    for seed in range(3):
        shuffled = list(records.values())
        random.Random(seed).shuffle(shuffled)
        assert link(shuffled, (), documents) == expected


@pytest.mark.parametrize(
    ("home", "partner", "slot", "value", "other"),
    [
        ("Jawa Barat", "Incheon", "signed", "2017-09-25", "2017-09-26"),
        ("Surabaya", "Shah Alam", "signed", "2009-05-22", "2009-05-25"),
        ("Surakarta", "Montana", "signed", "2007-02-19", "2007-01-19"),
        ("Tangerang Selatan", "Daejeon", "status", "signed", "planned"),
    ],
)
def test_conflicts_of_the_gold_are_one_agreement_with_dissent(
    gold: Any, home: str, partner: str, slot: str, value: str, other: str
) -> None:
    records, _, documents = gold
    if not any(r.home.value.name == home and r.partner.value.name == partner for r in records.values()):
        pytest.skip("not in this gold")
    register = link(records.values(), (), documents)
    (agreement,) = [a for a in register.agreements if a.home.name == home and a.partner.name == partner]
    conclusion = agreement.conclusions[slot]
    assert conclusion.value == value
    assert conclusion.support
    assert other in [dissent for dissent, keys in conclusion.dissent if keys]


def test_documents_one_by_one_give_the_same_register(gold: Any) -> None:
    records, _, documents = gold
    linker = Linker()
    for id, fact in documents.items():
        linker.add(id, [record for record in records.values() if record.document == id], fact)
    assert linker.register() == link(records.values(), (), documents)
