"""`naskah add` with readers that hang, eat memory or crash, and the runs that put right what failed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures" / "documents"
TEXT = Path(__file__).parents[2] / "corpus" / "gold" / "texts" / "d010.txt"

# Imported by Python at its start, so that it reaches the worker processes too.
HOSTILE = """
import os, signal, time
import extractors.parsing.rtf as reader

real = reader.read_rtf

def read_rtf(data, limits, ocr="off"):
    if b"HANGS" in data:
        time.sleep(600)
    if b"EATS" in data:
        eaten = []
        while True:
            eaten.append(b"x" * 50_000_000)
            time.sleep(0.02)
    if b"CRASHES" in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    return real(data, limits, ocr)

reader.read_rtf = read_rtf
"""


def naskah(home: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archive", "--home", str(home), *map(str, arguments)]
    given = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=given)


def faults(home: Path) -> dict[str, str]:
    report = json.loads(naskah(home, "status", "--json").stdout)
    return {Path(row["name"]).name: row["code"] for row in report["faults"] if row["step"] == "parse"}


def steps(home: Path) -> dict[str, dict[str, str]]:
    report: dict[str, Any] = json.loads(naskah(home, "status", "--all", "--json").stdout)
    return {Path(row["name"]).name: row["steps"] for row in report["documents"]}


def test_hanging_greedy_and_crashing_readers_are_stopped_and_can_be_run_again(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for name in ("hangs", "eats", "crashes"):
        (files / f"{name}.rtf").write_text(rf"{{\rtf1\ansi {name.upper()} Kota Bandung dan Kota Suwon.\par}}")
    shutil.copy(TEXT, files / "read.txt")
    home = tmp_path / "home"
    home.mkdir()
    (home / "naskah.toml").write_text("max_seconds = 20\nmax_memory_mb = 1200\n")
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    (hostile / "sitecustomize.py").write_text(HOSTILE)

    result = naskah(home, "add", files, "--workers", 2, "--json", PYTHONPATH=str(hostile))
    assert result.returncode == 3, result.stderr
    assert json.loads(result.stdout)["read"] == 4
    assert faults(home) == {"hangs.rtf": "timeout", "eats.rtf": "out_of_memory", "crashes.rtf": "crashed"}
    assert steps(home)["read.txt"] == {"parse": "done", "extract": "done"}
    assert "longer than 20 seconds" in naskah(home, "status").stdout

    again = naskah(home, "add", "--again", "parse", "--failed", "--json")
    assert again.returncode == 0, again.stdout
    assert json.loads(again.stdout)["read"] == 3
    assert faults(home) == {}
    assert {state["parse"] for state in steps(home).values()} == {"done"}


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs Tesseract")
def test_recognition_that_failed_is_done_again_alone(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    shutil.copy(FIXTURES / "scan.png", files)
    shutil.copy(TEXT, files / "read.txt")
    home = tmp_path / "home"
    home.mkdir()
    (home / "naskah.toml").write_text('ocr = "tesseract"\n')

    assert naskah(home, "add", files, PATH=str(tmp_path)).returncode == 3
    assert faults(home) == {"scan.png": "ocr_missing"}
    assert steps(home)["scan.png"]["parse"] == "failed"
    status = naskah(home, "status").stdout
    assert "install tesseract-ocr" in status
    assert "naskah add --again ocr --failed" in status

    again = naskah(home, "add", "--again", "ocr", "--failed", "--json")
    assert again.returncode == 0, again.stdout
    assert json.loads(again.stdout)["read"] == 1
    assert faults(home) == {}
    assert steps(home)["scan.png"]["parse"] == "done"
    assert json.loads(naskah(home, "add", "--again", "ocr", "--failed", "--json").stdout)["read"] == 0
