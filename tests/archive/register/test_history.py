"""Chains, stages, statistics and the review queue."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from archive.model import Agreement, Judgement, PartialDate, Span
from archive.register import DocumentFacts, link
from archive.register.history import Stage, chains, expiring, histories, pair_history, stage_of
from archive.register.linker import Register
from archive.register.review import review_queue
from archive.register.statistics import statistics
from archive.register.totals import ClaimedTotal, check_total

TODAY = datetime.date(2026, 1, 1)


def only(record: Any, **slots: Any) -> Agreement:
    return link([record("d1", "Surabaya", "Busan", **slots)]).agreements[0]


@pytest.mark.parametrize(
    ("slots", "on", "stage"),
    [
        ({"status": "planned"}, TODAY, "exploring"),
        ({"instrument": "LoI", "signed": "2017"}, TODAY, "LoI"),
        ({"instrument": "MoU", "signed": "2017"}, TODAY, "MoU"),
        ({"instrument": "MoU", "signed": "2024", "valid_to": "2029"}, TODAY, "in_force"),
        ({"instrument": "MoU", "signed": "2021-03", "valid_to": "2026-03"}, TODAY, "expiring"),
        ({"instrument": "MoU", "signed": "2015", "valid_to": "2020"}, TODAY, "expired"),
        ({"instrument": "MoU", "signed": "2015", "status": "expired"}, TODAY, "expired"),
        ({"instrument": "MoU", "signed": "2015", "status": "terminated"}, TODAY, "terminated"),
        ({"instrument": "MoU", "signed": "2015", "valid_to": "2020"}, datetime.date(2017, 1, 1), "in_force"),
        ({"instrument": "MoU", "signed": "2015"}, datetime.date(2014, 1, 1), "exploring"),
        ({"relation": "sister_city"}, TODAY, "in_force"),
    ],
)
def test_stage(record: Any, slots: dict[str, Any], on: datetime.date, stage: Stage) -> None:
    assert stage_of(only(record, **slots), on) == stage


def test_a_chain_from_letter_to_renewal(record: Any) -> None:
    slots = [
        {"instrument": "LoI", "signed": "2009-11-24"},
        {"instrument": "MoU", "signed": "2010-12-01", "valid_to": "2015-12-01"},
        {"instrument": "MoU", "signed": "2021-05"},
        {"instrument": "plan_of_action", "signed": "2022"},
    ]
    register = link([record("d1", "Surabaya", "Varna", **entry) for entry in slots])
    (chain,) = chains(register.agreements, TODAY)
    assert [(step.how, step.stage) for step in chain.steps] == [
        ("begins", "LoI"),
        ("follows", "renewed"),
        ("renews", "MoU"),
        ("implements", "in_force"),
    ]
    assert chain.steps[2].after == "surabaya--varna--mou--2010"
    history = pair_history(register.agreements, "id:surabaya", "kr:varna", TODAY)
    assert history is not None
    assert history.stage == "in_force"
    early = pair_history(register.agreements, "id:surabaya", "kr:varna", datetime.date(2010, 1, 1))
    assert early is not None
    assert early.stage == "LoI"


def test_an_institution_has_separate_chains(record: Any) -> None:
    slots = [
        {"instrument": "MoU", "signed": "2010", "fields": ("water",)},
        {"instrument": "MoU", "signed": "2020", "fields": ("health",)},
    ]
    register = link([record("d1", "Surabaya", "JICA", level="institution", **entry) for entry in slots])
    assert len(chains(register.agreements, TODAY)) == 2
    assert len(histories(register.agreements, TODAY)) == 1


def test_statistics(record: Any) -> None:
    records = [
        record("d1", "Surabaya", "Busan", instrument="MoU", signed="1994", fields=("culture",)),
        record("d2", "Surabaya", "Busan", instrument="MoU", signed="1994"),
        record("d3", "Surabaya", "Busan", instrument="MoU", signed="1994"),
        record("d1", "Surabaya", "Varna", country="BG", instrument="MoU", signed="1996", valid_to="2026-06"),
        record("d1", "Banten", "Cadiz", country="ES", status="planned"),
        record("d1", "Surabaya", "Perth", country="AU", status="planned"),
        record("t1", "Banten", "JICA", country="JP", level="institution", instrument="MoU", signed="2001"),
    ]
    facts = {id: DocumentFacts(id, "news", story="s") for id in ("d2", "d3")} | {"t1": DocumentFacts("t1", "agreement")}
    found = statistics(link(records, (), facts).agreements, facts, on=TODAY)
    assert (found.total, found.existing, found.regional, found.institutional) == (5, 3, 4, 1)
    assert found.years == (
        ("1994", 1),
        ("1995", 0),
        ("1996", 1),
        ("1997", 0),
        ("1998", 0),
        ("1999", 0),
        ("2000", 0),
        ("2001", 1),
    )
    assert found.homes == (("Surabaya", 3), ("Banten", 2))
    assert found.expiring == ("surabaya--varna--mou--1996",)
    assert found.never_signed == ("banten--cadiz--cooperation", "surabaya--perth--cooperation")
    assert found.unreported == ("banten--jica--mou--2001",)
    assert found.stories["surabaya--busan--mou--1994"] == 2


def test_expiring_looks_ahead_so_many_days(record: Any) -> None:
    agreements = [only(record, instrument="MoU", signed="2021", valid_to="2026-02-10")]
    assert not expiring(agreements, TODAY, 30)
    assert expiring(agreements, TODAY, 60)


def test_a_claimed_total_is_set_against_the_register(record: Any) -> None:
    records = [
        record("d1", "Surabaya", "Busan", instrument="LoI", signed="1993"),
        record("d1", "Surabaya", "Busan", instrument="MoU", signed="1994"),
        record("d1", "Surabaya", "Varna", signed="2010", instrument="MoU"),
        record("d1", "Surabaya", "JICA", level="institution", signed="2001"),
    ]
    register = link(records)
    home = records[0].home.value
    claim = ClaimedTotal("d1", "sister", 5, Span(0, 1), home, PartialDate("2005"))
    check = check_total(claim, register.agreements)
    assert check.known == ("surabaya--busan--loi--1993",)
    assert check.missing == 4
    assert check_total(dataclasses.replace(claim, at=None), register.agreements).missing == 3
    assert check_total(dataclasses.replace(claim, counted="institution", number=1), register.agreements).missing == 0


def test_the_queue_begins_with_what_is_doubtful_and_matters(record: Any) -> None:
    records = [
        record("d1", "Surabaya", "Busan", instrument="MoU", signed="2009-05-22", score=0.99),
        record("d2", "Surabaya", "Busan", instrument="MoU", signed="2009-05-25", score=0.99),
        record("d1", "Surabaya", "Varna", instrument="MoU", signed="2010", score=0.99),
        record("d1", "Surabaya", "Perth", status="planned", score=0.5),
        record("d1", "Surabaya", "Shah Alam", country="MY", code="gn:1", signed="2009", score=0.99),
        record("d2", "Surabaya", "Shah Allam", country="MY", signed="1999", score=0.99),
    ]
    queue = review_queue(link(records), TODAY)
    shown = [(item.agreement.partner.name, item.reasons[0].cause) for item in queue if item.agreement]
    assert shown == [("Busan", "conflict"), ("Shah Allam", "similar_names"), ("Perth", "unsure")]
    assert queue[1].other == "surabaya--shah-alam--cooperation--2009"


def test_accepted_agreements_leave_the_queue_and_orphans_enter(record: Any) -> None:
    one = record("d1", "Surabaya", "Perth", score=0.5)
    judgements = [
        Judgement("1", "accept", (one.key,), "ida", ""),
        Judgement("2", "accept", ("x:a:b:-:-:1",), "ida", ""),
    ]
    queue = review_queue(link([one], judgements), TODAY)
    assert [(item.judgement, item.reasons[0].cause) for item in queue] == [("2", "orphan")]
    assert review_queue(Register(), TODAY) == ()
