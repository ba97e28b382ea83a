"""What the network is given: a document once, and each partner's view of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.model import HOME, Text
from extractors.records.ties.candidates import CIRCUMSTANCES, Candidates, Circumstances, Scored
from extractors.records.ties.tokens import Tokens, pieces, standing

KINDS = (
    "", "sign", "home", "abroad", "body", "country", "date", "instrument", "relation", "field", "person",
    "organisation", "law",
)  # fmt: skip
ROLES = ("", "partner", "home", "neighbour", "abroad", "own_country", "country")
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
_REMEMBERED = 1 << 17
Numbers = NDArray[np.int64]
Figures = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number of each word, stem, ending and class of cues; 0 is one that is not known."""

    words: Mapping[str, int]
    stems: Mapping[str, int]
    endings: Mapping[str, int]
    cues: Mapping[str, int]
    _seen: dict[str, tuple[int, int, int]] = field(default_factory=dict, repr=False)

    def numbers(self, form: str) -> tuple[int, int, int]:
        """The numbers of a word, its stem and its ending."""
        found = self._seen.get(form)
        if found is None:
            word, stem, ending = pieces(form)
            found = self.words.get(word, 0), self.stems.get(stem, 0), self.endings.get(ending, 0)
            if len(self._seen) < _REMEMBERED:
                self._seen[form] = found
        return found


@dataclass(slots=True)
class DocumentInput:
    """`pieces` (tokens, 3) and `kinds` (tokens,) are numbers of embeddings; `cues` (pairs, 2) tokens with a cue."""

    pieces: Numbers
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
    """The document as numbers."""
    rows = list(map(vocabulary.numbers, tokens.forms))
    kinds = [2 * _KIND[kind] + heading for kind, heading in zip(tokens.kinds, tokens.headings, strict=True)]
    known = vocabulary.cues
    pairs = sorted({(token, known[name]) for token, name in tokens.cues if name in known})
    return DocumentInput(
        np.array(rows, dtype=np.int64).reshape(-1, 3),
        np.array(kinds, dtype=np.int64),
        np.array(pairs, dtype=np.int64).reshape(-1, 2),
    )


_KIND = {kind: number for number, kind in enumerate(KINDS)}
_ROLE = {role: number for number, role in enumerate(ROLES)}


