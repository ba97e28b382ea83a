"""The catalogue on a real database."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from archive.catalogue import AgreementFilter, Arrival, Catalogue, User, schema
from archive.catalogue.connection import connect
from archive.catalogue.migrate import FOLDER, HEAD
from archive.errors import NaskahError
from archive.model import (
    Agreement,
    Block,
    Capture,
    Claim,
    Fault,
    Judgement,
    Link,
    Maker,
    Mention,
    Original,
    Outcome,
    PartialDate,
    Party,
    Record,
    Span,
    Text,
)
from archive.model.total import ClaimedTotal

JABAR = Party("Jawa Barat", "province", "ID", "ID-32")
INCHEON = Party("Incheon", "city", "KR", "KR-28")
MAKER = Maker("parse", "1", "abc")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.open(f"sqlite:///{tmp_path}/catalogue.sqlite")


def original(number: int = 0) -> Original:
    capture = Capture("2020-01-01T00:00:00Z", "file", f"{number}.txt")
    return Original(f"{number:016x}" + "0" * 48, 3, "text/plain", f"{number}.txt", (capture,))


def agreement(id: str, **values: object) -> Agreement:
    return Agreement(id, JABAR, INCHEON, "signed", **values)  # type: ignore[arg-type]


def test_the_same_bytes_only_add_a_capture(catalogue: Catalogue) -> None:
    first = original()
    again = Original(
        first.sha256, 3, "text/plain", "copy.txt", (Capture("2021-01-01T00:00:00Z", "url", url="http://x"),)
    )
    assert catalogue.add_original(first)
    assert not catalogue.add_original(first)
    assert not catalogue.add_original(again)
    kept = catalogue.original(first.id)
    assert kept is not None
    assert (kept.name, kept.captures) == ("0.txt", (*first.captures, *again.captures))
    assert catalogue.original(first.sha256) == kept
    assert catalogue.original("f" * 64) is None


def test_readings_come_back(catalogue: Catalogue) -> None:
    id = original().id
    catalogue.add_original(original())
    body = Text(
        id, "Jabar – Incheon 인천", (Block(Span(0, 5), "title"),), title="Jabar", published=PartialDate("2017-09")
    )
    mention = Mention(Span(0, 5), "place", "Jabar", "ID-32", party=JABAR)
    record = Record("k", id, Claim(JABAR, (Span(0, 5),)), Claim(INCHEON, ()), Claim("signed", ()))
    catalogue.put_text(body, b"mark")
    catalogue.put_mentions(id, [mention])
    catalogue.put_records(id, [record])
    assert catalogue.text(id) == body
    assert catalogue.bodies([id, "nothing"]) == {id: body.body}
    assert catalogue.mentions(id) == (mention,)
    assert catalogue.records(document=id) == catalogue.records(keys=["k"]) == list(catalogue.each_record()) == [record]
    assert catalogue.fingerprints() == {id: b"mark"}
    row = catalogue.document(id)
    assert row is not None
    assert (row.title, row.published, row.words) == ("Jabar", "2017-09", 4)
    catalogue.put_records(id, [])
    assert catalogue.count_records() == 0


def test_outcomes_tell_what_is_due(catalogue: Catalogue) -> None:
    id = original().id
    catalogue.add_original(original())
    fault = Fault("encrypted", "The file is locked.")
    catalogue.put_outcome(Outcome(id, "parse", "in", MAKER, "failed", (fault,)))
    assert catalogue.done_with("parse") == {id: ("in", "parse 1 abc")}
    assert [outcome.faults for outcome in catalogue.outcomes(state="failed")] == [(fault,)]
    catalogue.put_outcome(Outcome(id, "parse", "in", MAKER, "done"))
    assert catalogue.outcomes(faulty=True) == []


def test_every_change_raises_the_revision(catalogue: Catalogue) -> None:
    id = original().id
    catalogue.add_original(original())
    catalogue.put_text(Text(id, "satu"))
    before = catalogue.document_revisions()[id]
    catalogue.put_records(id, [])
    after = catalogue.document_revisions()[id]
    catalogue.put_stories({id: "s"})
    assert before < after < catalogue.document_revisions()[id]
    last = catalogue.document_revisions()[id]
    catalogue.put_stories({id: "s"})
    assert catalogue.document_revisions()[id] == last


def test_register_is_filtered_and_counted(catalogue: Catalogue) -> None:
    catalogue.put_agreements(
        [
            agreement(
                "a",
                signed=PartialDate("2017-09-25"),
                fields=("waste", "water"),
                instrument="LoI",
                links=(Link("d", "reports", "k"),),
            ),
            agreement("b", signed=PartialDate("2019"), fields=("waste",), score=0.2),
            agreement("c"),
        ]
    )
    ids = [found.id for found in catalogue.agreements()]
    assert ids == ["b", "a", "c"]
    assert [found.id for found in catalogue.agreements(sort="signed")] == ["a", "b", "c"]
    for wanted, expected in [
        (AgreementFilter(years=(2017,)), ["a"]),
        (AgreementFilter(field=("waste",)), ["b", "a"]),
        (AgreementFilter(partner=("KR-28",), instrument=("LoI", "MoU")), ["a"]),
        (AgreementFilter(home=("Jawa Barat",), words="inch barat"), ["b", "a", "c"]),
        (AgreementFilter(words="100%"), []),
        (AgreementFilter(document="d"), ["a"]),
        (AgreementFilter(score=0.5), ["a", "c"]),
    ]:
        assert [found.id for found in catalogue.agreements(wanted)] == expected
        assert catalogue.count_agreements(wanted) == len(expected)
    assert catalogue.count_agreements_by("field") == {"waste": 2, "water": 1}
    assert catalogue.count_agreements_by("year") == {"2017": 1, "2019": 1}
    assert catalogue.count_agreements_by("country") == {"KR": 3}


def test_old_ids_lead_to_the_agreement(catalogue: Catalogue) -> None:
    catalogue.put_agreements([agreement("new")])
    catalogue.put_former_ids({"old": "new"})
    found = catalogue.agreement("old")
    assert found is not None
    assert found.id == "new"
    catalogue.put_agreements([], removed=["new"])
    assert catalogue.agreement("new") is None


def test_departed_agreements_are_remembered_until_they_come_back(catalogue: Catalogue) -> None:
    catalogue.put_agreements([agreement("kept"), agreement("gone")])
    catalogue.put_agreements([], removed=["gone", "never there"])
    assert list(catalogue.departed()) == ["gone"]
    assert list(catalogue.agreements_changed()) == ["kept"]
    catalogue.put_agreements([agreement("gone")])
    assert catalogue.departed() == {}


def test_an_agreement_changes_only_where_it_differs(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    for time, score in (("2026-01-01T00:00:00Z", 0.5), ("2026-01-02T00:00:00Z", 0.5), ("2026-01-03T00:00:00Z", 0.7)):
        monkeypatch.setattr("archive.catalogue.agreements.now", lambda time=time: time)
        catalogue.put_agreements([dataclasses.replace(agreement("one"), score=score)])
        expected = "2026-01-03T00:00:00Z" if score == 0.7 else "2026-01-01T00:00:00Z"
        assert catalogue.agreements_changed(["one"]) == {"one": expected}


def test_totals_of_a_document_replace_earlier_ones(catalogue: Catalogue) -> None:
    one = original()
    catalogue.add_original(one)
    total = ClaimedTotal(one.id, "sister", 22, Span(0, 2), Party("DKI Jakarta", "province", "ID", "ID-31"))
    catalogue.put_totals(one.id, [total, dataclasses.replace(total, span=Span(5, 7))])
    assert catalogue.totals() == [total]
    catalogue.put_totals(one.id, [])
    assert catalogue.totals() == []


def test_an_archive_of_the_first_schema_is_brought_to_this_one(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/old.sqlite")
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "insert into documents (id, sha256, size, media_type, name, added, revision)"
                " values ('d', 's', 1, 'text/plain', 'n', '2026-05-01T00:00:00Z', 1)"
            )
        )
        connection.execute(
            text(
                "insert into agreements (id, home, home_name, home_level, partner, partner_name, partner_level, status,"
                " score, accepted, documents, revision, data)"
                " values ('a', 'h', 'H', 'city', 'p', 'P', 'city', 'signed', 1, 0, 1, 1, '{}')"
            )
        )
        connection.execute(text("insert into agreement_links values ('a', 'r', 'd', 'reports')"))
    catalogue = Catalogue.open(str(engine.url))
    assert catalogue.agreements_changed() == {"a": "2026-05-01T00:00:00Z"}
    assert catalogue.departed() == {}


def test_judgements_are_only_added(catalogue: Catalogue) -> None:
    judgement = Judgement("1", "correct", ("k",), "editor", "2020-01-01T00:00:00Z", slot="signed", value="2017")
    catalogue.add_judgement(judgement)
    with pytest.raises(ValueError, match="already"):
        catalogue.add_judgement(judgement)
    assert catalogue.judgements() == [judgement]


def test_accounts(catalogue: Catalogue) -> None:
    catalogue.put_user(User("ayu", "hash", "editor"))
    number = catalogue.save_search("ayu", "Incheon", "q=Incheon")
    assert [search.query for search in catalogue.saved_searches("ayu")] == ["q=Incheon"]
    catalogue.forget_search("ayu", number)
    catalogue.remove_user("ayu")
    assert catalogue.user("ayu") is None


def test_arrivals_and_facts(catalogue: Catalogue) -> None:
    catalogue.put_arrival(Arrival("/z.zip", sha256="0" * 64))
    catalogue.put_arrival(Arrival("/z.zip!a", container="/z.zip", code="empty", message="Nothing in it."))
    assert [arrival.source for arrival in catalogue.arrivals(container="/z.zip")] == ["/z.zip!a"]
    assert [arrival.code for arrival in catalogue.refused()] == ["empty"]
    catalogue.put_fact("linked", "7")
    assert catalogue.fact("linked") == "7"
    catalogue.put_fact("linked", None)
    assert catalogue.fact("linked") is None


def test_a_transaction_is_all_or_nothing(catalogue: Catalogue) -> None:
    def half_done() -> None:
        with catalogue.transaction():
            catalogue.add_original(original())
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="power"):
        half_done()
    assert catalogue.count_documents() == 0


def test_threads_write_in_turn(catalogue: Catalogue) -> None:
    threads = [
        threading.Thread(target=lambda start=start: [catalogue.add_original(original(start + n)) for n in range(20)])
        for start in (100, 200, 300)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert catalogue.count_documents() == 60
    assert len({row.revision for row in catalogue.documents()}) == 60


def test_migrations_make_the_schema(catalogue: Catalogue) -> None:
    with catalogue.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_newer_archive_is_refused(catalogue: Catalogue) -> None:
    with catalogue.transaction() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(NaskahError, match="newer Naskah"):
        Catalogue.open(str(catalogue.engine.url))
