"""How good the search is: judged queries over the documents of the gold."""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.reader import Reading
    from index.port import Entry, SearchEngine

NDCG_AT = 10
RECALL_AT = 20


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its judgements: source text to 2 (what was looked for) or 1 (of use).

    `sort` says what the query tries (alias, field, phrase, typo ...); `filters` narrow it as facets do.
    """

    text: str
    relevant: Mapping[str, int]
    sort: str = "words"
    filters: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """How one query fared."""

    text: str
    sort: str
    ndcg: float
    recall: float


@dataclass(frozen=True, slots=True)
class SearchScores:
    """How all queries fared, and the mean time of one."""

    queries: tuple[Judged, ...]
    milliseconds: float

    @property
    def ndcg(self) -> float:
        """The mean nDCG@10."""
        return _mean(query.ndcg for query in self.queries)

    @property
    def recall(self) -> float:
        """The mean recall@20."""
        return _mean(query.recall for query in self.queries)

    def by_sort(self) -> dict[str, tuple[int, float, float]]:
        """Number of queries, mean nDCG@10 and mean recall@20 for each sort of query."""
        sorts = dict.fromkeys(query.sort for query in self.queries)
        groups = {sort: [query for query in self.queries if query.sort == sort] for sort in sorts}
        return {
            sort: (len(group), _mean(query.ndcg for query in group), _mean(query.recall for query in group))
            for sort, group in groups.items()
        }

    def figures(self) -> dict[str, float]:
        """The means, for floors and JSON."""
        return {"ndcg@10": round(self.ndcg, 4), "recall@20": round(self.recall, 4)}


def read_queries(path: Path) -> list[Query]:
    """The queries of a file of one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Query(
            row["q"],
            row["relevant"],
            row.get("sort", "words"),
            {name: tuple(values) for name, values in row.get("filters", {}).items()},
        )
        for row in rows
    ]


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], at: int = NDCG_AT) -> float:
    """Normalised discounted cumulative gain of a ranking with gains 2^grade - 1."""
    ideal = sorted(relevant.values(), reverse=True)[:at]
    best = _discounted(ideal)
    return _discounted([relevant.get(id, 0) for id in ranking[:at]]) / best if best else 1.0


def recall(ranking: Sequence[str], relevant: Mapping[str, int], at: int = RECALL_AT) -> float:
    """How many of the relevant ones stand among the first `at` (of which there can be no more than `at`)."""
    return len(set(ranking[:at]) & relevant.keys()) / min(at, len(relevant)) if relevant else 1.0


def judge(engine: SearchEngine, queries: Iterable[Query], sources: Mapping[str, str]) -> SearchScores:
    """Puts each query to the engine; `sources` maps the ids of its entries to source texts.

    Only documents are judged; an agreement in an answer is passed over.
    """
    from index.port import Request

    judged: list[Judged] = []
    started = time.perf_counter()
    for query in queries:
        filters = {"type": ("document",), **(query.filters or {})}
        answer = engine.search(Request(query.text, filters, limit=RECALL_AT, snippets=False, facets=False))
        ranking = [sources[id] for hit in answer.hits for id in (hit.id, *hit.others) if id in sources]
        score = ndcg(ranking, query.relevant)
        judged.append(Judged(query.text, query.sort, score, recall(ranking, query.relevant)))
    seconds = time.perf_counter() - started
    return SearchScores(tuple(judged), 1000 * seconds / max(1, len(judged)))


def search_scores(
    readings: Mapping[str, Reading], sources: Mapping[str, str], queries: Iterable[Query]
) -> SearchScores:
    """Indexes what was read in a folder of its own, and judges the queries on it.

    `sources` maps base names of documents to source texts.
    """
    from index.port import open_engine

    entries = {reading.text.id: entry_of(reading) for name, reading in readings.items() if name in sources}
    by_id = {reading.text.id: sources[name] for name, reading in readings.items() if name in sources}
    with tempfile.TemporaryDirectory(prefix="naskah-evaluate-") as folder:
        engine = open_engine(
            f"whoosh://{folder}/index", lambda ids: {id: entries[id] for id in ids if id in entries}, create=True
        )
        try:
            engine.rebuild(entries.values())
            return judge(engine, queries, by_id)
        finally:
            engine.close()


def entry_of(reading: Reading) -> Entry:
    """The entry of a document as the index sees it, made as for the archive."""
    from index.entries import document_entry

    return document_entry(reading.text, reading.mentions, reading.records)


def _discounted(grades: Sequence[int]) -> float:
    return sum(((1 << grade) - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0
