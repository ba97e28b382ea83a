"""What is found in the texts of the gold stays above the floors."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from archive.home import HomeChoice
from corpus.commands.evaluate import evaluate


def test_texts_and_search_stay_above_their_floors(tmp_path: Path) -> None:
    result = CliRunner().invoke(evaluate, ["--search"], obj=HomeChoice(tmp_path / "none"))
    assert result.exit_code == 0, result.output + repr(result.exception)
