"""The documentation says what the code does."""

from __future__ import annotations

from pathlib import Path

from archive.register.features import FEATURES


def test_the_table_of_features_is_that_of_the_code() -> None:
    text = (Path(__file__).parents[3] / "docs" / "register.md").read_text(encoding="utf-8")
    table = text.partition("<!-- features -->\n")[2].partition("<!-- end -->")[0].splitlines()[2:]
    assert table == [f"| {feature.name} | {feature.weight} | {feature.help} |" for feature in FEATURES]
