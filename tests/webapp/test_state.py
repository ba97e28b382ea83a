"""The address holds the whole state of a search."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webapp.paging import Paging
from webapp.state import FILTERS, SearchState

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(lambda text: " ".join(text.split()))
values = st.lists(words.filter(bool), max_size=3, unique=True).map(tuple)
states = st.builds(
    SearchState,
    text=words,
    filters=st.dictionaries(st.sampled_from(FILTERS), values.filter(bool), max_size=4),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    page=st.integers(1, 999),
    exact=st.booleans(),
    every=st.booleans(),
)


@given(states)
def test_a_state_comes_back_out_of_its_address(state: SearchState) -> None:
    pairs = parse_qsl(state.query(), keep_blank_values=True)
    assert SearchState.read(MultiDict(pairs)) == state


def test_choices_come_and_go() -> None:
    state = SearchState("incheon", page=3)
    chosen = state.toggled("kind", "news")
    assert chosen.page == 1
    assert chosen.has("kind", "news")
    assert chosen.toggled("kind", "news") == SearchState("incheon")
    assert chosen.without_filters().pairs() == [("q", "incheon")]


@given(st.text(max_size=12) | st.none(), st.integers(0, 10_000), st.integers(1, 100))
def test_paging_stays_inside(page: str | None, total: int, size: int) -> None:
    paging = Paging.of(page, total, size)
    assert 1 <= paging.page <= paging.last
    assert 0 <= paging.offset <= max(total, 0)
    numbers = [number for number in paging.numbers() if number]
    assert numbers == sorted(set(numbers))
    assert paging.page in numbers
