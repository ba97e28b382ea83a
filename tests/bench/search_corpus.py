"""A made archive of news for benchmarks of search: the same for the same size and seed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from index.port import Entry

SEED = 20170925
WORDS_A_TEXT = 320

STARTS = ("be", "pe", "me", "di", "ke", "te", "ko", "ma", "pa", "sa", "ra", "la", "in", "ex", "pro", "con", "re", "de")
MIDDLES = ("la", "ri", "na", "ta", "ka", "ga", "bu", "mi", "lo", "ru", "ner", "tion", "par", "ber", "sil", "man", "tur")
ENDS = ("n", "k", "s", "ng", "an", "kan", "i", "ing", "er", "al", "ity", "nya", "r", "t", "")

KINDS = ("news", "report", "agreement", "regulation", "other")
LANGUAGES = ("id", "en", "mixed")
FREQUENT = "kerjasama"
"""In half of all texts."""


@dataclass(frozen=True, slots=True)
class Question:
    """One query of the mix, in a form that each engine writes in its own way."""

    kind: str
    words: tuple[str, ...]
    filters: tuple[tuple[str, str], ...] = ()
    years: tuple[int, int] | None = None


def vocabulary(size: int = 60_000) -> list[str]:
    """Made words, the frequent ones first."""
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    while len(words) < size:
        middles = chance.randint(1, 1 + min(3, len(words) // 500))
        word = chance.choice(STARTS) + "".join(chance.choices(MIDDLES, k=middles)) + chance.choice(ENDS)
        words[word] = None
    return list(words)


def entries(count: int) -> Iterator[Entry]:
    """The entries, one after the other."""
    chance = random.Random(SEED + 1)
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    partners = [f"KR-{number}" for number in range(300)]
    for number in range(count):
        body = chance.choices(words, cum_weights=weights, k=WORDS_A_TEXT)
        if chance.random() < 0.5:
            body[chance.randrange(len(body))] = FREQUENT
        # New names keep coming, as in real news.
        for _ in range(2):
            body[chance.randrange(len(body))] = f"{chance.choice(STARTS)}{chance.choice(MIDDLES)}{number % 40_000:x}"
        for at in range(14, len(body), 15):
            body[at] += "."
        yield Entry(
            id=f"{number:016x}",
            type="document",
            title=" ".join(chance.choices(words, cum_weights=weights, k=8)).capitalize(),
            body=" ".join(body),
            language=chance.choices(LANGUAGES, (6, 3, 1))[0],
            kind=chance.choices(KINDS, (6, 2, 1, 1, 1))[0],
            date=f"{chance.randint(2001, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            homes=(f"ID-{chance.randint(11, 48)}",),
            partners=tuple(chance.sample(partners, chance.randint(0, 2))),
            countries=tuple(chance.sample(("KR", "JP", "CN", "SE", "DE", "AU", "NL"), chance.randint(0, 2))),
            fields=tuple(chance.sample([f"field{code}" for code in range(40)], chance.randint(0, 4))),
            version="1",
        )


def questions(each: int = 12) -> list[Question]:
    """The mix: `each` questions of every kind."""
    chance = random.Random(SEED + 2)
    words = vocabulary()
    common, middle, rare = words[20:400], words[1_000:8_000], words[30_000:50_000]
    asked = []
    sample = [entry.body.replace(".", "").split() for entry in entries(400)]
    for _ in range(each):
        text = chance.choice(sample)
        at = chance.randrange(len(text) - 3)
        year = chance.randint(2001, 2020)
        country = chance.choice(("KR", "JP", "CN"))
        asked += [
            Question("rare", (chance.choice(rare),)),
            Question("frequent", (FREQUENT,)),
            Question("three words", tuple(chance.sample(common, 3))),
            Question("phrase", tuple(text[at : at + 2])),
            Question("prefix", (chance.choice(middle)[:4],)),
            Question("fuzzy", (_misspelt(chance, chance.choice(middle)),)),
            Question("two filters", (chance.choice(common),), (("country", country), ("kind", "news"))),
            Question("date range", (chance.choice(common),), (), (year, year + 2)),
        ]
    return asked


def _misspelt(chance: random.Random, word: str) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("aeiou") + word[at + 1 :]


def write_catalogue(path: Path, count: int) -> None:
    """The texts in an SQLite file, as the catalogue keeps them."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE text (id TEXT PRIMARY KEY, type TEXT, title TEXT, body TEXT) WITHOUT ROWID")
        database.executemany(
            "INSERT INTO text VALUES (?, ?, ?, ?)",
            ((entry.id, entry.type, entry.title, entry.body) for entry in entries(count)),
        )


class Texts:
    """Looks texts up in that file."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, check_same_thread=False)

    def __call__(self, ids: object) -> dict[str, Entry]:
        wanted = list(ids)  # type: ignore[call-overload]
        marks = ",".join("?" * len(wanted))
        rows = self._database.execute(f"SELECT id, type, title, body FROM text WHERE id IN ({marks})", wanted)
        return {id: Entry(id, type, title, body) for id, type, title, body in rows}
