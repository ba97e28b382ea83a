"""Places spoken of by their turn: "dengan yang kedua", "the latter" stand for one of those named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.model import Span
from extractors.records.parties.actors import Actor, Role, distinct
from extractors.records.scene import Sentence
from extractors.records.seldom import Seldom

_MEMORY = 3
_SURE = 0.8
_TURN = Seldom(
    r"\b(?P<tie>(?:dengan|dgn|bersama|with|to)\s+)?(?:"
    r"yang\s+(?P<called>disebut(?:kan)?\s+)?(?:(?P<one>pertama)|(?P<two>kedua)|(?P<three>ketiga)|(?P<last>terakhir|belakangan))"
    r"|the\s+(?:(?P<former>former)|(?P<latter>latter)|(?P<first>first)|(?P<second>second)|(?P<third>third)))"
    r"\b(?!\s+(?:kali|time|kalinya|of\b|ini\b))"
)
_PLACES = {"one": 0, "former": 0, "first": 0, "two": 1, "second": 1, "three": 2, "third": 2, "last": -1, "latter": -1}
_PLAIN = frozenset({"former", "latter"})
"""Words that need neither a preposition before them nor "disebut"."""
_NOUN_NEXT = re.compile(
    r"\s+(?!(?:is|was|has|had|have|will|would|did|signed|came|ended|the|an?|it|its|they|their|he|she|we|in|on|and|since)\b)"
    r"[a-z]"
)


def resolve(body: str, sentences: Sequence[Sentence], cast: Sequence[list[Actor]]) -> None:
    """Adds to each cast the places whose turn a sentence names, as if they were named there."""
    for sentence, actors in zip(sentences, cast, strict=True) if _TURN.may_be_in(body.lower()) else ():
        lower = sentence.span.of(body).lower()
        for match in _TURN.finditer(lower, body, sentence.span.start, sentence.span.end):
            turn = next(name for name in _PLACES if match[name])
            said = match["tie"] or match["called"] or turn in _PLAIN
            if not said or (turn in _PLAIN and _tells_of_another(body, sentence, match.end())):
                continue
            named = _group(sentences, cast, sentence, match.start())
            if -len(named) <= _PLACES[turn] < len(named):
                actors.append(_standing_for(body, named[_PLACES[turn]], match))
                actors.sort(key=lambda actor: actor.start)


def _tells_of_another(body: str, sentence: Sentence, end: int) -> bool:
    """True for "the former mayor"; "the former agreement" is that of the place named first."""
    papered = any(
        cue.name in {"noun", "memo", "paper"} and cue.start <= end + 1 < cue.end for cue in sentence.cues
    ) or any(mention.span.start == end + 1 for mention in sentence.of("instrument"))
    return not papered and _NOUN_NEXT.match(body, end) is not None


def _group(
    sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]], sentence: Sentence, start: int
) -> list[Actor]:
    """The places of one side that were last named together, in order."""
    for index in range(sentence.index, max(sentence.index - _MEMORY, -1), -1):
        if sentences[index].paragraph != sentence.paragraph:
            return []
        before = [actor for actor in cast[index] if actor.start < start and actor.takes_part]
        for side in (True, False):
            named = distinct([actor for actor in before if (actor.home if side else actor.foreign)])
            named = [actor for actor in named if side or actor.party.level != "institution"]
            if len(named) > 1 and index < sentence.index:
                return named
    return []


def _standing_for(body: str, antecedent: Actor, match: re.Match[str]) -> Actor:
    tie = match["tie"]
    span = Span(match.start() + len(tie or ""), match.end())
    mention = replace(antecedent.mention, span=span, surface=span.of(body), score=_SURE)
    role: Role = "link" if tie else "plain"
    return Actor(mention, antecedent.party, role)
