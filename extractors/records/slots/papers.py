"""Which of the papers that a text names is the paper of an agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extractors.records.slots.options import Mentioned, Option, none
from extractors.records.slots.standing import Claimant, Traits

_GENERIC = "agreement"
_PAPER = attrgetter("instrument")
_OTHERWISE = ("cue_", "before_", "after_", "kind_", "told_", "taken_")
"""What speaks otherwise for the paper of a plan, of one that holds and of one that has ended."""


def papers(claimant: Claimant, found: Sequence[Mentioned]) -> Iterator[Option]:
    """The kinds of paper that an agreement may be."""
    yield none(claimant)
    draft = claimant.draft
    state = "planned" if not draft.exists else "signed" if draft.status == "signed" else "ended"
    among = _among(Counter([one.value for one in found]))
    for number, one in enumerate(found):
        made = claimant.standing(one.mention.span, one.sentence) | among[one.value] | _dated(claimant, one)
        made.add(f"kind_{one.value}")
        if number == 0:
            made.add("first")
        if one.value == _GENERIC and one.mention.surface.islower() and " " not in one.mention.surface:
            made.add("plain")
        made |= claimant.claims(one.value, one.mention.span, _PAPER)
        made |= {f"{state}:{trait}" for trait in made if trait.startswith(_OTHERWISE)}
        yield Option(one.value, made, span=one.mention.span)


def _among(counts: Counter[str]) -> dict[str, Traits]:
    """How each kind of paper stands among all that the text names, by how often it does."""
    named = len(counts) - (_GENERIC in counts)
    most = max(counts.values(), default=0)
    found: dict[str, Traits] = {}
    for value, often in counts.items():
        given = {
            "only": len(counts) == 1,
            "only_named": value != _GENERIC and named == 1,
            "again": often > 1,
            "most": often == most,
        }
        found[value] = {name for name, holds in given.items() if holds}
    return found


def _dated(claimant: Claimant, one: Mentioned) -> Traits:
    """Whether a date is told beside a paper, and whether it is that of the agreement."""
    dates, signed = one.sentence.of("date"), claimant.signed
    if not dates:
        return set()
    if signed is None:
        return {"dated"}
    return {"dated", "own_date" if any(date.value == signed.value for date in dates) else "other_date"}
