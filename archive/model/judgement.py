"""Decisions by people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["accept", "reject", "correct", "same", "different", "add", "hide", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by a person; it is never changed, only answered by another judgement.

    `about` holds record keys (one for accept, reject, correct and hide; two or more for same and different), or the id
    of the judgement that an undo takes back. `slot` and `value` belong to a correction, where `value` has the JSON
    shape of the slot; an added agreement holds its slots as a mapping in `value`. `at` is a UTC time in ISO 8601.
    """

    id: str
    verdict: Verdict
    about: tuple[str, ...]
    who: str
    at: str
    why: str = ""
    slot: str | None = None
    value: Any = None
