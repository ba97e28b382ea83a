"""Queries that ask for too much are cut short with a note, and what is left is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.port import Entry, Request, SearchEngine, open_engine
from index.whoosh import resolve

ENTRIES = {
    f"d{number}": Entry(f"d{number}", "document", "Rapat", f"satu dua tiga empat kota{number} mitra", version="1")
    for number in range(40)
}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SearchEngine]:
    engine = open_engine(f"whoosh://{tmp_path}/index", lambda ids: {id: ENTRIES[id] for id in ids})
    engine.write(ENTRIES.values())
    monkeypatch.setattr(resolve, "MOST_WORK", 100)
    yield engine
    engine.close()


@pytest.mark.parametrize("expand", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "satu dua tiga empat absen",
        "satu OR dua OR tiga OR empat",
        "(satu dua tiga) (empat absen)",
        "satu* dua* k* m* absen",
    ],
)
def test_too_many_frequent_words(engine: SearchEngine, text: str, expand: bool) -> None:
    answer = engine.search(Request(text, expand=expand))
    assert answer.total == 40
    assert [note for note in answer.notes if "too many frequent words" in note]


def test_too_many_misspelt_words(engine: SearchEngine) -> None:
    answer = engine.search(Request("mitrq~ OR kot1~ OR satv~2"))
    assert answer.total == 40
    assert len(answer.notes) == 1


@pytest.mark.parametrize("text", ["satu", "kota7 mitra", "kota*", "*ota1?", "satu -mitra"])
def test_what_can_be_looked_at_has_no_note(engine: SearchEngine, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = engine.search(Request(text, expand=False))
    monkeypatch.setattr(resolve, "MOST_WORK", 10**9)
    assert shown.notes == ()
    assert shown.total == engine.search(Request(text, expand=False)).total
