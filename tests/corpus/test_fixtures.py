"""The fixture files are what their maker makes, enough of them, small, and named after their faults."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures"
ROWS = [json.loads(line) for line in (FIXTURES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_maker_makes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(FIXTURES / "make.py"), str(tmp_path)], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "documents").iterdir()}
    there = {path.name: path.read_bytes() for path in (FIXTURES / "documents").iterdir()}
    assert made.keys() == there.keys()
    # Pictures depend on the version of the library that packs them; everything else must not.
    packed = {name for name in made if "scan" in name or name.endswith((".png", ".jpg", ".tiff"))}
    assert [name for name in made if made[name] != there[name] and name not in packed] == []
    assert (tmp_path / "expected.jsonl").read_bytes() == (FIXTURES / "expected.jsonl").read_bytes()


def test_there_are_enough_and_they_are_small() -> None:
    assert {row["file"] for row in ROWS} == {path.name for path in (FIXTURES / "documents").iterdir()}
    assert len(ROWS) >= 60
    assert sum(row["broken"] for row in ROWS) >= 24
    assert sum(path.stat().st_size for path in FIXTURES.rglob("*") if path.is_file()) < 8_000_000


def test_fault_codes_are_those_of_the_parser() -> None:
    from extractors.parsing.faults import MESSAGES

    assert {code for row in ROWS for code in row["faults"]} <= MESSAGES.keys()


def test_sources_are_texts_of_the_gold() -> None:
    texts = {path.stem for path in (FIXTURES.parents[1] / "corpus" / "gold" / "texts").iterdir()}
    assert {row["source"] for row in ROWS if row["source"]} <= texts
    assert all(row["source"] for row in ROWS if row["error"] is not None)
    assert all(row["faults"] or row["clean"] for row in ROWS)
