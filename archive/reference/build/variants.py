"""Other spellings that follow from a name by rule."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

CURATED = Path(__file__).parent / "curated"

_ASCII = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ß": "ss", "ə": "a", "Ə": "A", "–": "-", "—": "-",
        "’": "'", "‘": "'", "ʻ": "", "ʼ": "'", "ʹ": "", "ʿ": "", "ʾ": "", "`": "'", "´": "'", "Ħ": "H", "ħ": "h",
    }
)  # fmt: skip

# Older and looser romanisations of Korean, syllable by syllable: current form, then what else is written for it.
_KOREAN = (
    ("gyeong", ("kyung", "kyong", "gyong", "gyung", "kyeong")),
    ("cheong", ("chong", "chung")),
    ("jeon", ("jon", "jun", "cheon")),
    ("jeol", ("jol", "chol", "cheol")),
    ("cheon", ("chon", "chun")),
    ("gang", ("kang",)),
    ("dae", ("tae",)),
    ("bu", ("pu",)),
    ("gwang", ("kwang",)),
    ("je", ("che",)),
    ("gu", ("ku",)),
    ("eo", ("o", "u")),
    ("yeo", ("yo", "yu")),
    ("eu", ("u",)),
)
_MOST = 40
_HANGUL, _SILENT = 0xAC00, 11
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
           "eu", "ui", "i")  # fmt: skip
_FINALS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
           "t", "t", "k", "t", "p", "t")  # fmt: skip


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of `curated/NAME.tsv`."""
    with (CURATED / f"{name}.tsv").open(encoding="utf-8") as lines:
        header: list[str] = []
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if not header:
                header = cells
            else:
                yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def ascii_name(name: str) -> str:
    """The name in ASCII letters where it is Latin, with its capitals: `Timrå` becomes `Timra`."""
    text = unicodedata.normalize("NFKD", name.translate(_ASCII))
    return "".join(c for c in text if not unicodedata.combining(c))


def latin(name: str) -> bool:
    """True where all letters of the name are Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


class Affixes:
    """The words for kinds of region that stand before or after a name, by country."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[list[str], list[str]]] = {}
        self._titles: dict[str, list[str]] = {}
        for row in table("affixes"):
            before = sorted(filter(None, row["before"].split("|")), key=len, reverse=True)
            after = sorted(filter(None, row["after"].split("|")), key=len, reverse=True)
            self._words[row["country"]] = (before, after)
            titles = sorted(map(ascii_name, row["title"].split("|")), key=len, reverse=True)
            self._titles[row["country"]] = [title + " " for title in titles if title]

    def strip(self, name: str, country: str) -> str:
        """The name without such words; the name itself where nothing else is left."""
        for key in (country, "*"):
            before, after = self._words.get(key, ([], []))
            for word in before:
                if name.startswith(word + " ") and len(name) > len(word) + 2:
                    name = name[len(word) + 1 :].strip()
                    break
            for word in after:
                ending = word if word.startswith("-") else " " + word
                if name.endswith(ending) and len(name) > len(ending) + 1:
                    name = name[: -len(ending)].rstrip(" ,")
                    break
        return name

    def untitled(self, town: str, country: str) -> str:
        """The ASCII name of a town without its title: `Stade` for `Hansestadt Stade`."""
        name = ascii_name(town)
        title = next((title for title in self._titles.get(country, ()) if name.startswith(title)), "")
        return name.removeprefix(title)


class Compass:
    """Directions in names, in English and Indonesian."""

    def __init__(self) -> None:
        self._rows = [(row["english"], row["indonesian"], row["other_english"]) for row in table("compass")]

    def variants(self, name: str) -> Iterator[str]:
        """The Indonesian and other English forms of `North X`, and the English forms of `X Utara`."""
        for english, indonesian, other in self._rows:
            for word in filter(None, (english, other)):
                if name.startswith(word + " "):
                    rest = name[len(word) + 1 :]
                    yield f"{rest} {indonesian}"
                    for twin in filter(None, (english, other)):
                        yield f"{twin} {rest}"
            if name.endswith(" " + indonesian):
                rest = name[: -len(indonesian) - 1]
                yield f"{english} {rest}"

    def short(self, name: str) -> Iterator[str]:
        """The English abbreviations of `X Utara`, as in datelines: `N X`."""
        for english, indonesian, _ in self._rows:
            if name.endswith(" " + indonesian):
                initials = re.sub(r"^(South|North)(east|west)$", r"\1 \2", english).split()
                yield f"{''.join(word[0].upper() for word in initials)} {name[: -len(indonesian) - 1]}"


def hangul(name: str) -> str:
    """The Revised Romanisation of a name in Hangul, syllable by syllable, its kind left out: `괴산군` is `Goesan`.

    Empty where the name is not in Hangul. Sounds that change where syllables meet are not followed.
    """
    if not name or not all(_HANGUL <= ord(sign) < _HANGUL + 11172 for sign in name):
        return ""
    if len(name) > 2 and name[-1] in "시군읍구":
        name = name[:-1]
    spelled = ""
    for number, sign in enumerate(name):
        place = ord(sign) - _HANGUL
        final = _FINALS[place % 28]
        follows = name[number + 1 : number + 2]
        if final and follows and (ord(follows) - _HANGUL) // 588 == _SILENT:
            final = {"k": "g", "t": "d", "p": "b", "l": "r"}.get(final, final)
        spelled += _INITIALS[place // 588] + _VOWELS[place % 588 // 28] + final
    return spelled.capitalize()


def korean(name: str) -> Iterator[str]:
    """Looser romanisations of a Korean name in the current one (`Gyeongju`: Kyongju, Kyungju)."""
    text = name.casefold()
    parts: list[Sequence[str]] = []
    position = 0
    while position < len(text):
        for form, others in _KOREAN:
            if text.startswith(form, position):
                parts.append((form, *others))
                position += len(form)
                break
        else:
            parts.append((text[position],))
            position += 1
    for choice in itertools.islice(itertools.product(*parts), _MOST):
        spelled = "".join(choice)
        if spelled != text:
            yield spelled
