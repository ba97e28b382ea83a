"""The commands on the register, as a person types them."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.home import Home
from archive.main import main
from archive.model import Block, Claim, Original, PartialDate, Party, Record, Span, Text
from archive.register.desk import Desk

JAWA_BARAT, INCHEON = Party("Jawa Barat", "province", "ID", "ID-32"), Party("Incheon", "city", "KR", "KR-28")
SENTENCES = (
    "Jawa Barat meneken LoI dengan Incheon pada 25 September 2017.",
    "LoI [bold]Jabar-Inchon[/bold], 26/9/2017.",
)
ID = "jawa-barat--incheon--loi--2017"


@pytest.fixture(name="home")
def _home(template: Path, tmp_path: Path) -> Home:
    shutil.copytree(template, tmp_path / "home")
    return Home.open(tmp_path / "home")


@pytest.fixture(name="template", scope="module")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one agreement in two documents, made once and copied for each test."""
    home = Home.create(tmp_path_factory.mktemp("template") / "home")
    for number, sentence in enumerate(SENTENCES):
        original = Original(f"{number}" * 64, 10, "text/plain", f"{number}.txt")
        home.catalogue.add_original(original)
        span = Span(0, len(sentence))
        text = Text(original.id, sentence, (Block(span, "paragraph"),), kind="news", title=f"Title {number}")
        home.catalogue.put_text(text)
        record = Record(
            f"{original.id}:jawa-barat:incheon:loi:2017:1",
            original.id,
            Claim(JAWA_BARAT, (span,)),
            Claim(INCHEON, (span,)),
            Claim("signed", ()),
            instrument=Claim("LoI", (span,)),
            relation=Claim("sister_province", ()),
            signed=Claim(PartialDate(f"2017-09-{25 + number}"), (span,)),
            fields=(Claim("waste", ()),),
            evidence=(span,),
            score=0.7,
        )
        home.catalogue.put_records(original.id, [record])
    Desk(home.catalogue).update()
    home.catalogue.close()
    return home.path


def run(home: Home, *arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--home", str(home.path), *arguments], input=input)


def row(home: Home) -> Any:
    return json.loads(run(home, "show", ID, "--json").output)["agreement"]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ((), 1),
        (("--home", "Jawa Barat"), 1),
        (("--home", "Banten"), 0),
        (("--partner", "Inchon"), 1),
        (("--country", "Korsel", "--field", "sampah"), 1),
        (("--year", "2015..2017", "--instrument", "loi"), 1),
        (("--year", "2018"), 0),
        (("--institutions",), 0),
        (("--expiring", "90"), 0),
    ],
)
def test_agreements(home: Home, options: tuple[str, ...], number: int) -> None:
    result = run(home, "agreements", *options, "--format", "ids")
    assert result.exit_code == 0, result.output
    assert result.output.split() == [ID] * number


def test_agreements_as_a_table_and_csv(home: Home) -> None:
    assert "2017-09-25!" in run(home, "agreements").output
    assert run(home, "agreements", "--format", "csv").output.count(ID) == 2
    assert json.loads(run(home, "agreements", "--format", "json").output)[0]["id"] == ID


def test_statistics(home: Home) -> None:
    assert (
        "1 agreements between 1 pairs: 1 exist or existed; 1 with regions (KSDPL)"
        in run(home, "agreements", "--statistics").output
    )
    assert json.loads(run(home, "agreements", "--statistics", "--format", "json").output)["years"] == [["2017", 1]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("agreements", "--country", "Atlantis"), "no country is called 'Atlantis'"),
        (("agreements", "--field", "astrology"), "no field is called 'astrology'"),
        (("agreements", "--year", "soon"), "no year"),
        (("agreements", "--status", "lost"), "is none of signed"),
        (("show", "jawa-barat--incheon--loi--2071"), f"Did you mean {ID}?"),
        (("show", "nothing"), "There is no agreement or document nothing"),
        (("review", "--accept", "nothing"), "There is no agreement or record nothing"),
        (("review", "--correct", ID, "signed", "2017-13-01"), "cannot be taken"),
        (("review", "--correct", ID, "colour", "red"), "There is no slot 'colour'"),
        (("review", "--correct", ID, "partner", "Qwxyz"), "No place is called 'Qwxyz'"),
        (("review", "--add", "{"), "not JSON"),
        (("review", "--undo", "nothing"), "There is no judgement nothing"),
        (("review", "--same", ID, "nothing"), "There is no agreement or record nothing"),
    ],
)
def test_what_cannot_be_done_is_said(home: Home, arguments: tuple[str, ...], said: str) -> None:
    result = run(home, *arguments)
    assert result.exit_code != 0
    assert said in result.output
    assert "Traceback" not in result.output
    assert not home.catalogue.judgements()


