"""What the parties are to each other, where the sentence itself does not name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.model import Span
from extractors.records.drafts import Draft
from extractors.records.frames import Value
from extractors.records.scene import Scene

_BY_TIER = {
    "province": "sister_province",
    "city": "sister_city",
    "regency": "sister_regency",
    "district": "sister_city",
}
_SISTERS = frozenset(_BY_TIER.values())


def relate(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives a draft without a relation the one that a heading, or a word like "saudara", tells."""
    told = _told(drafts)
    heading = _heading(scene)
    for draft in drafts:
        if draft.value("relation") is not None or draft.frames[0].partner.level == "institution":
            continue
        frame = next((frame for frame in draft.frames if "kin" in frame.marks), None)
        if frame is not None:
            code = told or _BY_TIER.get(_tier(drafts), "sister_city")
            frame.relation = Value(code, frame.clause if len(frame.clause) else frame.evidence)
        elif heading is not None and scene.text.kind == "report":
            draft.frames[0].relation = heading


def _told(drafts: Sequence[Draft]) -> str | None:
    """The sister relation that the text names most."""
    named = [value.value for draft in drafts if (value := draft.value("relation")) is not None]
    sisters = Counter(code for code in named if code in _SISTERS)
    return sisters.most_common(1)[0][0] if sisters else None


def _tier(drafts: Sequence[Draft]) -> str:
    """The tier of most partners."""
    return Counter(draft.frames[0].partner.level for draft in drafts).most_common(1)[0][0]


def _heading(scene: Scene) -> Value | None:
    """The one relation that the headings at the top name."""
    found = [mention for sentence in scene.sentences[:8] if sentence.heading for mention in sentence.of("relation")]
    codes = {mention.value for mention in found}
    return Value(found[0].value, Span(found[0].span.start, found[0].span.end)) if len(codes) == 1 else None
