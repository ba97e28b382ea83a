"""Signatures and stories."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.parsing import parse_plain
from extractors.parsing.fingerprint import Signed, Stories, fingerprint, group, likeness

WORDS = ["gubernur", "kota", "kerja", "naskah", "incheon", "lingkungan", "ekonomi", "budaya", "sampah", "delegasi"]


def story(seed: int, length: int = 220) -> str:
    source = random.Random(seed)
    return " ".join(f"{source.choice(WORDS)}{source.randrange(40)}" for _ in range(length))


def sign(body: str) -> bytes:
    found = fingerprint(parse_plain(body))
    assert found is not None
    return found


def test_an_edited_copy_is_alike_and_another_text_is_not() -> None:
    body = story(1)
    edited = "Judul baru dari koran lain\n\n" + body.replace("kota1 ", "KOTA1,  ") + "\n\n(red/koran)"
    assert likeness(sign(body), sign(edited)) > 0.85
    assert likeness(sign(body), sign(story(2))) < 0.1


def test_layout_and_case_do_not_count() -> None:
    body = story(3)
    assert sign(body) == sign(body.upper().replace(" ", "\n"))


def test_a_short_text_has_no_signature() -> None:
    assert fingerprint(parse_plain("Nota kesepahaman antara dua kota.")) is None


def test_signatures_do_not_change_between_versions() -> None:
    """A stored signature must stay comparable; if this fails, raise the maker's version and sign anew."""
    body = " ".join(f"kata{n}" for n in range(60))
    assert sign(body)[:8].hex() == SIGNATURE
    assert len(sign(body)) == 512


SIGNATURE = "c0a46a3942520d75"


def test_stories_lead_with_the_earliest() -> None:
    body = story(5)
    late = Signed("late", sign(body + " tambahan"), "2017-09-27")
    early = Signed("early", sign(body), "2017-09-26")
    undated = Signed("undated", sign(body), "", "2026-01-01")
    other = Signed("other", sign(story(6)), "2017-09-25")
    assert group([late, other, undated, early]) == {"early": ("early", "late", "undated")}


def test_one_document_at_a_time() -> None:
    stories = Stories()
    body = story(7)
    assert stories.add(Signed("a", sign(body), "2017-09-26")) == ("a",)
    assert stories.add(Signed("b", sign(story(8)))) == ("b",)
    assert stories.add(Signed("c", sign(body), "2017-09-25")) == ("c", "a")
    assert stories.add(Signed("none", b"")) == ("none",)
    assert stories.members("a") == ("c", "a")


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_adding_does_not_matter(order: list[int]) -> None:
    documents = [Signed(f"d{n}", _SIGNATURES[n], f"2017-01-{n + 1:02d}") for n in range(12)]
    assert group(documents[n] for n in order) == group(documents)


_SIGNATURES = [sign(story(20 + n // 3) + f" akhir{n}") for n in range(12)]
