"""The numpy evaluation and stock Whoosh agree on the same index: documents, counts and scores."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import matching, query, scoring
from whoosh.index import open_dir
from whoosh.searching import Searcher

from index.port import Entry
from index.query import plan as plans
from index.query.plan import Plan
from index.whoosh import evaluate
from index.whoosh.commit import Directory
from index.whoosh.evaluate import K1, B
from index.whoosh.snapshot import Snapshot

WORDS = (
    "kota",
    "mitra",
    "kerja",
    "sama",
    "sampah",
    "pelabuhan",
    "incheon",
    "banten",
    "signed",
    "port",
    "waste",
    "sister",
    "city",
    "2017",
    "pendidikan",
)
PARTNERS = ("KR-28", "SE-Y", "CN-ZJ")


def some_entry(chance: random.Random, number: int) -> Entry:
    body = " ".join(chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=chance.randint(0, 120)))
    date = chance.choice([None, "2016", "2017-09", "2017-09-25", "2019-01-31"])
    return Entry(
        f"d{number}",
        "document",
        " ".join(chance.choices(WORDS, k=chance.randint(0, 5))),
        body,
        language=chance.choice(["id", "en"]),
        kind=chance.choice(["news", "report"]),
        date=date,
        partners=tuple(chance.sample(PARTNERS, chance.randint(0, 2))),
        signed=tuple(chance.sample(["2016", "2018-05"], chance.randint(0, 2))),
        names=tuple(chance.sample(["Kota Incheon", "Banten"], chance.randint(0, 2))),
    )


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """An index of several segments with updates and deletions."""
    chance = random.Random(20171)
    directory = Directory.create(tmp_path_factory.mktemp("index"))
    entries = [some_entry(chance, number) for number in range(300)]
    directory.write(entries[:200])
    directory.write(entries[200:260])
    directory.write(entries[260:])
    directory.write([some_entry(chance, number) for number in range(0, 60, 3)])
    directory.remove([f"d{number}" for number in range(5, 280, 17)])
    return directory


@pytest.fixture(scope="module")
def snapshot(directory: Directory) -> Snapshot:
    return snapshot_of(directory)


def snapshot_of(directory: Directory) -> Snapshot:
    generation, entries = directory.contents()
    return Snapshot(generation, [(directory.segment(entry), sorted(entry.deleted_docs())) for entry in entries])


@pytest.fixture(scope="module")
def stock(directory: Directory) -> Iterator[Searcher]:
    with open_dir(str(directory.path)).searcher(weighting=scoring.BM25F(B=B, K1=K1)) as searcher:
        yield searcher


terms = st.builds(plans.Term, st.sampled_from((*WORDS, "absent")), st.sampled_from([1.0, 0.5, 2.0]))
titles = st.builds(plans.Term, st.sampled_from(WORDS), field=st.just("title"))
phrases = st.builds(
    plans.Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple), st.sampled_from([1.0, 0.7])
)
tags = st.one_of(
    st.builds(plans.Tag, st.just("partner"), st.sampled_from([*PARTNERS, "XX"]), st.sampled_from([1.0, 0.3])),
    st.builds(plans.Tag, st.just("kind"), st.sampled_from(["news", "report"])),
)
days = st.builds(
    lambda field, first, length: plans.Days(field, first, first + length),
    st.sampled_from(["date", "signed"]),
    st.integers(datetime.date(2015, 1, 1).toordinal(), datetime.date(2020, 1, 1).toordinal()),
    st.integers(0, 900),
)
plan_trees = st.recursive(
    st.one_of(terms, terms, titles, phrases, tags, days),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(tuple).map(plans.All),
        st.lists(inner, min_size=1, max_size=4).map(tuple).map(plans.Some),
        st.lists(inner, min_size=1, max_size=4).map(tuple).map(plans.Best),
        st.builds(plans.Without, inner, inner),
    ),
    max_leaves=8,
)


class BestMatcher(matching.DisjunctionMaxMatcher):
    """Whoosh's own takes the greater score even where the two sides stand at different documents."""

    def score(self) -> float:
        if not self.a.is_active():
            return float(self.b.score())
        if not self.b.is_active() or self.a.id() < self.b.id():
            return float(self.a.score())
        if self.b.id() < self.a.id():
            return float(self.b.score())
        return float(max(self.a.score(), self.b.score()))


class BestQuery(query.DisjunctionMax):
    def _matcher(self, subs: list[query.Query], searcher: Searcher, context: object) -> matching.Matcher:
        return self._tree_matcher(subs, BestMatcher, searcher, context, lambda part: 1, tiebreak=0.0)


