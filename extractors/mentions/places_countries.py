"""Countries named in a passage."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from archive.model import HOME
from archive.reference import countries, fold
from extractors.remembered import Remembered

_PIECES = re.compile(r"(?=\S)(?:[^\W\d_]++(?:['’ʼ][^\W\d_]++)?|[^\w\s])")
_APOSTROPHES = frozenset("'’ʼ")
_NO_COUNTRY_AFTER = frozenset({"laut", "selat", "samudra", "samudera", "teluk", "perang"})


class CountryName(NamedTuple):
    """A country named at `words[first:last]`; `demonym` where an adjective or a word for its people names it."""

    first: int
    last: int
    code: str
    demonym: bool


class _Form(NamedTuple):
    words: tuple[str, ...]
    code: str
    demonym: bool
    capitals: bool


@functools.cache
def _forms() -> Mapping[str, tuple[_Form, ...]]:
    """The names of countries by their first word, the longest first."""
    forms: dict[str, dict[tuple[str, ...], _Form]] = {}
    for country in countries():
        for name, demonym in [
            *((name, False) for name in (*country.names, *country.bynames)),
            *((name, True) for name in country.demonyms),
        ]:
            words = tuple(folded(word) for word in _PIECES.findall(name))
            capitals = name.replace(".", "").isupper() and len(name) <= 6
            forms.setdefault(words[0], {}).setdefault(words, _Form(words, country.code, demonym, capitals))
    return {first: tuple(sorted(found.values(), key=lambda form: -len(form.words))) for first, found in forms.items()}


@functools.lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """The word folded, without the English ending of possession; a mark stays as it is."""
    return fold(bare(word)) or word


def bare(word: str) -> str:
    """The word without the English ending of possession: `Japan's` is `Japan`."""
    return word[:-2] if word.endswith(("'s", "’s", "'S", "’S")) and len(word) > 3 else word


def country_names(words: Sequence[str]) -> Iterator[CountryName]:
    """The countries named in a run of words, the longest name at each place, from left to right."""
    free = 0
    openings = list(map(_known_beginnings.__getitem__, words))
    for position in compress(range(len(words)), openings):
        if position < free:
            continue
        options = openings[position]
        own = tuple(map(folded, words[position : position + len(options[0].words)]))
        found = next(
            (
                form
                for form in options
                if own[: len(form.words)] == form.words and _is_written_so(words, position, form)
            ),
            None,
        )
        if found is None or (position and words[position - 1].lower() in _NO_COUNTRY_AFTER):
            continue
        free = position + len(found.words)
        yield CountryName(position, free, found.code, found.demonym)


def _beginning_with(word: str) -> tuple[_Form, ...]:
    """The names of countries of which the word, if it has a capital, is the first when folded."""
    if not word[0].isupper() or not _APOSTROPHES.isdisjoint(bare(word)):
        return ()  # "Tong'an" is a district in China and nothing of Tonga.
    return _forms().get(folded(word), ())


_known_beginnings = Remembered(_beginning_with)


def _is_written_so(words: Sequence[str], position: int, form: _Form) -> bool:
    """True unless the form is one of capitals and has none here, or has them as everything around it."""
    if form.capitals:
        own = words[position : position + len(form.words)]
        neighbours = [word for word in words[max(0, position - 2) : position + len(own) + 2] if word.isalpha()]
        return all(word.isupper() for word in own if word.isalpha()) and (
            len(form.words[0]) > 2 or not all(word.isupper() for word in neighbours) or len(neighbours) == 1
        )
    return True


@functools.lru_cache(maxsize=8)
def foreign_countries(body: str) -> Counter[str]:
    """How often each foreign country is named in a whole text."""
    return abroad(country_names(_PIECES.findall(body)))


def abroad(names: Iterable[CountryName]) -> Counter[str]:
    """How often the names name each country but Indonesia."""
    return Counter(name.code for name in names if name.code != HOME)
