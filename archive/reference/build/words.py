"""Common words, so that names which are also words can be told apart."""

from __future__ import annotations

from collections.abc import Iterable

from archive.reference.build.entry import Entry
from archive.reference.build.packages import Packages
from archive.reference.places import squeeze

_LARGE = 200_000


def common_words(packages: Packages) -> frozenset[str]:
    """English words that begin with a small letter, and the roots of Indonesian words."""
    english = packages.read("dictionary-en", "package/index.dic").decode("utf-8").split("\n")
    indonesian = packages.read("pysastrawi", "Sastrawi/Stemmer/data/kata-dasar.txt").decode("utf-8").split("\n")
    words = {line.split("/")[0].strip() for line in english} | {line.strip() for line in indonesian}
    return frozenset(word for word in words if word.isalpha() and word.islower())


def mark(entries: Iterable[Entry], words: frozenset[str]) -> None:
    """Drop rare names that are common words; mark the towns whose own name is one."""
    for entry in entries:
        own = squeeze(entry.name)
        for key in (entry.aliases.keys() | entry.hidden) & words:
            if key != own and key not in entry.curated:
                entry.aliases.pop(key, None)
                entry.hidden.discard(key)
                entry.weak.discard(key)
        if own in words and entry.population < _LARGE and not entry.curated:
            entry.weak.add(own)