def test_show(home: Home) -> None:
    shown = run(home, "show", ID, "--why").output
    assert "but 2017-09-26" in shown
    assert "“LoI [bold]Jabar-Inchon[/bold], 26/9/2017.”" in shown
    assert "+2.2  instrument: both are LoI" in shown
    assert "Title 0" in run(home, "show", "0" * 16).output


def test_review_lists_what_is_doubtful(home: Home) -> None:
    assert "conflict: signed: 2017-09-25, but also 2017-09-26" in run(home, "review").output
    assert json.loads(run(home, "review", "--json").output)[0]["agreement"]["id"] == ID


def test_review_decides(home: Home) -> None:
    result = run(home, "review", "--correct", ID, "signed", "2017-09-24", "--who", "ida", "--why", "on paper")
    assert result.exit_code == 0, result.output
    assert row(home)["signed"] == "2017-09-24"
    (made,) = home.catalogue.judgements()
    assert (made.who, made.why) == ("ida", "on paper")
    run(home, "review", "--undo", made.id)
    assert row(home)["signed"] == "2017-09-25"
    run(home, "review", "--accept-over", "0.5")
    assert row(home)["accepted"]
    assert "(undone)" in run(home, "review", "--log").output
    assert run(home, "review").output == "Nothing is waiting for a review.\n"


def test_review_takes_all_or_nothing(home: Home) -> None:
    result = run(home, "review", "--accept", ID, "--reject", ID)
    assert result.exit_code != 0
    assert not home.catalogue.judgements()


def test_review_rejects_and_adds(home: Home) -> None:
    run(home, "review", "--reject", ID)
    assert not home.catalogue.agreements()
    values = {"home": {"name": "Banten", "level": "province", "country": "ID"},
              "partner": {"name": "Zhejiang", "level": "province", "country": "CN"}}  # fmt: skip
    result = run(home, "review", "--add", json.dumps(values))
    assert result.exit_code == 0, result.output
    assert [agreement.id for agreement in home.catalogue.agreements()] == ["banten--zhejiang--cooperation"]


def test_review_tells_apart(home: Home) -> None:
    keys = row(home)["records"]
    run(home, "review", "--different", *keys)
    assert [agreement.id for agreement in home.catalogue.agreements(sort="signed")] == [ID, f"{ID}--2"]


def test_review_joins_what_was_told_apart(home: Home) -> None:
    run(home, "review", "--different", *row(home)["records"])
    (made,) = home.catalogue.judgements()
    assert "contradicts an earlier judgement" in run(home, "review", "--same", ID, f"{ID}--2").output
    run(home, "review", "--undo", made.id)
    assert len(home.catalogue.agreements()) == 1


def test_review_asks(home: Home) -> None:
    result = run(home, "review", "--ask", input="c\nsigned\nnever\n")
    assert "cannot be taken" in result.output
    assert not home.catalogue.judgements()
    assert run(home, "review", "--ask", input="a\n").exit_code == 0
    assert row(home)["accepted"]


