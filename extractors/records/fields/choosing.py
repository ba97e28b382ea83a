"""Which fields an agreement gets in the end: what was offered to it is weighed once more, beside all other offers.

The first model (`attachment`) looks at one mention and one agreement. Here the agreements of a text stand side by side:
a mention that suits another agreement better goes there, one that stands in a sentence with others shares their lot,
and what a table or an article says outweighs what the text says in passing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.records.drafts import Draft
from extractors.records.fields.attachment import Offer, likelihood, model_of
from extractors.records.fields.attachment import chance as weighed

WEIGHTS = Path(__file__).parents[1] / "data" / "choosing.json"
_LOWEST = 0.01
_LIKELY = 0.5
_MOST = 4
_ROUTES = ("item", "clause", "sentence", "named", "row", "all", "last", "beside", "earlier", "later")
_TRAITS = (
    "ruled",
    "list",
    "definite",
    "contents",
    "term_faint",
    "term_vague",
    "paragraph",
    "opened",
    "heading",
    "quote",
)

Chance = Callable[[Offer], float]


@dataclass(slots=True)
class Bid:
    """An agreement that fields are offered to; `direct` are those that a table or an article gives it by itself."""

    pair: tuple[str, str]
    exists: bool
    offers: Sequence[Offer]
    direct: frozenset[str]


@dataclass(slots=True)
class Option:
    """A field that an agreement may get: the offers that speak for it, the likeliest first, each with its chance."""

    bid: int
    code: str
    offers: list[tuple[float, Offer]] = field(default_factory=list)

    @property
    def best(self) -> tuple[float, Offer]:
        return self.offers[0]


def options(bids: Sequence[Bid], chance: Chance) -> list[Option]:
    """All fields that are offered to each agreement; for each mention the likeliest offer."""
    found: list[Option] = []
    for number, bid in enumerate(bids):
        mine: dict[str, dict[int, tuple[float, Offer]]] = {}
        for offer in bid.offers:
            likely = chance(offer)
            places = mine.setdefault(offer.mention.value, {})
            at = offer.mention.span.start
            if at not in places or places[at][0] < likely:
                places[at] = (likely, offer)
        for code, places in mine.items():
            found.append(Option(number, code, sorted(places.values(), key=lambda one: -one[0])))
    return found


def compared(bids: Sequence[Bid], found: Sequence[Option]) -> Iterator[dict[str, float]]:
    """What speaks for each option beside the others."""
    places: dict[tuple[int, str], dict[int, float]] = {}
    codes: dict[str, dict[int, float]] = {}
    sentences: dict[int, dict[int, dict[str, float]]] = {}
    own: dict[int, dict[str, float]] = {}
    for option in found:
        own.setdefault(option.bid, {})[option.code] = option.best[0]
        codes.setdefault(option.code, {})[option.bid] = option.best[0]
        for likely, offer in option.offers:
            places.setdefault((offer.mention.span.start, option.code), {})[option.bid] = likely
            here = sentences.setdefault(offer.sentence, {}).setdefault(option.bid, {})
            here[option.code] = max(likely, here.get(option.code, 0.0))
    for option in found:
        bid, (likely, offer) = bids[option.bid], option.best
        made = {"best": _logit(likely)}
        if len(option.offers) > 1:
            made["again"] = 1.0
            made["second"] = _logit(option.offers[1][0])
        _rivals(made, "place", option, places[offer.mention.span.start, option.code], bids)
        _rivals(made, "code", option, codes[option.code], bids)
        beside = sentences[offer.sentence]
        neighbours = [value for code, value in beside[option.bid].items() if code != option.code]
        if neighbours:
            made["neighbours"] = 1.0
            made["neighbour"] = _logit(max(neighbours))
        strangers = [max(there.values()) for number, there in beside.items() if number != option.bid]
        if strangers and max(strangers) > max(beside[option.bid].values()):
            made["sentence_lost"] = 1.0
        others = [value for code, value in own[option.bid].items() if code != option.code]
        if others:
            made["others"] = _logit(max(others))
            made["likely"] = min(sum(value > _LIKELY for value in others), _MOST) / _MOST
        else:
            made["lone"] = 1.0
        if bid.direct:
            made["direct"] = 1.0
        if len(bids) == 1:
            made["only"] = 1.0
        if not bid.exists:
            made["planned"] = 1.0
        for name in _TRAITS:
            if name in offer.features:
                made[name] = 1.0
        for name in _ROUTES:
            if f"route_{name}" in offer.features:
                made[f"route_{name}"] = 1.0
        yield made


def _rivals(
    made: dict[str, float], name: str, option: Option, values: Mapping[int, float], bids: Sequence[Bid]
) -> None:
    """Whether another agreement has the better claim, of the same pair or of others."""
    mine, pair = values.get(option.bid, 0.0), bids[option.bid].pair
    for kind, same in (("own", True), ("other", False)):
        theirs = [
            value for number, value in values.items() if number != option.bid and (bids[number].pair == pair) is same
        ]
        if theirs:
            best = max(theirs)
            made[f"{name}_{kind}"] = (_logit(best) - _logit(_LOWEST)) / 5
            if best > mine:
                made[f"{name}_{kind}_wins"] = 1.0


def _logit(likely: float) -> float:
    likely = min(max(likely, _LOWEST), 1 - _LOWEST)
    return math.log(likely / (1 - likely))


def bid_of(draft: Draft) -> Bid:
    """What is offered to a draft."""
    offers = [offer for frame in draft.frames for offer in frame.offers]
    offered = {id(offer.mention) for offer in offers}
    direct = {mention.value for frame in draft.frames for mention in frame.fields if id(mention) not in offered}
    return Bid(draft.frames[0].pair, draft.exists, offers, frozenset(direct))


def settle(drafts: Sequence[Draft]) -> None:
    """Gives each agreement of a text the fields that suit it, and no others of those that were offered."""
    weights, threshold = model_of(WEIGHTS)
    bids = [bid_of(draft) for draft in drafts]
    found = options(bids, likelihood)
    chosen: dict[int, set[int]] = {}
    for option, features in zip(found, compared(bids, found), strict=True):
        if weighed(features, weights) >= threshold:
            likely = [offer for chance, offer in option.offers if chance >= _LIKELY] or [option.best[1]]
            chosen.setdefault(option.bid, set()).update(id(offer.mention) for offer in likely)
    for number, draft in enumerate(drafts):
        offered = {id(offer.mention) for offer in bids[number].offers}
        kept = chosen.get(number, set())
        for frame in draft.frames:
            mine = {id(offer.mention): offer.mention for offer in frame.offers if id(offer.mention) in kept}
            rest = [mention for mention in frame.fields if id(mention) not in offered]
            frame.fields = rest + list(mine.values())
