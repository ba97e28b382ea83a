"""Fields as parts of phrases: which of them say what an agreement may be about, and which only go with another."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from archive.model import Mention
from extractors.mentions.passages import Passage
from extractors.tables import rows

_OF = r"(?:of|for|bagi|untuk|para)"
_GAP = re.compile(rf"\s+(?:{_OF}\s+)?(?:the\s+|para\s+)?(?:[^\W\d_]+\s+)?|-", re.I)
_LINK = re.compile(rf"\s+{_OF}\s+(?:the\s+|[^\W\d_]+\s+)?", re.I)
_JOINT = re.compile(
    r"\b(?:dan|serta|and|or|atau|maupun|plus|with|dengan|in|di|pada|from|dari|to|on|tentang|soal|mengenai)\b", re.I
)
_REACH = 30
_BESIDE = 3


@functools.cache
def _yields() -> Mapping[str, frozenset[str]]:
    """The codes that yield to each head."""
    return {row["head"]: frozenset(row["yields"].split(",")) for row in rows("yields")}


@functools.cache
def _epithets() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """What stands before a field, or after it, where it is the byname of a place; and the words before it alone."""
    words, following = (row["words"].split("|") for row in rows("epithets"))
    before, after = ("|".join(map(re.escape, side)) for side in (words, following))
    return re.compile(rf"\b(?:{before})\s+\Z", re.I), re.compile(rf"[\s-](?:{after})\b", re.I), tuple(words)


def telling(passage: Passage, found: Iterable[Mention]) -> Iterator[Mention]:
    """The fields without bynames of places, and without what yields to another field of its phrase."""
    body = passage.text.body
    before, after, words = _epithets()
    mentions = sorted(found, key=attrgetter("span.start", "span.end"))
    spans = sorted({(mention.span.start, mention.span.end) for mention in mentions})
    place = {span: number for number, span in enumerate(spans)}
    codes: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        codes.setdefault((mention.span.start, mention.span.end), set()).add(mention.value)
    byname = -9  # where the last one ends
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        ahead = body[max(0, start - _REACH) : start]
        epithet = ahead.rstrip().casefold().endswith(words) and before.search(ahead)
        if epithet or after.match(body, end) or start - byname == 1:
            byname = end
            continue
        at = place[start, end]
        heads = _around(spans, at, codes)
        if at:
            last = spans[at - 1]
            gap = body[last[1] : start]
            if _near(gap) and (passage.language == "id" or _LINK.fullmatch(gap)):
                heads |= codes[last]
        if at + 1 < len(spans):
            following = spans[at + 1]
            if passage.language != "id" and body[end : following[0]] in {" ", "-"}:
                heads |= codes[following]
        if any(mention.value in _yields().get(head, ()) for head in heads - {mention.value}):
            continue
        yield mention


def _around(spans: Sequence[tuple[int, int]], at: int, codes: Mapping[tuple[int, int], set[str]]) -> set[str]:
    """The codes of a longer term that a field stands in: "perabot kayu" is furniture, and no timber."""
    start, end = spans[at]
    heads: set[str] = set()
    for other in spans[max(0, at - _BESIDE) : at + _BESIDE]:
        if other != (start, end) and other[0] <= start and end <= other[1]:
            heads |= codes[other]
    return heads


def _near(gap: str) -> bool:
    return len(gap) <= _REACH and _GAP.fullmatch(gap) is not None and not _JOINT.search(gap)
