"""What an engine is to look for: a tree of words, phrases, values and ranges, after the query has been understood.

Each leaf may carry a `Reason`: what the person typed, and by which means the leaf came about. An engine resolves
Prefix, Wildcard, Fuzzy and Related against its own words and evaluates the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Reason:
    """The word or words of the query, and how the leaf follows from them (a kind of `Why`)."""

    kind: str
    query: str


LITERAL = Reason("word", "")


@dataclass(frozen=True, slots=True)
class Term:
    """Entries with this folded word in the field."""

    text: str
    boost: float = 1.0
    reason: Reason = LITERAL
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Entries with these folded words next to each other, in order."""

    words: tuple[str, ...]
    boost: float = 1.0
    reason: Reason = LITERAL
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Tag:
    """Entries with this value in a facet (or "law"); `label` is what people call the value."""

    field: str
    value: str
    boost: float = 1.0
    reason: Reason = LITERAL
    label: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Entries with a day in the column ("date" or "signed") from `first` to `last`, as ordinals, both included."""

    field: str
    first: int = 0
    last: int = NEVER
    boost: float = 1.0
    reason: Reason = LITERAL


@dataclass(frozen=True, slots=True)
class Prefix:
    """Entries with a word that begins so."""

    text: str
    boost: float = 1.0
    reason: Reason = LITERAL
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Entries with a word of this form; `*` stands for any characters, `?` for one."""

    pattern: str
    boost: float = 1.0
    reason: Reason = LITERAL
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Entries with a word that so many changed letters make of this one."""

    text: str
    distance: int = 1
    boost: float = 1.0
    reason: Reason = LITERAL
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Related:
    """Entries with another word of the same stem."""

    text: str
    boost: float = 1.0
    reason: Reason = LITERAL
    field: str = "text"


@dataclass(frozen=True, slots=True)
class All:
    """Entries that match every child; their scores add up."""

    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Entries that match any child; their scores add up."""

    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Entries that match any child; the best score counts: for several spellings of one notion."""

    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One notion in all its spellings: an entry scores by its best form, and more where it also bears one of the tags.

    Tags are values of facets, and words of the `names` of the entry. An engine levels the scores, so that a rare
    spelling does not outdo the literal one.
    """

    forms: tuple[Plan, ...]
    tags: tuple[Tag | Term | Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Without:
    """Entries that match `kept` and not `dropped`."""

    kept: Plan
    dropped: Plan


@dataclass(frozen=True, slots=True)
class Everything:
    """All entries, with the same score."""

    boost: float = 1.0


Leaf: TypeAlias = Term | Phrase | Tag | Days | Prefix | Wildcard | Fuzzy | Related
Plan: TypeAlias = Leaf | All | Some | Best | Concept | Without | Everything

NOTHING = Some(())
"""The plan that no entry matches."""


def leaves(plan: Plan) -> Iterator[Leaf]:
    """The leaves of a plan that a hit may be due to, without those that exclude."""
    if isinstance(plan, All | Some | Best):
        for child in plan.children:
            yield from leaves(child)
    elif isinstance(plan, Concept):
        for child in (*plan.forms, *plan.tags):
            yield from leaves(child)
    elif isinstance(plan, Without):
        yield from leaves(plan.kept)
    elif not isinstance(plan, Everything):
        yield plan
