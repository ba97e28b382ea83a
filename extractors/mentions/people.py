"""Who is who in one document: short names are led back to the full ones, by-names dropped."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archive.model import Mention, Text
from extractors.mentions.namewords import plain
from extractors.mentions.vouching import WEAK

_ALIAS = re.compile(
    r"[\"“(]?\s*\b(?:sapaan|panggilan|akrab|disapa|dipanggil|alias|popularly|nicknamed|sebutan|karib)\b", re.IGNORECASE
)
_ALIAS_BEHIND = re.compile(r"[,\s\"”]*" + _ALIAS.pattern, re.IGNORECASE)
_SHORTEST = 4


def settle(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with every person under the fullest name that the document has.

    "Djarot" becomes "Djarot Saiful Hidayat"; "Emil, sapaan akrabnya" and single words that nothing but a word of speech
    vouches for are no persons of their own.
    """
    persons = [mention for mention in mentions if mention.kind == "person"]
    firm = {mention.value for mention in persons if mention.score > WEAK}
    weak = Counter(mention.value for mention in persons if mention.score <= WEAK and " " not in mention.value)
    full = _fullest(firm)
    settled: list[Mention] = []
    for mention in mentions:
        if mention.kind != "person":
            settled.append(mention)
            continue
        value = full.get(mention.value) or _named(mention.value, firm, full)
        if value is not None and " " not in value and any(_blends(value, name) for name in firm if " " in name):
            value = None
        if value is None and weak[mention.value] > 1 and not any(_blends(mention.value, name) for name in firm):
            value = mention.value
        if value is None or (value == mention.value and " " not in value and _is_alias(text, mention)):
            continue
        settled.append(replace(mention, value=value) if value != mention.value else mention)
    return settled


@functools.lru_cache(maxsize=1 << 12)
def _words(name: str) -> tuple[str, ...]:
    return tuple(plain(name).replace(".", " ").split())


def _fullest(names: set[str]) -> dict[str, str]:
    """Each name with the longest one that holds all its words."""
    ordered = sorted(names, key=lambda name: (-len(_words(name)), -len(name), name))
    found: dict[str, str] = {}
    for name in ordered:
        words = set(_words(name))
        found[name] = next(
            (found[longer] for longer in ordered if longer in found and words <= set(_words(longer))), name
        )
        if found[name] == name and len(words) == 1:
            found[name] = _by_beginning(name, ordered) or name
    return found


def _named(short: str, firm: set[str], full: dict[str, str]) -> str | None:
    """The full name to which a weakly vouched single word belongs."""
    words = set(_words(short))
    for name in sorted(firm, key=len, reverse=True):
        if words <= set(_words(name)):
            return full[name]
    beginning = _by_beginning(short, sorted(firm))
    return full[beginning] if beginning else None


def _by_beginning(short: str, names: Sequence[str]) -> str | None:
    """The one name of several words in which a word begins with this one: "Risma" is Tri Rismaharini."""
    word = plain(short)
    if len(word) < _SHORTEST:
        return None
    fitting = [n for n in names if " " in n and any(part.startswith(word) for part in _words(n))]
    return fitting[0] if len(fitting) == 1 else None


def _is_alias(text: Text, mention: Mention) -> bool:
    """True for "Emil, sapaan akrabnya" and "sapaan akrab Emil"."""
    after = text.body[mention.span.end : mention.span.end + 40]
    before = text.body[max(0, mention.span.start - 30) : mention.span.start]
    return bool(_ALIAS_BEHIND.match(after) or _ALIAS.search(before))


def _blends(short: str, name: str) -> bool:
    """True where a by-name is put together from the beginnings of the words of a name: "Aher" is Ahmad Heryawan."""

    def fits(rest: str, words: tuple[str, ...]) -> bool:
        if not rest:
            return True
        return any(
            fits(rest[length:], words[number + 1 :])
            for number, word in enumerate(words)
            for length in range(min(len(rest), len(word)), 0, -1)
            if word.startswith(rest[:length])
        )

    return len(short) <= 12 and fits(plain(short), _words(name)[:6])
