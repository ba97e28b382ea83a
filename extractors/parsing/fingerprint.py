"""Near-identical texts: a signature for each text, and the stories that the signatures make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.model import Text

PERMUTATIONS = 128
SEED = 20170925
BANDS = 32
"""Bands of four values each: two texts that agree in seven tenths meet in one of them with a chance of .9998."""
LIKE = 0.72
"""Share of equal values from which on two texts are one story: a release with a new headline and an edited end."""
FEW = 40
"""Words under which a text has no signature: too short to tell a copy from a form."""
_GRAM = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with its signature and what decides which one leads its story."""

    id: str
    signature: bytes
    published: str = ""
    captured: str = ""

    @property
    def order(self) -> tuple[str, str, str]:
        """Earliest published first, then earliest captured; a document without a date comes after those with one."""
        return (self.published or "9999", self.captured or "9999", self.id)


@dataclass(slots=True)
class Stories:
    """Groups of near-identical documents, kept up to date one document at a time.

    The result does not depend on the order in which documents were added: a story is a connected set of documents
    each of which is like at least one other.
    """

    _signed: dict[str, Signed] = field(default_factory=dict)
    _buckets: dict[tuple[int, bytes], list[str]] = field(default_factory=dict)
    _story: dict[str, list[str]] = field(default_factory=dict)

    def add(self, document: Signed) -> tuple[str, ...]:
        """Take a document in; the members of its story, the leading one first. Without a signature it is alone."""
        known = self._signed.get(document.id)
        self._signed[document.id] = document
        if known is None:
            self._story[document.id] = [document.id]
            for other in self._alike(document):
                self._unite(document.id, other)
        return self.members(document.id)

    def members(self, id: str) -> tuple[str, ...]:
        """The documents of the story of a document, the leading one first."""
        return tuple(sorted(self._story[id], key=lambda other: self._signed[other].order))

    def all(self) -> dict[str, tuple[str, ...]]:
        """Every story of two documents or more, by its leading document."""
        stories = {id(story): story for story in self._story.values() if len(story) > 1}
        found = [self.members(story[0]) for story in stories.values()]
        return {members[0]: members for members in sorted(found)}

    def _alike(self, document: Signed) -> list[str]:
        """Documents that share a band with the given one and are alike; the document is filed in its bands."""
        seen: dict[str, bool] = {}
        for key in _band_keys(document.signature):
            bucket = self._buckets.setdefault(key, [])
            for other in bucket:
                if other not in seen:
                    seen[other] = likeness(document.signature, self._signed[other].signature) >= LIKE
            bucket.append(document.id)
        return [other for other, alike in seen.items() if alike]

    def _unite(self, one: str, other: str) -> None:
        large, small = self._story[one], self._story[other]
        if large is small:
            return
        if len(large) < len(small):
            large, small = small, large
        large.extend(small)
        for id in small:
            self._story[id] = large


def fingerprint(text: Text) -> bytes | None:
    """The MinHash signature of a text over runs of four words; None where it has too few words.

    512 bytes: 128 values of 32 bits, big endian. Case, accents, punctuation and line breaks do not count, nor do table
    rulings.
    """
    from rensa import RMinHash

    words = _words(text.body)
    if len(words) < FEW:
        return None
    grams = {" ".join(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)}
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(grams))
    return b"".join(int(value).to_bytes(4, "big") for value in sketch.digest())


def likeness(one: bytes, other: bytes) -> float:
    """The share of equal values of two signatures: about the share of word runs that the texts have in common."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(one[at : at + 4] == other[at : at + 4] for at in range(0, len(one), 4)) / (len(one) // 4)


def group(documents: Iterable[Signed]) -> Mapping[str, tuple[str, ...]]:
    """Every story of two documents or more among the given, by its leading document."""
    stories = Stories()
    for document in documents:
        stories.add(document)
    return stories.all()


def _band_keys(signature: bytes) -> list[tuple[int, bytes]]:
    width = len(signature) // BANDS
    return [(band, signature[band * width : (band + 1) * width]) for band in range(BANDS)] if width else []


def _words(body: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", body).casefold()
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))
