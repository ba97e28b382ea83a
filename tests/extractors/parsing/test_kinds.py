"""Kinds of documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.parsing import parse_plain

KINDS = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", KINDS)
def test_kind(name: str) -> None:
    assert parse_plain(KINDS[name]["text"], name).kind == KINDS[name]["kind"]
