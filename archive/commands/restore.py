"""`naskah restore`."""

from __future__ import annotations

import tarfile
from pathlib import Path

import click

from archive.errors import NaskahError
from archive.home import MARK, Home, HomeChoice
from archive.store.folder import FolderStore


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def restore(choice: HomeChoice, file: Path) -> None:
    """Make the archive in --home from a backup FILE. The folder must be new or empty."""
    home = read(choice.path, file)
    click.echo(f"{home.catalogue.count_documents()} documents are back in {home.path}.")
    click.echo("The first search builds the search index anew.")


def read(path: Path, file: Path) -> Home:
    """The archive made from the backup; every original is checked against its name."""
    if path.exists() and any(path.iterdir()):
        raise NaskahError(f"{path} is not empty. Name a new folder with --home.")
    path.mkdir(parents=True, exist_ok=True)
    store = FolderStore(path / "store")
    try:
        with tarfile.open(file) as tar:
            for member in tar:
                stream = tar.extractfile(member)
                if stream is None:
                    continue
                data = stream.read()
                if member.name in (MARK, "catalogue.sqlite"):
                    (path / member.name).write_bytes(data)
                elif member.name.startswith("store/") and store.put(data) != member.name.removeprefix("store/"):
                    raise NaskahError(f"{member.name} in {file} is damaged; use another backup.")
    except (tarfile.TarError, EOFError) as error:
        what = str(error).partition("\n")[0].rstrip(":")
        raise NaskahError(f"{file} is no whole backup: {what}. Use another backup.") from error
    return Home.open(path)
