"""Cutting a sentence where it begins to speak of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.model import Mention
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence, after_marker
from extractors.records.states.cues import Cue
from extractors.records.words import lowered

_INSTEAD = "menggantikan|sebagai pengganti|replacing|which replaces|in place of|succeeding|superseding"
_CUT = re.compile(
    r"(?=[;.!?,\s])(?:"  # With one of these every cut begins; most signs of a text are none.
    rf"\s(?:[-–—]{{1,3}}\s|\s*(?=(?:{_INSTEAD}|sedangkan|sementara itu|whereas|karena|lantaran|because|due to|"
    r"dan pada tanggal|dan akan)\b))|"
    r";\s|[.!?]\s+(?=[a-z\"“])|"
    r",\s+(?=(?:sedangkan|sementara|tetapi|tapi|namun|lalu|kemudian|disusul|menyusul|melainkan|adapun|"
    r"dan (?:pada|juga|kini|(?:\w+ ){0,3}akan)|"
    r"nah|sehingga|while|whereas|but|then|although|though|yet|followed by|and (?:\w+ (?:years?|"
    r"months?) later|on|in|has|had|is|was|will|it|then|a|an|the|never|now|later)|"
    rf"which|where|so|with which|to which|dengan siapa|{_INSTEAD})\b))"
)
"""Where a sentence in lower case is cut."""

_COMMA = re.compile(r",\s+(?=\D)|\s+(?=(?:dan|and|sedangkan|while|serta)\s)")
_APART = 12
_FATES = ("terminate", "expire", "renew")
_MEANS = re.compile(
    r"\b(?:melalui|lewat|via|dengan|through|by(?: way of| means of)?|in)\s+(?:(?:an?|the|sebuah|suatu)\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Clause:
    """A part of a sentence with its own share of cues, mentions and actors."""

    sentence: Sentence
    start: int
    end: int
    cues: list[Cue]
    mentions: list[Mention]
    actors: list[Actor]
    names: frozenset[str]
    first: bool
    text: str = ""

    def has(self, *names: str) -> bool:
        return not self.names.isdisjoint(names)

    def of(self, kind: str) -> list[Mention]:
        """The mentions of one kind in order."""
        if self.mentions is self.sentence.mentions:
            # The sentence is one clause, and has put its mentions apart.
            return self.sentence.of(kind)
        return [mention for mention in self.mentions if mention.kind == kind]

    def cues_of(self, *names: str) -> list[Cue]:
        return [cue for cue in self.cues if cue.name in names]


def clauses(body: str, sentence: Sentence, found: list[Actor]) -> Iterator[Clause]:
    """The clauses of a sentence in order; none cuts through a mention."""
    start = sentence.span.start
    cuts = _cuts(body, sentence)
    cuts += _paper_cuts(body, sentence, cuts)
    if not cuts:
        # Most sentences are one clause: theirs is all that they have.
        text = body[start : sentence.span.end]
        yield Clause(
            sentence, start, sentence.span.end, sentence.cues, sentence.mentions, found, sentence.names, True, text
        )
        return
    for end in [*sorted(set(cuts)), sentence.span.end]:
        yield _clause(body, sentence, start, end, found)
        start = end


def _cuts(body: str, sentence: Sentence) -> list[int]:
    found = list(_CUT.finditer(lowered(body), sentence.span.start, sentence.span.end))
    if not found:
        return []
    inside = [(mention.span.start, mention.span.end) for mention in sentence.mentions]
    first = after_marker(body, sentence.span)
    cuts = []
    for match in found:
        at = match.end()
        if at <= first:
            continue
        if any(mention.kind == "country" and at <= mention.span.start <= at + 1 for mention in sentence.mentions):
            continue
        if (
            not any(start < at < end or start <= match.start() < end for start, end in inside)
            and at > sentence.span.start
        ):
            cuts.append(at)
    return cuts


def _paper_cuts(body: str, sentence: Sentence, parted: Sequence[int]) -> list[int]:
    """Where one paper gives way to another: the comma or "and" between two different instruments, not `parted` yet."""
    papers = sentence.of("instrument")
    cuts = []
    for last, paper in pairwise(papers):
        if last.value == paper.value or paper.span.start - last.span.end < _APART:
            continue
        if any(last.span.end <= cut <= paper.span.start for cut in parted):
            continue
        if (
            not paper.value
            and sentence.has("terminate", "expire", "renew")
            and _MEANS.search(body, last.span.end, paper.span.start)
        ):
            # "The letter of 2012 was ended by an exchange of letters": that is no paper of its own.
            continue
        comma = _COMMA.search(body, last.span.end, paper.span.start + 1)
        if comma and not any(mention.span.start < comma.end() < mention.span.end for mention in sentence.mentions):
            cuts.append(comma.end())
    return cuts


def _clause(body: str, sentence: Sentence, start: int, end: int, found: list[Actor]) -> Clause:
    cues = [cue for cue in sentence.cues if start <= cue.start < end]
    return Clause(
        sentence,
        start,
        end,
        cues,
        [mention for mention in sentence.mentions if start <= mention.span.start < end],
        [actor for actor in found if start <= actor.start < end],
        frozenset(cue.name for cue in cues),
        start == sentence.span.start,
        body[start:end],
    )
