"""How `naskah add` scales with cores: the same folder with one worker and with two, side by side.

    python tests/bench/ingest.py [--documents N] [--repeat N]

The documents are paragraphs of the gold texts in ever new orders, as web pages, PDF, DOCX and plain text in turn. For
each number of workers: seconds on the clock, CPU seconds of the writer and of its workers, and documents a second. On a
machine that is busy with other things the clock says little; CPU seconds do: all work that is not in the one writer can
be shared, so the documents come in at most (writer + workers) / writer times as fast, however many cores there are.
The exit code is 1 where two workers bring less than 1.6 times the speed, by CPU seconds where the machine is busy.
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
WANTED = 1.6
"""Times the speed that two workers must bring."""

RUN = """
import json, resource, sys, time
from pathlib import Path
from archive.home import Home
from corpus.ingest.progress import Silent
from corpus.ingest.run import Run
from corpus.ingest.sources import find_sources

home, folder, workers = sys.argv[1:]
start, lead = time.perf_counter(), time.process_time()
run = Run(Home.create(Path(home)), Silent(), workers=int(workers))
summary = run.bring_in(find_sources([Path(folder)]))
clock, writer = time.perf_counter() - start, time.process_time() - lead
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([summary.documents, clock, writer, children.ru_utime + children.ru_stime]))
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


def measure(folder: Path, workers: int) -> tuple[int, float, float, float]:
    """Documents, seconds on the clock, CPU seconds of the writer and of the workers."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-c", RUN, str(Path(home) / "archive"), str(folder), str(workers)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    documents, clock, writer, work = json.loads(done.stdout)
    return documents, clock, writer, work


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--documents", type=int, default=400)
    ask.add_argument("--repeat", type=int, default=2)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_documents(Path(folder), args.documents)
        print("workers  documents  clock s  writer CPU s  workers CPU s  documents/s")
        best: dict[int, tuple[int, float, float, float]] = {}
        for _ in range(args.repeat):
            for workers in (1, 2):
                found = measure(Path(folder), workers)
                best[workers] = min(best.get(workers, found), found, key=lambda row: row[1])
        for workers, (documents, clock, writer, work) in best.items():
            print(f"{workers:7}  {documents:9}  {clock:7.1f}  {writer:12.1f}  {work:13.1f}  {documents / clock:11.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
