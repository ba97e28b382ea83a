"""Kinds of paper: LoI, MoU, MoA, MSP, agreement, joint statement, plan of action."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from archive import reference
from archive.model import Mention
from extractors.mentions.lexicon import Lexicon, vague
from extractors.mentions.passages import Passage
from extractors.tables import rows

_PARTIES = frozenset({"asal", "partai", "fraksi", "politisi", "kader", "politikus", "dpp", "dpw", "dpd", "party"})
_ABBREVIATIONS = frozenset({"moa", "msp", "pks", "lol", "loi", "mou"})


@functools.cache
def _lexicon() -> Lexicon:
    own = [(row["form"], row["code"], float(row["sure"])) for row in rows("papers")]
    known = [
        (term, instrument.code, vague("instrument").get(term, 1.0))
        for instrument in reference.instruments()
        for term in (*instrument.terms_en, *instrument.terms_id)
    ]
    return Lexicon(known + own)


def find_instruments(passage: Passage) -> Iterator[Mention]:
    """The papers that a passage names; the value is "" for one that is none of the kinds (minutes, an arrangement).

    Whether a paper was signed, is only wanted or is denied is not told here.
    """
    words = passage.words
    for hit in _lexicon().hits(passage.lower):
        first = words[hit.start]
        if hit.end - hit.start == 1 and first.lower in _ABBREVIATIONS:
            before = words[hit.start - 1].lower if hit.start else ""
            if first.text.islower() and first.lower not in {"mou", "loi"}:
                continue
            if first.lower == "pks" and before in _PARTIES:
                continue
        code = next((code for code in hit.codes if code), "")
        yield passage.mention(first.start, words[hit.end - 1].end, "instrument", code, hit.score)
