"""The shelf answers as the catalogue does, and steps aside where it cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.migrate import HEAD
from archive.home import Home
from archive.model import Agreement, Claim, Original, Page, Party, Record, Span, Text
from archive.shelf import SCHEMA, Shelf

BANTEN, INCHEON = Party("Banten", "province", "ID", "ID-36"), Party("Incheon", "city", "KR", "KR-28")
AGREEMENT = Agreement("banten--incheon--loi--2007", BANTEN, INCHEON, "signed", fields=("education",))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home.create(tmp_path / "home # 1%")
    for number, body in enumerate(("Banten dan Incheon.", "Halaman satu.\fHalaman dua.")):
        original = Original(f"{number:016x}" + "0" * 48, 3, "text/plain", f"{number}.txt")
        home.catalogue.add_original(original)
        pages = (Page(1, Span(0, 13)), Page(2, Span(14, 26))) if number else ()
        home.catalogue.put_text(Text(original.id, body, pages=pages, title=f"Judul {number}"))
    claims = [Claim(value, (Span(0, 6),)) for value in (BANTEN, INCHEON, "signed")]
    record = Record("k1", "0" * 16, *claims, evidence=(Span(0, 19),))  # type: ignore[arg-type]
    home.catalogue.put_records("0" * 16, [record])
    home.catalogue.put_agreements([replace(AGREEMENT, records=("k1",))])
    yield home
    home.catalogue.close()


@pytest.fixture
def shelf(home: Home) -> Iterator[Shelf]:
    shelf = Shelf.open(home.catalogue_url)
    assert shelf is not None
    yield shelf
    shelf.close()


def test_the_same_answers(home: Home, shelf: Shelf) -> None:
    catalogue = home.catalogue
    ids = ["0000000000000001", "gone", "0000000000000000"]
    fronts, rows = shelf.documents(ids), catalogue.documents(ids)
    assert [front.id for front in fronts] == ["0000000000000001", "0000000000000000"]
    for front, row in zip(fronts, rows, strict=True):
        assert [getattr(front, name) for name in front.__slots__] == [getattr(row, name) for name in front.__slots__]
    assert shelf.texts(ids) == catalogue.texts(ids) != {}
    assert shelf.bodies(ids) == catalogue.bodies(ids) != {}
    assert shelf.agreements_by_id([AGREEMENT.id]) == catalogue.agreements_by_id([AGREEMENT.id]) != {}
    assert shelf.quotes(keys=["k1", "k2"]) == catalogue.quotes(keys=["k1", "k2"]) == {"k1": "Banten dan Incheon."}
    assert shelf.documents([]) == []


def test_every_change_that_a_search_finds_raises_the_revision(home: Home, shelf: Shelf) -> None:
    seen = [shelf.revision()]
    for change in (
        lambda: home.catalogue.put_text(Text("0" * 16, "Lain.")),
        lambda: home.catalogue.put_stories({"0" * 16: "0" * 16}),
        lambda: home.catalogue.put_agreements([replace(AGREEMENT, status="expired")]),
        lambda: home.catalogue.put_agreements([], removed=[AGREEMENT.id]),
    ):
        change()
        assert shelf.revision() == home.catalogue.revision()
        seen.append(shelf.revision())
    assert seen == sorted(set(seen))
    home.catalogue.put_agreements([], removed=["unknown"])
    assert shelf.revision() == seen[-1]


def test_it_reads_todays_schema_and_never_writes(shelf: Shelf) -> None:
    assert SCHEMA == HEAD
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        shelf._database.execute("DELETE FROM documents")


def test_another_catalogue_is_left_to_the_catalogue(tmp_path: Path, home: Home) -> None:
    assert Shelf.open("postgresql://host/archive") is None
    missing = tmp_path / "none.sqlite"
    assert Shelf.open(f"sqlite:///{missing}") is None
    assert not missing.exists()
    home.catalogue.close()
    with sqlite3.connect(home.path / "catalogue.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '0000'")
    assert Shelf.open(home.catalogue_url) is None


def test_a_home_without_a_catalogue_makes_one(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "new")
    assert isinstance(home.shelf, Catalogue)
    assert home.shelf.revision() == 0
    home.catalogue.close()
