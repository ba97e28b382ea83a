"""An archive with nothing in it yet says so, and offers nothing that needs something."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.home import Home
from webapp import create_app


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home: Path = tmp_path_factory.mktemp("empty") / "home"
    return create_app(Home.create(home)).test_client()


@pytest.mark.parametrize(
    ("path", "says", "offers_not"),
    [
        ("/", "The archive is still empty", "figures"),
        ("/agreements", "The register is still empty", 'class="filters"'),
        ("/agreements?q=x", "No agreement fits", "The register is still empty"),
        ("/places", "None has been found", "<h2"),
        ("/timeline", "No agreement fits", ">CSV<"),
        ("/watch", "None.", 'class="lines"'),
        ("/totals", "No total is claimed", "<table"),
        ("/accuracy", "No evaluation has been run", "<table"),
        ("/search?q=Incheon", "Nothing was found", 'class="hit"'),
    ],
)
def test_an_empty_archive_says_so(empty: FlaskClient, path: str, says: str, offers_not: str) -> None:
    page = empty.get(path)
    assert page.status_code == 200
    main = page.text.split("<main")[1]
    assert says in main
    assert offers_not not in main


@pytest.mark.parametrize("path", ["/feed", "/sitemap.xml", "/oai?verb=Identify", "/agreements.csv", "/map", "/status"])
def test_the_rest_answers_too(empty: FlaskClient, path: str) -> None:
    assert empty.get(path).status_code == 200