class Views:
    """The views of all partners of a document; what they share is made once."""

    def __init__(
        self, text: Text, tokens: Tokens, found: Candidates, scored: Sequence[Scored], weights: Mapping[str, float]
    ) -> None:
        self._tokens, self._found = tokens, found
        document = (float(text.language == "en"), float(text.kind == "news"), float(text.kind == "agreement"))
        self._circumstances = Circumstances(tokens, found, scored, weights, document)
        self._statements = standing(tokens, [one.draft for one in scored])
        self._told = np.zeros(len(tokens), dtype=np.int64)
        for statements in self._statements.values():
            for line, exists in statements:
                self._told[line.start : line.stop] |= 1 if exists else 2
        self._roles = np.zeros(len(tokens), dtype=np.int64)
        self._abroad: dict[str | None, list[int]] = {}
        """The tokens that name parties of each country abroad."""
        for key, spots in tokens.named.items():
            country = tokens.parties[key].country
            if country != HOME:
                self._abroad.setdefault(country, []).extend(spots)
            self._roles[spots] = _ROLE["home" if key in found.homes else "abroad" if country != HOME else ""]
        self._rivals = np.array(sorted(spot for spots in self._abroad.values() for spot in spots), dtype=np.int64)
        """The tokens that name any party abroad, in order."""
        self._lines = np.array(tokens.line_of, dtype=np.int64)
        following = np.searchsorted(self._rivals, np.arange(len(tokens)), side="right")
        self._last, self._next = self._named_there(following - 1), self._named_there(following)
        for spots in tokens.countries.values():
            self._roles[spots] = _ROLE["country"]

    def __iter__(self) -> Iterator[PartnerInput]:
        return map(self._of, self._found.partners if self._found.homes else ())

    def _of(self, partner: str) -> PartnerInput:
        tokens, found = self._tokens, self._found
        spots = tokens.named[partner]
        at, distances = _window(tokens, sorted({tokens.line_of[spot] for spot in spots})[:_NAMED])
        place = np.full(len(tokens), -1, dtype=np.int64)
        place[at] = np.arange(len(at))
        roles = self._roles[at]
        country = found.parties[partner].country
        if country is not None:
            roles[_seen(place, self._abroad[country])] = _ROLE["neighbour"]
            roles[_seen(place, tokens.countries.get(country, ()))] = _ROLE["own_country"]
        named = _seen(place, spots)
        roles[named] = _ROLE["partner"]
        told = self._told.copy()
        for line, exists in self._statements.get(partner, ()):
            told[line.start : line.stop] |= 4 if exists else 8
        return PartnerInput(
            partner,
            at,
            roles,
            distances,
            told[at],
            _steps(at, np.array(spots)),
            self._turns(at, spots),
            named,
            [_seen(place, tokens.named.get(home, ())) for home in found.homes],
            np.array([self._circumstances.of(home, partner) for home in found.homes], dtype=np.float32).reshape(
                -1, CIRCUMSTANCES
            ),
        )

    def _named_there(self, number: Numbers) -> tuple[Numbers, Numbers]:
        """For each token the place of a party abroad among all that are named, and who it is if not the partner."""
        within = (number >= 0) & (number < len(self._rivals))
        number = np.where(within, number, len(self._rivals))
        beside = np.append(self._lines[self._rivals], -1)[number] == self._lines
        return number, np.where(within, np.where(beside, _BESIDE, _OTHER), _NOBODY)

    def _turns(self, at: Numbers, spots: Sequence[int]) -> Numbers:
        """Whose turn it is at each token: who was named last, up to it, and who is named next."""
        mine = np.zeros(len(self._rivals) + 1, dtype=bool)
        mine[np.searchsorted(self._rivals, spots)] = True
        last, following = (np.where(mine[number[at]], _PARTNER, who[at]) for number, who in (self._last, self._next))
        return _WHO * last + following


def _steps(at: Numbers, spots: Numbers) -> Numbers:
    """The class of the number of tokens from the nearest of the spots to each token."""
    following = np.searchsorted(spots, at)
    before, behind = spots[np.maximum(following - 1, 0)], spots[np.minimum(following, len(spots) - 1)]
    nearest = np.where(np.abs(at - before) <= np.abs(at - behind), before, behind)
    return np.searchsorted(_STEPS, at - nearest, side="right")


def _window(tokens: Tokens, own: Sequence[int]) -> tuple[Numbers, Numbers]:
    """The tokens of the sentences that lie nearest to the partner's own, and how far each lies from those."""
    near: dict[int, int] = {}
    for sentence in own:
        for other in range(max(sentence - _AROUND, 0), min(sentence + _AROUND + 1, len(tokens.lines))):
            gap = other - sentence
            if abs(gap) < abs(near.get(other, 2 * _AROUND)):
                near[other] = gap
    for opening in range(min(2, len(tokens.lines))):
        near.setdefault(opening, -_AROUND)
    order = sorted(near, key=lambda sentence: (_turn(sentence, near[sentence]), sentence))
    kept, count = [], 0
    for sentence in order:
        line = tokens.lines[sentence]
        length = line.end - line.start
        if count + length > _WINDOW:
            if count:
                continue
            length = _WINDOW
        kept.append((line.start, line.start + length, near[sentence]))
        count += length
    kept.sort()
    at = np.concatenate([np.arange(start, end) for start, end, _ in kept])
    gaps = [max(-FAR, min(FAR, gap)) + FAR for _, _, gap in kept]
    return at, np.repeat(gaps, [end - start for start, end, _ in kept])


def _seen(place: Numbers, spots: Sequence[int]) -> Numbers:
    """Where some tokens stand in a view; those outside it are left out."""
    found = place[np.array(spots, dtype=np.int64)]
    return found[found >= 0]


def _turn(sentence: int, gap: int) -> float:
    """What is read first: the partner's own sentences, then those around them and the opening of the text."""
    turn = abs(gap) + (_BEFORE if gap < 0 else 0.0)
    return min(turn, (_FIRST, _SECOND)[sentence]) if sentence < 2 else turn
