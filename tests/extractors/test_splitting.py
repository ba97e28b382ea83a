"""Tests of extractors.splitting."""

from __future__ import annotations

import re

import pytest

from extractors.splitting import located


@pytest.mark.parametrize("body", ["", "...", "kota", " Kota Ba'ubau, 2019!", "kota-\nkota  x", "人と🙂 a", "a b "])
def test_the_matches_of_finditer(body: str) -> None:
    """Whatever stands before, between and behind them."""
    expression = re.compile(r"([^\W_]+(?:['’][^\W_]+)*|[^\w\s])")
    starts, ends, texts = located(expression, body)
    assert list(zip(starts, ends, texts, strict=True)) == [
        (match.start(), match.end(), match[0]) for match in expression.finditer(body)
    ]
