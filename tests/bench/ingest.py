"""How `naskah add` scales with cores: the same folder with one worker on one core and with two on two, side by side.

    python tests/bench/ingest.py [--documents N] [--repeat N]

The documents are paragraphs of the gold texts in ever new orders, as web pages, PDF, DOCX and plain text in turn. For
each number of cores: seconds on the clock (the best run), CPU seconds of the writer and of its workers, and documents a
second. The clock says little on a machine that is busy with other things, CPU seconds do: what is not in the one
writer can be shared, so documents come in (writer + workers) / writer times as fast at most, however many cores there
are. The exit code is 1 where that is less than four times.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from corpus.making.paper import pdf_page  # noqa: E402
from corpus.making.plan import Sample, read_plan  # noqa: E402
from corpus.making.samples import GOLD  # noqa: E402
from corpus.making.source import read_source  # noqa: E402
from corpus.making.web import web_page  # noqa: E402
from corpus.making.word import word_file  # noqa: E402

SITE, PLACE = next(iter(read_plan().sites.items()))
FORMATS = {
    "html": lambda source: web_page(source, Sample(source.id, source.id, "web", site=SITE), PLACE),
    "pdf": lambda source: pdf_page(source, "letter"),
    "docx": word_file,
    "txt": lambda source: source.body.encode(),
}
WANTED = 4.0
"""Times the speed of one core that the writer must leave room for."""

RUN = """
import json, os, resource, sys, time
from pathlib import Path
from archive.home import Home
from corpus.ingest.progress import Silent
from corpus.ingest.run import Run
from corpus.ingest.sources import find_sources

home, folder, cores = sys.argv[1:]
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
start = time.perf_counter()
run = Run(Home.create(Path(home)), Silent(), workers=int(cores))
summary = run.bring_in(find_sources([Path(folder)]))
clock, children = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([summary.documents, clock, time.process_time(), children.ru_utime + children.ru_stime]))
"""


def write_documents(folder: Path, count: int) -> None:
    """Documents of some ten paragraphs that no two share in the same order."""
    with (GOLD / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = {row["source"]: row for row in map(json.loads, lines)}
    sources = [read_source(GOLD / "texts" / f"{id}.txt", row) for id, row in sorted(rows.items())]
    sources = [source for source in sources if source.title and source.head]
    chance = random.Random(1)
    for number in range(count):
        form = list(FORMATS)[number % len(FORMATS)]
        some = chance.sample(sources, 3)
        pieces = [piece for source in some for piece in source.pieces if piece.kind == "paragraph"]
        pieces = chance.sample(pieces, min(10, len(pieces)))
        body = "\n\n".join((some[0].head[0], *(piece.text for piece in pieces)))
        source = dataclasses.replace(some[0], id=f"n{number:05}", pieces=tuple(pieces), body=body)
        (folder / f"{source.id}.{form}").write_bytes(FORMATS[form](source))


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """Documents, seconds on the clock, CPU seconds of the writer and of the workers."""

    documents: int
    clock: float
    writer: float
    workers: float


def measure(folder: Path, cores: int) -> Measure:
    """One run over the folder, in a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-c", RUN, str(Path(home) / "archive"), str(folder), str(cores)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return Measure(*json.loads(done.stdout))


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--documents", type=int, default=400)
    ask.add_argument("--repeat", type=int, default=2)
    args = ask.parse_args()
    best: dict[int, Measure] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_documents(Path(folder), args.documents)
        for cores in (1, 2) * args.repeat:
            found = measure(Path(folder), cores)
            best[cores] = min(best.get(cores, found), found, key=lambda run: run.clock)
    print("cores  documents  clock s  writer CPU s  workers CPU s  documents/s")
    for cores, run in best.items():
        rate = run.documents / run.clock
        print(f"{cores:5}  {run.documents:9}  {run.clock:7.1f}  {run.writer:12.1f}  {run.workers:13.1f}  {rate:11.1f}")
    room = min((run.writer + run.workers) / run.writer for run in best.values())
    print(f"two cores are {best[1].clock / best[2].clock:.2f} times as fast as one by the clock")
    print(f"the writer leaves room for {room:.1f} times the speed of one core (bar: {WANTED:g})")
    return 0 if room >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
