"""`naskah add` on all fixtures, many of them hostile: none is lost, none stops the run, each fault has a name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from archive.home import Home
from extractors.parsing.faults import MESSAGES

FIXTURES = Path(__file__).parents[1] / "fixtures"
DOCUMENTS = FIXTURES / "documents"
ROWS = [json.loads(line) for line in (FIXTURES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
OCR = {"ocr_off"}


def naskah(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archive", "--home", str(home), *map(str, arguments)]
    environment = {**os.environ, "NASKAH_OCR": "off"}
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, env=environment)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    home = tmp_path_factory.mktemp("fixtures") / "home"
    return home, naskah(home, "add", DOCUMENTS, "--json")


@pytest.fixture(scope="module")
def report(run: tuple[Path, subprocess.CompletedProcess[str]]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(naskah(run[0], "status", "--all", "--json").stdout)
    return found


def codes(home: Path) -> dict[str, set[str]]:
    """The fault codes of each file, with those of its members and their documents."""
    catalogue = Home.open(home).catalogue
    left: dict[str, set[str]] = defaultdict(set)
    faults = defaultdict(set)
    for outcome in catalogue.outcomes():
        faults[outcome.document] |= {fault.code for fault in outcome.faults}

    def gather(source: str, into: set[str]) -> None:
        arrival = catalogue.arrival(source)
        assert arrival is not None, f"{source} is lost"
        if arrival.code:
            into.add(arrival.code)
        if arrival.document:
            into |= faults[arrival.document]
        for member in catalogue.arrivals(container=source):
            gather(member.source, into)

    for row in ROWS:
        gather(str(DOCUMENTS / row["file"]), left[row["file"]])
    return left


def test_the_run_goes_through_and_says_that_not_all_was_read(
    run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    result = run[1]
    assert result.returncode == 3, result.stderr
    assert "Traceback" not in result.stderr
    summary = json.loads(result.stdout)
    assert summary["refused"]
    assert summary["unreadable"]
    assert summary["read"] == summary["archive"]["documents"]


def test_no_file_is_lost_and_each_fault_is_the_expected_one(
    run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    found = codes(run[0])
    wrong = {}
    for row in ROWS:
        seen, wanted = found[row["file"]], set(row["faults"])
        if seen & OCR:
            continue
        if wanted and not (seen & wanted or (row["clean"] and not seen)):
            wrong[row["file"]] = seen
        if not wanted and seen:
            wrong[row["file"]] = seen
    assert wrong == {}
    assert set().union(*found.values()) <= MESSAGES.keys()


def test_a_bomb_is_one_fault(report: dict[str, Any]) -> None:
    found = [row for row in report["refused"] if "overlapping-members.zip" in row["source"]]
    assert [row["code"] for row in found] == ["bomb"]


def test_every_document_has_a_state_for_each_step(report: dict[str, Any]) -> None:
    states = {"done", "empty", "failed"}
    assert all(set(row["steps"]) == {"parse", "extract"} for row in report["documents"])
    assert {state for row in report["documents"] for state in row["steps"].values()} <= states


def test_status_lists_the_faults_with_their_sentences(
    run: tuple[Path, subprocess.CompletedProcess[str]], report: dict[str, Any]
) -> None:
    shown = naskah(run[0], "status").stdout
    for row in report["refused"]:
        assert f"{row['source']}: {row['message']}" in shown
    for row in report["faults"]:
        assert row["message"] in shown
        assert row["message"].endswith(".")


def test_a_second_run_finds_nothing_to_do(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    summary = json.loads(naskah(run[0], "add", "--json").stdout)
    assert (summary["new"], summary["read"]) == (0, 0)
