"""What the words beside a name say of it, from data/place_words.tsv."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.tables import DATA, rows

_LONGEST = 5


@dataclass(frozen=True)
class PlaceWords:
    """Phrases as tuples of lower-case words: before a name, after it, and single words that are seldom places.

    A level ("city", "province", "regency", "district") is a cue that a place of that level is named, with "!" where
    the phrase is an office, which its holder's name may follow as well. "skip" says that what is named is no place,
    "skip_name" the same of a longer name that it opens, "skip_any" of a name before it in whatever case,
    "skip_paper" the same of that of a newspaper; "person" that it is a person. `locative` words stand before places
    ("di"), `linking` words before parties ("dengan"). `locative_ends` and `cue_ends` are the last words of those
    and of what stands `before`, `cue_openings` the first of what stands `after`: most words are none of them and
    need not be looked at further. `kinds` are common nouns for places, `villages` those for small ones, `foreign`
    words for regions that only other countries have. `near` and `some` are codes of the countries with most and
    with many ties to Indonesian regions. `sayings` lead to a speaker in the same sentence, `bodies` are those of a
    region, named after it ("Government").
    """

    before: Mapping[tuple[str, ...], str]
    after: Mapping[tuple[str, ...], str]
    links: frozenset[str]
    words: frozenset[str]
    risky: frozenset[str]
    given: frozenset[str]
    kinds: frozenset[str]
    villages: frozenset[str]
    foreign: frozenset[str]
    locative: frozenset[tuple[str, ...]]
    linking: frozenset[tuple[str, ...]]
    near: frozenset[str]
    some: frozenset[str]
    sayings: frozenset[str]
    bodies: frozenset[str]
    locative_ends: frozenset[str]
    cue_ends: frozenset[str]
    cue_openings: frozenset[str]

    def cue_before(self, words: list[str]) -> tuple[str, int]:
        """The use of the longest phrase at the end of `words`, and its number of words; ("", 0) where there is none."""
        if not words or words[-1] not in self.cue_ends:
            return "", 0
        for length in range(min(_LONGEST, len(words)), 0, -1):
            use = self.before.get(tuple(words[-length:]))
            if use:
                return use, length
        return "", 0

    def cue_after(self, words: list[str]) -> tuple[str, int]:
        """The same for the phrase at the beginning of `words`."""
        if not words or words[0] not in self.cue_openings:
            return "", 0
        for length in range(min(_LONGEST, len(words)), 0, -1):
            use = self.after.get(tuple(words[:length]))
            if use:
                return use, length
        return "", 0


@functools.cache
def place_words() -> PlaceWords:
    """The words, read once."""
    tables: dict[str, dict[tuple[str, ...], str]] = {"before": {}, "after": {}}
    single: dict[str, frozenset[str]] = {}
    prepositions: dict[str, frozenset[tuple[str, ...]]] = {}
    for row in rows("place_words"):
        phrases = row["words"].split("|")
        if row["side"] == "preposition":
            prepositions[row["use"]] = frozenset(tuple(phrase.split()) for phrase in phrases)
        elif row["side"] in tables:
            use = "person" if row["use"] == "saying" else row["use"]
            tables[row["side"]].update({tuple(phrase.split()): use for phrase in phrases})
            if row["use"] == "saying":
                single["saying"] = frozenset(phrases)
        else:
            single[row["use"]] = frozenset(phrases)
    return PlaceWords(
        tables["before"],
        tables["after"],
        single["link"],
        single["word"],
        single["risky"],
        single["given"],
        single["kind"],
        single["village"],
        single["foreign"],
        prepositions["place"],
        prepositions["party"],
        frozenset(code.upper() for code in single["near"]),
        frozenset(code.upper() for code in single["some"]),
        single["saying"],
        single["body"],
        frozenset(phrase[-1] for phrase in prepositions["place"]),
        frozenset(phrase[-1] for phrase in tables["before"]),
        frozenset(phrase[0] for phrase in tables["after"]),
    )


@functools.cache
def home_towns() -> frozenset[str]:
    """The squeezed names of Indonesian towns and districts that are no regions of their own."""
    return frozenset((DATA / "home_towns.txt").read_text(encoding="ascii").split())
