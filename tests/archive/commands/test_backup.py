"""Backup, restore, verify, and the messages of a missing home."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.home import Home
from archive.main import main
from archive.model import Judgement, Original


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.create(tmp_path / "home")
    for data in (b"satu", b"dua"):
        home.catalogue.add_original(Original(home.store.put(data), len(data), "text/plain", "x.txt"))
    home.catalogue.add_judgement(Judgement("1", "accept", ("k",), "ayu", "2020-01-01T00:00:00Z"))
    return home


def test_what_is_backed_up_comes_back(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    assert run("--home", home.path, "backup", file)[0] == 0
    code, output = run("--home", tmp_path / "again", "restore", file)
    assert code == 0, output
    again = Home.open(tmp_path / "again")
    assert again.catalogue.judgements() == home.catalogue.judgements()
    assert again.catalogue.documents() == home.catalogue.documents()
    assert run("--home", again.path, "verify")[0] == 0
    assert run("--home", again.path, "restore", file)[0] == 1


def test_a_damaged_backup_is_refused(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    run("--home", home.path, "backup", file)
    file.write_bytes(file.read_bytes().replace(b"satu", b"s4tu"))
    code, output = run("--home", tmp_path / "again", "restore", file)
    assert code == 1
    assert "damaged" in output


def test_verify_names_what_is_wrong(home: Home) -> None:
    first, second = sorted((home.path / "store").glob("??/*"))
    first.chmod(0o644)
    first.write_bytes(b"changed")
    second.unlink()
    code, output = run("--home", home.path, "verify")
    assert code == 1
    assert "has changed" in output
    assert "is missing" in output


@pytest.mark.parametrize("command", ["status", "verify", "search", "agreements", "serve"])
def test_a_missing_home_says_what_to_do(tmp_path: Path, command: str) -> None:
    arguments = ["--home", str(tmp_path / "none"), command]
    code, output = run(*arguments, *(["Incheon"] if command == "search" else []))
    assert code == 1
    assert "naskah --home" in output


def test_other_files_are_not_taken_for_an_archive(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    code, output = run("--home", tmp_path, "add", tmp_path)
    assert code == 1
    assert "other files in it" in output


def test_status_counts(home: Home) -> None:
    code, output = run("--home", home.path, "status")
    assert code == 0
    assert "2 documents" in output
