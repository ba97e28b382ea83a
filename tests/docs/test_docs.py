"""The documentation agrees with the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def test_the_reference_is_up_to_date() -> None:
    # In a process of its own: a command that has been called keeps the help option of that call.
    script = Path(__file__).with_name("reference_page.py")
    page = subprocess.run([sys.executable, script, "--print"], capture_output=True, text=True, check=True, cwd=ROOT)
    written = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == page.stdout, "run: python tests/docs/reference_page.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_targets_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    from archive.main import COMMANDS

    commands = set(re.findall(r"(?:^|`)naskah(?: --home \S+)? ([a-z][a-z-]+)", text, re.MULTILINE))
    assert commands - COMMANDS.keys() == set()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z][a-z-]+)", text, re.MULTILINE))
    assert {target for target in targets if f"\n{target}:" not in makefile} == set()
