"""A part of the register concluded by itself equals the whole concluded anew."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.catalogue import Catalogue
from archive.model import Original, PartialDate, Record, Text
from archive.register import desk as module
from archive.register.checking import JudgementError
from archive.register.desk import Desk
from archive.register.linker import Linker

HOMES = ("Surabaya", "Banten")
PARTNERS = ("Busan", "Busan City", "Kochi")
SLOTS = st.fixed_dictionaries(
    {},
    optional={
        "instrument": st.sampled_from(["LoI", "MoU"]),
        "signed": st.sampled_from(["2007", "2007-02-06", "2019-08-06"]),
        "status": st.sampled_from(["signed", "planned", "expired"]),
    },
)
READING = st.tuples(
    st.integers(0, 4),
    st.lists(st.tuples(st.sampled_from(HOMES), st.sampled_from(PARTNERS), SLOTS), max_size=3),
    st.sampled_from([None, "2006", "2020"]),
)
JUDGING = st.tuples(
    st.sampled_from(["accept", "reject", "hide", "same", "different", "correct", "move", "add", "undo"]),
    st.integers(0, 30),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "catalogue.sqlite"
    Catalogue.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def catalogue(empty: Path, tmp_path: Path) -> Iterator[Catalogue]:
    shutil.copy(empty, tmp_path / "catalogue.sqlite")
    catalogue = Catalogue.open(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    yield catalogue
    catalogue.close()


def keep(catalogue: Catalogue, number: int, records: list[Record], published: str | None = None) -> None:
    original = Original(f"{number:016x}" * 4, 1, "text/plain", f"{number}.txt")
    catalogue.add_original(original)
    catalogue.put_text(Text(original.id, "", kind="news", published=PartialDate(published) if published else None))
    catalogue.put_records(original.id, records)


def party(name: str, country: str) -> dict[str, str]:
    return {"name": name, "level": "city", "country": country}


def read(catalogue: Catalogue, record: Any, number: int, entries: list[Any], published: str | None) -> None:
    found: dict[str, Record] = {}
    for home, partner, slots in entries:
        count = 1
        while (one := record(f"{number:016x}", home, partner, number=count, **slots)).key in found:
            count += 1
        found[one.key] = one
    keep(catalogue, number, list(found.values()), published)


def judge(catalogue: Catalogue, verdict: str, chosen: int) -> None:
    keys = sorted(record.key for record in catalogue.records())
    made = catalogue.judgements()
    slot: str | None = None
    value: Any = None
    about = [keys[chosen % len(keys)]] if keys else ["gone"]
    if verdict in ("same", "different"):
        about = list(dict.fromkeys([*about, *keys[chosen // 2 :][:1]]))
    elif verdict == "undo":
        about = [made[chosen % len(made)].id] if made else ["none"]
    elif verdict == "correct":
        slot, value = "signed", "2019-08-06"
    elif verdict == "move":
        verdict, slot, value = "correct", "partner", party("Kochi", "KR")
    elif verdict == "add":
        about, value = [], {"home": party("Surabaya", "ID"), "partner": party("Busan", "KR"), "signed": "2007"}
    Desk(catalogue).judge(verdict, about, "ida", slot=slot, value=value, now=NOW)  # type: ignore[arg-type]


NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.one_of(READING, JUDGING), min_size=2, max_size=12))
def test_a_part_equals_the_whole(record: Any, empty: Path, steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        shutil.copy(empty, Path(folder) / "catalogue.sqlite")
        catalogue = Catalogue.open(f"sqlite:///{folder}/catalogue.sqlite")
        Desk(catalogue).rebuild()
        # From here on, whatever needs all records fails.
        patch.setattr(Desk, "_load", None)
        for step in steps:
            if len(step) == 3:
                read(catalogue, record, *step)
                Desk(catalogue).update()
            else:
                try:
                    judge(catalogue, *step)
                except JudgementError:
                    continue
            patch.undo()
            expected = Desk(catalogue).register.agreements
            patch.setattr(Desk, "_load", None)
            assert tuple(sorted(catalogue.agreements(), key=lambda one: one.id)) == expected
        catalogue.close()


def test_only_the_neighbourhood_is_linked(catalogue: Catalogue, record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, partner in enumerate(("Busan", "Kochi", "Incheon")):
        keep(catalogue, number, [record(f"{number:016x}", "Surabaya", partner, signed="2007")])
    Desk(catalogue).update()
    linked: list[set[str]] = []
    link = Linker.__init__

    def watched(self: Linker, records: list[Record], *rest: Any) -> None:
        linked.append({one.partner.value.name for one in records})
        link(self, records, *rest)

    monkeypatch.setattr(Linker, "__init__", watched)
    keep(catalogue, 3, [record(f"{3:016x}", "Surabaya", "Busan City", instrument="MoU", signed="2007")])
    changes = Desk(catalogue).update()
    assert linked == [{"Busan", "Busan City"}]
    assert [one.id for one in changes.changed] == ["surabaya--busan--mou--2007"]
    assert changes.removed == ("surabaya--busan--cooperation--2007",)
    Desk(catalogue).judge("accept", [record(f"{1:016x}", "Surabaya", "Kochi", signed="2007").key], "ida")
    assert linked[-1] == {"Kochi"}


def test_what_a_person_joined_is_linked_together(catalogue: Catalogue, record: Any) -> None:
    one = record(f"{1:016x}", "Surabaya", "Busan", instrument="MoU", signed="2007")
    other = record(f"{2:016x}", "Surabaya", "Kochi", instrument="MoU", signed="2007")
    keep(catalogue, 1, [one])
    keep(catalogue, 2, [other])
    Desk(catalogue).update()
    Desk(catalogue).judge("same", [one.key, other.key], "ida")
    assert len(catalogue.agreements()) == 1
    for number, partner in ((3, "Kochi"), (4, "Busan")):
        keep(catalogue, number, [record(f"{number:016x}", "Surabaya", partner, instrument="MoU", signed="2007-02-06")])
        Desk(catalogue).update()
        assert tuple(sorted(catalogue.agreements(), key=lambda one: one.id)) == Desk(catalogue).register.agreements


def test_many_changes_are_linked_with_all(catalogue: Catalogue, record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Desk(catalogue).update()
    monkeypatch.setattr(module, "FEW", 1)
    monkeypatch.setattr(module, "part_changes", None)
    for number in range(2):
        keep(catalogue, number, [record(f"{number:016x}", "Surabaya", "Busan", signed="2007")])
    assert len(Desk(catalogue).update().changed) == 1


def test_another_linker_concludes_everything(
    catalogue: Catalogue, record: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(catalogue).update()
    keep(catalogue, 1, [record(f"{1:016x}", "Surabaya", "Busan", signed="2007")])
    monkeypatch.setattr(module, "linker_digest", lambda: "newer")
    monkeypatch.setattr(module, "part_changes", None)
    assert len(Desk(catalogue).update().changed) == 1


def test_what_a_decision_needs_is_known_without_all_records(
    catalogue: Catalogue, record: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(catalogue).update()
    monkeypatch.setattr(Desk, "_load", None)
    one = record(f"{1:016x}", "Surabaya", "Busan", signed="2007")
    keep(catalogue, 1, [one])
    desk = Desk(catalogue)
    found = desk.agreement("surabaya--busan--cooperation--2007")
    assert found is not None
    assert found.records == (one.key,)
    judgement, _ = desk.judge(
        "add", [], "ida", value={"home": party("Surabaya", "ID"), "partner": party("Kochi", "JP")}
    )
    assert desk.knows(one.key)
    assert desk.knows(f"judgement:{judgement.id}")
    assert not desk.knows("gone")
    assert desk.judgements == [judgement]
