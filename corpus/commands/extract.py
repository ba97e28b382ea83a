"""`naskah extract`."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from extractors.reader import Reading

UNREADABLE_EXIT = 3
"""Exit code of a run that went through but could not read every file."""

_FEW = 8
"""Below this many files no further processes are started: loading the language data costs more than it saves."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--link", is_flag=True, help="Link the records of all files: equal agreement_id, same agreement.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to read with.")
def extract(files: tuple[Path, ...], link: bool, jobs: int) -> None:
    """Read files and print one JSON object a line for each: what it is, and the agreements it speaks of.

    Needs no archive and changes nothing. Members of a ZIP, WARC or mail file are read one by one; folders are read
    with all that is in them. What is wrong with a file is said on standard error.

    Exit code 3 says that everything went through but some files could not be read.
    """
    paths = list(_files(files))
    readings = _read_all(paths, jobs)
    unread = 0
    if link:
        kept = list(readings)
        ids = _linked([reading for _, reading in kept])
        unread = sum(_print(name, reading, ids) for name, reading in kept)
    else:
        for name, reading in readings:
            unread += _print(name, reading, None)
    if unread:
        click.echo(f"{unread} of {len(paths)} files could not be read in full.", err=True)
        sys.exit(UNREADABLE_EXIT)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those below the folders named, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if inner.is_file() and not inner.name.startswith("."))
        else:
            yield path


def _read_all(paths: list[Path], jobs: int) -> Iterator[tuple[str, Reading]]:
    """(name, reading) of each document in the order of the files."""
    if jobs == 1 or len(paths) < _FEW:
        for path in paths:
            yield from _read_file(path)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(_read_file, paths, chunksize=4):
            yield from found


def _read_file(path: Path) -> list[tuple[str, Reading]]:
    """The readings of one file; more than one where it holds others."""
    from archive.model import Fault, Text
    from extractors.parsing import DEFAULT_LIMITS, is_container, sniff, unpack
    from extractors.reader import Reading

    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fault = Fault("unreadable", f"{path} cannot be read: {reason}.", "receive")
        return [(path.name, Reading(Text(path.name, "", faults=(fault,)), (), ()))]
    media_type = sniff(data, path.name)
    if not is_container(media_type):
        return [_read_one(path.name, data, media_type)]
    found: list[tuple[str, Reading]] = []
    for member in unpack(data, media_type, DEFAULT_LIMITS):
        name = f"{path.name}/{member.url or member.name}"
        if member.fault is not None:
            found.append((name, Reading(Text(name, "", faults=(member.fault,)), (), ())))
        else:
            found.append(_read_one(name, member.data, member.media_type or sniff(member.data, member.name)))
    return found


def _read_one(name: str, data: bytes, media_type: str) -> tuple[str, Reading]:
    import hashlib

    from archive.model import Original
    from extractors.parsing import DEFAULT_LIMITS, parse
    from extractors.reader import read_text

    original = Original(hashlib.sha256(data).hexdigest(), len(data), media_type, name)
    text = parse(data, original, DEFAULT_LIMITS)
    with _loading():
        return name, read_text(text)


@contextmanager
def _loading() -> Iterator[None]:
    """Leaves the garbage collector off for the first text, with which the language modules and word lists are loaded.

    All of them stay, so that looking through them again and again for garbage is in vain: 0.1 s of the start.
    """
    if "extractors.records" in sys.modules:
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _linked(readings: Iterable[Reading]) -> dict[str, str]:
    """The id of the agreement of each record, by the record's key."""
    from archive.register import DocumentFacts, link

    kept = list(readings)
    facts = {
        reading.text.id: DocumentFacts(
            reading.text.id,
            reading.text.kind,
            reading.text.language,
            reading.text.published,
            reading.text.title,
            reading.text.site,
        )
        for reading in kept
    }
    register = link([record for reading in kept for record in reading.records], (), facts)
    return {key: agreement.id for agreement in register.agreements for key in agreement.records}


def _print(name: str, reading: Reading, ids: dict[str, str] | None) -> int:
    """Prints a reading, and its faults on standard error; 1 where nothing could be read, else 0."""
    from extractors.reader import row

    found: dict[str, Any] = row(reading)
    found["doc"] = name.rpartition("/")[2] or name
    if ids is not None:
        for agreement in found["agreements"]:
            agreement["agreement_id"] = ids.get(agreement["key"], agreement["key"])
    for fault in reading.text.faults:
        click.echo(f"{name}: {fault.message}", err=True)
    click.echo(json.dumps(found, ensure_ascii=False))
    return int(not reading.text.body.strip() and bool(reading.text.faults))