@pytest.mark.parametrize(
    "name", ["csv", "xlsx", "jsonl", "bibtex", "ris", "csl", "ftm", "jsonld", "quickstatements", "gold"]
)
def test_export(home: Home, name: str, tmp_path: Path) -> None:
    run(home, "review", "--accept", ID)
    out = tmp_path / "out"
    result = run(home, "export", "--format", name, "-o", str(out))
    assert result.exit_code == 0, result.output
    assert out.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_export_of_twinnings_with_own_numbers(home: Home, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.csv"
    numbers.write_text("place,number\nID-32,Q3724\nIncheon,Q20934\n", encoding="utf-8")
    result = run(home, "export", "--format", "quickstatements", "--wikidata", str(numbers))
    assert result.output.startswith("Q3724\tP190\tQ20934\tP580\t+2017-09-25T00:00:00Z/11")
    numbers.write_text("ID-32,Q3724\nIncheon,none\n", encoding="utf-8")
    assert (
        "line 2: 'none' is no Wikidata number"
        in run(home, "export", "--format", "quickstatements", "--wikidata", str(numbers)).output
    )


def test_export_to_a_place_that_cannot_be_written(home: Home, tmp_path: Path) -> None:
    result = run(home, "export", "--format", "csv", "-o", str(tmp_path / "no" / "such" / "folder.csv"))
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_check_list(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Mitra;Tanggal\nInchon;26/9/2017\nAtlantis;\n;2017\n", encoding="utf-8")
    result = run(home, "check-list", str(file))
    assert result.exit_code == 0, result.output
    assert "3 lines: 0 found, 1 conflicting, 1 not found, 1 unreadable." in result.output
    found = json.loads(run(home, "check-list", str(file), "--format", "json", "--only", "conflicting").stdout)
    assert found["lines"][0]["id"] == ID
    out = tmp_path / "out.xlsx"
    assert run(home, "check-list", str(file), "--format", "xlsx", "-o", str(out)).exit_code == 0
    assert out.stat().st_size > 1000
    file.write_bytes(b"%PDF-1.4\x00")
    assert "neither CSV nor XLSX" in run(home, "check-list", str(file)).output


@pytest.mark.parametrize("command", ["agreements", "show", "export", "check-list", "review"])
def test_help(command: str) -> None:
    assert "Usage:" in CliRunner().invoke(main, [command, "--help"]).output


def test_import(home: Home, tmp_path: Path) -> None:
    run(home, "review", "--correct", ID, "signed", "2017-09-24")
    file = tmp_path / "register.jsonl"
    run(home, "export", "--format", "jsonl", "-o", str(file))
    assert "2 documents, 2 records, 1 judgements" in run(home, "import", "--check", str(file)).output
    fresh = tmp_path / "fresh"
    result = CliRunner().invoke(main, ["--home", str(fresh), "import", str(file)])
    assert result.exit_code == 0, result.output
    again = tmp_path / "again.jsonl"
    CliRunner().invoke(main, ["--home", str(fresh), "export", "--format", "jsonl", "-o", str(again)])
    assert again.read_bytes() == file.read_bytes()
    file.write_bytes(file.read_bytes() + b"{broken\n")
    refused = run(home, "import", str(file))
    assert refused.exit_code == 1
    assert "Nothing was imported, 1 lines are broken: line" in refused.output


def test_a_table_is_written_to_the_file_that_was_named(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "table.txt"
    listed = run(home, "agreements", "-o", str(target))
    assert listed.exit_code == 0
    assert ID in target.read_text("utf-8")
    assert ID not in listed.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--year", "2019..2015"), "ends before it begins"),
        (("--statistics", "--format", "csv"), "table or json"),
    ],
)
def test_agreements_refuses_what_makes_no_sense(home: Home, arguments: tuple[str, ...], says: str) -> None:
    refused = run(home, "agreements", *arguments)
    assert refused.exit_code == 2
    assert says in refused.output


def test_an_agreement_is_added_with_parties_by_name(home: Home) -> None:
    added = run(home, "review", "--add", '{"home": "Jawa Barat", "partner": "Souss-Massa", "signed": "2017-11-15"}')
    assert added.exit_code == 0, added.output
    assert any(agreement.partner.country == "MA" for agreement in home.catalogue.agreements())


def test_a_damaged_catalogue_is_told_in_a_sentence(home: Home) -> None:
    home.catalogue.close()
    for file in home.path.glob("catalogue.sqlite*"):
        file.write_bytes(b"no database " * 1000)
    told = run(home, "agreements")
    assert told.exit_code == 1
    assert "The catalogue cannot be used" in told.output


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/closed/x.tar.part")

    monkeypatch.setattr("tarfile.open", refuse)
    told = run(home, "backup", "/closed/x.tar")
    assert told.exit_code == 1
    assert "/closed/x.tar.part cannot be read or written: Permission denied." in told.output
