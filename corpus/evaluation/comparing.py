"""When two names are the same to the scorer."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_PUNCTUATION = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class _Rules:
    noise: re.Pattern[str]
    letters: dict[int, str]
    same: dict[str, str]


@cache
def _rules() -> _Rules:
    table = tomllib.loads((Path(__file__).parent / "same_places.toml").read_text(encoding="utf-8"))
    kinds, endings = "|".join(table["kinds"]), "|".join(table["endings"])
    return _Rules(re.compile(rf"\b({kinds})\b|[-\s]({endings})\b"), str.maketrans(table["letters"]), table["same"])


def fold(text: object) -> str:
    """The text in lower case without diacritics and punctuation, single spaces; nothing for None."""
    decomposed = unicodedata.normalize("NFKD", str(text or "")).casefold()
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(_PUNCTUATION.sub(" ", bare.translate(_rules().letters)).split())


def place(value: str | Mapping[str, Any] | None) -> str:
    """A comparable name of a place, given as its name or as an object with a "name"."""
    folded = fold(value.get("name") if isinstance(value, Mapping) else value)
    bare = " ".join(_rules().noise.sub(" ", folded).replace("-", " ").split()) or folded
    return _rules().same.get(bare, bare)


def law(value: object) -> str:
    """A comparable short form of a statute."""
    return fold(value).replace(" ", "")