def stock_query(plan: Plan) -> query.Query:
    """The same query for stock Whoosh."""
    match plan:
        case plans.Term():
            return query.Term(plan.field, plan.text, boost=plan.boost)
        case plans.Tag():
            return query.Term(plan.field, plan.value, boost=plan.boost)
        case plans.Phrase():
            return query.Phrase(plan.field, list(plan.words), boost=plan.boost)
        case plans.Days():
            first, last = (datetime.date.fromordinal(day).isoformat() for day in (plan.first, plan.last))
            return query.ConstantScoreQuery(query.TermRange(plan.field, first, last), plan.boost)
        case plans.All():
            return query.And([stock_query(child) for child in plan.children])
        case plans.Some():
            return query.Or([stock_query(child) for child in plan.children])
        case plans.Best():
            return BestQuery([stock_query(child) for child in plan.children])
        case plans.Without():
            # Not AndNot: its matcher does not test its first document where the other side begins before it.
            return query.Require(stock_query(plan.kept), query.Not(stock_query(plan.dropped)))
    raise TypeError(plan)


def stock_matches(searcher: Searcher, wanted: query.Query) -> dict[int, float]:
    """Every document that stock matchers find, with its score."""
    found: dict[int, float] = {}
    for leaf, base in searcher.leaf_searchers():
        matcher = wanted.matcher(leaf, leaf.context(weighting=searcher.weighting, limit=None))
        while matcher.is_active():
            found[base + matcher.id()] = matcher.score()
            matcher.next()
    return found


@pytest.fixture(autouse=True, scope="module")
def _small_portions() -> Iterator[None]:
    """Many terms are looked at in several steps, as in a large index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluate, "AT_ONCE", 7)
        yield


@given(plan_trees)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_stock_whoosh_finds_the_same_with_the_same_scores(snapshot: Snapshot, stock: Searcher, plan: Plan) -> None:
    mine = snapshot.search(plan)
    theirs = stock_matches(stock, stock_query(plan))
    assert mine.documents.tolist() == sorted(theirs)
    assert mine.scores.tolist() == pytest.approx([theirs[number] for number in sorted(theirs)], rel=1e-5)


def test_stock_search_page_has_the_same_best(snapshot: Snapshot, stock: Searcher) -> None:
    plan = plans.Some((plans.Term("incheon"), plans.Term("pelabuhan"), plans.Term("port")))
    mine = snapshot.search(plan)
    best = sorted(zip(-mine.scores, mine.documents, strict=True))[:20]
    theirs = stock.search(stock_query(plan), limit=20, optimize=False)
    assert [number for _, number in best] == [hit.docnum for hit in theirs]
    assert len(theirs) == len(mine.documents)


def test_stock_reader_steps_through_terms(stock: Searcher, snapshot: Snapshot) -> None:
    reader = stock.reader()
    assert sorted({term.decode() for term in reader.lexicon("title")}) == sorted(
        {term for part in snapshot.parts for term in part.segment.terms("title")}
    )
    assert reader.doc_frequency("text", "incheon") == snapshot.frequency("text", "incheon")
    assert {word.decode() for word in reader.expand_prefix("text", "p")} == {"pelabuhan", "pendidikan", "port"}
    assert reader.stored_fields(0) == {"id": snapshot.id(0)}


def test_merging_changes_nothing(directory: Directory, snapshot: Snapshot, tmp_path: Path) -> None:
    from index.whoosh.arrays import write_arrays
    from index.whoosh.merge import merged
    from index.whoosh.segment import Segment

    _, entries = directory.contents()
    arrays, note = merged([(directory.segment(entry), set(entry.deleted_docs())) for entry in entries])
    write_arrays(tmp_path / "one.naskah", arrays, note)
    one = Snapshot(1, [(Segment(tmp_path / "one.naskah"), ())])
    assert one.count() == snapshot.count()
    assert one.versions() == snapshot.versions()
    for plan in (
        plans.Term("incheon"),
        plans.Phrase(("kerja", "sama")),
        plans.Tag("partner", "KR-28"),
        plans.Days("signed", 1, 736_400),
        plans.Term("port", field="title"),
    ):
        before = {snapshot.id(number) for number in snapshot.search(plan).documents.tolist()}
        after = {one.id(number) for number in one.search(plan).documents.tolist()}
        assert before == after
    everything = np.arange(one.size)
    counted = one.facets["partner"].count(everything, np.ones(one.size, dtype=bool))
    living = np.flatnonzero(snapshot.alive)
    assert sorted(counted) == sorted(snapshot.facets["partner"].count(living, snapshot.alive))
