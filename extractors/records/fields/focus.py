"""Whom a text is speaking of when it comes to a sentence about fields, and which of their papers."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records.frames import Frame
from extractors.records.parties.actors import Actor
from extractors.records.scene import Sentence

_FRONT = 5
_FAR = 24
_Paper = tuple[bool, str | None, str | None]


class Focus:
    """What the partners named sentence by sentence, and the frames of each pair, say of where a sentence belongs."""

    def __init__(self, sentences: Sequence[Sentence], cast: Sequence[Sequence[Actor]], frames: Sequence[Frame]) -> None:
        self.abroad = [_abroad(actors) for actors in cast]
        self.last = _carried(self.abroad)
        """The partners named last, at each sentence."""
        self.sentences = sentences
        self.papers: dict[tuple[str, str], list[tuple[int, _Paper]]] = {}
        """The sentence and the paper of each frame of a pair."""
        for frame in frames:
            self.papers.setdefault(frame.pair, []).append((frame.sentence, _paper(frame)))
        self.several = {pair: len({paper for _, paper in own}) > 1 for pair, own in self.papers.items()}
        front = [frame for frame in frames if frame.sentence >= 0]
        acts = [frame for frame in front if "act" in frame.marks and not {"old", "founding"} & frame.marks] or front
        self.main = min(acts, key=lambda frame: frame.sentence, default=None)
        self.main_paper = _paper(self.main) if self.main is not None else None
        self.opened = {frame.pair for frame in frames if 0 <= frame.sentence <= _FRONT}

    def features(self, sentence: Sentence, frame: Frame) -> dict[str, float]:
        """What speaks for a frame, or against it, as the one that a sentence is about."""
        made: dict[str, float] = {}
        named, pair = self.last[sentence.index], frame.pair
        if named:
            same = pair[1] in named
            made["focus_same" if same else "focus_other"] = 1.0
            if same and len(named) > 1:
                made["focus_among"] = 1.0
        if frame.sentence >= 0 and self._strayed(sentence.index, frame):
            made["strayed"] = 1.0
        if self.main is not None and pair == self.main.pair:
            made["main_paper" if _paper(frame) == self.main_paper else "main_pair"] = 1.0
        if self.several.get(pair):
            made["several"] = 1.0
            if self._nearest(sentence.index, frame):
                made["several_nearest"] = 1.0
        return made

    def _strayed(self, at: int, frame: Frame) -> bool:
        """True where another partner has been named alone since the frame."""
        first, key = max(frame.sentence + 1, at - _FAR), frame.partner.key
        return any(named and key not in named for named in self.abroad[first : at + 1])

    def _nearest(self, at: int, frame: Frame) -> bool:
        """True where no other paper of the pair is named between the frame and the sentence."""
        mine, apart = _paper(frame), abs(at - frame.sentence)
        return not any(
            sentence >= 0 and abs(at - sentence) < apart and paper != mine
            for sentence, paper in self.papers[frame.pair][:60]
        )


def _paper(frame: Frame) -> _Paper:
    return (
        frame.exists,
        frame.instrument.value if frame.instrument is not None else None,
        frame.signed.value if frame.signed is not None else None,
    )


def _abroad(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.party.key for actor in actors if actor.foreign and actor.takes_part)


def _carried(named: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """For each sentence the last partners named up to it."""
    out: list[frozenset[str]] = []
    for keys in named:
        out.append(keys or (out[-1] if out else frozenset()))
    return out
