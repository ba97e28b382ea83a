"""Foreign places that the gazetteer lacks or the document misspells, known by the words and the country beside them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from archive.model import HOME, Party
from archive.model.party import Level
from archive.reference import Place, fold, places, squeeze
from extractors.mentions.namewords import common, inflected
from extractors.mentions.passages import Passage, Word
from extractors.mentions.places_countries import CountryName
from extractors.mentions.places_gazetteer import around
from extractors.mentions.places_sights import AFTER_KIND, ARTICLES
from extractors.mentions.places_words import place_words

_LONGEST = 5
_NEAR = 82.0
_LEAD = 4.0
_SHORTEST = 5
_VERY_NEAR = 88.0
_MOST_COUNTRIES = 2
_MOST_TRIED = 12
_TOWARDS = frozenset({"dengan", "with", "antara", "between"})
_CUES = frozenset({"city", "province", "regency", "district"})
_MARKS = frozenset({",", "(", "-", "–", "di", "in"})
_OFFICES = frozenset({"bupati", "gubernur", "wali", "walikota", "regent", "governor", "mayor"})
_BETWEEN = frozenset({"and", "dan", "&", "with", "dengan", "-", "–", "—", "|", "/"})
_OPENING = frozenset({",", "(", "–", "—"})
_MOST_APPOSED = 6
_WITHIN = frozenset({"in", "di", "of"})
_LOOSE = frozenset({"di", "in", "-", "–"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """A place at `words[first:last]` that was not found by its exact name."""

    first: int
    last: int
    party: Party
    score: float


def unknown_places(
    passage: Passage,
    countries: Sequence[CountryName],
    settled: Mapping[int, Place],
    seen: Collection[int],
    document: Counter[str],
) -> Iterator[Unknown]:
    """Places introduced as `Kota X, COUNTRY`, `X (COUNTRY)` and the like that the gazetteer does not know.

    Inside the named country a near spelling is looked for first. After "dengan" and the like a name of several letters
    is also compared with the places of the countries that the document names most. `settled` holds the place to which
    each word that is part of a name belongs, `seen` the words of all names that the gazetteer knows.
    """
    taken = set(settled)
    taken.update(index for name in countries for index in range(name.first, name.last))
    # First: a region says more exactly where a name lies than the country behind it.
    for inner in _before_regions(passage, settled, taken):
        taken.update(range(inner.first, inner.last))
        yield inner
    for name in countries:
        if name.code != HOME and name.first > 1:
            unknown = _apposed(passage, name, taken)
            if unknown is None and not name.demonym:
                unknown = _before_country(passage, name, settled, taken)
            if unknown is not None:
                taken.update(range(unknown.first, unknown.last))
                yield unknown
    likely = [code for code, _ in document.most_common(_MOST_COUNTRIES)]
    if likely:
        for unknown in _misspelled(passage, likely, taken.union(seen)):
            taken.update(range(unknown.first, unknown.last))
            yield unknown
    if likely and (len(document) == 1 or document[likely[0]] >= 2 * document[likely[1]]):
        yield from _introduced(passage, likely[0], taken.union(seen))


def _before_country(
    passage: Passage, name: CountryName, settled: Mapping[int, Place], taken: Collection[int]
) -> Unknown | None:
    words = passage.words
    index = name.first - 1
    mark = words[index].text
    if mark not in _MARKS:
        return None
    region = _region_before(words, index, settled)
    last = index if region is None else region
    if last < 1 or words[last - 1].text == "." or not words[last - 1].text[0].isalpha():
        return None
    found = _name_before(passage, last, taken)
    if found is None:
        return None
    first, cue = found
    if mark in _LOOSE and (not cue or _is_led_by_office(words, first)):
        # "Bupati Dewi Handajani di Jepang" is a person.
        return None
    if not cue and (region is not None or (mark not in _LOOSE and _beside_home(words, first, settled))):
        cue = "city"
    if _is_kind(words[first:last]):
        return None
    party, score = _party(passage.body[words[first].start : words[last - 1].end], cue, name.code)
    return Unknown(first, last, party, score) if party is not None else None


def _before_regions(passage: Passage, settled: Mapping[int, Place], taken: Collection[int]) -> Iterator[Unknown]:
    """Names that a word for a kind or an office introduces before the region abroad: `Bupati X, Provinsi REGION`."""
    words, known = passage.words, place_words()
    for index, place in settled.items():
        if place.country == HOME or place.level != "province" or settled.get(index - 1) is place:
            continue
        mark = index - 1
        while mark > 1 and (words[mark].text == "." or (words[mark].lower,) in known.before):
            mark -= 1
        if mark < 2 or words[mark].text != "," or not words[mark - 1].text[0].isupper():
            continue
        found = _name_before(passage, mark, taken)
        if found is None:
            continue
        first, cue = found
        if _is_kind(words[first:mark]):
            continue  # "Semporna District, Sabah" is known.
        cue = cue or _office_or_village(words[max(0, first - 4) : first])
        if cue in _CUES and cue != "province":
            name = passage.body[words[first].start : words[mark - 1].end]
            yield Unknown(first, mark, _in_region(name, cue, place), 0.65)


def _office_or_village(before: Sequence[Word]) -> str:
    """The level of the place that an office, or a word for a village, at the end of some words stands before."""
    lower = [word.lower for word in before if word.text != "."]
    if lower and lower[-1] in place_words().villages:
        return "city"
    use, _ = place_words().cue_before(lower)
    return use.rstrip("!") if use.endswith("!") else ""


def _is_kind(words: Sequence[Word]) -> bool:
    """True where there is no name but words for kinds of place."""
    known = place_words()
    return all((word.lower,) in known.after or (word.lower,) in known.before for word in words)


def _in_region(name: str, cue: str, region: Place) -> Party:
    """The place of that name in a region; a new one where the gazetteer has none that lies there."""
    for place in places().named(name):
        if place.country == region.country and region.code in around(place):
            return place.party()
    near = approximate(name, region.country)
    inner = places().get(near.code) if near is not None and near.code else None
    if near is not None and inner is not None and region.code in around(inner):
        return near
    level = "district" if cue == "regency" else cue
    return Party(" ".join(name.split()), cast(Level, level), region.country)


def _apposed(passage: Passage, name: CountryName, taken: Collection[int]) -> Unknown | None:
    """A name that is said to be that of a place: `X, the Chilean port`, `X, a small town in Chile`."""
    words = passage.words
    last = name.first - 1
    while last > 0 and name.first - last <= _MOST_APPOSED and words[last].text.islower():
        last -= 1
    if last < 1 or words[last].text not in _OPENING or not words[last - 1].text[0].isalpha():
        return None
    kind = _kind_in([word.lower for word in words[last + 1 : name.first]], words[name.last : name.last + 2])
    found = _name_before(passage, last, taken) if kind is not None else None
    if found is None or _is_led_by_office(words, found[0]):
        return None
    first = found[0]
    use = place_words().after.get((kind or "",), "")
    own = passage.body[words[first].start : words[last - 1].end]
    party, score = _party(own, use if use in _CUES else "city", name.code)
    return Unknown(first, last, party, score) if party is not None else None


def _kind_in(before: Sequence[str], behind: Sequence[Word]) -> str | None:
    """The word for a kind of place with which the words before a country, or after its adjective, tell of a place."""
    kinds = place_words().kinds
    own = [word for word in before if word not in ARTICLES]
    if own and own[-1] in _WITHIN:
        # "a small town in Chile", "kota kecil di Chile"
        at = 0 if own[-1] == "di" else -2
        return own[at] if len(own) > 1 and own[at] in kinds else None
    # "the Chilean port of", "the Chilean port,"
    if not behind or behind[0].lower not in kinds:
        return None
    ended = len(behind) == 1 or behind[1].lower in AFTER_KIND or not behind[1].text[0].isalpha()
    return behind[0].lower if before and ended else None


def _is_led_by_office(words: Sequence[Word], first: int) -> bool:
    before = {word.lower for word in words[max(0, first - 2) : first]}
    return not before.isdisjoint(_OFFICES)


def _beside_home(words: Sequence[Word], first: int, settled: Mapping[int, Place]) -> bool:
    """True for a name that stands side by side with a home region: `Klungkung and X (Spain)`."""
    beside = settled.get(first - 2)
    return beside is not None and beside.country == HOME and words[first - 1].lower in _BETWEEN


def _region_before(words: Sequence[Word], index: int, settled: Mapping[int, Place]) -> int | None:
    """In `X, Prov. REGION, COUNTRY` with `index` at the last comma: that of the first; None without a region."""
    position = index - 1
    if position not in settled:
        return None
    place = settled[position]
    while position >= 0 and settled.get(position) is place:
        position -= 1
    while position > 0 and (words[position].text == "." or (words[position].lower,) in place_words().before):
        position -= 1
    return position if position > 0 and words[position].text in {",", "("} else None


def _introduced(passage: Passage, country: str, taken: Collection[int]) -> Iterator[Unknown]:
    """Names that a kind of region of other countries introduces or ends, where the document is about one country.

    `Municipality of X`, `Prefektur X`, `Majlis Perbandaran X`, `X County`.
    """
    body, words = passage.body, passage.words
    known = place_words()
    free = 0
    for index in passage.capitals:
        word = words[index]
        if not index or index < free or index in taken or word.lower in known.words or index - 1 in taken:
            continue
        last = index
        while last < len(words) and last - index < _LONGEST and words[last].text[0].isupper() and last not in taken:
            if last > index and (last in passage.breaks or (words[last].lower,) in known.after):
                break
            last += 1
        free = last
        use = _opened(words, index) or _closed(words, last)
        if use and last > index and not (last < len(words) and last in taken):
            level = "district" if use == "regency" else use
            name = " ".join(body[word.start : words[last - 1].end].split())
            yield Unknown(index, last, Party(name, cast(Level, level), country), 0.55)


def _opened(words: Sequence[Word], index: int) -> str:
    """The level that a kind of region of other countries tells before a name."""
    known = place_words()
    before = [other.lower for other in words[max(0, index - 4) : index] if other.text != "."]
    use, length = known.cue_before(before)
    return use if use in _CUES and length and " ".join(before[-length:]) in known.foreign else ""


def _closed(words: Sequence[Word], last: int) -> str:
    """The same behind it."""
    known = place_words()
    if last >= len(words) or not words[last].text[0].isupper() or words[last].lower not in known.foreign:
        return ""
    use = known.after.get((words[last].lower,), "")
    return use if use in _CUES else ""


@functools.cache
def _leading() -> frozenset[str]:
    """What stands right before a name that may be that of a party: a word, or the full stop behind a short one."""
    return place_words().cue_ends | _TOWARDS | {"."}


def _misspelled(passage: Passage, likely: Sequence[str], taken: Collection[int]) -> Iterator[Unknown]:
    """Names after a word that leads to a party which nearly spell a place of a country that the document names."""
    body, words = passage.body, passage.words
    known, leading = place_words(), _leading()
    tried = 0
    for index in passage.capitals:
        before = passage.lower[index - 1]
        if not index or before not in leading:
            continue
        word = words[index]
        if len(word.text) < _SHORTEST or index in taken or word.lower in known.words:
            continue
        if word.lower in common() or inflected(word.lower):
            continue
        use, _ = known.cue_before([other.lower for other in words[max(0, index - 4) : index] if other.text != "."])
        if use not in _CUES and before not in _TOWARDS:
            continue
        last = index + 1
        while last < len(words) and last - index < 3 and words[last].text[0].isupper() and last not in taken:
            last += 1
        tried += 1
        if tried > _MOST_TRIED:
            return
        for end in range(last, index, -1):
            text = body[word.start : words[end - 1].end]
            near = next((found for code in likely if (found := approximate(text, code, _VERY_NEAR))), None)
            if near is not None:
                yield Unknown(index, end, near, 0.6)
                break


def _name_before(passage: Passage, last: int, taken: Collection[int]) -> tuple[int, str] | None:
    """Where the capitalised words that end at `last` begin, cue words left out, and the cue before them."""
    known, words = place_words(), passage.words
    first = last
    while first > 0 and last - first < _LONGEST:
        word = words[first - 1]
        hyphen = word.text in "-‐–" and first - 1 > 0 and words[first - 2].end == word.start
        if first < last and first in passage.breaks:
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
    if use == "person" or (use.startswith("skip") and before[-1] not in known.villages):
        return None
    after, _ = known.cue_after([word.lower for word in words[last - 1 : last]])
    if after.startswith("skip") or any(word.lower in known.words for word in words[first:last]):
        return None
    use = use.rstrip("!")
    return first, use if use in _CUES else after if after in _CUES else ""


def _party(name: str, cue: str, country: str) -> tuple[Party | None, float]:
    near = approximate(name, country)
    if near is not None:
        return near, 0.7 if cue else 0.6
    if not cue:
        return None, 0.0
    level = "district" if cue == "regency" else cue
    return Party(" ".join(name.split()), cast(Level, level), country), 0.65


@functools.lru_cache(maxsize=1024)
def approximate(name: str, country: str, cutoff: float = _NEAR) -> Party | None:
    """The one place of the country whose name is nearly this one, None where there is none or two are as near."""
    from rapidfuzz import fuzz, process

    key = squeeze(name)
    if len(key) < _SHORTEST or not key.isascii():
        return None
    known = places().keys(country)
    hits = process.extract(key, known.keys(), scorer=fuzz.ratio, score_cutoff=cutoff - _LEAD, limit=8)
    if not hits or hits[0][1] < cutoff:
        return None
    best = places().by_id(max(known[hits[0][0]], key=lambda id: places().by_id(id).population))
    for other, score, _ in hits[1:]:
        if hits[0][1] - score < _LEAD and best.id not in known[other]:
            return None
    return best.party() if fold(name)[:1] == fold(best.name)[:1] or hits[0][1] >= 90 else None
