"""The same documents as web pages, PDF, DOCX and plain text: how well they read, and what is found in them.

    python tests/bench/formats.py [--records]

For each format: documents, mean and worst character error rate against the known source text, milliseconds a document.
With --records also the F1 of agreements that exist, against the gold, and how far it is from that of the same documents
as plain text; it must lie within 0.02 of it. The exit code is 1 where that or the error rate of 1 % is missed. Every
news text goes through every web site, all documents through PDF and DOCX. Tables and paired columns have no one order
of characters; documents with such are measured by their agreements alone, in the lines "with tables"; in cells that are
too narrow words are cut anywhere, without a hyphen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from rapidfuzz.distance import Levenshtein  # noqa: E402

from archive.model import Original  # noqa: E402
from corpus.evaluation.scoring import score  # noqa: E402
from corpus.making.paper import pdf_page  # noqa: E402
from corpus.making.plan import Sample, read_plan  # noqa: E402
from corpus.making.samples import GOLD  # noqa: E402
from corpus.making.source import Source, read_source  # noqa: E402
from corpus.making.web import web_page  # noqa: E402
from corpus.making.word import word_file  # noqa: E402
from extractors.parsing import DEFAULT_LIMITS, parse, sniff  # noqa: E402

ERROR, DISTANCE = 0.01, 0.02
"""Bars: mean character error rate, and distance of the F1 from that of plain text."""

Rows = dict[str, dict[str, object]]
Make = Callable[[Source], bytes]


def formats() -> Iterator[tuple[str, str, Make]]:
    """Each format as (name, kind of documents that are printed in it or "", how)."""
    yield "plain text", "", lambda source: source.body.encode()
    seen = set()
    for key, site in read_plan().sites.items():
        if site.template not in seen:
            seen.add(site.template)
            yield (
                f"web: {site.template}",
                "news",
                lambda s, k=key, w=site: web_page(s, Sample(s.id, s.id, "web", site=k), w),
            )
    yield "PDF, one column", "", lambda source: pdf_page(source, "letter")
    yield "PDF, two columns", "", lambda source: pdf_page(source, "columns")
    yield "DOCX", "", word_file


def reference(source: Source, web: bool) -> str:
    """What a reader of the document sees as its text; links to other stories are no part of a web page's text."""
    related = {piece.text for piece in source.pieces if piece.kind == "related"} if web else set()
    return " ".join(word for line in source.body.splitlines() if line.strip() not in related for word in line.split())


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--records", action="store_true", help="also score the agreements that are found")
    ask.add_argument("--worst", type=int, default=0, metavar="N", help="name the N worst documents of each format")
    args = ask.parse_args()
    with (GOLD / "gold.jsonl").open(encoding="utf-8") as lines:
        rows: Rows = {row["source"]: row for row in map(json.loads, lines)}
    sources = [read_source(GOLD / "texts" / f"{id}.txt", row, wrapped=id == "d030") for id, row in sorted(rows.items())]
    sources = [source for source in sources if source.title and source.head]
    prose = [source for source in sources if not any(piece.rows for piece in source.pieces)]
    tabular = [source for source in sources if any(piece.rows for piece in source.pieces)]
    bench = Bench(rows, args.records, args.worst)
    print(f"{'':23} docs  mean error  worst   ms/doc" + ("  register F1  from text" if args.records else ""))
    for name, kind, make in formats():
        some = [s for s in prose if not kind or (rows[s.id]["kind"] == kind and len(s.head) == 1)]
        bench.measure(name, some, make)
    if args.records:
        print("with tables")
        for name, kind, make in formats():
            if not kind and not name.startswith("PDF"):
                bench.measure(name, tabular, make, errors_count=False)
        for name, layout in (("PDF, wide paper", "matrix"), ("PDF, cells too narrow", "letter")):
            bench.measure(name, tabular, partial(pdf_page, layout=layout), errors_count=False)
    sys.exit(0 if bench.good else 1)


class Bench:
    """Prints a line for each format; the first one is what the others are compared with."""

    def __init__(self, rows: Rows, records: bool, worst: int) -> None:
        self.rows, self.records, self.worst = rows, records, worst
        self.plain: Rows = {}
        self.good = True

    def measure(self, name: str, sources: list[Source], make: Make, errors_count: bool = True) -> None:
        """Reads the documents in one format and prints its line."""
        errors: dict[str, float] = {}
        found: Rows = {}
        seconds = 0.0
        for source in sources:
            data = make(source)
            original = Original(hashlib.sha256(data).hexdigest(), len(data), sniff(data, source.id), source.id)
            started = time.perf_counter()
            text = parse(data, original, DEFAULT_LIMITS, "off")
            seconds += time.perf_counter() - started
            wanted = reference(source, name.startswith("web"))
            errors[source.id] = Levenshtein.distance(wanted, " ".join(text.body.split())) / len(wanted)
            if self.records:
                from extractors.reader import read, row

                found[source.id] = row(read(data, original, DEFAULT_LIMITS))
        mean = sum(errors.values()) / len(errors)
        self.good &= not errors_count or mean <= ERROR
        shown = f"{mean:10.4f}  {max(errors.values()):.4f}" if errors_count else f"{'-':>10}  {'-':>6}"
        line = f"{name:23} {len(errors):4}  {shown}  {1000 * seconds / len(errors):6.1f}"
        if self.records:
            if name == "plain text":
                self.plain |= found
            f1, distance = (
                self.register(found),
                self.register(found) - self.register({id: self.plain[id] for id in found}),
            )
            self.good &= abs(distance) <= DISTANCE
            line += f"  {f1:11.3f}  {distance:+9.3f}"
        print(line, flush=True)
        for id in sorted(errors, key=errors.__getitem__, reverse=True)[: self.worst]:
            print(f"    {id} {errors[id]:.4f}")

    def register(self, found: Rows) -> float:
        """The F1 of the agreements found."""
        return score({id: self.rows[id] for id in found}, found).rates["register"].f1


if __name__ == "__main__":
    main()
