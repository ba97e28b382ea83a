"""The stems of a word in Indonesian and English."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from archive.reference.places import places
from index.analysis.tokens import words

INDONESIAN, ENGLISH = 1, 2
"""Bits that say in which language a word was seen."""

_PLAIN = re.compile(r"[a-z]{4,24}")
# What Indonesian words are built with; a word with neither is its own root, and Sastrawi need not try.
_AFFIXED = re.compile(r"(?:me|pe|be|te|di|ke|se).+|.+(?:kan|an|i|nya|lah|kah|tah|pun|ku|mu|isme|isasi)")


def stems(word: str, languages: int = INDONESIAN | ENGLISH) -> tuple[str, ...]:
    """The stems of a folded word, each with its language ("id:didik", "en:educ"); none for numbers and short words."""
    if not _PLAIN.fullmatch(word):
        return ()
    found = []
    if languages & INDONESIAN:
        found.append("id:" + _indonesian(word))
    if languages & ENGLISH:
        found.append("en:" + _english().stemWord(word))
    return tuple(found)


def is_root(word: str) -> bool:
    """True for a root word of Indonesian."""
    return bool(_sastrawi().get_dictionary().contains(word))


_known: dict[str, str] = {}


def _indonesian(word: str) -> str:
    stem = _known.get(word)
    if stem is None:
        stem = _sastrawi().stem_word(word) if _AFFIXED.fullmatch(word) else word
        if len(stem) < 3:
            stem = word
        _known[word] = stem
    return stem


@cache
def _sastrawi() -> Any:
    from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
    from Sastrawi.Stemmer.Stemmer import Stemmer
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    dictionary = ArrayDictionary(StemmerFactory().get_words())
    added, dropped = _own_words()
    # The names of regions are roots: Pekalongan is no pe-kalong-an.
    names = (word for place in places().home() for word in words(place.name) if len(word) > 3)
    for word in (*added, *names):
        dictionary.add(word)
    for word in dropped:
        dictionary.words.pop(word, None)
    return Stemmer(dictionary)


def _own_words() -> tuple[list[str], list[str]]:
    """Root words that Sastrawi's dictionary lacks, and entries of it that do harm."""
    lines = files("index.analysis").joinpath("data/roots.txt").read_text(encoding="utf-8").splitlines()
    listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return [word for word in listed if word[0] != "-"], [word[1:] for word in listed if word[0] == "-"]


@cache
def _english() -> Any:
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    # Its own cache is slower than none (measured); words are looked up once each.
    stemmer.maxCacheSize = 0
    return stemmer
