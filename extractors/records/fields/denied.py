"""Fields of which a text says that they are not in an agreement."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from archive.model import Mention
from extractors.records.scene import Sentence

_DENIALS = Path(__file__).parents[1] / "data" / "denials.toml"
_LONG = 70
_TURN = re.compile(
    r"[.;:!?–—]|\b(?:but|yet|tetapi|tapi|melainkan|namun|hanya|only|while|sedangkan|adds?|menambah\w*)\b", re.I
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(_DENIALS.read_text(encoding="utf-8"))
    before, after = ("|".join(f"(?:{one})" for one in table[name]) for name in ("before", "after"))
    return re.compile(rf"\b(?:{before})\s", re.I), re.compile(rf"\s(?:{after})\b", re.I)


def without(body: str, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
    """The fields of a sentence but for those between a denial and the next turn of the sentence, on either side."""
    if not found or not sentence.has("negate", "refuse", "terminate"):
        return list(found)
    start, end = sentence.span.start, sentence.span.end
    text = body[start:end]
    before, after = _patterns()
    denials = [(match.end(), _next(text, match.end())) for match in before.finditer(text)]
    denials += [(_last(text, match.start()), match.start()) for match in after.finditer(text)]
    return [
        mention
        for mention in found
        if not any(left <= mention.span.start - start and mention.span.end - start <= right for left, right in denials)
    ]


def _next(text: str, at: int) -> int:
    turn = _TURN.search(text, at)
    return min(turn.start() if turn else len(text), at + _LONG)


def _last(text: str, at: int) -> int:
    turns = [match.end() for match in _TURN.finditer(text, max(0, at - _LONG), at)]
    return turns[-1] if turns else max(0, at - _LONG)
