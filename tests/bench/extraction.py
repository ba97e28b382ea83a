"""How fast texts become records, where the time goes, and how it grows: `python tests/bench/extraction.py [FOLDER]`.

FOLDER holds text files (the gold texts of the repository unless told otherwise). Times are of one core.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from archive.model import Text
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records import assemble, scene
from extractors.records.assembling import drafts_of
from extractors.records.walk.discourse import Walk

_GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "texts"
_ROUNDS = 5
_WORDS = 300


def clock(work: Callable[[], object]) -> float:
    """The least processor time of a few rounds."""
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main(folder: Path) -> None:
    """Prints the tables."""
    bodies = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(body.split()) for body in bodies)
    texts = [parse_plain(body, str(number)) for number, body in enumerate(bodies)]
    mentions = [find(text) for text in texts]
    steps: list[tuple[str, Callable[[], object]]] = [
        ("parse", lambda: [parse_plain(body, "x") for body in bodies]),
        ("find", lambda: [find(text) for text in texts]),
        ("assemble", lambda: [assemble(text, found) for text, found in zip(texts, mentions, strict=True)]),
        ("  of it: scene", lambda: [scene.look(text, found) for text, found in zip(texts, mentions, strict=True)]),
        (
            "  of it: walk prepared",
            lambda: [Walk(scene.look(text, found)) for text, found in zip(texts, mentions, strict=True)],
        ),
        (
            "  of it: up to drafts",
            lambda: [drafts_of(text, found) for text, found in zip(texts, mentions, strict=True)],
        ),
    ]
    print(f"{len(bodies)} texts, {words} words")
    total = 0.0
    for name, work in steps:
        seconds = clock(work)
        total += 0.0 if name.startswith(" ") else seconds
        each = 1e3 * seconds / len(bodies)
        print(f"{name:24} {seconds:7.3f} s  {each:7.2f} ms a text  {words / seconds:10,.0f} words/s")
    rate = words / _WORDS / total
    print(f"{'text in, records out':24} {total:7.3f} s  {rate:7.1f} documents of {_WORDS} words a second")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print("\nGrowth with length (one text, the gold texts joined):")
    whole = "\n\n".join(bodies)
    for size in (25_000, 50_000, 100_000, 200_000):
        _grow((whole * (1 + size // len(whole)))[:size])


def _grow(body: str) -> None:
    text: Text = parse_plain(body, "long")
    found = find(text)
    seconds = clock(lambda: assemble(text, found))
    print(f"{len(body):9,} characters: assemble {seconds:6.2f} s, {1e6 * seconds / len(body):6.2f} µs a character")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _GOLD)
