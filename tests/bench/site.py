"""How long the site takes for a page over a large archive: `python tests/bench/site.py [DOCUMENTS]`.

Times are those of the whole answer, without the network, of the second and later requests; the first opens the index.
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
            "/status",
            "/feed?q=pendidikan",
            "/oai?verb=ListRecords&metadataPrefix=oai_dc",
            "/api/v1/search?q=pendidikan",
        ]
        print(f"{'page':60} {'first':>8} {'median':>8} {'worst':>8}  milliseconds")
        for path in paths:
            times = []
            for _ in range(8):
                start = time.perf_counter()
                answer = client.get(path)
                times.append((time.perf_counter() - start) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
            print(f"{path[:60]:60} {times[0]:8.1f} {statistics.median(times[1:]):8.1f} {max(times[1:]):8.1f}")


if __name__ == "__main__":
    main()
