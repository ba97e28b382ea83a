"""The command `naskah evaluate` on predictions from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.home import HomeChoice
from corpus.commands import evaluate as command
from corpus.evaluation import floors
from corpus.evaluation.rows import read_rows
from corpus.making.samples import GOLD

PERFECT = GOLD / "gold.jsonl"


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of floors of our own in place of the project's."""
    path = tmp_path / "floors.toml"
    monkeypatch.setattr(floors.read_floors, "__defaults__", (path,))
    monkeypatch.setattr(floors.write_floors, "__defaults__", (path,))
    return path


def run(tmp_path: Path, *args: str) -> Result:
    return CliRunner().invoke(command.evaluate, args, obj=HomeChoice(tmp_path / "none"))


def worse(tmp_path: Path) -> Path:
    rows = read_rows(PERFECT)
    for row in rows.values():
        row["agreements"] = row["agreements"][1:]
    path = tmp_path / "worse.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows.values()), encoding="utf-8")
    return path


def test_json(tmp_path: Path, held: Path) -> None:
    result = run(tmp_path, "--predicted", str(PERFECT), "--json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["register"]["f1"] == 1.0
    assert figures["documents"] == 60
    assert set(figures["by_kind"]) == {"news", "report", "agreement", "regulation", "other"}


def test_tables(tmp_path: Path, held: Path) -> None:
    result = run(tmp_path, "--predicted", str(worse(tmp_path)), "--by", "kind", "--by", "language", "--errors", "5")
    assert result.exit_code == 0, result.output
    for words in ("register", "By kind", "By language", "missed"):
        assert words in result.output


def test_floors_hold_and_rise(tmp_path: Path, held: Path) -> None:
    assert run(tmp_path, "--predicted", str(PERFECT), "--raise-floors").exit_code == 0
    before = held.read_text(encoding="utf-8")
    result = run(tmp_path, "--predicted", str(worse(tmp_path)), "--raise-floors")
    assert result.exit_code == 1
    assert "register is 0." in result.stderr
    assert held.read_text(encoding="utf-8") == before
    assert run(tmp_path, "--predicted", str(worse(tmp_path)), "--no-floors").exit_code == 0


def test_gains_and_losses(tmp_path: Path, held: Path) -> None:
    history = str(tmp_path / "runs.json")
    first = run(tmp_path, "--predicted", str(worse(tmp_path)), "--history", history)
    assert "Since the last run" not in first.output
    second = run(tmp_path, "--predicted", str(PERFECT), "--history", history)
    assert "0 losses" in second.output
    third = run(tmp_path, "--predicted", str(worse(tmp_path)), "--history", history)
    assert "lost: Jawa Barat - Incheon" in third.output


def test_figures_are_kept_in_the_archive_home(tmp_path: Path, held: Path) -> None:
    home = HomeChoice(tmp_path / "home").create()
    result = CliRunner().invoke(command.evaluate, ["--predicted", str(PERFECT)], obj=HomeChoice(tmp_path / "home"))
    assert result.exit_code == 0
    assert json.loads(home.figures.read_text(encoding="utf-8"))["texts"]["figures"]["strict"]["f1"] == 1.0


def test_another_kind_of_gold_has_no_floors(tmp_path: Path, held: Path) -> None:
    run(tmp_path, "--predicted", str(PERFECT), "--raise-floors")
    other = tmp_path / "gold.jsonl"
    other.write_text(PERFECT.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(tmp_path, str(other), "--predicted", str(worse(tmp_path))).exit_code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--predicted", str(PERFECT), "--search"], "leave --predicted out"),
        (["--predicted", str(PERFECT), "--only", "poem"], "holds no document of the kind 'poem'"),
        (["missing.jsonl"], "does not exist"),
    ],
)
def test_wrong_use(tmp_path: Path, held: Path, args: list[str], words: str) -> None:
    result = run(tmp_path, *args)
    assert result.exit_code == 2
    assert words in result.output


def test_a_file_that_is_no_json(tmp_path: Path, held: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{\n", encoding="utf-8")
    result = run(tmp_path, "--predicted", str(path))
    assert result.exit_code == 1
    assert "Line 1 of" in str(result.exception)


def test_queries_may_be_judged_on_part_of_the_gold(tmp_path: Path, held: Path) -> None:
    docs, rows = tmp_path / "docs", []
    docs.mkdir()
    for name, text in (("d001", "Jawa Barat membahas pendidikan di Incheon."), ("d900", "Incheon, kota Incheon.")):
        (docs / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
        rows.append({"doc": f"{name}.txt", "kind": "news", "lang": "id", "agreements": []})
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    query = json.dumps({"q": "Incheon", "relevant": {"d001.txt": 2}})
    (tmp_path / "queries.jsonl").write_text(query + "\n", encoding="utf-8")
    figures = [
        json.loads(run(tmp_path, str(gold), "--docs", str(docs), "--search", "--json", *among).stdout)["search"]
        for among in ((), ("--among", "d0*"))
    ]
    assert [row["recall@20"] for row in figures] == [1.0, 1.0]
    assert figures[0]["ndcg@10"] < figures[1]["ndcg@10"] == 1.0
