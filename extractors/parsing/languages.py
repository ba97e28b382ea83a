"""Which language a block and a document are in."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from archive.model import Block
from archive.model.text import Language
from extractors.parsing.cues import words as cue_words

ENOUGH = 40
"""Letters that a block needs to have a say in the language of its document."""
SHORT = 12
"""Letters under which nothing is said about the language."""
LONG = 1_000

_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOISE = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+|[*_#|`]+")
"""An address begins where a word does: to try every letter of a long word takes the square of its length."""

_NOISY = ("://", "www.", "@", "*", "_", "#", "|", "`")
"""Where none of these stands there is no noise, which is told much sooner."""


class Stretch(NamedTuple):
    """Blocks that are read together: their numbers, their text, and its language, None where that is not clear."""

    places: list[int]
    text: str
    language: str | None


_lock = threading.Lock()
_factory: Any = None


def language_of(text: str) -> str:
    """The language of a piece of text: id, en, nl, ms, jv, su, or und where it is too short to tell."""
    if any(map(text.__contains__, _NOISY)):
        text = _NOISE.sub(" ", text)
    return _language(text[:LONG])


@lru_cache(maxsize=256)
def letters(text: str) -> int:
    """How many letters a text has."""
    if text.isascii():
        return len(text.encode().translate(None, _NO_LETTERS))  # Several times faster than to go from word to word.
    return sum(map(len, _LETTERS.findall(text)))


def document_language(read: Sequence[Stretch]) -> Language:
    """The language of a document from those of its stretches, weighted by their letters.

    Mixed where both Indonesian and English hold at least a quarter of the letters that have a say.
    """
    weights: dict[str, int] = {}
    for stretch in read:
        count = letters(stretch.text) if stretch.language is not None else 0
        if stretch.language is not None and count >= ENOUGH:
            weights[stretch.language] = weights.get(stretch.language, 0) + count
    if not weights:
        whole = language_of("\n".join(stretch.text for stretch in read))
        return "id" if whole == "id" else "en" if whole == "en" else "und"
    total = sum(weights.values())
    ranked = sorted(weights, key=lambda name: -weights[name])
    if min(weights.get("id", 0), weights.get("en", 0)) >= 0.25 * total:
        return "mixed"
    return "id" if ranked[0] == "id" else "en" if ranked[0] == "en" else "und"


def stretches(body: str, blocks: Sequence[Block]) -> Iterator[Stretch]:
    """The stretches of a text: the pieces of one cell or column paragraph together, else each block alone."""
    groups: dict[tuple[int | None, ...], list[int]] = {}
    for at, block in enumerate(blocks):
        key = (block.table, block.row, block.column) if block.column is not None else (at,)
        groups.setdefault(key, []).append(at)
    for places in groups.values():
        text = " ".join([blocks[at].span.of(body) for at in places])
        yield Stretch(places, text, _stretch_language(text))


def _stretch_language(text: str) -> str | None:
    count = letters(text)
    found = language_of(text) if count >= SHORT else "und"
    # What looks Dutch and is short is a name or a term; Dutch papers have long paragraphs too.
    return None if found == "und" or (found == "nl" and count < 100) else found


@lru_cache(maxsize=4096)
def _language(text: str) -> str:
    if letters(text) < SHORT:
        return "und"
    words = [word.casefold() for word in _WORDS.findall(text)]
    # Runs of capitals carry no trigrams for langdetect.
    if sum(map(str.isupper, text)) > 0.6 * letters(text):
        text = text.lower()
    found = _by_function_words(words) or _detect(text)
    return _closer(found, words)


def _by_function_words(words: Sequence[str]) -> str | None:
    """Indonesian or English where the little words leave no doubt; terms in the other language may outvote them."""
    indonesian, english = (sum(map(_marks(name).__contains__, words)) for name in ("id", "en"))
    if indonesian >= 2 and indonesian >= 3 * english:
        return "id"
    if english >= 2 and english >= 3 * indonesian:
        return "en"
    if indonesian and not english and len(words) <= 12:
        return "id"
    return None


def _closer(found: str, words: Sequence[str]) -> str:
    if found != "id":
        return found
    """Malay, Javanese or Sundanese, for which langdetect has no profile and which it calls Indonesian."""
    if not _marks("ms").isdisjoint(words):
        return "ms"
    for name in ("jv", "su"):
        if sum(map(_marks(name).__contains__, words)) >= 0.12 * len(words) and len(words) >= 6:
            return name
    return "id"


@cache
def _marks(language: str) -> frozenset[str]:
    """Words that are frequent in one language and absent from its neighbours."""
    return frozenset(word for line in cue_words("languages", language) for word in line.split())


def _detect(text: str) -> str:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detectors().create()
    detector.append(text)
    try:
        ranked = detector.get_probabilities()
    except LangDetectException:
        return "und"
    return str(ranked[0].lang) if ranked else "und"


def _detectors() -> Any:
    """An own factory with three profiles and a fixed seed: that of the module is neither repeatable nor thread-safe."""
    global _factory
    with _lock:
        if _factory is None:
            from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

            factory = DetectorFactory()
            factory.seed = 0
            profiles = []
            for name in ("id", "en", "nl"):
                with open(os.path.join(PROFILES_DIRECTORY, name), encoding="utf-8") as file:
                    profiles.append(file.read())
            factory.load_json_profile(profiles)
            _factory = factory
    return _factory
