"""The pairs of parties that a document may tie to each other, and what is known of each besides the words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.model import HOME, Party
from extractors.records.drafts import Draft
from extractors.records.ties.tokens import Tokens

_PARTNERS, _HOMES = 24, 12
"""More parties abroad, or at home, only lists have, which the rules read; they would cost time."""
_LISTED = 20
"""A sentence with more parties abroad is a list, which the rules read better."""
_OFTEN = 4
_MANY = 6
_COUNTED, _SPOTS = 64, 8
"""The first so many tokens that name the home, and the partner, by which it is said how a home stands to it."""
_TOP = 3
"""The sentences and lines with which a text begins: where it stands who publishes it, a headline, a dateline."""
_NEAR = 10
"""The tokens between two parties at which they count as half as near as side by side."""
_FORMS = frozenset({"table", "treaty", "listed"})


@dataclass(slots=True)
class Scored:
    """A draft of the rules with its score."""

    draft: Draft
    score: float

    @property
    def structural(self) -> bool:
        """True where a table, a list or an agreement itself says so by its form."""
        return any(not frame.marks.isdisjoint(_FORMS) for frame in self.draft.frames)


@dataclass(slots=True)
class Candidates:
    """The partners and homes that a document names, by key, in the order of the weight or the text."""

    partners: list[str]
    homes: list[str]
    parties: dict[str, Party]


def candidates(tokens: Tokens, drafts: Sequence[Draft], weights: Mapping[str, float]) -> Candidates:
    """The parties named in the text, and those that the rules have put together from what it says."""
    parties = dict(tokens.parties)
    for draft in drafts:
        for party in (draft.frames[0].home, draft.frames[0].partner):
            parties.setdefault(party.key, party)
    homes = [key for key, party in parties.items() if party.country == HOME and party.level != "institution"]
    partners = [key for key, party in parties.items() if party.country != HOME and key in tokens.named]
    crowd = Counter(sentence for key in partners for sentence in {tokens.line_of[spot] for spot in tokens.named[key]})
    partners = [key for key in partners if any(crowd[tokens.line_of[spot]] <= _LISTED for spot in tokens.named[key])]
    homes.sort(key=lambda key: -weights.get(key, 0.0))
    return Candidates(partners[:_PARTNERS], homes[:_HOMES], parties)


@dataclass(slots=True)
class Said:
    """What the rules say: the best scores of each pair, and of each side with its rivals."""

    pairs: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    by_partner: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    by_home: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    ranked: list[tuple[float, str, str]] = field(default_factory=list)


def said(scored: Sequence[Scored]) -> Said:
    """The drafts of the rules by pair: best scores of papers and plans, their numbers, an end, a renewal."""
    found = Said()
    for one in scored:
        draft, score = one.draft, one.score
        home, partner = draft.frames[0].pair
        own = found.pairs.setdefault((home, partner), [0.0] * 6)
        plan = int(not draft.exists)
        own[plan] = max(own[plan], score)
        own[2 + plan] += 1
        own[4] = max(own[4], float(draft.status in {"expired", "terminated"}))
        own[5] = max(own[5], float(draft.status == "renewal_planned"))
        found.by_partner.setdefault(partner, {})[home] = own
        found.by_home.setdefault(home, {})[partner] = own
        found.ranked.append((score, home, partner))
    found.ranked.sort(reverse=True)
    return found


class Circumstances:
    """What is known of the pairs of a document besides its words."""

    def __init__(
        self,
        tokens: Tokens,
        found: Candidates,
        scored: Sequence[Scored],
        weights: Mapping[str, float],
        document: Sequence[float],
    ) -> None:
        self._tokens, self._found, self._weights, self._document = tokens, found, weights, document
        self._rules = said(scored)
        self._heaviest, self._total = max(weights.values(), default=0.0), sum(weights.values()) or 1.0
        homes = sorted((spot, key) for key in found.homes for spot in tokens.named.get(key, ()))
        self._home_spots = [spot for spot, _ in homes]
        self._home_keys = [key for _, key in homes]
        self._in_line: dict[int, set[str]] = {}
        """The homes that each sentence names."""
        for spot, key in homes:
            self._in_line.setdefault(tokens.line_of[spot], set()).add(key)
        self._counts = {key: len(tokens.named.get(key, ())) for key in (*found.homes, *found.partners)}
        self._own_lines = _own_lines(tokens)
        self._days_in, self._papers_in = _by_line(tokens, tokens.days), _by_line(tokens, tokens.papers)
        self._of_home = {home: [*self._weight_of(home), *self._place_of(home, found.homes)] for home in found.homes}

    def of(self, partner: str) -> list[list[float]]:
        """For each home what the rules say of the pair and its rivals, how often and where its parties are named."""
        rules, tokens, found = self._rules, self._tokens, self._found
        own = [
            *self._place_of(partner, found.partners),
            min(len(found.homes), _MANY) / _MANY,
            min(len(found.partners), _MANY) / _MANY,
            float(found.parties[partner].level == "institution"),
            float(found.parties[partner].code is None),
            *self._told_of(partner),
        ]
        spots = tokens.named[partner][:_SPOTS]
        beside = Counter(home for spot in spots for home in self._in_line.get(tokens.line_of[spot], ()))
        places = [bisect_left(self._home_spots, spot) for spot in spots]
        last = Counter(self._home_keys[at - 1] for at in places if at > 0)
        following = Counter(self._home_keys[at] for at in places if at < len(self._home_keys))
        return [
            [
                *(rules.pairs.get((home, partner)) or [0.0] * 6),
                *_best(rules.by_partner.get(partner, {}), home),
                *_best(rules.by_home.get(home, {}), partner),
                next((score for score, one, other in rules.ranked if home != one and partner != other), 0.0),
                *self._of_home[home],
                *own,
                last[home] / len(spots),
                following[home] / len(spots),
                beside[home] / len(spots),
                _nearness(spots, tokens.named.get(home, ())[:_COUNTED]),
                *self._document,
            ]
            for home in found.homes
        ]

    def _told_of(self, partner: str) -> tuple[float, ...]:
        """How many days and kinds of paper are told in a partner's own lines, and how many days beside a paper."""
        days: set[str] = set()
        papers: set[str] = set()
        dated: set[str] = set()
        for line in self._own_lines.get(partner, ()):
            told, named = self._days_in.get(line, set()), self._papers_in.get(line)
            days |= told
            if named:
                papers |= named
                dated |= told
        return tuple(min(len(own), _OFTEN) / _OFTEN for own in (days, papers, dated))

    def _weight_of(self, home: str) -> tuple[float, float]:
        """What a home weighs in the text, and whether none weighs more."""
        weight = self._weights.get(home, 0.0)
        return weight / self._total, float(home in self._weights and weight == self._heaviest)

    def _place_of(self, key: str, side: Sequence[str]) -> tuple[float, ...]:
        """How often a party is named, also beside others of its side, and whether on top, where he stands who tells."""
        tokens, counts = self._tokens, self._counts
        spots = tokens.named.get(key, ())
        first = tokens.line_of[spots[0]] if spots else len(tokens.lines)
        others = [counts[other] for other in side]
        return (
            min(len(spots), _OFTEN) / _OFTEN,
            len(spots) / max(sum(others), 1),
            float(bool(spots) and len(spots) == max(others)),
            float(first == 0),
            float(first < _TOP),
            float(any(tokens.headings[spot] for spot in spots)),
        )


