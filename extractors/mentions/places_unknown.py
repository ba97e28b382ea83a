"""Foreign places that the gazetteer lacks or the document misspells, known by the words and the country beside them."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from archive.model import Party
from archive.model.party import Level
from archive.reference import fold, places, squeeze
from extractors.mentions.passages import Word
from extractors.mentions.places_candidates import breaks
from extractors.mentions.places_countries import CountryName
from extractors.mentions.places_words import place_words

_HOME = "ID"
_LONGEST = 5
_NEAR = 82.0
_LEAD = 4.0
_SHORTEST = 5
_FOREIGN_CUES = frozenset(
    {
        "prefektur",
        "prefecture of",
        "negara bagian",
        "munisipalitas",
        "munisipal",
        "municipality of",
        "oblast",
        "state of",
    }
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A place at `words[first:last]` that was not found by its exact name."""

    first: int
    last: int
    party: Party
    score: float


def unknown_places(
    body: str, words: Sequence[Word], countries: Sequence[CountryName], taken: Collection[int]
) -> Iterator[Unknown]:
    """Places introduced as `Kota X, COUNTRY`, `X (COUNTRY)` and the like whose name the gazetteer does not know.

    Inside the named country a near spelling is looked for first; its score is low, so that a reader may see it as
    approximate.
    """
    for name in countries:
        if name.code == _HOME or name.demonym or name.first < 2:
            continue
        mark = words[name.first - 1].text
        if mark not in {",", "(", "-", "–", "di", "in"}:
            continue
        last = name.first - 1
        if words[last - 1].text == "." or not words[last - 1].text[0].isalpha():
            continue
        found = _name_before(body, words, last, taken)
        if found is None:
            continue
        first, cue = found
        if not cue and mark in {"di", "in", "-", "–"}:
            continue
        party, score = _party(" ".join(word.text for word in words[first:last]), words, first, last, cue, name.code)
        if party is not None:
            yield Unknown(first, last, party, score if cue else score - 0.15)


def _name_before(body: str, words: Sequence[Word], last: int, taken: Collection[int]) -> tuple[int, str] | None:
    """Where the capitalised words that end at `last` begin, cue words left out, and the cue before them."""
    known = place_words()
    first = last
    while first > 0 and last - first < _LONGEST:
        word = words[first - 1]
        hyphen = word.text in "-‐–" and first - 1 > 0 and words[first - 2].end == word.start
        if first < last and breaks(body, words, first):
            break
        joined = first < last and words[first - 1].end == words[first].start
        inner = word.lower in known.links and first < last and first > 1 and words[first - 2].text[0].isupper()
        capital = word.text[0].isupper()
        if first - 1 in taken or not (capital or hyphen or joined or inner):
            break
        use, _ = known.cue_before([word.lower])
        if capital and use:
            break
        first -= 1
    while first < last and not words[first].text[0].isupper():
        first += 1
    if first == last:
        return None
    before = [word.lower for word in words[max(0, first - 6) : first] if word.text != "."]
    use, _ = known.cue_before(before)
    if use in {"skip", "person"}:
        return None
    after, _ = known.cue_after([word.lower for word in words[last - 1 : last]])
    if after == "skip" or any(word.lower in known.words for word in words[first:last]):
        return None
    return first, use or after


def _party(
    text: str, words: Sequence[Word], first: int, last: int, cue: str, country: str
) -> tuple[Party | None, float]:
    name = text.replace(" - ", "-").replace(" ' ", "'")
    near = approximate(name, country)
    if near is not None:
        return near, 0.7
    if not cue:
        return None, 0.0
    level = "district" if cue == "regency" else cue
    return Party(name, cast(Level, level), country), 0.7


@functools.lru_cache(maxsize=1024)
def approximate(name: str, country: str) -> Party | None:
    """The one place of the country whose name is nearly this one, None where there is none or two are as near."""
    from rapidfuzz import fuzz, process

    key = squeeze(name)
    if len(key) < _SHORTEST or not key.isascii():
        return None
    known = places().keys(country)
    hits = process.extract(key, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR - _LEAD, limit=8)
    if not hits or hits[0][1] < _NEAR:
        return None
    best = places().by_id(max(known[hits[0][0]], key=lambda id: places().by_id(id).population))
    for other, score, _ in hits[1:]:
        if hits[0][1] - score < _LEAD and best.id not in known[other]:
            return None
    return best.party() if fold(name)[:1] == fold(best.name)[:1] or hits[0][1] >= 90 else None
