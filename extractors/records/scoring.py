"""How sure a record is: a small logistic model over what its frames say.

The weights are in `data/weights.json`; `python -m extractors.records.fitting` makes them again from texts with gold.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extractors.records.drafts import Draft
from extractors.records.frames import Frame

WEIGHTS = Path(__file__).parent / "data" / "weights.json"
_MARKS = (
    "named",
    "homed",
    "act",
    "strong",
    "papered",
    "related",
    "dated",
    "table",
    "treaty",
    "topic",
    "weak",
    "support",
    "title",
    "renewed",
    "founding",
)
_FLOOR, _CEILING = 0.02, 0.99


def features(draft: Draft, beside: int) -> dict[str, float]:
    """What speaks for a record or against it, each between 0 and 1; `beside` counts the document's other records."""
    frames = draft.frames
    found = {mark: float(any(mark in frame.marks for frame in frames)) for mark in _MARKS}
    first = frames[0]
    found["one_clause"] = float(any({"named", "homed"} <= frame.marks for frame in frames))
    found["act_named"] = float(any({"named", "act"} <= frame.marks for frame in frames))
    found["frames"] = min(len(frames), 4) / 4
    found["planned"] = float(not draft.exists)
    found["ended"] = float(draft.status in {"expired", "terminated", "renewal_planned"})
    found["instrument"] = float(draft.instrument is not None)
    found["relation"] = float(draft.value("relation") is not None)
    found["signed"] = float(draft.signed is not None)
    found["fields"] = min(sum(len(frame.fields) for frame in frames), 3) / 3
    found["institution"] = float(first.partner.level == "institution")
    found["partner_sure"] = max(frame.partner_trust for frame in frames)
    found["home_sure"] = max(frame.home_trust for frame in frames)
    found["same_tier"] = float(_tier(first) == 0)
    found["many"] = min(beside, 12) / 12
    return found


def _tier(frame: Frame) -> int:
    tiers = {"province": 2, "city": 1, "regency": 1, "district": 1}
    return tiers.get(frame.home.level, 0) - tiers.get(frame.partner.level, 0)


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights


def score(draft: Draft, beside: int) -> float:
    """The chance that the record is right, from 0.02 to 0.99."""
    weights = _weights()
    total = weights.get("bias", 0.0) + sum(
        weights.get(name, 0.0) * value for name, value in features(draft, beside).items()
    )
    return round(min(max(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), _FLOOR), _CEILING), 3)
