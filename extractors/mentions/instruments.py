"""Kinds of paper: LoI, MoU, MoA, MSP, agreement, joint statement, plan of action."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Mention
from extractors.mentions.passages import Passage
from extractors.mentions.terms import hits

_PARTIES = frozenset({"asal", "partai", "fraksi", "politisi", "kader", "politikus", "dpp", "dpw", "dpd", "party"})
_ABBREVIATIONS = frozenset({"moa", "msp", "pks", "lol", "loi", "mou"})


def find_instruments(passage: Passage) -> Iterator[Mention]:
    """The papers that a passage names; the value is "" for one that is none of the kinds (minutes, an arrangement).

    Whether a paper was signed, is only wanted or is denied is not told here.
    """
    words = passage.words
    for hit in hits(passage, "instrument"):
        first = words[hit.start]
        if hit.end - hit.start == 1 and first.lower in _ABBREVIATIONS:
            before = words[hit.start - 1].lower if hit.start else ""
            if first.text.islower() and first.lower not in {"mou", "loi"}:
                continue
            if first.lower == "pks" and before in _PARTIES:
                continue
        code = next((code for code in hit.codes if code), "")
        yield passage.mention(first.start, words[hit.end - 1].end, "instrument", code, hit.score)
