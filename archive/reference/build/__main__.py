"""`python -m archive.reference.build DIR`: make data/places.sqlite from the packages in DIR."""

from __future__ import annotations

import sys
from pathlib import Path

from archive.reference.build import database, home, world
from archive.reference.build.packages import Packages
from archive.reference.tables import DATA


def main() -> None:
    """Make the gazetteer and say what is in it."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m archive.reference.build DIRECTORY_WITH_PACKAGES")
    packages = Packages(Path(sys.argv[1]))
    made = [*home.entries(packages), *world.entries(packages)]
    path = DATA / "places.sqlite"
    database.write(made, path)
    names = sum(len(entry.spellings()) for entry in made)
    print(f"{len(made)} places, {names} names, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
