"""Places in context: the table of sentences, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Mention, Text
from extractors.mentions.passages import passages
from extractors.mentions.places import find_places

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "place_cases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(body: str, language: str = "id") -> list[Mention]:
    return [m for p in passages(Text("t", body, language=language)) for m in find_places(p)]


def parties(body: str) -> dict[str, tuple[str, str]]:
    return {m.party.name: (m.party.country, m.party.level) for m in read(body) if m.kind == "place" and m.party}


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_places_named_in_a_sentence(body: str, expected: str) -> None:
    wanted = {}
    levels = {}
    for item in filter(None, expected.strip("-").split("|") if expected != "-" else []):
        place, _, level = item.partition("@")
        name, _, country = place.rpartition("/")
        wanted[name] = country
        if level:
            levels[name] = level
    found = parties(body)
    assert {name: country for name, (country, _) in found.items()} == wanted
    assert {name: found[name][1] for name in levels} == levels
