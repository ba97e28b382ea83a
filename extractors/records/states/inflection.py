"""The forms of a marked word in a trigger pattern: "me-teken" for meneken, diteken, neken; "sign+" for signing."""

from __future__ import annotations

import re
from functools import cache

_VOWELS = frozenset("aiueo")
_DROPPED = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
"""What an initial consonant that melts into the prefix leaves (teken -> meneken, susun -> menyusun)."""
_KEPT = {**dict.fromkeys("bfv", "m"), **dict.fromkeys("cdjz", "n"), **dict.fromkeys("ghaiueo", "ng")}
_WHOLE = ("per", "st", "tr", "pr", "kr", "sk", "sp")
"""Beginnings that do not melt (perpanjang -> memperpanjang)."""
_CLIPPED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_ONE_SYLLABLE = re.compile(r"[^aiueo][aiueo][^aiueo]+")
_HISSING = ("s", "x", "z", "ch", "sh")


def nasal(stem: str) -> str:
    """The stem with the nasal that the prefixes me- and pe- bring: teken -> neken, jajak -> njajak."""
    first = stem[:1]
    if stem.startswith(_WHOLE):
        return ("m" if first == "p" else "n" if first in {"s", "t"} else "ng") + stem
    if first in _DROPPED:
        return _DROPPED[first] + stem[1:]
    return _KEPT.get(first, "") + stem


@cache
def forms(word: str) -> tuple[str, ...]:
    """The forms that one word of a pattern stands for, the word itself where it carries no mark.

    `me-X` is the Indonesian verb in active, passive and everyday voice (menyambungkan, disambungkan, disambungin,
    nyambungin), `pe-X` and `pe-X-an` its nouns (penandatangan, penandatanganan); `X+` is the English verb.
    """
    if word.startswith("me-"):
        stem = word[3:]
        spoken = _spoken(stem)
        root = stem.removesuffix("kan")
        casual = (f"di{root}in", f"{_spoken(root)}in") if root != stem else ()
        active = f"menge{stem}" if _is_short(root) else f"me{nasal(stem)}"
        return tuple(dict.fromkeys((active, f"di{stem}", spoken, *casual)))
    if word.startswith("pe-"):
        stem = word[3:].removesuffix("-an")
        return (f"pe{nasal(stem)}{'an' if word.endswith('-an') else ''}",)
    if word.endswith("+") and len(word) > 1:
        return _english(word[:-1])
    return (word,)


def _is_short(root: str) -> bool:
    """True for a word of one syllable, which takes menge- (sah -> mengesahkan, cap -> mengecap)."""
    return _ONE_SYLLABLE.fullmatch(root.removesuffix("kan")) is not None


def _spoken(stem: str) -> str:
    """The active voice of everyday speech: neken, nyusun, ngajak, ngelanjut."""
    return nasal(stem) if stem[:1] in _DROPPED or stem[:1] in _VOWELS else f"nge{stem}"


def _english(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(_HISSING) else f"{verb}s"
    doubled = verb + verb[-1]
    if _CLIPPED.fullmatch(verb):
        return verb, third, f"{doubled}ed", f"{doubled}ing"
    plain = (verb, third, f"{verb}ed", f"{verb}ing")
    # Both spellings of the Atlantic: canceled, cancelled.
    return (*plain, f"{doubled}ed", f"{doubled}ing") if verb.endswith(("el", "ul")) else plain
