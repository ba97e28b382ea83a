"""What a clause that names no agreement adds to the one just told: "Umurnya empat tahun terhitung hari itu."."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import dating, terms
from extractors.records.clauses import Clause
from extractors.records.frames import Frame
from extractors.records.scene import Scene

_FAR = 2
_LOOK_BACK = 40


def add(scene: Scene, clause: Clause, frames: Sequence[Frame]) -> None:
    """Gives duration, start and end that a clause tells to the agreements of the last statement in its paragraph.

    A clause that names a party of its own, or in which somebody visits, tells of something else.
    """
    if not frames or any(actor.foreign and actor.role != "location" for actor in clause.actors):
        return
    last = frames[-1]
    if last.sentence < 0 or clause.sentence.index - last.sentence > _FAR:
        return
    if scene.sentences[last.sentence].paragraph != clause.sentence.paragraph:
        return
    dates, term = dating.read(scene.body, clause), terms.term(scene.body, clause)
    if clause.has("visit", "event", "outsider"):
        return
    if term is None and not clause.has("duration", "expire", "active", "since"):
        return
    if dates.valid_from is None and dates.valid_to is None and term is None:
        return
    for frame in frames[-_LOOK_BACK:]:
        if frame.sentence != last.sentence:
            continue
        frame.valid_from = frame.valid_from or dates.valid_from
        frame.valid_to = frame.valid_to or dates.valid_to
        frame.term = frame.term or term
