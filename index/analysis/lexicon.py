"""Words and names that stand for each other, across languages and spellings: reference data and glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.model import HOME
from archive.reference.countries import Country, countries
from archive.reference.institutions import institutions
from archive.reference.places import Place, places
from archive.reference.vocabulary import Term as Code
from archive.reference.vocabulary import fields, instruments, relations, statuses
from index.analysis.tokens import words

LONGEST_NAME = 6
"""Names of up to so many words are looked up."""

HEAD_TERMS = 2
"""The first terms of a field in each language name the field itself; the others name things that belong to it."""

MOST_NAMES = 30

LARGE = 50_000
"""People that make a foreign city large."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word or name may stand for: other spellings, and a value of a facet.

    `kind` is alias, term or abbreviation. `spellings` are folded words, the given one among them. `codes` are pairs
    of a facet and a value, `label` the name of that value.
    """

    kind: str
    spellings: tuple[tuple[str, ...], ...]
    codes: tuple[tuple[str, str], ...] = ()
    label: str = ""
    common: bool = False
    """True for regions at home and countries, which are meant wherever they are named."""
    large: bool = False
    """True for large cities and provinces abroad, which are meant where the name is no common word."""


def senses(name: tuple[str, ...]) -> Iterator[Sense]:
    """What these folded words may stand for."""
    yield from _terms().get(name, ())
    key = " ".join(name)
    if len(key) < 2 or (len(name) == 1 and key in stopwords()):
        return
    country = countries().named(key)
    found = countries().get(country) if country else None
    if found:
        yield _country(found)
    institution = institutions().named(key)
    if institution:
        names = _spellings((institution.name, *institution.aliases))
        yield Sense("alias", names, (("partner", institution.code),), institution.name, common=True)
    if len(key) > 2 or not key.isascii():
        for place in places().named(key)[:6]:
            yield _place(place)


def _country(country: Country) -> Sense:
    names = _spellings((country.name_en, country.name_id, *country.names, *country.demonyms))
    return Sense("alias", names, (("country", country.code),), country.name_en, common=True)


def _place(place: Place) -> Sense:
    names = _spellings((place.name, *places().aliases(place.code)))
    codes = (("home", place.code),) if place.country == HOME else (("partner", place.code),)
    known = place.country == HOME and place.level in ("province", "city", "regency")
    large = place.population >= LARGE or place.level == "province"
    return Sense("alias", names, codes, place.name, common=known, large=large)


def _spellings(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names as folded words, without those too short to mean the place."""
    found: dict[tuple[str, ...], None] = {}
    for name in names:
        spelling = tuple(words(name))
        letters = sum(map(len, spelling))
        if spelling and (letters > 3 or (letters > 1 and (name.isupper() or not name.isascii()))):
            found[spelling] = None
    return tuple(found)[:MOST_NAMES]


@cache
def stopwords() -> frozenset[str]:
    """Words that need not occur in an entry."""
    text = files("index.analysis").joinpath("data/stopwords.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _terms() -> dict[tuple[str, ...], tuple[Sense, ...]]:
    table: dict[tuple[str, ...], list[Sense]] = defaultdict(list)
    for sense in (*_field_terms(), *_codes("instrument", instruments()), *_codes("relation", relations().values())):
        for spelling in sense.spellings:
            table[spelling].append(sense)
    for sense in (*_codes("status", statuses().values()), *_glossary()):
        for spelling in sense.spellings:
            table[spelling].append(sense)
    return {spelling: tuple(found) for spelling, found in table.items()}


def _field_terms() -> Iterator[Sense]:
    for field in fields():
        heads = (field.name_en, field.name_id, *field.terms_en[:HEAD_TERMS], *field.terms_id[:HEAD_TERMS])
        yield Sense("term", _of_terms(heads), (("field", field.code),), field.name_en)


def _codes(facet: str, codes: Iterable[Code]) -> Iterator[Sense]:
    for code in codes:
        yield Sense("term", _of_terms((*code.terms_en, *code.terms_id)), ((facet, code.code),), code.name_en)


def _glossary() -> Iterator[Sense]:
    text = files("index.analysis").joinpath("data/glossary.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield Sense("term", _of_terms(line.replace("\t", "|").split("|")))


def _of_terms(terms: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(spelling for term in terms if (spelling := tuple(words(term)))))


@cache
def law_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of each name of a kind of statute, with the short form and all its names."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    text = files("index.analysis").joinpath("data/laws.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            short, names = line.split("\t")
            every = (short, *names.split("|"))
            for name in every:
                table[tuple(words(name))] = every
    return table
