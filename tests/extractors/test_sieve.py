"""Tests of extractors.sieve."""

from __future__ import annotations

import re

import pytest

from extractors.parsing.cues import patterns
from extractors.parsing.kinds import KINDS
from extractors.sieve import Sieve, needed_strings, opening_strings


@pytest.mark.parametrize(
    ("expression", "opening", "needed"),
    [
        ("salam hangat", {"salam hangat"}, {"salam hangat"}),
        (r"\b(kata|ujar)nya\b", {"kata", "ujar"}, {"kata", "ujar"}),
        (r"^\W{0,4}(pasal|article) \d+", set(), {"pasal", "article"}),
        (r"(nota|surat)? ?dinas", set(), {"dinas"}),
        (r"no(mor|\.)? \d", {"no"}, {"no"}),
        (r"(ada|\d+) orang", set(), {" orang"}),
        (r"a|bab", set(), set()),
        (r"\d+", set(), set()),
        (r"(?:ini|anu){2,}!", {"ini", "anu"}, {"ini", "anu"}),
        (r"\?(\s|$)", {"?"}, {"?"}),
        (r"[>»]\s", {">", "»"}, {">", "»"}),
        (r"(?=kota)\w+ tua", set(), {" tua"}),
        (r"(?i:kota) tua", set(), {" tua"}),
        (r"(?i)kota", set(), set()),
    ],
)
def test_strings_that_an_expression_needs(expression: str, opening: set[str], needed: set[str]) -> None:
    """A letter alone tells nothing, and letters in either case are not looked for."""
    compiled = re.compile(expression)
    assert opening_strings(compiled) == opening
    assert needed_strings(compiled) == needed


TEXTS = (
    "",
    "nomor : 12/mou/2019\nperihal: penyampaian naskah\nyth. bapak bupati\ndengan hormat, terima kasih atas waktunya.",
    '"kami senang," katanya, kata dia lagi! kapan? (antara) senin (3/4) #kotakembar @pemkot\npasal 1\npasal iv\n[1]',
    "minutes of the council\npresent: cr jones\nthe mayor said and said again that, according to the report, aaaa",
    "bapak-bapak-bapak ibu-ibu  the parties the parties\nquestion 3: why?\nsection 2. whereas\n9. hal lain",
)


@pytest.mark.parametrize("text", TEXTS)
def test_matches_are_those_of_finditer(text: str) -> None:
    """For every expression of the table by which kinds are told; none is passed over that the text holds."""
    expressions = [
        expression
        for kind in (*KINDS, "genre")
        for group in ("body", "salutation", "closing", "numbered", "pact", "told", "sitting", "posts", "questions")
        for expression in patterns("kinds", kind, group)
    ]
    expressions += [re.compile(word) for word in ("aa", "aaa|a", r"(ba|ibu)[-\w]*", r"\w+-", "")]
    found = {place: [m.span() for m in matches] for place, matches in Sieve(expressions).matches(text).items()}
    assert {place: spans for place, spans in found.items() if spans} == {
        place: spans
        for place, expression in enumerate(expressions)
        if (spans := [match.span() for match in expression.finditer(text)])
    }
