"""From the catalogue to the index and back: entries, keeping them equal, the commands."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.home import Home
from archive.main import main
from archive.model import Agreement, Claim, Mention, Original, Page, PartialDate, Party, Record, Span, Text
from index.entries import agreement_entry, document_entry, entries, entries_by_id, versions_of
from index.port import Request
from index.sync import open_index, synchronise

BANTEN = Party("Banten", "province", "ID", "ID-36")
INCHEON = Party("Incheon", "city", "KR", "KR-28")
BODY = "Banten dan Inchon meneken LoI pendidikan menurut PP 28/2018.\fHalaman dua tentang pelabuhan."


def claim(value: object) -> Claim:  # type: ignore[type-arg]
    return Claim(value, (Span(0, 6),))


def text(id: str, body: str = BODY, title: str = "Banten ke Inchon") -> Text:
    pages = (Page(1, Span(0, 61)), Page(2, Span(62, len(body)))) if body == BODY else ()
    return Text(id, body, pages=pages, language="id", kind="news", title=title, published=PartialDate("2017-02-06"))


def record(document: str) -> Record:
    return Record(
        f"{document}-1",
        document,
        claim(BANTEN),
        claim(INCHEON),
        claim("signed"),
        instrument=claim("LoI"),
        signed=claim(PartialDate("2007-02")),
        fields=(claim("education"),),
        evidence=(Span(0, 60),),
    )


MENTIONS = (
    Mention(Span(11, 17), "place", "Inchon", "Incheon", party=INCHEON),
    Mention(Span(49, 59), "law", "PP 28/2018", "PP 28/2018"),
    Mention(Span(29, 39), "field", "pendidikan", "education"),
)

AGREEMENT = Agreement(
    "banten--incheon--loi--2007",
    BANTEN,
    INCHEON,
    "signed",
    instrument="LoI",
    signed=PartialDate("2007-02"),
    fields=("education",),
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home.create(tmp_path / "home")
    yield home
    home.catalogue.close()


@pytest.fixture
def first(home: Home) -> str:
    """One document with all its readings; its id."""
    original = Original("ab" * 32, 10, "text/plain", "banten.txt")
    home.catalogue.add_original(original)
    home.catalogue.put_text(text(original.id))
    home.catalogue.put_mentions(original.id, MENTIONS)
    home.catalogue.put_records(original.id, [record(original.id)])
    home.catalogue.put_agreements([replace(AGREEMENT, records=(f"{original.id}-1",))])
    return original.id


def test_document_entry() -> None:
    entry = document_entry(text("d1"), MENTIONS, [record("d1")], story="s", version="3")
    assert (entry.id, entry.type, entry.kind, entry.language, entry.date) == (
        "d1",
        "document",
        "news",
        "id",
        "2017-02-06",
    )
    assert (entry.homes, entry.partners, entry.countries) == (("ID-36",), ("KR-28",), ("KR",))
    assert (entry.fields, entry.instruments, entry.statuses) == (("education",), ("LoI",), ("signed",))
    assert (entry.signed, entry.laws, entry.names) == (("2007-02",), ("PP 28/2018",), ("Banten", "Incheon"))
    assert entry.mentions == ("place:KR-28", "country:KR", "law:PP 28/2018", "field:education")
    assert entry.pages == ((0, 61), (62, len(BODY)))


def test_a_document_without_title_has_its_file_name() -> None:
    assert document_entry(Text("d1", "isi"), name="surat.txt").title == "surat.txt"


def test_agreement_entry() -> None:
    entry = agreement_entry(AGREEMENT, {"k": "Banten dan Inchon meneken LoI."}, version="2")
    assert entry.title == "Banten – Incheon: Letter of Intent (2007-02)"
    assert entry.body.startswith("Banten dan Inchon meneken LoI.")
    assert {"South Korea", "Korea Selatan", "Education", "Pendidikan"} <= set(entry.body.split("\n")[1].split("; "))
    assert (entry.homes, entry.partners, entry.date, entry.kind) == (("ID-36",), ("KR-28",), "2007-02", "other")


def test_entries_of_the_catalogue(home: Home, first: str) -> None:
    versions = versions_of(home.catalogue)
    assert set(versions) == {first, AGREEMENT.id}
    made = {entry.id: entry for entry in entries(home.catalogue, [*versions, "gone"])}
    assert {id: entry.version for id, entry in made.items()} == versions
    assert made[first].partners == ("KR-28",)
    assert "meneken" in made[AGREEMENT.id].body
    shown = entries_by_id(home.catalogue, [first, AGREEMENT.id, "gone"])
    assert {id: (entry.title, entry.body, entry.pages) for id, entry in shown.items()} == {
        id: (entry.title, entry.body, entry.pages) for id, entry in made.items()
    }


def test_the_index_follows_the_catalogue(home: Home, first: str) -> None:
    with open_index(home) as engine:
        assert dict(engine.versions()) == versions_of(home.catalogue)
        assert {hit.id for hit in engine.search(Request("인천")).hits} == {first, AGREEMENT.id}
        home.catalogue.put_text(text(first, "Tentang kopi.", "Kopi"))
        home.catalogue.put_agreements([], removed=[AGREEMENT.id])
        assert synchronise(home.catalogue, engine) == 2
        assert synchronise(home.catalogue, engine) == 0
        assert [hit.id for hit in engine.search(Request("kopi")).hits] == [first]
        assert engine.count() == 1


def test_an_index_that_is_equal_is_not_compared_again(home: Home, first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_index(home) as engine:
        assert engine.sealed() is not None
    monkeypatch.setattr("index.sync.versions_of", None)
    with open_index(home) as engine:
        assert engine.count() == 2
    home.catalogue.put_agreements([], removed=[AGREEMENT.id])
    with pytest.raises(TypeError), open_index(home):
        pass


def test_a_changed_index_is_compared_again(home: Home, first: str) -> None:
    with open_index(home) as engine:
        engine.remove([first])
    with open_index(home) as engine:
        assert engine.count() == 2


def test_a_search_needs_no_database_machinery(home: Home, first: str) -> None:
    run(home, "search", "Incheon")
    script = "import sys; from archive.main import main; main(standalone_mode=False); print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", script, "--home", str(home.path), "search", "Incheon"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "2 found" in found.stdout
    loaded = set(found.stdout.splitlines()[-1].split())
    assert loaded & {"sqlalchemy", "alembic", "spacy", "flask", "rich"} == set()


def test_a_lost_index_is_made_again(home: Home, first: str) -> None:
    with open_index(home) as engine:
        assert engine.count() == 2
    for file in (home.path / "index").rglob("*.naskah"):
        file.write_bytes(b"")
    with open_index(home) as engine:
        assert engine.count() == 2


def run(home: Home, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["--home", str(home.path), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_search_command(home: Home, first: str) -> None:
    shown = run(home, "search", "Incheon", "--why")
    assert first in shown
    assert AGREEMENT.id in shown
    assert "2 found" in shown
    assert "page" not in shown
    assert "p. 2: " in run(home, "search", "pelabuhan")
    assert "0 found" in run(home, "search", "--exact", "absen")


def test_more_like_one(home: Home, first: str) -> None:
    shown = run(home, "search", "--like", first)
    assert AGREEMENT.id in shown
    assert first not in shown
    assert [hit["id"] for hit in json.loads(run(home, "search", "--like", AGREEMENT.id, "--json"))["hits"]] == [first]
    assert "0 found" in run(home, "search", "--like", "gone")
    wrong = CliRunner().invoke(main, ["--home", str(home.path), "search", "--like", first, "Incheon"])
    assert wrong.exit_code == 2


def test_search_command_with_filters_and_json(home: Home, first: str) -> None:
    answer = json.loads(run(home, "search", "LoI", "--partner", "Inchon", "--type", "document", "--json"))
    assert [hit["id"] for hit in answer["hits"]] == [first]
    assert dict(answer["facets"]["partner"]) == {"KR-28": 1}
    several = json.loads(run(home, "search", "--json", "--home", "Banten", "--home", "Jabar", "--year", "2007..2017"))
    assert several["total"] == 2
    assert json.loads(run(home, "search", "--json", "--limit", "1", "--sort", "newest"))["hits"][0]["id"] == first


def test_reindex_command(home: Home, first: str) -> None:
    assert run(home, "reindex").startswith("2 entries indexed")
    assert "2 found" in run(home, "search", "Incheon")


def test_search_without_an_archive_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--home", str(tmp_path / "none"), "search", "x"])
    assert result.exit_code == 1
    assert "naskah" in result.output
