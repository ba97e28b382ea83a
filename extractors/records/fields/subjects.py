"""Which fields belong to which agreement.

Rules offer each field to the agreements that it may belong to: of the same clause, of the item that has the partner
on top, of the sentence before where this one goes on about the paper ("Bidangnya: ..."), or else the last one told.
`attachment` weighs each offer; what it turns down is background.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from archive.model import Mention
from extractors.records.fields import denied
from extractors.records.fields.attachment import Offer, Reader, accepted, cross, weigh_lists
from extractors.records.fields.focus import Focus
from extractors.records.frames import Frame
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence
from extractors.records.seldom import Seldom
from extractors.records.structure.outline import Scope
from extractors.records.walk.discourse import Walk

_REACH = 4
_WIDE = 9
_MANY = 2
_LISTED = 3
_ALL = re.compile(
    r"\b(?:ke(?:empat|tiga|lima)(?!\s*[,:])|kedua naskah|kedua nota|seluruh|semua|semuanya|all (?:the|of|four|"
    r"three)|the (?:three|four|five)|each of|masing-masing)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:yang pertama|the former|the first|pertama)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:yang kedua|the latter|the second|sedangkan yang|kedua)\b", re.IGNORECASE)
_LEAST = 0.35
_SURE = 0.5
_FAR = 10
_OFFICE = Seldom(
    r"\b(?:menteri|dinas|kepala|biro|asisten|minister (?:of|for)|department of|ministry of|"
    r"kementerian|kabid|kadis\w*|direktur|direktorat|staf ahli|komisi|atase|universitas|university|"
    r"institute? of|school of|college of|politeknik|bagian)\s+(?:[\w&/,-]+\s+){0,3}\Z"
)


class Attachment:
    """One pass over the text that hands each field to the frames it belongs to."""

    def __init__(self, walk: Walk, frames: Sequence[Frame]) -> None:
        self.walk = walk
        self.body = walk.body
        self.frames = [frame for frame in frames if frame.sentence >= 0 and "title" not in frame.marks]
        self.tables = [frame for frame in frames if frame.sentence < 0]
        self.here: dict[int, list[Frame]] = {}
        self.by_partner: dict[str, list[Frame]] = {}
        for frame in self.frames:
            self.by_partner.setdefault(frame.partner.key, []).append(frame)
            self.here.setdefault(frame.sentence, []).append(frame)
        self.groups = self._grouped()
        self.last: list[Frame] = []
        self.last_index = -100
        self.recent: list[Frame] = []
        self.open = False
        self.paragraph = -1
        self.pairs = {frame.pair for frame in frames}
        self.focus = Focus(walk.scene.sentences, walk.cast, frames)
        self.given: list[tuple[str, Sequence[Frame], Sequence[Mention]]] = []
        self.bearings: dict[int, dict[str, float]] = {}
        """What the focus says of each frame at the sentence that is read."""

    def _grouped(self) -> list[list[Frame]]:
        """The frames of the running text by clause, in order."""
        groups: dict[tuple[int, int], list[Frame]] = {}
        for frame in self.frames:
            if "support" not in frame.marks:
                groups.setdefault((frame.sentence, frame.clause.start), []).append(frame)
        return [groups[key][:_AROUND] for key in sorted(groups)]

    def run(self) -> None:
        """Goes through the sentences in order."""
        for sentence in self.walk.scene.sentences:
            found = [mention for mention in sentence.of("field") if self._counts(mention)]
            found = denied.without(self.body, sentence, found)
            if found and self._read(sentence):
                self.given = []
                self._sentence(sentence, found)
                self._offer(sentence, found)
            self._remember(sentence)

    def _read(self, sentence: Sentence) -> bool:
        apart = sentence.block.kind == "title" or sentence.has("outside")
        return not apart and sentence.index not in self.walk.claimed

    def _offer(self, sentence: Sentence, found: Sequence[Mention]) -> None:
        """Offers the fields to the frames that the rules have chosen, and to those nearby."""
        near = list(self._nearby(sentence))
        if not near and not any(frames for _, frames, _ in self.given):
            return
        self.bearings = {}
        reader = Reader(self.body, sentence, found, self.walk.cast[sentence.index], self.walk.scene.text.language)
        chosen: dict[int, set[int]] = {}
        pairs: dict[int, set[tuple[str, str]]] = {}
        for route, frames, mentions in self.given:
            told = {frame.pair for frame in frames}
            for mention in mentions:
                pairs.setdefault(id(mention), set()).update(told)
                for frame in frames[:_FRAMES]:
                    if id(frame) not in chosen.setdefault(id(mention), set()):
                        chosen[id(mention)].add(id(frame))
                        self._put(reader, mention, frame, route, ruled=True, between=0, rival=False)
        for route, between, frames in near:
            group = [(frame, {frame.pair}) for frame in frames]
            for mention in found:
                ruled, meant = chosen.get(id(mention), set()), pairs.get(id(mention), set())
                for frame, pair in group:
                    if id(frame) in ruled:
                        continue
                    rival = not meant <= pair
                    self._put(reader, mention, frame, route, ruled=False, between=between, rival=rival)

    def _put(
        self, reader: Reader, mention: Mention, frame: Frame, route: str, *, ruled: bool, between: int, rival: bool
    ) -> None:
        features = reader.features(
            mention, frame, route, ruled=ruled, opened=self.open, pairs=len(self.pairs), between=between, rival=rival
        )
        bearings = self.bearings.get(id(frame))
        if bearings is None:
            bearings = self.bearings[id(frame)] = self.focus.features(reader.sentence, frame)
        features.update(bearings)
        cross(features, route)
        sentences = self.walk.scene.sentences
        if frame.sentence >= 0 and reader.sentence.paragraph == sentences[frame.sentence].paragraph:
            features["paragraph"] = 1.0
            features[f"paragraph_{route}"] = 1.0
        frame.offers.append(Offer(mention, features, reader.sentence.index))

    def _nearby(self, sentence: Sentence) -> Iterator[tuple[str, int, list[Frame]]]:
        """The groups of frames around a sentence, with how many stand between: (route, between, frames)."""
        first = bisect_left(self.groups, sentence.index, key=_sentence_of)
        end = bisect_left(self.groups, sentence.index + 1, key=_sentence_of)
        for group in self.groups[first:end][:_AROUND]:
            yield "beside", 0, group
        for between, group in enumerate(reversed(self.groups[max(0, first - _BACK) : first])):
            if sentence.index - group[0].sentence <= _FAR:
                yield "last" if not between else "earlier", between, group
        for group in self.groups[end : end + 1]:
            if group[0].sentence - sentence.index <= _AHEAD:
                yield "later", end - first, group

    def _counts(self, mention: Mention) -> bool:
        if mention.score < _LEAST:
            return False
        before = self.body[max(0, mention.span.start - 45) : mention.span.start]
        return _OFFICE.search(before.lower(), before) is None

    def _sentence(self, sentence: Sentence, found: Sequence[Mention]) -> None:
        here = [frame for frame in self.here.get(sentence.index, []) if "support" not in frame.marks]
        scope = self.walk.scopes[sentence.index]
        if scope is not None and scope.partner():
            self._give("item", self._of_scope(scope, sentence, here), found)
        elif here:
            self._share(here, found)
        else:
            self._elaborate(sentence, found)

    def _of_scope(self, scope: Scope, sentence: Sentence, here: Sequence[Frame]) -> list[Frame]:
        """The frames of the item: those of the sentence, else the last before it, else the first after it."""
        keys = {actor.party.key for actor in scope.partner()}
        own = [frame for frame in here if frame.partner.key in keys]
        if own:
            return own
        mine = [frame for key in keys for frame in self._near(key, sentence.index)]
        before = [frame for frame in mine if frame.sentence <= sentence.index and "support" not in frame.marks]
        acts = [frame for frame in before if "founding" not in frame.marks] or before
        chosen = acts[-1] if acts else mine[0] if mine else None
        return [
            frame
            for frame in mine
            if chosen is not None and frame.sentence == chosen.sentence and frame.clause == chosen.clause
        ]

    def _near(self, key: str, index: int) -> list[Frame]:
        """The frames of a partner around a sentence, in order; enough of them for any text that people write."""
        own = self.by_partner.get(key, [])
        at = bisect_left(own, index, key=lambda frame: frame.sentence)
        return own[max(0, at - _FRAMES) : at + _FRAMES]

    def _share(self, here: Sequence[Frame], found: Sequence[Mention]) -> None:
        """Gives fields to the frames of their clause, or to the nearest of the sentence."""
        for mention in found:
            inside = [frame for frame in here if frame.clause.contains(mention.span)]
            nearest = min(
                here,
                key=lambda frame: min(
                    abs(frame.clause.start - mention.span.end), abs(frame.clause.end - mention.span.start)
                ),
            )
            if inside:
                self._give("clause", inside, [mention])
            else:
                self._give("sentence", [frame for frame in here if frame.clause == nearest.clause], [mention])

    def _elaborate(self, sentence: Sentence, found: Sequence[Mention]) -> None:
        """A sentence that goes on about an agreement told before."""
        if sentence.has("conclude") or (
            sentence.has("outsider") and not sentence.has("scope", "anaphor") and not self.open
        ):
            return
        named = [actor for actor in self.walk.cast[sentence.index] if actor.foreign and actor.takes_part]
        named = [actor for actor in named if actor.party.key in self.by_partner]
        if named:
            if self.body[sentence.span.start] not in _QUOTES:
                self._give("named", self._about(named), found)
            return
        row = self.walk.row_of(sentence)
        if row:
            self._give("row", [frame for frame in self.tables if frame.partner.key in row], found)
            return
        if self.recent and _ALL.search(self.body, sentence.span.start, sentence.span.end):
            since = sentence.index - _WIDE
            self._give("all", [frame for frame in self.recent if frame.sentence >= since], found)
            return
        if not self.last or sentence.index - self.last_index > _REACH + (_WIDE if self.open else 0):
            return
        if self._goes_on(sentence, found):
            self._part(sentence, found)

    def _about(self, named: Sequence[Actor]) -> list[Frame]:
        """The main frame of each partner that the sentence names."""
        chosen: list[Frame] = []
        for actor in named:
            own = [frame for frame in self.by_partner.get(actor.party.key, [])[:_FRAMES] if frame.exists]
            acts = [frame for frame in own if "act" in frame.marks] or own
            chosen += [acts[-1]] if acts else []
        return chosen

    def _goes_on(self, sentence: Sentence, found: Sequence[Mention]) -> bool:
        if len(self.last) > _MANY and len({frame.pair for frame in self.last}) > _MANY:
            return False
        if self.open and sentence.block.kind == "list_item":
            return True
        if sentence.has("scope", "anaphor", "paper") or sentence.of("instrument") or self.open:
            return True
        if sentence.has("noun") and not self.last[0].exists:
            return True
        near = sentence.index - self.last_index == 1
        return (
            near
            and len({mention.value for mention in found if mention.score >= _SURE}) >= _LISTED
            and not sentence.has("visit")
        )

    def _part(self, sentence: Sentence, found: Sequence[Mention]) -> None:
        """Gives fields to the last frames; "the former ..., the latter ..." parts them."""
        group = [frame for frame in self.recent if frame.sentence == self.recent[-1].sentence]
        pairs = list(dict.fromkeys(frame.pair for frame in group))
        second = _SECOND.search(self.body, sentence.span.start + 1, sentence.span.end)
        first = _FIRST.search(self.body, sentence.span.start, sentence.span.end)
        if len(pairs) == _MANY and first and second and first.start() < second.start():
            for mention in found:
                pair = pairs[0] if mention.span.start < second.start() else pairs[1]
                self._give("last", [frame for frame in group if frame.pair == pair], [mention])
            return
        self._give("last", self._main() if sentence.index - self.last_index > 1 else self.last, found)

    def _main(self) -> list[Frame]:
        """The last frames; where they only look back in passing, those of the act that the text reports."""
        last = self.last[0]
        if "named" in last.marks:
            return self.last
        acts = [frame for frame in self.recent if frame.pair == last.pair and {"named", "act"} <= frame.marks]
        return acts[-1:] if acts and acts[-1].sentence >= last.sentence - _REACH else self.last

    def _give(self, route: str, frames: Sequence[Frame], found: Sequence[Mention]) -> None:
        self.given.append((route, frames, found))

    def _remember(self, sentence: Sentence) -> None:
        here = [frame for frame in self.here.get(sentence.index, []) if "support" not in frame.marks]
        end = self.body[sentence.span.end - 1]
        if sentence.block.kind == "list_item" and self.open and not here:
            return
        near = sentence.paragraph - self.paragraph
        still = self.open and not here and (not near or (near == 1 and len(sentence.span) < _LINE))
        self.paragraph = sentence.paragraph
        opens = sentence.has("scope", "paper", "anaphor") and (end in ":?" or len(sentence.span) < _SHORT)
        self.open = still or (opens and bool(self.last or here))
        if any(frame.pair == self.last[0].pair for frame in self.here.get(sentence.index, []) if self.last):
            self.last_index = sentence.index
        if not here:
            return
        self.recent = [*self.recent, *here][-_KEPT:]
        known = {frame.pair for frame in self.last}
        main = [frame for frame in here if not {"founding", "old"} & frame.marks or frame.pair not in known]
        if main:
            clause = main[-1].clause
            self.last_index = sentence.index
            self.last = [frame for frame in main if frame.clause == clause]


def _sentence_of(group: Sequence[Frame]) -> int:
    return group[0].sentence


_SHORT = 40
_LINE = 100
_QUOTES = frozenset('"“”‘’«')
_KEPT = 12
_FRAMES = 40
_AROUND = 6
_BACK = 3
_AHEAD = 2


def attach(walk: Walk, frames: Sequence[Frame]) -> None:
    """Gives each frame the fields that the text ties to it."""
    if not frames:
        return
    Attachment(walk, frames).run()
    weigh_lists(frames)
    for frame in frames:
        frame.fields.extend(offer.mention for offer in frame.offers if accepted(offer))
    for sentence, source in walk.borrowed:
        lent = [
            mention
            for frame in frames
            if frame.sentence >= 0 and walk.scopes[frame.sentence] is walk.scopes[source]
            for mention in frame.fields
        ]
        for frame in frames:
            if frame.sentence >= 0 and walk.scopes[frame.sentence] is walk.scopes[sentence]:
                frame.fields.extend(mention for mention in lent if mention not in frame.fields)
