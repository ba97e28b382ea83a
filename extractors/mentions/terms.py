"""The terms by which papers, relations, fields and exchanges of people are known, found in a passage in one go."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from archive import reference
from extractors.mentions.lexicon import Hit, Lexicon, Term, vague
from extractors.mentions.passages import Passage, PassageLanguage
from extractors.mentions.spellings import spelled
from extractors.tables import rows

TermList = Literal["instrument", "relation", "field", "activity", "before", "after", "people"]
"""Papers, relations, fields, everyday words that hint at fields; of exchanges the acts told before people, those told
after them, and the people."""

_LEADING = 4
_FAINT = 0.4
_EXCHANGES = ("before", "after", "people")


@functools.lru_cache(maxsize=1)
def _hits(passage: Passage) -> Mapping[str, Sequence[Hit]]:
    return _lexicon(passage.language).hits(passage.lower)


def hits(passage: Passage, terms: TermList) -> Sequence[Hit]:
    """The terms of a list in a passage, the longest at each place, none overlapping another."""
    return _hits(passage)[terms]


def hits_in(words: Sequence[str], language: PassageLanguage, terms: TermList) -> Sequence[Hit]:
    """The same in a few words in lower case."""
    return _lexicon(language).hits(words)[terms]


@functools.cache
def _lexicon(language: PassageLanguage) -> Lexicon:
    return Lexicon(
        {
            "instrument": _papers(),
            "relation": _kinships(),
            "field": [*_fields(language), *_no_fields()],
            "activity": [*_activities(), *_no_fields()],
            **{part: _exchanges(part) for part in _EXCHANGES},
        }
    )


def _papers() -> Iterator[Term]:
    for instrument in reference.instruments():
        for term in (*instrument.terms_en, *instrument.terms_id):
            yield term, instrument.code, vague("instrument").get(term, 1.0)
    for row in rows("papers"):
        yield row["form"], row["code"], float(row["sure"])


def _kinships() -> Iterator[Term]:
    for code, relation in reference.relations().items():
        for term in (*relation.terms_en, *relation.terms_id):
            yield term, code, vague("relation").get(term, 1.0)
    for row in rows("kinships"):
        yield row["form"], row["code"], float(row["sure"])


def _fields(language: PassageLanguage) -> Iterator[Term]:
    """The terms that a text in this language uses; Indonesian texts use English ones as well.

    The first terms of a field and those of several words are sure, a single word further down less so.
    """
    for field in reference.fields():
        for words in (field.terms_id, field.terms_en) if language == "id" else (field.terms_en,):
            for rank, term in enumerate(words):
                score = 0.95 if rank < _LEADING else 0.9 if " " in term else 0.75
                for form in spelled(term):
                    yield form, field.code, vague("field").get(term, score)


def _activities() -> Iterator[Term]:
    """The everyday words that stand for a field, in both languages; what the vocabulary has is left to it."""
    sure = {
        (term.casefold(), field.code) for field in reference.fields() for term in (*field.terms_id, *field.terms_en)
    }
    for term, code in _everyday():
        if (term.casefold(), code) not in sure:
            yield term, code, _FAINT


@functools.cache
def in_capitals() -> frozenset[str]:
    """Those of the everyday words that stand for a field in capitals only, in lower case."""
    return frozenset(term.lower() for term, _ in _everyday() if term.isupper())


def _everyday() -> Iterator[tuple[str, str]]:
    for row in rows("activities"):
        for code in row["codes"].split(","):
            for written in row["terms"].split("|"):
                for term in spelled(written):
                    yield term, code


def _exchanges(part: str) -> Iterator[Term]:
    for row in rows("exchanges"):
        if row["part"] == part:
            yield from ((word, part, 1.0) for word in row["words"].split("|"))


def _no_fields() -> Iterator[Term]:
    """Terms that hold the words of a field and name none."""
    for row in rows("vague"):
        if row["table"] == "nofield":
            yield row["term"], "", 0.0
