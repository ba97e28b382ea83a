"""What the pages read: the archive home, its catalogue, its search engine."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flask import current_app

from archive.home import Home
from archive.settings import Settings
from index.entries import texts_of
from index.port import SearchEngine, open_engine

if TYPE_CHECKING:
    from archive.catalogue import Catalogue
    from archive.store import Store


class Site:
    """One archive as the site sees it; parts are opened when a page first needs them."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._engine: SearchEngine | None = None
        self._lock = threading.Lock()

    @property
    def settings(self) -> Settings:
        return self.home.settings

    @property
    def catalogue(self) -> Catalogue:
        return self.home.catalogue

    @property
    def store(self) -> Store:
        return self.home.store

    @property
    def engine(self) -> SearchEngine:
        """The search engine. Raises StaleIndex where the index must be built anew."""
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self.home.index_url, texts_of(self.catalogue))
            return self._engine


def the_site() -> Site:
    """The archive that the current request is about."""
    site: Site = current_app.extensions["naskah"]
    return site


def catalogue() -> Catalogue:
    """The catalogue of the current request's archive."""
    return the_site().catalogue
