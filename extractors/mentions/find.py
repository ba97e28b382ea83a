"""Everything that is named in a text."""

from __future__ import annotations

from operator import attrgetter

from archive.model import Mention, Text
from extractors.mentions import metropolises, people, years
from extractors.mentions.passages import passages

# Numbers, for to compare spans themselves takes a call of Python each time.
_position = attrgetter("span.start", "span.end", "kind", "value")


def find(text: Text) -> tuple[Mention, ...]:
    """The mentions of a text, by position.

    Each run of blocks in one language goes through that language's pipeline; what needs the whole document (dates
    without a year, a person named by one name after the full name) is settled at the end.
    """
    from extractors.mentions.pipeline import read

    mentions = [mention for passage in passages(text) for mention in read(passage)]
    mentions = people.settle(text, years.settle(text, metropolises.settle(mentions)))
    return tuple(sorted(mentions, key=_position))
