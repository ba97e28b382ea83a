"""How likely it is that a field belongs to an agreement: a small logistic model over how the text brings them together.

The weights are in `data/attachment.json`; `python -m extractors.records.fields.fitting` makes them again from texts
with gold.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path

from archive.model import Mention
from extractors.records.fields.definite import takes_up
from extractors.records.fields.wording import Wording
from extractors.records.frames import Frame
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence

WEIGHTS = Path(__file__).parents[1] / "data" / "attachment.json"
_FAINT, _SURE = 0.45, 0.7
_NUMBER = re.compile(
    r"\d[\d.,]*\s*(?:persen|percent|%|ton|orang|people|juta|million|miliar|billion|ribu|km|hektare)", re.I
)
_CUE_NAMES = (
    "scope",
    "anaphor",
    "paper",
    "noun",
    "visit",
    "speak",
    "event",
    "outsider",
    "national",
    "ministry",
    "future",
    "sign",
    "both",
    "explore",
    "offer",
    "refuse",
    "terminate",
    "exist",
    "negate",
    "mere",
    "duration",
    "talk",
)
_CUES = [(name, f"cue_{name}") for name in _CUE_NAMES]
_CROSSED_NAMES = (
    "lead_none",
    "run_opens",
    "trail",
    "density",
    "brief_dense",
    "led_content",
    "led_topic",
    "led_cover",
    "cue_visit",
    "denied",
)
_CROSSED = {way: [(name, f"{way}_{name}") for name in _CROSSED_NAMES] for way in ("ruled", "free")}
"""What is told apart by whether the rules have chosen the agreement, and its name where they have or have not."""
_MARKS = ("act", "founding", "old", "support", "named", "weak", "strong", "topic")
_LISTED = frozenset({"listed_2", "listed_3", "listed_4"})
_OPENING = 3
_QUOTES = frozenset('"“”«')


@dataclass(slots=True)
class Offer:
    """A field that may belong to the agreement of a frame, and what speaks for it."""

    mention: Mention
    features: dict[str, float]
    sentence: int = -1
    likely: float | None = None
    """What `likelihood` has come to, once somebody asked."""


class Reader:
    """What the sentence says around its fields; one for each sentence."""

    def __init__(
        self, body: str, sentence: Sentence, found: Sequence[Mention], cast: Sequence[Actor], language: str
    ) -> None:
        self.body = body
        self.sentence = sentence
        self.language = language
        self.wording = Wording(body, sentence.span, sentence.words, found)
        self.number = {id(mention): number for number, mention in enumerate(found)}
        self.papers = {paper.value for paper in sentence.of("instrument") if paper.value}
        self.abroad = {actor.party.key for actor in cast if actor.foreign}
        self.homes = {actor.party.key for actor in cast if actor.home}
        self.common = self._common()
        self.said: dict[int, dict[str, float]] = {}
        self.own: dict[tuple[int, str], dict[str, float]] = {}
        self.frames: dict[int, dict[str, float]] = {}

    def _common(self) -> dict[str, float]:
        sentence = self.sentence
        made = {feature: 1.0 for name, feature in _CUES if name in sentence.names}
        if sentence.of("instrument"):
            made["paper_named"] = 1.0
        if sentence.of("relation"):
            made["relation_named"] = 1.0
        if sentence.block.kind == "list_item":
            made["list_item"] = 1.0
        if sentence.heading:
            made["heading"] = 1.0
        if self.body[sentence.span.start] in _QUOTES:
            made["quote"] = 1.0
        if _NUMBER.search(self.body, sentence.span.start, sentence.span.end):
            made["counts"] = 1.0
        if takes_up(sentence.words):
            made["definite"] = 1.0
        if any(name == "content" and first < _OPENING for first, _, name in self.wording.leads):
            made["contents"] = 1.0
        if self.body[sentence.span.end - 1] == "?":
            made["question"] = 1.0
        return made

    def _of(self, mention: Mention, way: str) -> dict[str, float]:
        """What the sentence says of a field, whatever the agreement, but for whether the rules have chosen that."""
        made = self.own.get((id(mention), way))
        if made is None:
            if id(mention) not in self.said:
                self.said[id(mention)] = self._said(mention)
            made = self.own[id(mention), way] = dict(self.said[id(mention)])
            for name, crossed in _CROSSED[way]:
                if name in made:
                    made[crossed] = made[name]
        return made

    def _said(self, mention: Mention) -> dict[str, float]:
        sentence = self.sentence
        number = self.number[id(mention)]
        made = dict(self.common)
        made.update(self.wording.features(number, self.language))
        made[f"term_{_kind(mention)}"] = 1.0
        listed = min(self.wording.listed(number), 4)
        if listed > 1:
            made[f"listed_{listed}"] = 1.0
        start, at = sentence.span.start, mention.span.start
        scopes = [cue for cue in sentence.cues if cue.name in {"scope", "anaphor"} and cue.end <= at]
        papers = any(cue.name == "paper" and cue.end <= at for cue in sentence.cues) or any(
            paper.span.end <= at for paper in sentence.of("instrument")
        )
        if scopes:
            made["after_scope"] = 1.0
            gap = at - max(cue.end for cue in scopes)
            made["close_scope"] = 1.0 if gap < 20 else 0.5 if gap < 60 else 0.0
        if papers:
            made["after_paper"] = 1.0
        if self.body.find(":", start, at) >= 0:
            made["after_colon"] = 1.0
        if any(cue.name == "outsider" and cue.end <= at for cue in sentence.cues):
            made["after_outsider"] = 1.0
        made[f"code_{mention.value}"] = 1.0
        # What most words mean the kind of their term tells; of some it is known how often they mean their field.
        made[f"word_{mention.value}_{mention.span.of(self.body).lower()}"] = 1.0
        return made

    def features(
        self,
        mention: Mention,
        frame: Frame,
        route: str,
        *,
        ruled: bool,
        opened: bool,
        pairs: int,
        between: int,
        rival: bool,
    ) -> dict[str, float]:
        """What speaks for a field or against it, each between 0 and 1."""
        sentence, way = self.sentence, "ruled" if ruled else "free"
        made = dict(self._of(mention, way))
        made[f"route_{route}"] = 1.0
        apart = sentence.index - frame.sentence if frame.sentence >= 0 else 0
        made["apart"] = min(abs(apart), 8) / 8
        if abs(apart) <= 2:
            made[f"apart_{apart}"] = 1.0
        if apart and opened:
            made["opened"] = 1.0
        if apart < 0:
            made["before"] = 1.0
        made["between"] = min(between, 3) / 3
        if rival:
            made["rival"] = made[f"{way}_rival"] = 1.0
        made.update(self._of_frame(frame))
        made["pairs"] = min(pairs - 1, 6) / 6
        if pairs == 1:
            made["alone"] = 1.0
        if ruled:
            made["ruled"] = 1.0
        listed = not made.keys().isdisjoint(_LISTED)
        told = "after_scope" in made or "after_paper" in made or "after_colon" in made or opened
        if told and listed:
            made["list"] = 1.0
        made.update(_told(_kind(mention), route, way, told, listed))
        return made

    def _of_frame(self, frame: Frame) -> dict[str, float]:
        """What the agreement brings along, whatever the field."""
        made = self.frames.get(id(frame))
        if made is None:
            made = self.frames[id(frame)] = {f"mark_{mark}": 1.0 for mark in _MARKS if mark in frame.marks}
            if not frame.exists:
                made["planned"] = 1.0
            self._parties(made, frame)
        return made

    def _parties(self, made: dict[str, float], frame: Frame) -> None:
        """Whether the sentence names the parties and the paper of the frame, or others."""
        if frame.partner.key in self.abroad:
            made["partner_here"] = 1.0
        elif self.abroad:
            made["partner_other"] = 1.0
        if frame.home.key in self.homes:
            made["home_here"] = 1.0
        elif self.homes:
            made["home_other"] = 1.0
        if self.papers:
            if frame.instrument is not None and frame.instrument.value in self.papers:
                made["paper_same"] = 1.0
            elif frame.instrument is not None:
                made["paper_other"] = 1.0


def _kind(mention: Mention) -> str:
    """How surely a term means its field."""
    return "faint" if mention.score < _FAINT else "vague" if mention.score < _SURE else "sure"


# The names of features are put together once for each way in which things may meet, and not for every field.
@cache
def _told(kind: str, route: str, way: str, told: bool, listed: bool) -> Mapping[str, float]:
    """What the kind of a term and its route come to where the sentence says, or lists, what an agreement is about."""
    word = ("told" if told else "untold") + ("_listed" if listed else "")
    names = (f"{kind}_{word}", f"{kind}_{way}", f"{route}_{word}", f"{way}_{'told' if told else 'untold'}")
    return dict.fromkeys(names, 1.0)


@cache
def _joined(
    route: str, way: str, kind: str, bearings: tuple[str, ...], openings: tuple[str, ...]
) -> Mapping[str, float]:
    """What the bearings of a sentence, and how it opens, come to by the route, the way and the kind of telling."""
    made = {f"{name}_{other}": 1.0 for name in bearings for other in (route, kind, way)}
    return made | {f"{name}_{other}": 1.0 for name in openings for other in (route, way, kind, *bearings)}


_BEARINGS = ("focus_same", "focus_other", "strayed", "main_paper", "main_pair", "several_nearest")
_OPENINGS = ("definite", "contents")


def cross(features: dict[str, float], route: str) -> None:
    """Adds what the bearings of a sentence come to where it says what an agreement is about."""
    told = "after_scope" in features or "after_paper" in features or "opened" in features
    listed = not features.keys().isdisjoint(_LISTED)
    kind = ("told" if told else "untold") + ("_listed" if listed else "")
    way = "ruled" if "ruled" in features else "free"
    bearings = tuple([name for name in _BEARINGS if name in features])
    openings = tuple([name for name in _OPENINGS if name in features])
    features.update(_joined(route, way, kind, bearings, openings))


def weigh_lists(frames: Sequence[Frame]) -> None:
    """Marks what stands beside the list of fields that a text gives for a pair: it has said what it is about."""
    listed: dict[tuple[str, str], set[str]] = {}
    for frame in frames:
        for offer in frame.offers:
            if "list" in offer.features and "ruled" in offer.features:
                listed.setdefault(frame.pair, set()).add(offer.mention.value)
    for frame in frames:
        codes = listed.get(frame.pair, set())
        for offer in frame.offers:
            if "list" in offer.features or not codes:
                continue
            offer.features["in_list" if offer.mention.value in codes else "beside_list"] = 1.0


@cache
def model_of(path: Path) -> tuple[Mapping[str, float], float]:
    """The weights of a fitted model, and the chance from which it says yes."""
    model = json.loads(path.read_text(encoding="utf-8"))
    return model["weights"], model["threshold"]


def likelihood(offer: Offer) -> float:
    """How likely it is that the field belongs to the agreement."""
    if offer.likely is None:
        offer.likely = chance(offer.features, model_of(WEIGHTS)[0])
    return offer.likely


def accepted(offer: Offer) -> bool:
    """True where the field likely belongs to the agreement, whatever else the text says."""
    return likelihood(offer) >= model_of(WEIGHTS)[1]


def chance(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance that the model gives."""
    # Added up without a step of Python for each feature: every field is weighed against every agreement.
    total = weights["bias"] + sum(map(mul, map(weights.get, features, repeat(0.0)), features.values()))
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))
