"""Which fields belong to which agreement."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import Mention
from extractors.records.discourse import Walk
from extractors.records.frames import Frame
from extractors.records.scene import Sentence

_REACH = 3


def attach(walk: Walk, frames: Sequence[Frame]) -> None:
    """Gives each frame of the running text the fields that the text ties to it."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        if frame.sentence >= 0 and "title" not in frame.marks:
            by_sentence.setdefault(frame.sentence, []).append(frame)
    last: list[Frame] = []
    last_index = -100
    for sentence in walk.scene.sentences:
        here = by_sentence.get(sentence.index, [])
        found = sentence.of("field")
        if here:
            for mention in found:
                for frame in _nearest(here, mention):
                    frame.fields.append(mention)
            main = [
                frame
                for frame in here
                if not {"founding", "old"} & frame.marks or frame.pair != (last[0].pair if last else None)
            ]
            if main:
                last = [frame for frame in main if frame.clause == main[-1].clause]
            last_index = sentence.index
        elif found and last and sentence.index - last_index <= _REACH and _elaborates(sentence, found):
            for frame in last:
                frame.fields += found


def _nearest(frames: Sequence[Frame], mention: Mention) -> list[Frame]:
    inside = [frame for frame in frames if frame.clause.contains(mention.span)]
    if inside:
        return inside
    return [frame for frame in frames if frame.clause == frames[-1].clause]


def _elaborates(sentence: Sentence, found: Sequence[Mention]) -> bool:
    return (sentence.has("scope", "anaphor") or len({mention.value for mention in found}) > 2) and not sentence.has(
        "outsider"
    )
