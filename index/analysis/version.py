"""A mark of how texts become words; an index made by another analysis is rebuilt."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

_PARTS = ("tokens.py", "stemming.py", "data/roots.txt")


@cache
def analysis_version() -> str:
    """A digest of everything that decides which words an entry has."""
    digest = hashlib.blake2b(digest_size=8)
    for part in _PARTS:
        digest.update(files("index.analysis").joinpath(part).read_bytes())
    digest.update(files("archive.reference").joinpath("folding.py").read_bytes())
    return digest.hexdigest()
