"""Reading the tables of this package: tab separated, with a header line, lists divided by `|`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/NAME.tsv` as mappings from column to text; lines that start with `#` are comments."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8") as lines:
        header: list[str] | None = None
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
            else:
                yield dict(zip(header, cells, strict=True))


def items(cell: str) -> tuple[str, ...]:
    """The items of a list cell."""
    return tuple(cell.split("|")) if cell else ()
