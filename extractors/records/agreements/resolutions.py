"""Decisions of councils and heads of government: what they resolve is still to come, what they recall has been."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records.frames import Frame
from extractors.records.scene import Scene, Sentence
from extractors.records.walk.discourse import Walk

_RECALLS = re.compile(r"^\s*(?:menimbang|mengingat|whereas|considering)\b", re.IGNORECASE | re.MULTILINE)
_RESOLVES = re.compile(
    r"^\s*(?:memutuskan|menetapkan\s*:|(?:now,? )?therefore\b|(?:be it )?(?:further )?resolved\b)",
    re.IGNORECASE | re.MULTILINE,
)
_AGREES = re.compile(
    r"\b(?:menyetujui|memberi(?:kan)? persetujuan|persetujuan|approv\w+|authori[sz]\w+|consents?|resolved)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:tidak (?:dapat )?menyetujui|menolak|(?:does|do) not (?:approve|consent)|disapprov\w+|rejects?)\b.{0,120}?"
    r"\b(?:huruf|butir|letter|item|paragraph)\s+\(?([a-z]|\d{1,2})\b",
    re.IGNORECASE | re.DOTALL,
)
_BARE = 24
_SAID = re.compile(r"\b(?:sebagaimana dimaksud|dimaksud|tersebut|the said|said|aforesaid|such)\b", re.IGNORECASE)
_MARK = re.compile(r"(?:\w+\s*:\s*)?\(?([a-z]|\d{1,2})[.)]\s", re.IGNORECASE)


def read(walk: Walk, frames: Sequence[Frame]) -> list[Frame]:
    """The frames of a decision, in the state in which it leaves them; those of other texts as they are."""
    scene = walk.scene
    start = _operative(scene)
    if start is None:
        return list(frames)
    _refer(walk, frames)
    refused = {found[1].lower() for found in _REFUSES.finditer(scene.body, start)}
    kept: list[Frame] = []
    for frame in frames:
        sentence = scene.sentences[frame.sentence]
        if len(sentence.span) < _BARE and _RESOLVES.match(scene.body, sentence.span.start):
            # "MEMUTUSKAN:" decides; it breaks nothing off.
            continue
        if sentence.span.start < start:
            mark = _MARK.match(scene.body, sentence.block.span.start, sentence.block.span.end)
            if frame.status == "planned" or _ahead(sentence):
                if mark is not None and mark[1].lower() in refused:
                    continue
                _plan(frame)
        elif frame.status == "signed" and (frame.signed is None or _agrees(scene, sentence)):
            _plan(frame)
            if not sentence.of("instrument") and _SAID.search(scene.body, sentence.span.start, sentence.span.end):
                frame.instrument = None
        kept.append(frame)
    return kept


def _refer(walk: Walk, frames: Sequence[Frame]) -> None:
    """Lets what names no party ("the said Memorandum", "rencana dimaksud") speak of those that the title names."""
    recalls = _RECALLS.search(walk.body)
    head = [
        actor
        for cast, text in zip(walk.cast, walk.scene.sentences, strict=True)
        for actor in cast
        if recalls is not None and text.span.start < recalls.start()
    ]
    home = next((actor for actor in head if actor.home and actor.taking_part), None)
    partner = next((actor for actor in head if actor.foreign and actor.taking_part), None)
    if home is None or partner is None:
        return
    for frame in frames:
        if any(actor.taking_part for actor in walk.cast[frame.sentence]):
            continue
        frame.home, frame.home_span = home.party, home.mention.span
        frame.partner, frame.partner_span = partner.party, partner.mention.span


def _operative(scene: Scene) -> int | None:
    """Where the part begins that decides; None for a text that is no decision."""
    recalls = _RECALLS.search(scene.body)
    resolves = _RESOLVES.search(scene.body, recalls.end()) if recalls is not None else None
    return resolves.start() if resolves is not None else None


def _ahead(sentence: Sentence) -> bool:
    return sentence.has("future", "awaited", "draft") and not sentence.has("sign", "expire", "terminate")


def _agrees(scene: Scene, sentence: Sentence) -> bool:
    block = sentence.block.span
    return _AGREES.search(scene.body, block.start, sentence.span.end) is not None


def _plan(frame: Frame) -> None:
    frame.status = "planned"
    frame.signed = frame.valid_from = frame.valid_to = None
    frame.marks.add("awaited")
