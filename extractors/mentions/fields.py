"""Fields of cooperation: the words of the reference vocabulary, in both languages."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from archive import reference
from archive.model import Mention
from extractors.mentions import agencies
from extractors.mentions.lexicon import Hit, Lexicon, vague
from extractors.mentions.passages import Passage, PassageLanguage, Word
from extractors.tables import rows

_LEADING = 4
_SHORT = 4
_JOINTS = frozenset({"dan", "and", "&", "serta"})


@functools.cache
def _lexicon(language: PassageLanguage) -> Lexicon:
    """The terms that a text in this language uses; Indonesian texts use English ones as well.

    The first terms of a field and those of several words are sure, a single word further down less so.
    """
    terms: list[tuple[str, str, float]] = []
    for field in reference.fields():
        lists = (field.terms_id, field.terms_en) if language == "id" else (field.terms_en,)
        for words in lists:
            for rank, term in enumerate(words):
                score = 0.95 if rank < _LEADING else 0.9 if " " in term else 0.75
                terms.append((term, field.code, vague("field").get(term, score)))
    terms += [(row["term"], "", 0.0) for row in rows("vague") if row["table"] == "nofield"]
    return Lexicon(terms)


def find_fields(passage: Passage) -> Iterator[Mention]:
    """The fields that a passage names, a mention for every code of a term; none inside the name of an agency."""
    words = passage.words
    named = agencies.names(words)
    taken = [passage.within(mention) for mention in passage.found("organisation")]
    for hit in _lexicon(passage.language).hits(words):
        start, end = words[hit.start].start, words[hit.end - 1].end
        if hit.start in named or any(left <= start and end <= right for left, right in taken):
            continue
        if end - start <= _SHORT and words[hit.start].text.istitle() and hit.start and _in_name(words, hit.start):
            continue
        for code in filter(None, hit.codes):
            yield passage.mention(start, end, "field", code, hit.score)
        yield from _joined(passage, hit)


def _joined(passage: Passage, hit: Hit) -> Iterator[Mention]:
    """The fields of the parts of a joined term: "pendidikan dan pelatihan" is training, but education too."""
    words = passage.words[hit.start : hit.end]
    joint = next((at for at, word in enumerate(words) if word.lower in _JOINTS), None)
    if joint is None:
        return
    for part in (words[:joint], words[joint + 1 :]):
        for inner in _lexicon(passage.language).hits(part):
            if inner.end - inner.start == len(part):
                for code in sorted(set(filter(None, inner.codes)) - set(hit.codes)):
                    yield passage.mention(part[0].start, part[-1].end, "field", code, inner.score)


def _in_name(words: Sequence[Word], at: int) -> bool:
    """True for "Ngo" in "Tung Ngo": a short word with a capital beside another."""
    return words[at - 1].text.istitle() or (at + 1 < len(words) and words[at + 1].text.istitle())
