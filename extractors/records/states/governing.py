"""How the cues of a clause stand to each other: which comes first, which governs or denies another."""

from __future__ import annotations

from extractors.records.clauses import Clause
from extractors.records.states.cues import Cue

_NEXT, _SMALL = 28, 12
"""Characters between a negation and what it denies, with anything or only with small words between."""


def first(clause: Clause, *names: str) -> Cue | None:
    if not clause.has(*names):
        return None
    return next(cue for cue in clause.cues if cue.name in names)


def before(clause: Clause, cue: Cue, name: str, reach: int = 10_000) -> bool:
    """True where such a cue stands before another; one in brackets says nothing of what is outside them."""
    return any(
        other.name == name
        and 0 <= cue.start - other.end <= reach
        and ")" not in clause.text[other.end - clause.start : cue.start - clause.start].partition("(")[0]
        for other in clause.cues
    )


def governed(clause: Clause, cue: Cue, name: str, reach: int) -> bool:
    """True where such a cue stands before another with no comma between."""
    return any(
        other.name == name
        and 0 <= cue.start - other.end <= reach
        and "," not in clause.text[other.end - clause.start : cue.start - clause.start]
        for other in clause.cues
    )


def denied(clause: Clause, name: str) -> bool:
    """True where the nearest such cue is under a negation just before it."""
    acts = clause.cues_of(name)
    return any(before(clause, act, "negate", _NEXT) for act in acts)


def negated(clause: Clause, cue: Cue) -> bool:
    """True where a negation stands right before the cue, with nothing but small words between."""
    for other in clause.cues:
        if other.name == "negate" and 0 <= cue.start - other.end <= _SMALL and other.start < cue.start:
            between = clause.text[other.end - clause.start : cue.start - clause.start]
            if not any(sign in between for sign in ",;:."):
                return True
    return False
