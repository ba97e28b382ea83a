"""Files of named numpy arrays that are read where they lie.

A file is the mark, the length of the header, the header (JSON: size of the file, a note, and for each array its type,
length and place), and the arrays, each on a multiple of eight bytes. Lists of texts are kept as bytes joined by zeros.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

MARK = b"NASKAH1\n"


class TornFile(Exception):  # noqa: N818 - what is wrong with the file
    """The file is not whole."""


def write_arrays(path: Path, arrays: Mapping[str, Array], note: Mapping[str, Any]) -> None:
    """Write the arrays and a small note, and see them safely onto the disk."""
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, int(array.size), at)
        at += -(-array.nbytes // 8) * 8
    header = json.dumps({"size": at, "note": note, "arrays": places}).encode()
    header += b" " * (-(len(header) + 16) % 8)
    with path.open("wb") as file:
        file.write(MARK + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % 8))
        file.flush()
        os.fsync(file.fileno())


def read_arrays(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays of a file, mapped into memory, and its note. Raises TornFile where a piece is missing."""
    try:
        data = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError) as error:
        raise TornFile(f"{path.name}: {error}") from error
    if data[: len(MARK)].tobytes() != MARK:
        raise TornFile(f"{path.name} is no index file")
    start = 16 + int.from_bytes(data[8:16].tobytes(), "little")
    try:
        header = json.loads(data[16:start].tobytes())
    except ValueError as error:
        raise TornFile(f"{path.name}: {error}") from error
    if start + header["size"] != data.size:
        raise TornFile(f"{path.name} ends too early")
    arrays = {}
    for name, (kind, size, at) in header["arrays"].items():
        place, dtype = start + at, np.dtype(kind)
        arrays[name] = np.frombuffer(data, dtype=dtype, count=size, offset=place)
    return arrays, header["note"]


def sync(directory: Path) -> None:
    """See the names in a directory safely onto the disk."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def pack_texts(texts: Sequence[str]) -> Array:
    """A list of texts as one array of bytes."""
    return np.frombuffer("\0".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def unpack_texts(data: Array, count: int) -> list[str]:
    """The list that `pack_texts` packed; `count` tells no text from one empty text."""
    return data.tobytes().decode("utf-8", "surrogatepass").split("\0") if count else []


def smallest(values: Array) -> Array:
    """The same whole numbers, none below zero, in the smallest type that holds them."""
    most = int(values.max()) if values.size else 0
    return values.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


class PackedTexts:
    """Texts in order, searched where they lie: slower than a list, and no object for each."""

    def __init__(self, data: Array, ends: Array) -> None:
        self._data = data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self._data[start : int(self._ends[number])].tobytes()

    def find(self, text: str) -> int | None:
        """The number of a text."""
        wanted = text.encode("utf-8", "surrogatepass")
        at = bisect_left(self, wanted)
        return at if at < len(self) and self[at] == wanted else None


def text_ends(texts: Sequence[str]) -> Array:
    """Where each packed text ends, for `PackedTexts`; they must be in the order of their bytes."""
    lengths = np.array([len(text.encode("utf-8", "surrogatepass")) + 1 for text in texts], dtype=np.int64)
    return (np.cumsum(lengths) - 1).astype(np.uint32)


def offsets(counts: Array) -> Array:
    """Where each run begins, and where the last ends, given how long the runs are."""
    ends = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=ends[1:])
    return ends


def ranges(starts: Array, counts: Array) -> Array:
    """The numbers of all runs in one array: [5, 9] and [2, 3] make [5, 6, 9, 10, 11]."""
    total = int(counts.sum())
    if not total:
        return np.zeros(0, dtype=np.int64)
    shift = starts.astype(np.int64) - offsets(counts)[:-1]
    return np.repeat(shift, counts) + np.arange(total, dtype=np.int64)
