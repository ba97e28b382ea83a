"""Names of persons that are known by their shape: their ending, or a family name and two joined syllables."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extractors.mentions.passages import Passage
from extractors.tables import column

_SHORTEST = 7
_SYLLABLE = 7
_HYPHENS = frozenset("-‐‑")


@functools.cache
def _forms(use: str) -> frozenset[str]:
    return frozenset(" ".join(column("name_shapes", "forms", use=use)).split())


@functools.cache
def _endings() -> tuple[str, ...]:
    return tuple(_forms("ending"))


def ends_like_a_name(word: str) -> bool:
    """True for a folded word with the ending of an Indonesian given name: "hadianto", "juniarsih", "frederikus"."""
    return len(word) >= _SHORTEST and word.endswith(_endings())


@functools.lru_cache(maxsize=1)
def joined_names(passage: Passage) -> frozenset[int]:
    """The words of East Asian names whose given name is two joined syllables: "Kim Mi-ran", "Chen Chi-mai".

    The family name stands first; "Yoo Jeong-bok" is one, "Jeju Seogwipo-si" is not.
    """
    return frozenset(at for name in _joined_names(passage) for at in name)


def _joined_names(passage: Passage) -> Iterator[range]:
    words = passage.words
    for hyphen in passage.among(_HYPHENS):
        if not 1 < hyphen < len(words) - 1:
            continue
        family, first, second = words[hyphen - 2], words[hyphen - 1], words[hyphen + 1]
        if not (first.end == words[hyphen].start and words[hyphen].end == second.start):
            continue
        if not (second.text.islower() and _is_syllable(first.text.lower()) and _is_syllable(second.text)):
            continue
        named = family.text.istitle() and first.text.istitle() and family.lower in _forms("family")
        if named and second.text not in _forms("region") and words[hyphen - 1].start - family.end == 1:
            yield range(hyphen - 2, hyphen + 2)


def _is_syllable(text: str) -> bool:
    return 1 < len(text) <= _SYLLABLE and text.isalpha()
