"""How fast the search is, beside SQLite FTS5 and Tantivy on the same work.

    python tests/bench/search.py [--size 1000] [--engines naskah,expanded,fts5,tantivy] [--keep FOLDER]

A made archive of news (the same for the same size) is indexed by each engine on one core. Then each answers the same
questions in its own process: the twenty best, their snippets and all facets over all matches. Times are in
milliseconds; `memory` is what the answering process holds. The numbers of matches are compared: they must agree (a word
counts wherever it stands). `tests/bench/start.py` times the whole command from its start.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
from search_corpus import entries, questions, write_catalogue
from search_engines import Engine, Fts5, Naskah, Tantivy

from index.port import Entry

ROUNDS = 3


def engine_named(name: str, folder: Path) -> Engine:
    """An engine with its index in the folder."""
    if name == "fts5":
        return Fts5(folder)
    if name == "tantivy":
        return Tantivy(folder)
    return Naskah(folder, expand=name == "expanded")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--size", type=int, default=1_000)
    ask.add_argument("--engines", default="naskah,expanded,fts5,tantivy")
    ask.add_argument("--keep", type=Path, help="Build in this folder, or use what was built there.")
    ask.add_argument("--serve", help=argparse.SUPPRESS)
    ask.add_argument("--build", help=argparse.SUPPRESS)
    args = ask.parse_args()
    if args.serve:
        print(json.dumps(serve(args.serve, args.keep)))
    elif args.build:
        print(json.dumps(build(args.build, args.keep, args.size)))
    else:
        compare(args.engines.split(","), args.size, args.keep)


def compare(names: list[str], size: int, keep: Path | None) -> None:
    """Build and ask each engine in processes of its own, and print the tables."""
    folder = keep or Path(tempfile.mkdtemp(prefix="naskah-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "texts.sqlite").exists():
        write_catalogue(folder / "texts.sqlite", size)
    figures: dict[str, dict[str, Any]] = {}
    for name in names:
        built = folder / f"{name.replace('expanded', 'naskah')}.json"
        if not built.exists():
            built.write_text(_run("--build", name, folder, size))
        figures[name] = {**json.loads(built.read_text()), **json.loads(_run("--serve", name, folder, size))}
    _print(figures, size)
    if keep is None:
        shutil.rmtree(folder)


def _run(what: str, name: str, folder: Path, size: int) -> str:
    command = [sys.executable, __file__, what, name, "--keep", str(folder), "--size", str(size)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def build(name: str, folder: Path, size: int) -> dict[str, Any]:
    """Index the archive; only the engine's own time counts, not that of making the entries."""
    engine = engine_named(name, folder)
    making = 0.0

    def given() -> Iterator[Entry]:
        nonlocal making
        source = entries(size)
        while True:
            began = time.process_time()
            portion = list(islice(source, 1_000))
            making += time.process_time() - began
            if not portion:
                return
            yield from portion

    began = time.process_time()
    engine.build(given())
    seconds = time.process_time() - began - making
    memory = psutil.Process().memory_info().rss
    place = folder / {"naskah": "naskah", "expanded": "naskah", "fts5": "fts.sqlite", "tantivy": "tantivy"}[name]
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return {"rate": size / seconds, "building": memory, "disk": sum(path.stat().st_size for path in files)}


def serve(name: str, folder: Path) -> dict[str, Any]:
    """Ask every question some times."""
    began = time.perf_counter()
    engine = engine_named(name, folder)
    engine.open()
    asked = questions()
    making = time.perf_counter()
    engine.ask(asked[0])
    first = time.perf_counter() - making
    opened = time.perf_counter() - began
    times: dict[str, list[float]] = {}
    found: dict[str, list[int]] = {}
    for turn in range(ROUNDS + 1):
        for question in asked:
            began = time.perf_counter()
            total = engine.ask(question)[0]
            if turn:
                times.setdefault(question.kind, []).append(1000 * (time.perf_counter() - began))
            else:
                found.setdefault(question.kind, []).append(total)
    memory = psutil.Process().memory_info().rss
    return {"times": times, "found": found, "memory": memory, "first": first, "opened": opened}


def _print(figures: dict[str, dict[str, Any]], size: int) -> None:
    names = list(figures)
    print(f"{size:,} entries; times in ms, p50 / p95")
    print(f"{'':14}" + "".join(f"{name:>18}" for name in names))
    kinds = list(next(iter(figures.values()))["times"])
    for kind in kinds:
        cells = [_both(figures[name]["times"][kind]) for name in names]
        print(f"{kind:14}" + "".join(f"{cell:>18}" for cell in cells))
    mixed = {name: [time for kind in kinds for time in figures[name]["times"][kind]] for name in names}
    print(f"{'whole mix':14}" + "".join(f"{_both(mixed[name]):>18}" for name in names))
    rows = {
        "entries/s": lambda row: f"{row['rate']:,.0f}",
        "disk MB": lambda row: f"{row['disk'] / 1e6:,.0f}",
        "memory MB": lambda row: f"{row['memory'] / 1e6:,.0f}",
        "building MB": lambda row: f"{row['building'] / 1e6:,.0f}",
        "first answer": lambda row: f"{1000 * row['first']:,.0f}",
    }
    for label, cell in rows.items():
        print(f"{label:14}" + "".join(f"{cell(figures[name]):>18}" for name in names))
    exact = [name for name in names if name != "expanded"]
    for kind in kinds:
        counts = {name: sum(figures[name]["found"][kind]) for name in exact}
        if len(set(counts.values())) > 1:
            print(f"matches differ for {kind}: {counts}")


def _both(times: list[float]) -> str:
    ranked = statistics.quantiles(times, n=20)
    return f"{statistics.median(times):.1f} / {ranked[-1]:.1f}"


if __name__ == "__main__":
    main()