def _by_line(tokens: Tokens, told: Mapping[int, str]) -> dict[int, set[str]]:
    """What is told in each line."""
    found: dict[int, set[str]] = {}
    for token, value in told.items():
        found.setdefault(tokens.line_of[token], set()).add(value)
    return found


def _own_lines(tokens: Tokens) -> dict[str, list[int]]:
    """The numbers of the lines of each party abroad: those that name it, and those behind them that name no other."""
    abroad: dict[int, set[str]] = {}
    for key, spots in tokens.named.items():
        if tokens.parties[key].country != HOME:
            for spot in spots:
                abroad.setdefault(tokens.line_of[spot], set()).add(key)
    own: dict[str, list[int]] = {}
    whose: set[str] = set()
    for number in range(len(tokens.lines)):
        whose = abroad.get(number, whose)
        for key in whose:
            own.setdefault(key, []).append(number)
    return own


def _nearness(spots: Sequence[int], own: Sequence[int]) -> float:
    """How near a home stands to a partner at best: 1 for the same token, nothing where it is not named."""
    if not own:
        return 0.0
    if len(own) == 1:
        gap = min(abs(spot - own[0]) for spot in spots)
    else:
        places = ((spot, bisect_left(own, spot)) for spot in spots)
        gap = min(abs(spot - other) for spot, at in places for other in own[max(at - 1, 0) : at + 1])
    return _NEAR / (_NEAR + gap)


def _best(rivals: Mapping[str, Sequence[float]], but: str) -> tuple[float, float]:
    """The best scores of papers and plans with any other."""
    if len(rivals) <= (but in rivals):
        return 0.0, 0.0
    others = [own for key, own in rivals.items() if key != but]
    return max(own[0] for own in others), max(own[1] for own in others)


RULES = 11
"""How many of the circumstances come from the rules."""
CIRCUMSTANCES = 39
