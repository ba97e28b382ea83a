"""How long a command takes from its start: `python tests/bench/start.py [DOCUMENTS]`.

Each is run some times in turn with two processes that do nothing of ours, so that a busy machine slows all alike: one
that only starts, and one that imports SQLAlchemy and numpy. Read the ratio to the latter.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_archive import fill

from archive.home import Home
from archive.register.desk import Desk
from index.sync import open_index

ROUNDS = 11
IMPORTS = "import sqlalchemy, numpy"
COMMANDS = {
    "naskah --help": ["--help"],
    "naskah search Incheon": ["search", "Incheon"],
    "naskah search (three words)": ["search", "kerja", "sama", "pendidikan", "Jepang"],
    "naskah search --json": ["search", "MoU", "--json"],
}


def main() -> None:
    """Make the archive and print a table of times."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        home = Home.create(Path(folder) / "home")
        fill(home, number, random.Random(7))
        Desk(home.catalogue).rebuild()
        with open_index(home) as engine:
            print(f"{number:,} documents, {engine.count():,} entries in the index")
        home.catalogue.close()
        naskah = [sys.executable, "-m", "archive", "--home", str(home.path)]
        processes = {
            "python": [sys.executable, "-c", "pass"],
            IMPORTS: [sys.executable, "-c", IMPORTS],
            **{name: [*naskah, *arguments] for name, arguments in COMMANDS.items()},
        }
        times: dict[str, list[float]] = {name: [] for name in processes}
        for _ in range(ROUNDS):
            for name, command in processes.items():
                began = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                times[name].append(time.perf_counter() - began)
    basis = statistics.median(times[IMPORTS])
    print(f"{'':30} {'median':>8} {'least':>8} {'ratio':>8}  milliseconds")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:30} {1000 * median:8.0f} {1000 * min(seconds):8.0f} {median / basis:8.2f}")


if __name__ == "__main__":
    main()
