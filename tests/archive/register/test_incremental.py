"""A register kept up to date equals one built anew, whatever comes in and in whatever order."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import NaskahError
from archive.model import Judgement, PartialDate, Record
from archive.register import Changes, DocumentFacts, Linker, link
from archive.register.checking import check

DOCUMENTS = ("d1", "d2", "d3", "d4")
SLOTS = st.fixed_dictionaries(
    {},
    optional={
        "instrument": st.sampled_from(["LoI", "MoU", "MSP", "agreement"]),
        "relation": st.sampled_from(["sister_city", "friendship"]),
        "signed": st.sampled_from(["2007", "2007-02", "2007-02-06", "2007-02-08", "2019-08-06"]),
        "valid_to": st.sampled_from(["2012", "2024"]),
        "status": st.sampled_from(["signed", "planned", "expired"]),
        "code": st.sampled_from(["gn:1", "gn:2"]),
    },
)
READING = st.tuples(
    st.sampled_from(DOCUMENTS),
    st.lists(st.tuples(st.sampled_from(["Busan", "Kochi", "Busan City"]), SLOTS), max_size=3),
    st.sampled_from([None, "2006", "2008-05-01", "2020"]),
    st.sampled_from(["news", "agreement"]),
)
JUDGING = st.tuples(
    st.sampled_from(["accept", "reject", "hide", "same", "different", "correct", "add", "undo"]),
    st.integers(0, 50),
    st.integers(0, 50),
)


def reading(make: Callable[..., Record], document: str, entries: list[tuple[str, dict[str, Any]]]) -> list[Record]:
    """Records of one document with keys that are numbered where they would be alike."""
    found: dict[str, Record] = {}
    for partner, slots in entries:
        number = 1
        while (one := make(document, "Surabaya", partner, number=number, **slots)).key in found:
            number += 1
        found[one.key] = one
    return list(found.values())


def judgement(number: int, verdict: str, first: int, second: int, keys: list[str], made: list[str]) -> Judgement:
    about: tuple[str, ...] = (keys[first % len(keys)],) if keys else ("gone:a:b:-:-:1",)
    slot = value = None
    if verdict in {"same", "different"} and keys:
        about = (*about, keys[second % len(keys)])
    elif verdict == "undo":
        about = (made[first % len(made)],) if made else ("j0",)
    elif verdict == "correct":
        slot, value = ("signed", "2019-08-06") if first % 2 else ("partner", {"name": "Kochi", "level": "city"})
    elif verdict == "add":
        about, value = (), {"home": party("Surabaya", "ID"), "partner": party("Busan", "KR"), "signed": "2007"}
    return Judgement(f"j{number}", verdict, about, "ida", "2026-01-01T00:00:00Z", "", slot, value)  # type: ignore[arg-type]


def party(name: str, country: str) -> dict[str, str]:
    return {"name": name, "level": "city", "country": country}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(READING, JUDGING), max_size=14))
def test_incremental_equals_rebuild(record: Any, steps: list[tuple[Any, ...]]) -> None:
    linker = Linker()
    kept: dict[str, list[Record]] = {}
    facts: dict[str, DocumentFacts] = {}
    judgements: list[Judgement] = []
    shown: dict[str, Any] = {}
    for number, step in enumerate(steps):
        if len(step) == 4:
            document, entries, published, kind = step
            facts[document] = DocumentFacts(document, kind, "id", PartialDate(published) if published else None)
            kept[document] = reading(record, document, entries)
            changes = linker.add(document, kept[document], facts[document])
        else:
            keys = sorted(one.key for entries in kept.values() for one in entries)
            made = judgement(number, *step, keys, [earlier.id for earlier in judgements])
            try:
                check(
                    made, judgements, {one.key: one for one in linker_records(linker, kept)}, datetime.date(2026, 1, 1)
                )
            except NaskahError:
                continue
            judgements.append(made)
            changes = linker.judge(made)
        apply(shown, changes)
        everything = [one for entries in kept.values() for one in entries]
        expected = link(everything, judgements, facts)
        assert linker.register() == expected
        assert shown == {agreement.id: agreement for agreement in expected.agreements}


def linker_records(linker: Linker, kept: dict[str, list[Record]]) -> list[Record]:
    return [one for document in kept for one in linker.records_of(document)]


def apply(shown: dict[str, Any], changes: Changes) -> None:
    """Do what a catalogue does with changes."""
    for id in changes.removed:
        del shown[id]
    shown.update({agreement.id: agreement for agreement in changes.changed})
    assert set(changes.moved.values()) <= set(shown)
    assert not set(changes.moved) & set(shown)
