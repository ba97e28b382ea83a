"""Makes `names.tsv`, `common.txt` and `english.txt` in `extractors/data` out of Faker and PySastrawi (both MIT).

    uv run --with Faker python -m extractors.making.names

Names: Faker's lists in Latin letters are taken, and its romanised Japanese ones; those that are everyday words of
Indonesian or English (`names_not.txt` and the dictionaries) are marked. Everyday words: the roots of PySastrawi's
dictionary and the words of Faker's English filler text.
"""

from __future__ import annotations

import importlib
import importlib.resources
import re
import unicodedata
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
LOCALES = [
    "id_ID", "en", "en_GB", "en_US", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_PK", "en_TH", "de_DE",
    "de_AT", "de_CH", "fr_FR", "fr_BE", "fr_CH", "fr_DZ", "fr_QC", "nl_BE", "nl_NL", "es", "es_ES", "es_MX",
    "es_AR", "es_CL", "es_CO", "it_IT", "pt_BR", "pt_PT", "pl_PL", "cs_CZ", "sk_SK", "hu_HU", "ro_RO", "hr_HR",
    "sl_SI", "tr_TR", "vi_VN", "da_DK", "sv_SE", "no_NO", "fi_FI", "et_EE", "lv_LV", "lt_LT", "uz_UZ", "az_AZ",
    "ja_JP", "zu_ZA", "sw", "tw_GH",
]  # fmt: skip
_LATIN = re.compile(r"[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*")


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))


def _listed(provider: object, use: str) -> set[str]:
    """All names of one use in a provider, whatever the shape of its list (tuple, mapping with weights, pairs)."""
    found: set[str] = set()
    for attribute in dir(provider):
        if use not in attribute or attribute.startswith("_"):
            continue
        values = getattr(provider, attribute)
        if not isinstance(values, tuple | list | dict | set):
            continue
        for value in values:
            parts = value if isinstance(value, tuple) else (value,)
            found.update(part for part in parts if isinstance(part, str) and _LATIN.fullmatch(part))
    return found


def collect(locales: list[str]) -> dict[str, set[str]]:
    """The folded names with their uses: "g" given name, "f" family name."""
    names: dict[str, set[str]] = {}
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        given = _listed(provider, "first")
        family = _listed(provider, "last")
        for use, words in (("g", given), ("f", family)):
            for word in words:
                names.setdefault(_plain(word), set()).add(use)
    for line in (DATA / "names_own.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "use\t")):
            use, listed = line.split("\t")
            for word in listed.split():
                names.setdefault(_plain(word), set()).update(use)  # "sg": surely a given name
    return names


def main() -> None:
    """Writes the list."""
    left_out = set((DATA / "names_not.txt").read_text(encoding="utf-8").split())
    everyday = everyday_words()
    kept = {name: uses for name, uses in collect(LOCALES).items() if len(name) > 1}
    homely = {name for name, uses in collect(["id_ID"]).items() if "g" in uses}
    for name, uses in kept.items():
        if "s" in uses:
            uses.discard("s")
        elif name in left_out or (name in everyday and name not in homely):
            uses.clear()
            uses.add("x")
    head = [
        "# Given (g) and family (f) names, and everyday words that are names as well (x), folded. From Faker's lists",
        "# (https://github.com/joke2k/faker, MIT licence) and",
        "# names_own.tsv; made by extractors/making/names.py.",
        "name\tuse",
    ]
    body = [f"{name}\t{''.join(sorted(uses))}" for name, uses in sorted(kept.items())]
    (DATA / "names.tsv").write_text("\n".join(head + body) + "\n", encoding="utf-8")
    words = sorted(everyday | left_out)
    head = [
        "# Everyday words: roots from PySastrawi's dictionary, English words from Faker (both MIT).",
        "# Made by extractors/making/names.py.",
    ]
    (DATA / "common.txt").write_text("\n".join(head + words) + "\n", encoding="utf-8")
    write_english()


def everyday_words() -> set[str]:
    """Indonesian roots and frequent English words."""
    return indonesian_roots() | english_words()


def indonesian_roots() -> set[str]:
    """The roots of PySastrawi's dictionary."""
    roots = importlib.resources.files("Sastrawi.Stemmer").joinpath("data/kata-dasar.txt").read_text(encoding="utf-8")
    return {word.lower() for word in roots.split() if word.isalpha() and len(word) > 1}


def english_words() -> set[str]:
    """The words of Faker's English filler text."""
    words = importlib.import_module("faker.providers.lorem.en_US").Provider.word_list
    return {word.lower() for word in words if word.isalpha() and len(word) > 1}


def write_english() -> None:
    """Writes the everyday words that are English only, from which no Indonesian word is formed."""
    head = "# Everyday words that are English only, from Faker (MIT). Made by extractors/making/names.py."
    words = sorted(english_words() - indonesian_roots())
    (DATA / "english.txt").write_text("\n".join([head, *words]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
