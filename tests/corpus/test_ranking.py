"""nDCG and recall by hand, and the judged queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from corpus.evaluation.ranking import Query, judge, ndcg, read_queries, recall
from corpus.making.samples import GOLD
from index.port import Answer, Hit, Marked, Request

QUERIES = read_queries(GOLD / "queries.jsonl")


@dataclass
class Parrot:
    """An engine that gives the same answer to every question."""

    ids: tuple[str, ...]
    asked: list[Request] = field(default_factory=list)

    def search(self, request: Request) -> Answer:
        self.asked.append(request)
        return Answer(tuple(Hit(id, "document", 1.0, Marked("")) for id in self.ids), len(self.ids))


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["a", "b"], 1.0),
        (["b", "a"], (1 + 3 / 1.584962500721156) / (3 + 1 / 1.584962500721156)),
        (["x", "a"], (3 / 1.584962500721156) / (3 + 1 / 1.584962500721156)),
        ([], 0.0),
    ],
)
def test_ndcg(ranking: list[str], expected: float) -> None:
    assert ndcg(ranking, {"a": 2, "b": 1}) == pytest.approx(expected)


def test_recall_of_more_than_fit() -> None:
    relevant = {f"d{n}": 1 for n in range(30)}
    assert recall([f"d{n}" for n in range(20)], relevant) == 1.0
    assert recall(["d1", "x"], relevant) == 0.05


def test_judging_passes_over_agreements() -> None:
    engine: Any = Parrot(("agreement", "id-a", "id-b"))
    queries = [Query("one", {"a": 2}), Query("two", {"b": 2}, "typo", {"kind": ("report",)})]
    scores = judge(engine, queries, {"id-a": "a", "id-b": "b"})
    assert [query.recall for query in scores.queries] == [1.0, 1.0]
    assert scores.queries[0].ndcg == 1.0
    assert scores.by_sort()["typo"][0] == 1
    assert engine.asked[1].filters == {"type": ("document",), "kind": ("report",)}


def test_queries_judge_documents_that_are_there() -> None:
    texts = {path.stem for path in (GOLD / "texts").iterdir()}
    assert len(QUERIES) >= 60
    assert len({(query.text, str(query.filters)) for query in QUERIES}) == len(QUERIES)
    for query in QUERIES:
        assert query.relevant
        assert query.relevant.keys() <= texts
        assert set(query.relevant.values()) <= {1, 2}
