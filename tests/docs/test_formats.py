"""The page on formats names every fault with its sentence, and its figures are those of the code."""

from __future__ import annotations

from pathlib import Path

from extractors.parsing.faults import MESSAGES
from extractors.parsing.limits import DEFAULT_LIMITS

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_every_fault_is_named_with_its_sentence() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == [f"| `{code}` | {message} |" for code, message in sorted(MESSAGES.items())]


def test_fixed_limits_are_those_of_the_code() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"{DEFAULT_LIMITS.rows:,} rows of tables" in text
    assert (DEFAULT_LIMITS.characters, DEFAULT_LIMITS.depth, DEFAULT_LIMITS.ratio) == (10_000_000, 3, 200.0)
    assert "ten million characters a document, containers three deep, packed data that grow two hundred times" in text
