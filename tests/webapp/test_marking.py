"""Marks in texts: whatever overlaps, the text stays whole and the elements nest."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from archive.model import Block, Page, Span, Text
from webapp.marking import Mark, marked, pieces
from webapp.within import matches

BODY = 'Kota <Incheon> & "Jawa Barat" 2017'


def test_plain_text_is_escaped() -> None:
    assert str(marked("a<b>&c", Span(0, 6), [])) == "a&lt;b&gt;&amp;c"


def test_marks_nest_and_crossing_ones_are_divided() -> None:
    html = marked("abcdef", Span(0, 6), [Mark(Span(0, 4), "x"), Mark(Span(1, 2), "y"), Mark(Span(3, 6), "z")])
    assert str(html) == (
        '<mark class="x">a<mark class="y">b</mark>c<mark class="z">d</mark></mark><mark class="z">ef</mark>'
    )


def test_an_anchor_is_given_once() -> None:
    html = marked("abcdef", Span(0, 6), [Mark(Span(0, 3), "x"), Mark(Span(2, 5), "at", id="at")])
    assert str(html).count('id="at"') == 1


def test_title_cannot_break_out() -> None:
    html = marked("abc", Span(0, 3), [Mark(Span(0, 1), "x", title='"><script>')])
    assert "<script>" not in str(html)


spans = st.tuples(st.integers(0, len(BODY)), st.integers(0, len(BODY))).map(lambda two: Span(min(two), max(two)))


@given(st.lists(spans, max_size=12), spans)
def test_text_stays_whole(chosen: list[Span], window: Span) -> None:
    html = str(marked(BODY, window, [Mark(span, f"c{number}") for number, span in enumerate(chosen)]))
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == window.of(BODY)
    depth = 0
    for tag in re.findall(r"</?mark", html):
        depth += 1 if tag == "<mark" else -1
        assert depth >= 0
    assert depth == 0


def test_table_rows_become_one_table() -> None:
    body = "a b\nc d\nafter"
    text = Text(
        "x",
        body,
        (
            Block(Span(0, 3), "table_row", table=1, row=0),
            Block(Span(0, 1), "table_cell", table=1, row=0, column=0),
            Block(Span(2, 3), "table_cell", table=1, row=0, column=1),
            Block(Span(4, 7), "table_row", table=1, row=1),
            Block(Span(4, 5), "table_cell", table=1, row=1, column=0),
            Block(Span(6, 7), "table_cell", table=1, row=1, column=1),
            Block(Span(8, 13), "paragraph"),
        ),
    )
    shown = pieces(text, Span(0, len(body)), [])
    assert [piece.kind for piece in shown] == ["table", "paragraph"]
    assert shown[0].rows == (("a", "b"), ("c", "d"))


def test_pages_are_announced() -> None:
    body = "one\ntwo"
    text = Text(
        "x",
        body,
        (Block(Span(0, 3), "paragraph", page=1), Block(Span(4, 7), "paragraph", page=2)),
        (Page(1, Span(0, 4)), Page(2, Span(4, 7))),
    )
    assert [piece.kind for piece in pieces(text, Span(0, 7), [])] == ["page", "paragraph", "page", "paragraph"]


def test_search_within_forgives_case_accents_and_breaks() -> None:
    assert matches("Chungcheongbuk-dō\n dan Köln", "DO dan koln") == [Span(15, 27)]
    assert matches("abc", "  ") == []


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 10))
def test_what_stands_in_a_text_is_found(body: str, start: int, length: int) -> None:
    wanted = body[start : start + length]
    if "".join(wanted.split()) and not any(char in wanted for char in "\u0345"):
        for span in matches(body, wanted):
            assert 0 <= span.start < span.end <= len(body)
