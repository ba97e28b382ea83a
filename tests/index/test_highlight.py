"""Snippets and marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.highlight import Highlighter, Target, flat
from index.query.plan import Reason

WORD = Reason("word", "x")


def targets(*texts: str) -> list[Target]:
    return [Target(tuple(text.split()), Reason("word", text)) for text in texts]


def marked(text: str, *wanted: str) -> list[str]:
    found, _ = Highlighter(targets(*wanted)).marked(text)
    return [text[mark.start : mark.end] for mark in found.marks]


@pytest.mark.parametrize(
    ("text", "wanted", "marks"),
    [
        ("Kota Incheon dan incheon", ("incheon",), ["Incheon", "incheon"]),
        ("Timrå di Swedia", ("timra",), ["Timrå"]),
        ("dari Xi’an ke kota", ("xian",), ["Xi’an"]),
        ("kerja sama, kerja-sama", ("kerja sama",), ["kerja sama", "kerja-sama"]),
        ("pekerja sama rata", ("kerja sama",), []),
        ("inchonan", ("inchon",), []),
        ("시 인천 시", ("인천",), ["인천"]),
        ("kota kembar", ("kota", "kota kembar"), ["kota kembar"]),
        ("浙江省", ("浙 江",), ["浙江"]),
        ("", ("x",), []),
    ],
)
def test_marks(text: str, wanted: tuple[str, ...], marks: list[str]) -> None:
    assert marked(text, *wanted) == marks


def test_the_place_with_most_different_words_is_shown() -> None:
    body = "pelabuhan " + "lain " * 100 + "pelabuhan dan sampah di Incheon " + "lagi " * 100
    pieces, _ = Highlighter(targets("pelabuhan", "sampah", "incheon")).snippets(body, most=1)
    assert "sampah di Incheon" in pieces[0].text


def test_pages_and_starts() -> None:
    body = "satu kata. " * 30 + "Incheon " + "dua kata. " * 30
    middle = len(body) // 2 - 10
    pieces, _ = Highlighter(targets("incheon")).snippets(body, ((0, middle), (middle, len(body))))
    assert pieces[0].page == 2
    assert body[pieces[0].start :].startswith(pieces[0].text)


def test_without_matches_the_beginning_is_shown() -> None:
    pieces, found = Highlighter(targets("absent")).snippets("Awal teks ini.")
    assert [piece.text for piece in pieces] == ["Awal teks ini."]
    assert pieces[0].marks == ()
    assert found == []
    assert Highlighter([]).snippets("  ") == ([], [])


@given(st.text(max_size=300), st.lists(st.sampled_from(["kota", "a", "kerja sama", "é"]), max_size=3))
@settings(max_examples=200, deadline=None)
def test_snippets_of_any_text_are_pieces_of_it(body: str, wanted: list[str]) -> None:
    body = body + " Kota kerja\nsama " + body
    assert len(flat(body)) == len(body)
    pieces, _ = Highlighter(targets(*wanted)).snippets(body)
    for piece in pieces:
        assert len(piece.text) == len(body[piece.start : piece.start + len(piece.text)])
        assert all(0 <= mark.start < mark.end <= len(piece.text) for mark in piece.marks)
