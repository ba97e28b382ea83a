"""The words of names and what stands around them: lists of names, titles, offices and everyday words."""

from __future__ import annotations

import functools
import re
import unicodedata

from extractors.mentions.nameshapes import ends_like_a_name
from extractors.mentions.places_words import home_towns
from extractors.tables import DATA, column, rows

PARTICLES = frozenset(column("titles", "form", use="particle"))
SUFFIXES = frozenset({"jr", "sr"})
NUMERALS = frozenset("II III IV V VI VII VIII IX X XI XII".split())  # noqa: SIM905
SHORTENED = frozenset({"md", "moh", "muh", "mohd", "abd", "st"})
"""First names that are written short, with a full stop."""

AFTER_I = frozenset(column("titles", "form", use="after_i"))
"""Words before which a single "I" belongs to a Balinese name."""

_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_SUFFIXES = ("", "nya", "kan", "an", "i")  # "-i" only behind a prefix: many names end so
_PREFIXES = (
    ("", ""), ("meng", "k"), ("meng", ""), ("meny", "s"), ("mem", "p"), ("mem", ""), ("men", "t"), ("men", ""),
    ("me", ""), ("peng", "k"), ("peng", ""), ("peny", "s"), ("pem", "p"), ("pem", ""), ("pen", "t"), ("pen", ""),
    ("per", ""), ("pe", ""), ("ber", ""), ("be", ""), ("ter", ""), ("di", ""), ("ke", ""), ("se", ""),
    ("keber", ""), ("keter", ""), ("pember", ""),
)  # fmt: skip
_ENGLISH = re.compile(r"[a-z]{3,}(?:tion|tional|ment|ing|ship|ness|ities|ity|ally|asi|itas|logi)")


VOWEL = re.compile("[aeiouy]")


@functools.lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """The word in lower case without diacritics."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).casefold().translate(_STROKES)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@functools.cache
def names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Given names, all names, and everyday words that are names as well."""
    given: list[str] = []
    every: list[str] = []
    doubtful: list[str] = []
    for line in (DATA / "names.tsv").read_text(encoding="utf-8").splitlines():
        name, _, use = line.partition("\t")
        (doubtful if use == "x" else every).append(name)
        if "g" in use:
            given.append(name)
    return frozenset(given), frozenset(every), frozenset(doubtful)


def is_given(word: str) -> bool:
    """True for a given name, known or by its ending."""
    return word in names()[0] or _shaped(word)


def is_name(word: str) -> bool:
    """True for a given or family name, known or by its ending."""
    return word in names()[1] or _shaped(word)


@functools.lru_cache(maxsize=8192)
def _shaped(word: str) -> bool:
    return ends_like_a_name(word) and word not in common() and word not in home_towns()


@functools.cache
def common() -> frozenset[str]:
    return frozenset((DATA / "common.txt").read_text(encoding="utf-8").split("\n"))


@functools.cache
def _roots() -> frozenset[str]:
    """Everyday words of which Indonesian ones are formed."""
    return common().difference(_english())


@functools.cache
def _english() -> frozenset[str]:
    return frozenset((DATA / "english.txt").read_text(encoding="utf-8").split("\n"))


def is_common(word: str, language: str) -> bool:
    """True for an everyday word of a language of ours; those that only the other one has are none."""
    return word in common() and (language == "id" or word not in _roots() or word in _english())


@functools.lru_cache(maxsize=8192)
def inflected(word: str) -> bool:
    """True for a form of an everyday Indonesian word ("perpustakaan", "mendampingi") or an English abstract noun."""
    if _ENGLISH.fullmatch(word):
        return True
    for suffix in _SUFFIXES:
        if not word.endswith(suffix):
            continue
        stem = word[: len(word) - len(suffix)]
        for prefix, restored in _PREFIXES:
            if (prefix or suffix not in ("", "i")) and stem.startswith(prefix):
                root = restored + stem[len(prefix) :]
                if len(root) > 3 and root in _roots():
                    return True
    return False


@functools.cache
def phrases(use: str) -> dict[str, dict[tuple[str, ...], str]]:
    """The phrases of one use by their first word, as tuples of words with their code."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for row in rows("titles"):
        if row["use"] == use:
            words = tuple(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]", row["form"].rstrip("*")))
            found.setdefault(words[0], {})[words] = row["code"]
    return found


@functools.cache
def degrees() -> frozenset[str]:
    forms = {form.replace(".", "") for form in column("abbreviations", "form", use="degree")}
    return frozenset(forms | {form.upper() for form in forms})


@functools.cache
def degree_openings() -> frozenset[str]:
    """What degrees begin with, for words that can be no part of one."""
    return frozenset(degree[:length] for degree in degrees() for length in range(1, len(degree) + 1))


@functools.cache
def titles() -> frozenset[str]:
    """Titles of one word that are no part of a name."""
    return frozenset(form.replace(".", "") for form in single("honorific") | single("nickname") if " " not in form)


@functools.cache
def single(use: str) -> frozenset[str]:
    return frozenset(row["form"] for row in rows("titles") if row["use"] == use)
