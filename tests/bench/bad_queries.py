"""How long the worst queries take: `python tests/bench/bad_queries.py [--size 100000] [--keep FOLDER]`.

Queries that nobody means well, put to the made archive of `search.py` (which shares its folder with `--keep`), with and
without expansions, and typed into the suggestions. Ends with exit code 1 where one takes longer than two seconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import psutil
from search_corpus import Texts, entries, vocabulary, write_catalogue

from index.port import Request, open_engine

MOST_SECONDS = 2.0


def queries() -> dict[str, str]:
    """Each query under what is bad about it."""
    words, chance = vocabulary(), random.Random(1)
    common = words[:64]
    return {
        "100,000 characters": "a" * 100_000,
        "thousands of words": " ".join(chance.choices(words, k=15_000)),
        "thousands of alternatives": " OR ".join(chance.choices(words, k=5_000)),
        "frequent words": " ".join(common),
        "frequent alternatives": " OR ".join(common),
        "stars in front": "*an *ing *er *al *ity *nya",
        "single letters in stars": " ".join(f"*{letter}*" for letter in "abcdefghij"),
        "question marks": "???? ?????",
        "stars everywhere": "x*x*" * 2_000,
        "short beginnings": " OR ".join(f"{word[:2]}*" for word in common),
        "misspelt words": " ".join(f"{word}~2" for word in words[100:164]),
        "parentheses": "(" * 50_000 + "a" + ")" * 50_000,
        "open groups": "(a OR " * 3_000,
        "exclusions": "-" * 5_000 + "a",
        "quotes": '"' * 9_999,
        "a frequent word as a phrase": '"' + " ".join([common[0]] * 64) + '"',
        "fields": " ".join(f"partner:x{number}" for number in range(500)),
        "a statute again and again": "PP 28 " * 1_000,
        "stopwords": "dan " * 2_000,
        "any Unicode": "".join(chr(chance.randrange(32, 0xD800)) for _ in range(4_000)),
        "marks without letters": "a" + "\u0301" * 5_000,
    }


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--size", type=int, default=100_000)
    ask.add_argument("--keep", type=Path, help="Build in this folder, or use what was built there.")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="naskah-bench-") as aside:
        sys.exit(measure(args.keep or Path(aside), args.size))


def measure(folder: Path, size: int) -> int:
    """Print the times; 1 where one is too long."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "texts.sqlite").exists():
        write_catalogue(folder / "texts.sqlite", size)
    fresh = not (folder / "naskah").exists()
    engine = open_engine(f"whoosh://{folder / 'naskah'}", Texts(folder / "texts.sqlite"), create=fresh)
    if fresh:
        engine.rebuild(entries(size))
    engine.search(Request("kerjasama"))
    print(f"{engine.count():,} entries; seconds\n{'':30} {'expanded':>9} {'as typed':>9} {'suggest':>9} notes")
    worst = 0.0
    for name, text in queries().items():
        times, notes = [], 0
        for expand in (True, False):
            began = time.perf_counter()
            notes = len(engine.search(Request(text, expand=expand)).notes)
            times.append(time.perf_counter() - began)
        began = time.perf_counter()
        engine.suggest(text)
        times.append(time.perf_counter() - began)
        worst = max(worst, *times)
        print(f"{name:30} " + " ".join(f"{seconds:9.2f}" for seconds in times) + f" {notes}")
    print(f"worst {worst:.2f} s, {psutil.Process().memory_info().rss / 1e6:,.0f} MB")
    return int(worst > MOST_SECONDS)


if __name__ == "__main__":
    main()
