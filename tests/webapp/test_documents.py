"""Long documents, and images of pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from reportlab.pdfgen.canvas import Canvas

from archive.home import Home
from archive.model import Block, Box, Original, Page, Span, Text
from index.port import StaleIndex
from webapp import create_app
from webapp.world import HEIGHT, WIDTH, outlines, project


def pdf(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    for number in range(1, pages + 1):
        canvas.drawString(50, 350, f"Page {number} about Incheon")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def long_one(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, str, Home]:
    """An archive with one PDF of 40 pages, 4,000 characters each."""
    home = Home.create(tmp_path_factory.mktemp("long") / "home")
    data = pdf(40)
    original = Original(home.store.put(data), len(data), "application/pdf", "long.pdf")
    home.catalogue.add_original(original)
    texts = [(f"Halaman {number} " + "kerja sama " * 400)[:3999] + "\n" for number in range(1, 41)]
    spans = [Span(4000 * number, 4000 * number + 4000) for number in range(40)]
    home.catalogue.put_text(
        Text(
            original.id,
            "".join(texts),
            tuple(Block(span, "paragraph", page=number) for number, span in enumerate(spans, 1)),
            tuple(Page(number, span, 300, 400) for number, span in enumerate(spans, 1)),
            (Box(Span(4000, 4007), 2, 50, 40, 90, 52),),
            title="Panjang",
        )
    )
    return create_app(home).test_client(), original.id, home


def test_a_long_document_comes_in_parts(long_one: tuple[FlaskClient, str, Home]) -> None:
    client, id, _ = long_one
    first = client.get(f"/documents/{id}").text
    assert "Halaman 1 " in first
    assert "Halaman 40 " not in first
    assert f"/documents/{id}?part=2" in first
    assert "Halaman 40 " in client.get(f"/documents/{id}?part=99").text
    assert "Halaman 30 " in client.get(f"/documents/{id}?page=30").text


def test_evidence_is_found_in_its_part(long_one: tuple[FlaskClient, str, Home]) -> None:
    client, id, _ = long_one
    page = client.get(f"/documents/{id}?at=120000-120010").text
    assert 'id="at"' in page
    assert f"/documents/{id}/pages/31.png" in page
    found = client.get(f"/documents/{id}?find=halaman+33").text
    assert 'id="found-1"' in found


def test_the_box_of_a_value_stands_on_its_page(long_one: tuple[FlaskClient, str, Home]) -> None:
    client, id, _ = long_one
    page = client.get(f"/documents/{id}?at=4000-4007").text
    assert '<rect x="50" y="40" width="40" height="12"/>' in page.replace(".0", "")


def test_images_of_pages(long_one: tuple[FlaskClient, str, Home]) -> None:
    client, id, home = long_one
    answer = client.get(f"/documents/{id}/pages/2.png")
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert (home.path / "page-images" / f"{id}-2.png").exists()
    assert client.get(f"/documents/{id}/pages/2.png").data == answer.data
    for number in ("0", "41", "99999999", "x"):
        assert client.get(f"/documents/{id}/pages/{number}.png").status_code == 404


def test_a_broken_original_has_no_image(client: FlaskClient, ids: dict[str, str]) -> None:
    assert client.get(f"/documents/{ids['empty']}/pages/1.png").status_code == 404
    assert client.get(f"/documents/{ids['news']}/pages/1.png").status_code == 404


def test_a_missing_original_is_said(long_one: tuple[FlaskClient, str, Home], tmp_path: Path) -> None:
    client, _, home = long_one
    lost = Original("ab" * 32, 3, "text/plain", "lost.txt")
    home.catalogue.add_original(lost)
    assert client.get(f"/documents/{lost.id}/original").status_code == 404
    assert client.get(f"/documents/{lost.id}/text.txt").status_code == 404
    assert client.get(f"/documents/{lost.id}").status_code == 200


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(-6.2, 106.8), (37.5, 126.7), (52.5, 13.4), (-33.9, 151.2), (40.7, -74.0), (-34.6, -58.4), (64.1, -21.9)],
)
def test_capitals_stand_on_the_map(latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT


def test_the_map_knows_the_countries() -> None:
    codes = {outline.code for outline in outlines()}
    assert {"ID", "KR", "JP", "CN", "AU", "DE", "NL", "US"} <= codes
    assert "AQ" not in codes


def test_documents_like_this_one(client: FlaskClient, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    shown = client.get(f"/documents/{ids['news']}").text
    section = shown[shown.index('id="alike"') :].partition("</section>")[0]
    assert ids["report"] in section
    assert ids["news"] not in section
    monkeypatch.setattr("index.whoosh.engine.WhooshEngine.similar", raising)
    answer = client.get(f"/documents/{ids['news']}")
    assert answer.status_code == 200
    assert 'id="alike"' not in answer.text


def raising(*_: object) -> None:
    raise StaleIndex("built anew just now")
