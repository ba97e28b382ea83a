"""The forms that a marked word of a trigger pattern stands for."""

from __future__ import annotations

import pytest

from extractors.records.states.cues import expand
from extractors.records.states.inflection import forms


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("me-teken", {"meneken", "diteken", "neken"}),
        ("me-susun", {"menyusun", "disusun", "nyusun"}),
        ("me-kukuhkan", {"mengukuhkan", "dikukuhkan", "ngukuhkan", "dikukuhin", "ngukuhin"}),
        ("me-perpanjang", {"memperpanjang", "diperpanjang"}),
        ("me-batalkan", {"membatalkan", "dibatalkan", "dibatalin", "ngebatalin"}),
        ("me-lanjutkan", {"melanjutkan", "dilanjutkan", "dilanjutin", "ngelanjutin"}),
        ("me-akhiri", {"mengakhiri", "diakhiri"}),
        ("me-sahkan", {"mengesahkan", "disahkan", "nyahkan", "disahin", "nyahin"}),
        ("me-revitalisasi", {"merevitalisasi", "direvitalisasi"}),
        ("pe-tandatangan-an", {"penandatanganan"}),
        ("pe-putus-an", {"pemutusan"}),
        ("sign+", {"sign", "signs", "signed", "signing"}),
        ("conclude+", {"conclude", "concludes", "concluded", "concluding"}),
        ("ratify+", {"ratify", "ratifies", "ratified", "ratifying"}),
        ("scrap+", {"scrap", "scraps", "scrapped", "scrapping"}),
        ("cancel+", {"canceled", "cancelled", "canceling", "cancelling"}),
        ("reach+", {"reaches", "reached"}),
        ("seal+", {"seal", "seals", "sealed", "sealing"}),
    ],
)
def test_forms(word: str, expected: set[str]) -> None:
    assert expected <= set(forms(word))


def test_an_unmarked_word_stands_for_itself() -> None:
    assert forms("naskah") == ("naskah",)


def test_braces_and_marks_expand_together() -> None:
    assert "diteken ulang" in set(expand("{me-,}teken {ulang,lagi}"))
    assert "teken lagi" in set(expand("{me-,}teken {ulang,lagi}"))
