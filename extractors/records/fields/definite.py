"""Sentences that take up a paper or a tie told before: "the protocol", "nota tersebut", "isinya"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from extractors.records.words import Word, bare

_DATA = Path(__file__).parents[1] / "data" / "definite.toml"
_OPENING = 9
_BETWEEN = 4


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}


def takes_up(words: Sequence[Word]) -> bool:
    """True where the first words of a sentence name a paper or tie as known."""
    known = _words()
    before, papers, after, owned = known["before"], known["papers"], known["after"], known["owned"]
    forms = [word.form for word in words[: _OPENING + _BETWEEN]]
    for at, form in enumerate(forms[:_OPENING], 1):
        if form in before and not papers.isdisjoint(forms[at : at + _BETWEEN]):
            return True
        if form in papers and not after.isdisjoint(forms[at : at + 2]):
            return True
        if form.endswith("nya") and bare(form) in owned:
            return True
    return False
