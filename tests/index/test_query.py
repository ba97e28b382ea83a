"""The query language: what is read, and that everything can be read."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.query.parse import DEEPEST, MOST_WORDS, parse
from index.query.show import show
from index.query.tree import And, Fuzzy, Node, Not, Nothing, Or, Phrase, Prefix, Range, Value, Wildcard, Word, leaves


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Nothing()),
        ("   \n ", Nothing()),
        ("Incheon", Word("Incheon")),
        ("kerja sama", And(words("kerja", "sama"))),
        ('"kerja sama" kota', And((Phrase("kerja sama"), Word("kota")))),
        ("“kerja sama”", Phrase("kerja sama")),
        ('"  kerja\n sama "', Phrase("kerja sama")),
        ("a OR b c", Or((Word("a"), And(words("b", "c"))))),
        ("a ATAU b", Or(words("a", "b"))),
        ("a | b", Or(words("a", "b"))),
        ("a AND b", And(words("a", "b"))),
        ("a DAN b", And(words("a", "b"))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("a NOT b", And((Word("a"), Not(Word("b"))))),
        ("BUKAN b", Not(Word("b"))),
        ("a - b", And(words("a", "b"))),
        ("--a", Word("a")),
        ("sub-national", Word("sub-national")),
        ('-"a b"', Not(Phrase("a b"))),
        ("-(a b)", Not(And(words("a", "b")))),
        ("NOT NOT a", Word("a")),
        ("(a OR b) (c OR d)", And((Or(words("a", "b")), Or(words("c", "d"))))),
        ("inche*", Prefix("inche")),
        ("Inché*", Prefix("inche")),
        ("*cheon", Wildcard("*cheon")),
        ("in?heon", Wildcard("in?heon")),
        ("apa?", Word("apa")),
        ("(Incheon),", Word("Incheon")),
        ("inchoen~", Fuzzy("inchoen", 1)),
        ("inchoen~2", Fuzzy("inchoen", 2)),
        ("partner:Incheon", Value("partner", "Incheon")),
        ("mitra:Incheon", Value("partner", "Incheon")),
        ('home:"Jawa Barat"', Value("home", "Jawa Barat")),
        ("bidang:pendidikan", Value("field", "pendidikan")),
        ("Negara:KR", Value("country", "KR")),
        ("field:(education OR waste)", Or((Value("field", "education"), Value("field", "waste")))),
        ("-kind:news", Not(Value("kind", "news"))),
        ("year:2017", Range("year", "2017", "2017")),
        ("tahun:2017..2019", Range("year", "2017", "2019")),
        ("year:2017..", Range("year", "2017", None)),
        ("year:..2019", Range("year", None, "2019")),
        ("signed:>=2018", Range("signed", "2018", None)),
        ("signed:>2018-05", Range("signed", "2018-05", None, open_first=True)),
        ("date:<2018", Range("date", None, "2018", open_last=True)),
        ('law:"PP 28/2018"', Value("law", "PP 28/2018")),
        ("OR", Nothing()),
        ("a OR", Word("a")),
        ("OR a", Word("a")),
        ("NOT", Nothing()),
        ("()", Nothing()),
        ("http://www.go.id/x", And(words("http", "www.go.id/x"))),
        ("!!! ...", Nothing()),
    ],
)
def test_queries_are_read(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('kota "mitra baru', And((Word("kota"), Phrase("mitra baru")))),
        ("(a b", And(words("a", "b"))),
        ("a) b", And(words("a", "b"))),
        ("year:kapan", Word("kapan")),
        ("foo:bar", And(words("foo", "bar"))),
        ("year:2019..kapan", Word("2019..kapan")),
        ("date:2017-13", Word("2017-13")),
        ("a * b", And(words("a", "b"))),
        ("a " * 100, And(words("a") * MOST_WORDS)),
    ],
)
def test_what_cannot_be_read_is_taken_otherwise_and_noted(text: str, tree: Node) -> None:
    query = parse(text)
    assert query.tree == tree
    assert len(query.notes) == 1


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "a " * 50_000, "(" * 100_000, "((a) " * 20_000, '"a ' * 30_000, "a* ?b " * 20_000, "-" * 99_999],
)
def test_long_queries_take_bounded_time(text: str) -> None:
    began = time.process_time()
    query = parse(text)
    assert time.process_time() - began < 2
    assert query.notes
    assert len(list(leaves(query.tree))) <= MOST_WORDS


def test_deep_groups_are_left_out() -> None:
    query = parse("a " + "(" * (DEEPEST + 5) + "b" + ")" * (DEEPEST + 5))
    assert Word("a") in list(leaves(query.tree))
    assert any("deeper" in note for note in query.notes)


signs = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "-",
        " OR ",
        " NOT ",
        "*",
        "?",
        "~",
        "~2",
        ":",
        "..",
        ">=",
        "<",
        "partner:",
        "year:",
        "tahun:2017",
        "kota",
    ]
)
typed = st.one_of(st.text(max_size=80), st.lists(st.one_of(signs, st.text(max_size=6)), max_size=25).map("".join))


@given(typed)
@example('YEAR:"0)0')
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_reads_the_same_when_written_again(text: str) -> None:
    tree = parse(text).tree
    assert parse(show(tree)).tree == tree
