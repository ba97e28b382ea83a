"""Fields of cooperation: the words of the reference vocabulary, in both languages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate

from archive.model import Mention
from extractors.mentions import agencies, phrases
from extractors.mentions.compounds import compounds
from extractors.mentions.exchanges import exchanges
from extractors.mentions.lexicon import Hit
from extractors.mentions.passages import Passage, Word
from extractors.mentions.terms import hits, hits_in, in_capitals

_SHORT = 4
_FAINT = 0.4
_EXCHANGE, _LIKELY = "people_exchange", 0.8
_JOINTS = frozenset({"dan", "and", "&", "serta"})


class _Taken:
    """The stretches of a passage that are names."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def covers(self, start: int, end: int) -> bool:
        """True where `[start, end)` lies inside one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and end <= self._furthest[before - 1]


def find_fields(passage: Passage) -> Iterator[Mention]:
    """The fields that a passage names, a mention for every code of a term.

    None inside the name of an agency, in the byname of a town ("kota pelabuhan"), or where another field of the phrase
    says it all ("industri rotan").
    """
    yield from phrases.telling(passage, _named(passage))


def _named(passage: Passage) -> Iterator[Mention]:
    words = passage.words
    named = agencies.names(passage)
    taken = _Taken(map(passage.within, passage.found("organisation", "place")))
    sure: dict[int, Hit] = {}
    for hit in hits(passage, "field"):
        sure.update(dict.fromkeys(range(hit.start, hit.end), hit))
        start, end = words[hit.start].start, words[hit.end - 1].end
        if hit.start in named or taken.covers(start, end):
            continue
        if end - start <= _SHORT and words[hit.start].text.istitle() and hit.start and _in_name(words, hit.start):
            continue
        for code in filter(None, hit.codes):
            yield passage.mention(start, end, "field", code, hit.score)
        yield from _joined(passage, hit)
    for first, behind in exchanges(passage):
        told = {code for at in range(first, behind) if at in sure for code in sure[at].codes}
        if first not in named and _EXCHANGE not in told:
            yield passage.mention(words[first].start, words[behind - 1].end, "field", _EXCHANGE, _LIKELY)
    yield from _faint(passage, sure, named, taken)


def _faint(passage: Passage, sure: Mapping[int, Hit], named: Set[int], taken: _Taken) -> Iterator[Mention]:
    """The fields that everyday words hint at, outside of the terms of the vocabulary and of names."""
    words = passage.words
    capitals = in_capitals()
    for hit in hits(passage, "activity"):
        around = sure.get(hit.start)
        if hit.start in named or (around is not None and around.start <= hit.start and hit.end <= around.end):
            continue
        first = words[hit.start]
        if first.text.istitle() and hit.start and _in_name(words, hit.start) and words[hit.start - 1].text.isalpha():
            continue
        if hit.end - hit.start == 1 and first.lower in capitals and not first.text.isupper():
            continue
        start, end = first.start, words[hit.end - 1].end
        if taken.covers(start, end):
            continue
        told = {code for at in range(hit.start, hit.end) if at in sure for code in sure[at].codes}
        for code in hit.codes:
            if code and code not in told:
                yield passage.mention(start, end, "field", code, hit.score)
    for first_word, behind, codes in compounds(passage):
        if first_word in named or any(taken.covers(word.start, word.end) for word in words[first_word:behind]):
            continue
        told = {code for at in range(first_word, behind) if at in sure for code in sure[at].codes}
        for code in codes:
            if code not in told:
                yield passage.mention(words[first_word].start, words[behind - 1].end, "field", code, _FAINT)


def _joined(passage: Passage, hit: Hit) -> Iterator[Mention]:
    """The fields of the parts of a joined term: "pendidikan dan pelatihan" is training, but education too."""
    words = passage.words
    joint = next((at for at in range(hit.start, hit.end) if passage.lower[at] in _JOINTS), None)
    if joint is None:
        return
    for first, last in ((hit.start, joint), (joint + 1, hit.end)):
        for inner in hits_in(passage.lower[first:last], passage.language, "field"):
            if inner.end - inner.start == last - first:
                for code in sorted(set(filter(None, inner.codes)) - set(hit.codes)):
                    yield passage.mention(words[first].start, words[last - 1].end, "field", code, inner.score)


def _in_name(words: Sequence[Word], at: int) -> bool:
    """True for "Ngo" in "Tung Ngo": a short word with a capital beside another."""
    return words[at - 1].text.istitle() or (at + 1 < len(words) and words[at + 1].text.istitle())
