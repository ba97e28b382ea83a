"""What the network is given: a document once, and each partner's view of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.model import HOME, Text
from extractors.records.ties.candidates import Candidates, Circumstances, Scored
from extractors.records.ties.tokens import DATES, PAPERS, Tokens, pieces, standing

KINDS = (
    "", "sign", "home", "abroad", "body", "country", *DATES, *PAPERS, "relation", "field", "person", "organisation",
    "law",
)  # fmt: skip
ROLES = ("", "partner", "home", "neighbour", "abroad", "own_country", "country", "mate")
"""A mate is named in one breath with the partner."""
FAR = 3
"""Sentences from the partner's that are told apart; all beyond are far."""
DISTANCES, TOLD = 2 * FAR + 1, 16
_STEPS = np.array([-40, -20, -10, -5, -2, 0, 1, 3, 6, 11, 21, 41])
"""Where classes of numbers of tokens begin: the word itself, next to it, a few words off, and so on."""
STEPS = len(_STEPS) + 1
_WHO = 4
_NOBODY, _OTHER, _PARTNER, _BESIDE = range(_WHO)
"""Who was named: nobody, another, the partner, another in the same sentence."""
TURNS = _WHO**2
_WINDOW = 200
_NAMED, _AROUND = 8, 10
_FIRST, _SECOND = 1.2, 1.6
_BEFORE = 0.3
Numbers = NDArray[np.int64]
Figures = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number of each word, stem, ending and class of cues; 0 is one that is not known."""

    words: Mapping[str, int]
    stems: Mapping[str, int]
    endings: Mapping[str, int]
    cues: Mapping[str, int]

    def numbers(self, forms: Iterable[str]) -> Numbers:
        """The numbers of words, of their stems and of their endings: (words, 3)."""
        found = [
            (self.words.get(word, 0), self.stems.get(stem, 0), self.endings.get(ending, 0))
            for word, stem, ending in map(pieces, forms)
        ]
        return np.array(found, dtype=np.int64).reshape(-1, 3)


@dataclass(slots=True)
class DocumentInput:
    """`forms` are the tokens, `kinds` numbers of embeddings; `cues` (pairs, 2) tokens with the class of a cue."""

    forms: Sequence[str]
    kinds: Numbers
    cues: Numbers


@dataclass(slots=True)
class PartnerInput:
    """One partner's view: `at` are the tokens around it; what follows up to `turns` runs beside them.

    `steps` are classes of the number of tokens to the nearest that names the partner. `turns` say whether the partner
    or another party abroad was named last before a token, and which is named next. `named` holds where in `at` the
    partner stands, `homes` the same for each home; `circumstances` (homes, CIRCUMSTANCES).
    """

    partner: str
    at: Numbers
    roles: Numbers
    distances: Numbers
    told: Numbers
    steps: Numbers
    turns: Numbers
    named: Numbers
    homes: list[Numbers]
    circumstances: Figures


def document_input(tokens: Tokens, vocabulary: Vocabulary) -> DocumentInput:
    """The document as the network reads it."""
    kinds = [2 * _KIND[kind] + heading for kind, heading in zip(tokens.kinds, tokens.headings, strict=True)]
    known = vocabulary.cues
    pairs = sorted({(token, known[name]) for token, name in tokens.cues if name in known})
    return DocumentInput(
        tokens.forms,
        np.array(kinds, dtype=np.int64),
        np.array(pairs, dtype=np.int64).reshape(-1, 2),
    )


_KIND = {kind: number for number, kind in enumerate(KINDS)}
_ROLE = {role: number for number, role in enumerate(ROLES)}


class Views:
    """The views of all partners of a document; what is asked of each token is asked of those of all views at once."""

    def __init__(
        self,
        text: Text,
        tokens: Tokens,
        found: Candidates,
        enumerations: Sequence[Sequence[int]],
        scored: Sequence[Scored],
        weights: Mapping[str, float],
    ) -> None:
        self._tokens, self._found = tokens, found
        document = (float(text.language == "en"), float(text.kind == "news"), float(text.kind == "agreement"))
        self._circumstances = Circumstances(tokens, found, scored, weights, document)
        self._statements = standing(tokens, [one.draft for one in scored])
        self._lines = np.array(tokens.line_of, dtype=np.int64)
        self._mates = self._find_mates(enumerations)
        """For each partner the tokens that name it and those named in one breath with it."""
        self._mated = np.zeros((len(self._mates), len(tokens)), dtype=bool)
        for number, own in enumerate(self._mates):
            self._mated[number, own] = True
        self._view = self._at = np.zeros(0, dtype=np.int64)
        """The tokens of all views one after another, and the number of the view that each is in."""

    def __iter__(self) -> Iterator[PartnerInput]:
        partners, homes = self._found.partners, self._found.homes
        if not partners or not homes:
            return
        distances = self._look_around()
        partner_of, home_of = self._numbers(partners), self._numbers(homes)
        roles, told, steps, turns = self._roles(partner_of), self._told(), self._steps(), self._turns()
        ends = np.searchsorted(self._view, np.arange(len(partners) + 1))
        for number, partner in enumerate(partners):
            own = slice(ends[number], ends[number + 1])
            at = self._at[own]
            home = home_of[at]
            yield PartnerInput(
                partner,
                at,
                roles[own],
                distances[own],
                told[own],
                steps[own],
                turns[own],
                np.flatnonzero(partner_of[at] == number),
                [np.flatnonzero(home == one) for one in range(len(homes))],
                np.array(self._circumstances.of(partner), dtype=np.float32),
            )

    def _find_mates(self, enumerations: Sequence[Sequence[int]]) -> list[list[int]]:
        beside = {spot: spots for spots in enumerations for spot in spots}
        named = (self._tokens.named[partner] for partner in self._found.partners)
        return [sorted({*own, *(mate for spot in own for mate in beside.get(spot, ()))}) for own in named]

    def _look_around(self) -> Numbers:
        """Finds the tokens of each view; how far each lies from the partner's sentences."""
        tokens = self._tokens
        gaps = np.array([_window(tokens, tokens.named[partner]) for partner in self._found.partners])
        openings = np.array([line.start for line in tokens.lines])
        within = np.arange(len(tokens)) - openings[self._lines] < _WINDOW
        self._view, self._at = np.nonzero((gaps[:, self._lines] >= 0) & within)
        distances: Numbers = gaps[self._view, self._lines[self._at]]
        return distances

    def _numbers(self, keys: Sequence[str]) -> Numbers:
        """For each token the number of the party that it names, -1 for none of these."""
        numbers = np.full(len(self._tokens), -1)
        for number, key in enumerate(keys):
            numbers[self._tokens.named.get(key, [])] = number
        return numbers

    def _roles(self, partner_of: Numbers) -> Numbers:
        """What each token names, as seen from the partner."""
        tokens, found = self._tokens, self._found
        roles = np.zeros(len(tokens), dtype=np.int64)
        countries: dict[str | None, int] = {}
        country_of, named = np.full(len(tokens), -1), np.full(len(tokens), -1)
        """The countries of parties abroad, and those that are named themselves."""
        for key, spots in tokens.named.items():
            country = tokens.parties[key].country
            roles[spots] = _ROLE["home" if key in found.homes else "abroad" if country != HOME else ""]
            if country != HOME and country is not None:
                country_of[spots] = countries.setdefault(country, len(countries))
        for country, spots in tokens.countries.items():
            roles[spots] = _ROLE["country"]
            named[spots] = countries.get(country, -1)
        own = np.array([countries.get(found.parties[partner].country, len(countries)) for partner in found.partners])
        theirs = own[self._view]
        seen: Numbers = roles[self._at]
        seen[country_of[self._at] == theirs] = _ROLE["neighbour"]
        seen[named[self._at] == theirs] = _ROLE["own_country"]
        seen[self._mated[self._view, self._at]] = _ROLE["mate"]
        seen[partner_of[self._at] == self._view] = _ROLE["partner"]
        return seen

    def _told(self) -> Numbers:
        """Whether the rules have read there of a paper or a plan of anybody's, and of one of the partner's."""
        anybody = np.zeros(len(self._tokens), dtype=np.int64)
        own = np.zeros((len(self._found.partners), len(self._tokens)), dtype=np.int64)
        numbers = {partner: number for number, partner in enumerate(self._found.partners)}
        for partner, statements in self._statements.items():
            for line, exists in statements:
                anybody[line.start : line.stop] |= 1 if exists else 2
                if partner in numbers:
                    own[numbers[partner], line.start : line.stop] |= 4 if exists else 8
        told: Numbers = anybody[self._at] | own[self._view, self._at]
        return told

    def _steps(self) -> Numbers:
        """The class of the number of tokens from the nearest that names the partner, or a mate of it."""
        size = len(self._tokens)
        counts = [len(own) for own in self._mates]
        # The tokens of the views follow each other as if each view had a document of its own.
        spots = np.array([number * size + spot for number, own in enumerate(self._mates) for spot in own])
        last = np.cumsum(counts) - 1
        at = self._view * size + self._at
        following = np.searchsorted(spots, at)
        behind = spots[np.minimum(following, last[self._view])]
        before = spots[np.maximum(following - 1, (last - counts + 1)[self._view])]
        nearest = np.where(np.abs(at - before) <= np.abs(at - behind), before, behind)
        return np.searchsorted(_STEPS, at - nearest, side="right")

    def _turns(self) -> Numbers:
        """Whose turn it is at each token: who was named last, up to it, and who is named next."""
        tokens = self._tokens
        rivals = np.array(
            sorted(spot for key, spots in tokens.named.items() if tokens.parties[key].country != HOME for spot in spots)
        )
        following = np.searchsorted(rivals, np.arange(len(tokens)), side="right")
        lines = np.append(self._lines[rivals], -1)
        own = np.zeros((len(self._mates), len(rivals) + 1), dtype=bool)
        own[:, :-1] = self._mated[:, rivals]
        last, behind = (self._named_there(number, own, lines) for number in (following - 1, following))
        return _WHO * last + behind

    def _named_there(self, number: Numbers, own: NDArray[np.bool_], lines: Numbers) -> Numbers:
        """Whether the party abroad with a number among all that are named, by the token, is the partner or another.

        Those named in one breath with the partner count as the partner itself.
        """
        number = np.where(number < 0, len(lines) - 1, number)
        other = np.where(lines[number] == self._lines, _BESIDE, _OTHER)
        other[number == len(lines) - 1] = _NOBODY
        return np.where(own[self._view, number[self._at]], _PARTNER, other[self._at])


