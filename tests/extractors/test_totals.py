"""Totals that documents claim."""

from __future__ import annotations

import pytest

from archive.model import Block, Mention, PartialDate, Party, Span, Text
from archive.register.totals import check_totals
from extractors.totals import totals

JAKARTA = Party("DKI Jakarta", "province", "ID", "ID-31")


def read(body: str, *names: str) -> tuple[Text, list[Mention]]:
    text = Text("d1", body, (Block(Span(0, len(body)), "paragraph"),), published=PartialDate("2023-09-29"))
    mentions = [
        Mention(Span(body.index(name), body.index(name) + len(name)), "place", name, "ID-31", party=JAKARTA)
        for name in names
    ]
    return text, mentions


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Terdapat 22 sister city dan 17 mitra lembaga luar negeri.",
            [("sister", 22, False), ("institution", 17, False)],
        ),
        ("Kota ini memiliki dua puluh satu kota kembar di lima benua.", [("sister", 21, False)]),
        ("Our municipality has two official twin towns.", [("sister", 2, False)]),
        ("Jakarta has more than twenty-one sister cities.", [("sister", 21, True)]),
        ("Kota Padang memiliki tujuh mitra luar negeri.", [("foreign", 7, False)]),
        ("Sudah ada 12 dokumen LoI dan sedikitnya 20 MoU.", [("LoI", 12, False), ("MoU", 20, True)]),
        ("Pada 2019 sister city dengan Berlin dimulai.", []),
        ("Dari target 4 mitra luar negeri tercapai 3.", []),
        ("Kota itu menawarkan tiga calon kota kembar.", []),
        ("Sister city dengan Incheon berjalan 17 tahun.", []),
        ("Nomor 8/17 MoU itu hilang.", []),
    ],
)
def test_totals(body: str, expected: list[tuple[str, int, bool]]) -> None:
    found = totals(*read(body))
    assert [(total.counted, total.number, total.least) for total in found] == expected


def test_whose_and_when() -> None:
    (total,) = totals(*read("Pemprov DKI Jakarta mencatat: ada 22 sister city.", "DKI Jakarta"))
    assert total.home == JAKARTA
    assert total.at == "2023-09-29"
    assert total.span.of("Pemprov DKI Jakarta mencatat: ada 22 sister city.") == "22 sister city"
    (check,) = check_totals([total], [])
    assert check.missing == 22
