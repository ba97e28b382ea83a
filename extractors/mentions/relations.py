"""What the parties are to each other: sister city, sister province, sister regency, friendship, technical."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from archive import reference
from archive.model import Mention
from extractors.mentions.lexicon import Lexicon, vague
from extractors.mentions.passages import Passage
from extractors.tables import rows


@functools.cache
def _lexicon() -> Lexicon:
    own = [(row["form"], row["code"], float(row["sure"])) for row in rows("kinships")]
    known = [
        (term, code, vague("relation").get(term, 1.0))
        for code, relation in reference.relations().items()
        for term in (*relation.terms_en, *relation.terms_id)
    ]
    return Lexicon(known + own)


def find_relations(passage: Passage) -> Iterator[Mention]:
    """The relations that a passage names."""
    words = passage.words
    for hit in _lexicon().hits(passage.lower):
        yield passage.mention(words[hit.start].start, words[hit.end - 1].end, "relation", hit.codes[0], hit.score)
