"""What holds for every finder and every text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model import Block, PartialDate, Span, Text
from extractors.mentions import FINDER, find
from extractors.mentions.passages import BORDER, passages
from extractors.mentions.pipeline import FINDERS, pipeline
from tests.growth import grows_with_length

PIECES = st.sampled_from(
    [
        "Wali Kota",
        "Gubernur",
        "Bandung",
        "Incheon",
        "Budi Santoso",
        "MoU",
        "Letter of Intent",
        "PP 28/2018",
        "tanggal 6 Februari 2007",
        "(28/9)",
        "Kamis",
        ",",
        ".",
        "-",
        "\n",
        "(",
        ")",
        '"',
        "dan",
        "and",
        "of",
        "Dr. H.",
        "M.Si",
        "Jeong-bok",
        "two thousand and seven",
        "2015-2016",
        "ekonomi",
        "sister city",
        "a.n.",
        "\x00",
        "\u200b",
        "²",
        "١٢",
        "인천",
        "é",
        "1/2/3/4",
        "Rp 5.000",
        "@",
        "http://x.y/2016",
        "␤",
    ]
)


def holds(text: Text) -> None:
    found = find(text)
    assert list(found) == sorted(found, key=lambda m: (m.span, m.kind, m.value))
    for mention in found:
        assert mention.surface == mention.span.of(text.body)
        assert mention.surface
        assert 0 < mention.score <= 1
        if mention.kind == "date":
            assert all(PartialDate(part) for part in mention.value.split("/"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_words(body: str) -> None:
    holds(Text("", body, published=PartialDate("2017-09-26")))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_string(body: str) -> None:
    holds(Text("", body))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["id", "en", None, "nl"])), max_size=20))
def test_any_blocks(parts: list[tuple[str, str | None]]) -> None:
    body, blocks = "", []
    for words, language in parts:
        blocks.append(Block(Span(len(body), len(body) + len(words)), "paragraph", language=language))
        body += words + "\n"
    holds(Text("", body, tuple(blocks), language="mixed"))


@pytest.mark.parametrize(
    "unit",
    ["kata tanpa akhir ", "Nama Besar ", "1", "1/2/", "a", "Budi, ", "(", "a@", "\n", "2010 ", "-", "Wali Kota "],
)
def test_linear_time(unit: str) -> None:
    assert grows_with_length(lambda size: find(Text("", unit * (size // len(unit)))), 20_000)


def test_passages_lead_back_to_the_text() -> None:
    body = "Satu pariwi-\nsata.\nKota-\nkota kecil."
    blocks = (Block(Span(0, 18), "paragraph", language="id"), Block(Span(19, len(body)), "paragraph", language="id"))
    (passage,) = passages(Text("", body, blocks, language="id"))
    assert passage.body.startswith(f"Satu pariwisata.{BORDER}")
    start = passage.body.index("pariwisata")
    mention = passage.mention(start, start + 10, "field", "tourism")
    assert mention.surface == "pariwi-\nsata"
    assert passage.within(mention) == (start, start + 10)


def test_languages_have_their_own_pipelines() -> None:
    body = "Kerja sama itu.\nThe agreement."
    blocks = (Block(Span(0, 15), "paragraph", language="id"), Block(Span(16, len(body)), "paragraph", language="en"))
    assert [p.language for p in passages(Text("", body, blocks, language="mixed"))] == ["id", "en"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_pipeline_on_a_plain_string(language: str) -> None:
    body = "Prov. Jabar  meneken MoU, 25/9/2017.\n\nGyeongsangbuk-do hadir."
    doc = pipeline("en" if language == "en" else "id")(body)
    assert doc.text == body
    assert [token.text for token in doc][:2] == ["Prov.", "Jabar"]
    assert {"25/9/2017", "Gyeongsangbuk-do"} <= {token.text for token in doc}
    assert len(list(doc.sents)) == 2
    assert [span.text for span in doc.spans["dates"]] == ["25/9/2017"]
    assert [span.text for span in doc.spans["instruments"]] == ["MoU"]
    assert set(doc.spans) == set(FINDERS)


def test_maker_names_code_and_data() -> None:
    assert FINDER.name == "finder"
    assert len(FINDER.digest) == 64