def _window(tokens: Tokens, spots: Sequence[int]) -> list[int]:
    """How far each sentence lies from the partner's own, as a class; -1 for those that are not in its view.

    The nearest are in it, until there are enough words.
    """
    near: dict[int, int] = {}
    for sentence in sorted({tokens.line_of[spot] for spot in spots})[:_NAMED]:
        for other in range(max(sentence - _AROUND, 0), min(sentence + _AROUND + 1, len(tokens.lines))):
            gap = other - sentence
            if abs(gap) < abs(near.get(other, 2 * _AROUND)):
                near[other] = gap
    for opening in range(min(2, len(tokens.lines))):
        near.setdefault(opening, -_AROUND)
    kept, count = [-1] * len(tokens.lines), 0
    for sentence in sorted(near, key=lambda sentence: (_turn(sentence, near[sentence]), sentence)):
        line = tokens.lines[sentence]
        length = min(line.end - line.start, _WINDOW)
        if count + length > _WINDOW:
            continue
        kept[sentence] = max(-FAR, min(FAR, near[sentence])) + FAR
        count += length
    return kept


def _turn(sentence: int, gap: int) -> float:
    """What is read first: the partner's own sentences, then those around them and the opening of the text."""
    turn = abs(gap) + (_BEFORE if gap < 0 else 0.0)
    return min(turn, (_FIRST, _SECOND)[sentence]) if sentence < 2 else turn
