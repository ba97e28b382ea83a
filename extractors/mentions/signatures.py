"""Names under signatures: lines that hold nothing but a name, below an office or a mark, or above an office.

BUPATI ALOR,
ttd.
AMON DJOBO                  SUGAWARA SHIGERU
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from archive.model import Span
from archive.reference import places
from extractors.mentions import namewords as lists
from extractors.mentions import repair
from extractors.mentions.passages import Passage

_LINE = re.compile(r"[^\n]+")
_COLUMN = re.compile(r"\S+(?: {1,2}\S+)*")
_MARKS = r"(?:ttd|dto|t\.t\.?d?|sgd|signed|tanda tangan|bertanda tangan)"
_INLINE_MARKS = ("ttd", "dto", "t.t", "sgd", "signed", "tanda tangan")
"""With none of them in a line, it need not be searched for a mark."""
_INLINE = re.compile(rf"(?:(?<=\s)|^)(?:\(\s*/?\s*{_MARKS}\s*/?\.?\s*\)|{_MARKS}\.)(?=\s|$)", re.IGNORECASE)
_MARK = re.compile(
    rf"(?:[(/]*\s*(?:{_MARKS}|cap|dan|stempel|meterai|materai|seal)[.,)/]*\s*)+|[\W_]*(?:\.\.\.|___|…)[\W_]*",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:\d+[.)]\s*|[(\s]*)(?P<name>(?:[^\W\d_][\w'’.-]*\s+){0,5}[^\W\d_][\w'’-]*)(?:\s*,\s*(?P<rest>.{1,50}))?[)\s.]*"
)
_MARK_OPENINGS = frozenset("bcdmst")
"""The letters with which a line of nothing but marks may begin."""

_VOWEL = re.compile("[aeiouy]")
_LONGEST = 90
_MOST_COLUMNS = 3
_REACH = 4


@functools.lru_cache(maxsize=8)
def signatures(body: str) -> frozenset[int]:
    """Where the words of the names under signatures begin in a text."""
    if repair.is_noisy(body):
        body = repair.repair(body)
    return frozenset(
        span.start + word.start()
        for span in _names(body)
        for word in re.finditer(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?", body[span.start : span.end])
    )


@functools.lru_cache(maxsize=1)
def signed_words(passage: Passage) -> frozenset[int]:
    """The indices of a passage's words that belong to names under signatures."""
    places_in = (passage.position(start) for start in signatures(passage.text.body))
    return frozenset(at for start in places_in if start is not None for at in passage.words_in(start, start + 1))


def _names(body: str) -> Iterator[Span]:
    reach = 0
    marked = False
    above: list[Span] = []
    for line in _LINE.finditer(body):
        text = line[0].strip()
        if not text:
            continue
        if len(text) > 2 * _LONGEST or "\t" in text or "|" in text:
            reach, above = 0, []
            continue
        folded = text.casefold()
        if (folded[0] in _MARK_OPENINGS or not folded[0].isalnum()) and _MARK.fullmatch(text):
            reach, marked = _REACH, True
            continue
        inline = any(map(folded.__contains__, _INLINE_MARKS))
        plain = _INLINE.sub(lambda mark: " " * len(mark[0]), line[0]) if inline else line[0]
        if plain != line[0]:
            reach, marked = _REACH, True
        capitals = text.upper() == text
        if not (reach or above or capitals or text.endswith(",") or plain != line[0]):
            continue  # Running text: no name is to be expected here, and none below.
        columns = [(line.start() + found.start(), found[0].rstrip(",")) for found in _COLUMN.finditer(plain)]
        names = [span for start, column in columns if (span := _name(start, column)) is not None]
        if columns and _is_office(columns[0][1]):
            yield from above
            above = []
            if marked and plain != line[0]:
                yield from names
            elif text.isupper() or text.endswith(","):
                reach, marked = _REACH, False
            continue
        whole = plain != line[0] or 0 < len(names) == len(columns) <= _MOST_COLUMNS
        above = []
        if whole and reach and (capitals or marked):
            yield from names
        elif whole and capitals:
            above = names
        reach = max(0, reach - 1)
    if above and " " in body[above[0].start : above[0].end]:
        yield from above  # The last line of a text.


def _is_office(column: str) -> bool:
    """True for a line that begins with an office, or says which party signs."""
    words = re.findall(r"[^\W\d_]+|[^\w\s]", column.lower())
    if not words or len(column) > _LONGEST:
        return False
    if words[0] in {"pihak", "party", "untuk", "for", "atas"}:
        return True
    while words and words[0] in {"pj", "plt", "plh", "pjs", ".", "(", "a", "n", "acting", "the"}:
        words.pop(0)
    options = lists.phrases("office").get(words[0], {}) if words else {}
    return any(tuple(words[: len(phrase)]) == phrase for phrase in options)


def _name(start: int, column: str) -> Span | None:
    """The name that fills a column, degrees behind a comma left out."""
    found = _NAME.fullmatch(column)
    if found is None:
        return None
    words = found["name"].split()
    if not all(word[0].isupper() for word in words if word.lower() not in lists.PARTICLES):
        return None
    if any(word.lower().strip(".") in _nothing() for word in words) or len("".join(words)) < 4:
        return None
    known = [word.lower() for word in words if _everyday(word.strip(".").lower())]
    if len(known) == len(words) or places().named(found["name"]):
        return None
    rest = found["rest"]
    degrees = rest and any(part.replace(".", "").strip() in lists.degrees() for part in rest.split(","))
    if rest and not degrees and not _is_office(rest):
        return None
    return Span(start + found.start("name"), start + found.end("name"))


def _everyday(word: str) -> bool:
    """True for a word of everyday language or an abbreviation."""
    return (word in lists.common() and word not in lists.names()[1]) or lists.inflected(word) or not _VOWEL.search(word)


def _nothing() -> frozenset[str]:
    return lists.single("unsigned")
