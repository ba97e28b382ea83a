"""Texts with gold as the network is fitted to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.model import HOME, Party
from archive.reference import institutions, places
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import rules_of
from extractors.records.scores.fitting import is_whole, pair_of, passages, place, texts_of, told
from extractors.records.ties.reading import Prepared, prepare

_GOLD = Path("corpus/gold")
_READ = ("", "further", "fresh")


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its agreements; `read` says that its mistakes were used to better the rules."""

    name: str
    text: str
    agreements: Sequence[Mapping[str, Any]]
    read: bool

    @property
    def whole(self) -> bool:
        """True for a text as long as a whole document."""
        return is_whole(self.text)


@dataclass(slots=True)
class Drafted:
    """A draft of the rules, its parties by comparable names; `exists` says that it is no plan."""

    pair: tuple[str, str]
    exists: bool
    score: float
    structural: bool


@dataclass(slots=True)
class Example:
    """A document ready for the network, with what is right of each pair, as in `Chance`."""

    name: str
    read: bool
    whole: bool
    prepared: Prepared
    right: dict[tuple[str, str], tuple[bool, bool, bool]]
    wanted: Counter[tuple[str, str, bool]]
    """The agreements of the gold by comparable names, and whether they exist; with those that no pair stands for."""
    drafted: list[Drafted]
    """What the rules found."""


def sources() -> Iterator[Source]:
    """All texts that may be learned from: those read, and those that were written to be learned from."""
    for folder in _READ:
        for text in texts_of(_GOLD / folder):
            yield Source(*text, read=True)
    for passage in passages(_GOLD / "passages"):
        if passage["read"]:
            yield Source(*told(passage), read=True)
    for passage in passages(_GOLD / "training"):
        yield Source(*told(passage), read=False)


def examples(texts: Sequence[Source]) -> list[Example]:
    """The texts as examples, read on all cores."""
    with ProcessPoolExecutor() as pool:
        return [one for one in pool.map(_example, texts, chunksize=16) if one is not None]


def _example(source: Source) -> Example | None:
    text = parse_plain(source.text, source.name)
    scene, walk, scored = rules_of(text, find(text))
    prepared = prepare(scene, walk, scored)
    parties = prepared.found.parties
    homes = [party for party in parties.values() if party.country == HOME]
    partners = [party for party in parties.values() if party.country != HOME]
    wanted = Counter(
        (
            _named(one["home"], homes),
            _named(one["partner"], partners),
            one.get("status") != "planned",
        )
        for one in source.agreements
    )
    names = {key: place(party.name) for key, party in parties.items()}
    right = {(home, view.partner): (False, False, False) for view in prepared.views for home in prepared.found.homes}
    for keys, pair in _meant(prepared, names).items():
        right[keys] = wanted[*pair, True] > 0, wanted[*pair, False] > 0, wanted[*pair, True] > 1
    drafted = [Drafted(pair_of(one.draft), one.draft.exists, one.score, one.structural) for one in scored]
    return Example(source.name, source.read, source.whole, prepared, right, wanted, drafted)


def _meant(prepared: Prepared, names: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, str]]:
    """The comparable names of the pairs that the gold may mean by them.

    A city and the regency or province around it may have one name, and both stand in the text: of such pairs that is
    meant of which the rules say most, else of which the parties are named most.
    """
    meant: dict[tuple[str, str], tuple[tuple[float, int], tuple[str, str]]] = {}
    for view in prepared.views:
        for home, facts in zip(prepared.found.homes, view.circumstances, strict=True):
            named = len(view.named) + len(prepared.tokens.named.get(home, ()))
            speaking = float(facts[:2].max()), named
            pair = names[home], names[view.partner]
            if pair not in meant or speaking > meant[pair][0]:
                meant[pair] = speaking, (home, view.partner)
    return {keys: pair for pair, (_, keys) in meant.items()}


def _named(name: str, parties: Collection[Party]) -> str:
    """The comparable name of the party that the gold means, which the text may call otherwise ("Antwerpen")."""
    own = place(name)
    if any(place(party.name) == own for party in parties):
        return own
    known = institutions().named(name)
    codes = {one.code for one in places().named(name)} | ({known.code} if known is not None else set())
    return next((place(party.name) for party in parties if party.code in codes), own)
