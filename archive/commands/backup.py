"""`naskah backup`."""

from __future__ import annotations

import io
import os
import sqlite3
import tarfile
import tempfile
from pathlib import Path

import click

from archive.errors import NaskahError
from archive.home import MARK, Home, HomeChoice


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(choice: HomeChoice, file: Path) -> None:
    """Write the originals, the catalogue with all judgements and the settings to FILE (a tar archive).

    The archive may be in use meanwhile. The search index is left out: it is built anew on restore.
    """
    home = choice.open()
    write(home, file)
    click.echo(
        f"{home.catalogue.count_documents()} documents and {len(home.catalogue.judgements())} judgements: {file}"
    )


def write(home: Home, file: Path) -> None:
    """Write the backup aside and rename it, so that `file` is whole or not there."""
    if home.catalogue.engine.dialect.name != "sqlite":
        raise NaskahError("This backup is for a catalogue in SQLite; use the tools of your database server.")
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(file.name + ".part")
    with tempfile.TemporaryDirectory(dir=home.path) as folder:
        copy = Path(folder) / "catalogue.sqlite"
        _copy_database(Path(home.catalogue_url.removeprefix("sqlite:///")), copy)
        with tarfile.open(aside, "w") as tar:
            tar.add(home.path / MARK, MARK)
            tar.add(copy, "catalogue.sqlite")
            for row in home.catalogue.documents():
                data = home.store.get(row.sha256)
                _add(tar, f"store/{row.sha256}", data)
    os.replace(aside, file)


def _copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database in use, by SQLite's own backup."""
    with sqlite3.connect(source) as reader, sqlite3.connect(target) as writer:
        reader.backup(writer)
    writer.close()
    reader.close()


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))
