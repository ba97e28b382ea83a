"""The page of totals that documents claim."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from archive.home import Home
from webapp import create_app


def test_claims_stand_beside_the_register(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get("/totals").text
    assert "at least 22 sister regions" in page
    assert '<b class="warn-text">21</b>' in page
    assert 'href="/agreements?home=ID-33"' in page
    assert 'href="/agreements?home=ID-33&amp;instrument=MoU"' in page
    assert f"/documents/{ids['report']}?at=" in page
    assert "17 institutions" in page[page.index("Totals that do not say whose") :]


def test_claims_of_one_government(client: FlaskClient) -> None:
    page = client.get("/totals?home=ID-33").text
    assert "22 sister regions" in page
    assert "17 institutions" not in page
    page = client.get("/totals?home=%3Cb%3E").text
    assert "No total is claimed" in page
    assert "<b>" not in page.split("<main")[1].split("</main>")[0].replace('<b class="', "")


def test_no_claims(tmp_path: Path) -> None:
    page = create_app(Home.create(tmp_path / "home")).test_client().get("/totals", headers={"Accept-Language": "id"})
    assert page.status_code == 200
    assert "Tidak ada jumlah yang disebut" in page.text
