"""Everything that is named in a text."""

from __future__ import annotations

from pathlib import Path

from archive import reference
from archive.model import Maker, Mention, Text
from extractors import sentences, tables
from extractors.mentions import people, years
from extractors.mentions.passages import passages

_HERE = Path(__file__).parent
_REFERENCE = Path(str(reference.__file__)).parent

_FILES = (_HERE, tables.DATA, Path(sentences.__file__), Path(tables.__file__), _REFERENCE, _REFERENCE / "data")

FINDER = Maker("finder", "1", tables.digest(*_FILES))


def find(text: Text) -> tuple[Mention, ...]:
    """The mentions of a text, by position.

    Each run of blocks in one language goes through that language's pipeline; what needs the whole document (dates
    without a year, a person named by one name after the full name) is settled at the end.
    """
    from extractors.mentions.pipeline import read

    mentions = [mention for passage in passages(text) for mention in read(passage)]
    mentions = people.settle(text, years.settle(text, mentions))
    return tuple(sorted(mentions, key=lambda mention: (mention.span, mention.kind, mention.value)))
