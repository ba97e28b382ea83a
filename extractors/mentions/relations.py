"""What the parties are to each other: sister city, sister province, sister regency, friendship, technical."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Mention
from extractors.mentions.passages import Passage
from extractors.mentions.terms import hits


def find_relations(passage: Passage) -> Iterator[Mention]:
    """The relations that a passage names."""
    words = passage.words
    for hit in hits(passage, "relation"):
        yield passage.mention(words[hit.start].start, words[hit.end - 1].end, "relation", hit.codes[0], hit.score)
