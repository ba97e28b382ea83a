"""Readable keys out of names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The name in small ASCII letters, digits and hyphens: "Xi'an" becomes "xian", "Timrå" "timra".

    A name without any Latin letter or digit becomes a short digest, so that two such names stay apart.
    """
    text = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"['’‘`ʼ.]", "", text)
    plain = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
    return plain or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


@cache
def _place_words() -> frozenset[str]:
    lines = resources.files("archive.register").joinpath("place_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """The slug of a place's name without the words that say what kind of place it is ("Nanjing County": "nanjing").

    A name of such words alone is kept whole.
    """
    parts = slug(name).split("-")
    return "-".join(part for part in parts if part not in _place_words()) or "-".join(parts)
