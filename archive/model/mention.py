"""Something named in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.party import Party
from archive.model.span import Span

MentionKind = Literal[
    "place", "country", "date", "field", "instrument", "relation", "law", "person", "organisation", "office"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a text that names something of one kind.

    `surface` is the text as it stands; `value` its normal form: a field or instrument code, a date or interval of
    dates in ISO 8601 ("2017-09-25", "2015/2016"), a law in short form ("PP 28/2018"), a person's name without titles,
    an ISO country code. `party` is set for places and institutions. `score` is between 0 and 1.
    """

    span: Span
    kind: MentionKind
    surface: str
    value: str
    score: float = 1.0
    party: Party | None = None
