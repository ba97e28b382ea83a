"""Fixtures over a small real archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import Catalogue
from archive.home import Home
from webapp import create_app

# Tests are no package; what several of their modules share is found beside them.
sys.path.insert(0, str(Path(__file__).parent))
from small_archive import fill


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dict[str, str]]:
    home = Home.create(tmp_path_factory.mktemp("archive") / "home")
    return home, fill(home)


@pytest.fixture(scope="session")
def home(made: tuple[Home, dict[str, str]]) -> Home:
    return made[0]


@pytest.fixture(scope="session")
def ids(made: tuple[Home, dict[str, str]]) -> dict[str, str]:
    return made[1]


@pytest.fixture(scope="session")
def catalogue(home: Home) -> Catalogue:
    return home.catalogue


@pytest.fixture(scope="session")
def app(home: Home) -> Flask:
    return create_app(home, TESTING=False, PROPAGATE_EXCEPTIONS=False)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client
