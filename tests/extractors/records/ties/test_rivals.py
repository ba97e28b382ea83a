"""Of two homes, names or papers that stand for the same, the likelier stays."""

import pytest

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import rules_of
from extractors.records.drafts import Draft
from extractors.records.frames import Value
from extractors.records.ties import rivals
from extractors.records.ties.adding import frame_of

PASSAGE = (
    "Pelatihan ditempatkan di Kabupaten Jember.\n\n"
    "Gubernur Jawa Timur melihat daftar mitra. Lain halnya dengan Osaka. MoU dengan Osaka berakhir Juni 2021."
)
BOTH = "Jember dan Jawa Timur masing-masing meneken MoU dengan Osaka pada 4 Juni 2021."


@pytest.mark.parametrize(
    ("text", "own", "other", "kept"),
    [(PASSAGE, 0.5, 0.6, 0), (PASSAGE, 0.7, 0.6, 1), (BOTH, 0.5, 0.6, 1)],
    ids=["the surer stays", "surer itself", "both are named"],
)
def test_one_home_of_a_passage(text: str, own: float, other: float, kept: int) -> None:
    read = parse_plain(text, "a.txt")
    _, walk, _ = rules_of(read, find(read))
    parties = {actor.party.name: actor.party for cast in walk.cast for actor in cast}
    told = {}
    for home in ("Jember", "Jawa Timur"):
        frame = frame_of(walk, parties[home], parties["Osaka"], "signed")
        assert frame is not None
        told[home] = Draft([frame], frame.status)
    left = list(rivals.without(walk, [(told["Jember"], own)], [(told["Jawa Timur"], other)]))
    assert len(left) == kept


PAGE = """
Our sister cities | City of Ichikawa

Ichikawa has formal ties with three cities abroad.

Medan (North Sumatra, Indonesia)
Medan became our second sister city on November 4, 1989.

Rosenheim (Bavaria, Germany)
July 15, 2004. Town planning, choirs.
"""


@pytest.mark.parametrize(("partner", "kept"), [("Ichikawa", 1), ("Rosenheim", 0)])
def test_a_page_tells_of_its_owner(partner: str, kept: int) -> None:
    read = parse_plain(PAGE.strip(), "a.txt")
    _, walk, _ = rules_of(read, find(read))
    parties = {actor.party.name: actor.party for cast in walk.cast for actor in cast}
    frame = frame_of(walk, parties["Medan"], parties[partner], "signed")
    assert frame is not None
    assert len(list(rivals.of_owner(walk, [(Draft([frame], frame.status), 0.6)]))) == kept


def test_the_place_of_a_signing_is_no_second_partner() -> None:
    read = parse_plain("Prefektur Hyogo, Jepang: nota kesepahaman dengan Surakarta, Kobe, 14 Maret 2023.", "a.txt")
    _, walk, _ = rules_of(read, find(read))
    parties = {mention.party.name: mention.party for mention in walk.scene.mentions if mention.party}
    told = []
    for name in ("Hyogo", "Kobe"):
        frame = frame_of(walk, parties["Surakarta"], parties[name], "signed")
        assert frame is not None
        told.append(Draft([frame], frame.status))
    region, town = told
    assert list(rivals.without_places_in([(town, 0.9)], [(region, 0.6)])) == []
    assert list(rivals.without_places_in([(town, 0.9)], [(town, 0.6)])) == [(town, 0.9)]


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (("MoU", "2018-10-03"), ("MoU", "2018-10-03"), ["MoU"]),
        ((None, "2018-10-03"), ("MoU", "2018-10-03"), ["MoU"]),
        (("agreement", "1998"), (None, "1998"), ["agreement"]),
        (("MoU", "2018-10-03"), ("LoI", "2018-10-03"), ["MoU", "LoI"]),
        (("MoU", "2013-10-03"), ("MoU", "2018-10-03"), ["MoU", "MoU"]),
        (("MoU", None), ("MoU", "2018-10-03"), ["MoU", "MoU"]),
    ],
    ids=["same", "kind told once", "no kind", "other kind", "other day", "no day"],
)
def test_a_paper_told_twice(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], left: list[str]
) -> None:
    read = parse_plain(PASSAGE, "a.txt")
    _, walk, _ = rules_of(read, find(read))
    parties = {actor.party.name: actor.party for cast in walk.cast for actor in cast}
    told = []
    for (kind, day), score in ((first, 0.8), (second, 0.7)):
        frame = frame_of(walk, parties["Jawa Timur"], parties["Osaka"], "signed")
        assert frame is not None
        frame.instrument = Value(kind, frame.evidence) if kind is not None else None
        frame.signed = Value(day, frame.evidence) if day is not None else None
        told.append((Draft([frame], frame.status), score))
    kept = [draft.instrument for draft, _ in rivals.without_told_twice(told)]
    assert [paper.value for paper in kept if paper is not None] == left
