"""The archive home: the folder that holds one archive."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archive import settings
from archive.errors import NaskahError

if TYPE_CHECKING:
    from archive.catalogue import Catalogue
    from archive.shelf import Shelf
    from archive.store import Store

MARK = "naskah.toml"


class Home:
    """One archive on disk: its settings, catalogue, store of originals, and place of the index."""

    def __init__(self, path: Path, config: settings.Settings) -> None:
        self.path = path
        self.settings = config

    @classmethod
    def open(cls, path: Path) -> Home:
        """The archive in `path`. Raises NaskahError where there is none."""
        if not (path / MARK).is_file():
            raise NaskahError(
                f"There is no archive in {path}. Make one with `naskah --home {path} add FILE...`, "
                "or name another folder with --home or NASKAH_HOME."
            )
        return cls(path, settings.load(path))

    @classmethod
    def create(cls, path: Path) -> Home:
        """The archive in `path`, made where there is none."""
        if not (path / MARK).is_file():
            if path.is_dir() and any(path.iterdir()):
                raise NaskahError(
                    f"{path} is a folder with other files in it. Name an empty or new folder with --home."
                )
            try:
                path.mkdir(parents=True, exist_ok=True)
                (path / MARK).write_text(_settings_file(), encoding="utf-8")
            except OSError as error:
                raise NaskahError(f"An archive cannot be made in {path}: {error.strerror}.") from error
        return cls.open(path)

    @property
    def catalogue_url(self) -> str:
        """The database address of the catalogue."""
        if self.settings.database == "sqlite:///":
            return f"sqlite:///{(self.path / 'catalogue.sqlite').resolve()}"
        return self.settings.database

    @property
    def index_url(self) -> str:
        """The address of the search index, as in `whoosh:///path`."""
        if self.settings.index == "whoosh:///":
            return f"whoosh://{(self.path / 'index').resolve()}"
        return self.settings.index

    @property
    def store_url(self) -> str:
        """The address of the store of originals."""
        if self.settings.store == "file:///":
            return f"file://{(self.path / 'store').resolve()}"
        return self.settings.store

    @property
    def figures(self) -> Path:
        """The file in which `naskah evaluate` leaves its figures for the site."""
        return self.path / "figures.json"

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, brought up to today's schema."""
        from archive.catalogue import Catalogue

        return Catalogue.open(self.catalogue_url)

    @cached_property
    def shelf(self) -> Shelf | Catalogue:
        """What a search shows of the catalogue, by the quickest way that its database allows."""
        from archive.shelf import Shelf

        return Shelf.open(self.catalogue_url) or self.catalogue

    @cached_property
    def store(self) -> Store:
        """The store of originals."""
        from archive.store import open_store

        return open_store(self.store_url)


@dataclasses.dataclass(frozen=True, slots=True)
class HomeChoice:
    """The folder that a person named for the archive, not yet opened."""

    path: Path

    def open(self) -> Home:
        """The archive in that folder; NaskahError where there is none."""
        return Home.open(self.path)

    def create(self) -> Home:
        """The archive in that folder, made where there is none."""
        return Home.create(self.path)


def _settings_file() -> str:
    lines = [
        "# Settings of this archive: remove the # to change one. `naskah settings` explains each.",
        "",
    ]
    for setting in dataclasses.fields(settings.Settings):
        value = f'"{setting.default}"' if isinstance(setting.default, str) else str(setting.default)
        lines.append(f"# {setting.name} = {value}")
    return "\n".join(lines) + "\n"
