"""Which documents the evaluation reads: those of the gold, inside containers too."""

from __future__ import annotations

from corpus.evaluation.predicting import documents_in
from corpus.evaluation.rows import read_rows
from corpus.making.samples import GOLD, SAMPLES


def test_every_sample_is_found_once() -> None:
    names = read_rows(GOLD / "gold.jsonl").keys()
    found = [name for name, _ in documents_in(SAMPLES, names.__contains__)]
    assert sorted(found) == sorted(names)


def test_other_files_are_left_out() -> None:
    assert list(documents_in(SAMPLES, lambda name: False)) == []
    assert len(list(documents_in(GOLD / "texts", {"d001.txt", "d002.txt"}.__contains__))) == 2
