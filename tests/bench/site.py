"""How long the site takes for a page over a large archive: `python tests/bench/site.py [DOCUMENTS]`.

Times are those of the whole answer, without the network, of the second and later requests; the first opens the index.
Beside them stands the time of the processor, which other work on the machine lengthens little; the exit code is 1 where
a page of results takes more of it than the budget.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from made_archive import fill

from archive.home import Home
from archive.register.desk import Desk
from index.sync import open_index
from webapp import create_app

BUDGET = 100
"""Milliseconds of the processor that a first page of results may take (median)."""


def main() -> None:
    """Make the archive and print a table of times."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        home = Home.create(Path(folder) / "home")
        fill(home, number, random.Random(7))
        Desk(home.catalogue).rebuild()
        with open_index(home) as engine:
            print(f"{home.catalogue.count_documents()} documents, {engine.count()} entries in the index")
        client = create_app(home).test_client()
        some = home.catalogue.agreements(limit=1)[0]
        partner = some.partner.name
        paths = [
            "/",
            f"/search?q={partner}",
            "/search?q=pendidikan",
            "/search?q=MoU&country=KR",
            "/search?q=kerja+sama+pelabuhan&sort=newest",
            "/search",
            "/agreements",
            "/agreements?country=JP&sort=partner",
            f"/agreements/{some.id}",
            f"/places/{some.partner.key}",
            "/places",
            "/map",
            "/timeline",
            "/watch",
            "/totals",
            "/status",
            "/feed?q=pendidikan",
            "/oai?verb=ListRecords&metadataPrefix=oai_dc",
            "/api/v1/search?q=pendidikan",
        ]
        print(f"{'page':60} {'first':>8} {'median':>8} {'worst':>8} {'cpu':>8}  milliseconds")
        slow = []
        for path in paths:
            times, busy = [], []
            for _ in range(8):
                start, worked = time.perf_counter(), time.process_time()
                answer = client.get(path)
                times.append((time.perf_counter() - start) * 1000)
                busy.append((time.process_time() - worked) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
            median, cpu = statistics.median(times[1:]), statistics.median(busy[1:])
            print(f"{path[:60]:60} {times[0]:8.1f} {median:8.1f} {max(times[1:]):8.1f} {cpu:8.1f}")
            if path.startswith("/search") and cpu > BUDGET:
                slow.append(path)
        if slow:
            sys.exit(f"over {BUDGET} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
