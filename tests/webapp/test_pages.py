"""Every page answers, in both languages, whatever is asked of it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from small_archive import fill

from archive.home import Home
from archive.model import Maker, Outcome
from index.errors import StaleIndex
from webapp import create_app

PAGES = [
    "/",
    "/search",
    "/search?q=incheon",
    "/search?q=incheon&type=agreement&country=KR&year=2017&sort=newest",
    "/agreements",
    "/agreements?sort=partner&country=KR&column=home&column=partner&column=score",
    "/places",
    "/places/KR-28",
    "/places/ID-32",
    "/map",
    "/timeline",
    "/timeline?field=education",
    "/accuracy",
    "/watch",
    "/totals",
    "/lists",
    "/pairs?home=ID-32&partner=KR-28",
    "/status",
    "/status?show=all",
    "/about",
    "/sign-in",
    "/agreements/jawa-barat--incheon--loi--2017",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_page_answers(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert answer.text.count("<h1") == 1
    assert "{{" not in answer.text


@pytest.mark.parametrize("path", ["/", "/nope", "/search?q=x", "/static/naskah.css", "/api/v1/agreements", "/feed"])
def test_headers_protect_the_reader(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_hold_no_inline_code_or_style(client: FlaskClient) -> None:
    for path in PAGES:
        text = client.get(path).text
        assert not re.search(r"\sstyle=", text), path
        assert not re.search(r"\son[a-z]+=\"", text), path
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or "application/ld+json" in script, path


BAD = [
    ("/nope", 404),
    ("/documents/nope", 404),
    ("/documents/0000000000000000", 404),
    ("/documents/../../etc/passwd", 404),
    ("/agreements/nope", 404),
    ("/agreements/nope.ris", 404),
    ("/places/no-such-place", 404),
    ("/static/../factory.py", 404),
    ("/plots/nope.svg", 404),
    ("/sitemap-99.xml", 404),
    ("/search?page=x&year=abc&sort=nope&country=%00", 200),
    ("/search?page=99999999999999999999", 200),
    ("/search?page=0", 200),
    ("/search?page=" + "9" * 7, 200),
    ("/search?q=" + "a" * 5000, 200),
    ("/search?q=" + "%28" * 5000, 200),
    ("/api/v1/search?q=" + "a+" * 49_999, 200),
    ("/search?q=%22unfinished", 200),
    ("/search?q=%28%28%29+AND+OR+NOT+%2A+~", 200),
    ("/search?q=%F0%9F%92%A9%00%01", 200),
    ("/agreements?page=-1&year=9&sort=%27--&q=%25", 200),
    ("/agreements?column=nope", 200),
    ("/timeline?year=9999&country=XX", 200),
    ("/map?status=nope", 200),
    ("/status?page=77", 200),
    ("/unapi?id=nope", 404),
    ("/feed?page=4000", 200),
]


@pytest.mark.parametrize(("path", "status"), BAD)
def test_bad_input_gets_a_helpful_answer(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_wrong_method(client: FlaskClient) -> None:
    answer = client.put("/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_hostile_document_is_only_text(client: FlaskClient, ids: dict[str, str]) -> None:
    for path in (f"/documents/{ids['hostile']}", "/search?q=Incheon", "/", "/status?show=all"):
        text = client.get(path).text
        assert '<script>alert("' not in text
        assert "<img src=x" not in text
        assert "<i>jahat" not in text
    assert '<script>alert("x")</script>' in unescape(client.get(f"/documents/{ids['hostile']}").text)


def test_web_page_is_handed_out_as_a_file(client: FlaskClient, ids: dict[str, str]) -> None:
    for query in ("", "?show=1"):
        answer = client.get(f"/documents/{ids['news']}/original{query}")
        assert answer.status_code == 200
        assert answer.mimetype == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_document_marks_and_evidence(client: FlaskClient, ids: dict[str, str]) -> None:
    text = client.get(f"/documents/{ids['news']}?at=39-49").text
    assert '<mark class="m m-place" title="Places: Incheon">Kota Incheon</mark>' in text
    assert 'id="at"' in text
    assert "/agreements/jawa-barat--incheon--loi--2017" in text
    assert "Pikiran Rakyat" in text


def test_search_within_a_document(client: FlaskClient, ids: dict[str, str]) -> None:
    text = client.get(f"/documents/{ids['news']}?find=JAWA+barat").text
    assert 'id="found-1"' in text
    assert "1 place" in text


def test_unreadable_document_says_why(client: FlaskClient, ids: dict[str, str]) -> None:
    text = client.get(f"/documents/{ids['empty']}").text
    assert "encrypted" in text
    assert "No text could be read" in text


def test_every_value_leads_to_its_sentence(client: FlaskClient, ids: dict[str, str]) -> None:
    text = client.get("/agreements/jawa-barat--incheon--loi--2017").text
    links = re.findall(rf"/documents/{ids['news']}\?at=(\d+)-(\d+)#at", text)
    assert len(links) >= 6
    for start, end in set(links):
        page = client.get(f"/documents/{ids['news']}?at={start}-{end}").text
        assert 'id="at"' in page
    assert "2 documents" in text


def test_who_says_otherwise_is_shown(client: FlaskClient) -> None:
    text = client.get("/agreements/jawa-barat--incheon--loi--2017").text
    assert "1 document says otherwise:" in text
    assert "<b>2020</b>" in text or "<b>2022</b>" in text


def test_search_shows_both_groups_and_facets(client: FlaskClient) -> None:
    text = client.get("/search?q=Incheon").text
    assert 'id="agreements-found"' in text
    assert 'id="documents-found"' in text
    assert "kind=news" in text
    assert "<mark>Incheon</mark>" in text


def test_filter_is_a_removable_chip(client: FlaskClient) -> None:
    text = client.get("/search?q=Incheon&kind=news").text
    assert re.search(r'<a class="chip" href="/search\?q=Incheon">', text)


def test_nothing_found_helps(client: FlaskClient) -> None:
    text = client.get("/search?q=xyzzyqwert&kind=news").text
    assert "Nothing was found for" in text
    assert "Search without filters" in text


def test_language_and_colours_are_kept(app: Flask) -> None:
    client = app.test_client()
    answer = client.post("/preferences", data={"language": "id", "next": "/about"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/about"
    client.post("/preferences", data={"theme": "dark", "next": "/"})
    text = client.get("/about", headers={"Accept-Language": "en"}).text
    assert '<html lang="id" data-theme="dark"' in text
    client.post("/preferences", data={"theme": "auto"})
    assert "data-theme" not in client.get("/about").text


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "\\\\evil", "/\\evil.example", "javascript:x"]
)
def test_preferences_lead_only_home(client: FlaskClient, next_page: str) -> None:
    assert client.post("/preferences", data={"next": next_page}).headers["Location"] == "/"


def test_health(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["documents"] == 4


def test_steps_stand_in_their_order(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home")
    one = fill(home)["news"]
    home.catalogue.put_outcome(Outcome(one, "extract", "x", Maker("extract", "1"), "done", at="2026-11-01T10:00:01Z"))
    page = create_app(home).test_client().get("/status?show=all").text
    part = page[page.index(one) :]
    assert part.index("reading") < part.index("finding")


def test_plots_can_be_taken_away(client: FlaskClient) -> None:
    svg = client.get("/plots/country.svg?download=1")
    assert svg.mimetype == "image/svg+xml"
    assert svg.headers["Content-Disposition"].startswith("attachment")
    rows = client.get("/plots/country.csv").text.splitlines()
    assert rows[1:] in (["Australia,1", "South Korea,1"], ["South Korea,1", "Australia,1"])


def test_styles_and_scripts_stay_small(client: FlaskClient) -> None:
    text = client.get("/search?q=incheon").text
    total = 0
    for path in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"', text):
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
        total += len(answer.data)
    assert 0 < total < 150_000


def test_no_index_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(*_args: object) -> None:
        raise StaleIndex("made by another version")

    monkeypatch.setattr("webapp.site.open_engine", stale)
    home = Home.create(tmp_path / "home")
    client = create_app(home).test_client()
    assert client.get("/search?q=x").status_code == 503
    assert client.get("/").status_code == 200
    assert client.get("/healthz").status_code == 503
    assert client.get("/api/v1/search?q=x").json["error"]["code"] == "index_unavailable"  # type: ignore[index]


def test_a_fault_of_ours_shows_no_trace(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(home, PROPAGATE_EXCEPTIONS=False)

    def broken(*_args: object, **_values: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("webapp.pages.about.render_template", broken)
    answer = app.test_client().get("/about")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Something broke" in answer.text


def test_closed_archive_asks_to_sign_in(home: Home, tmp_path: Path) -> None:
    closed = Home.create(tmp_path / "closed")
    (closed.path / "naskah.toml").write_text('reading = "closed"\n')
    client = create_app(Home.open(closed.path)).test_client()
    answer = client.get("/agreements?country=KR")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/agreements?country%3DKR"
    assert client.get("/api/v1/agreements").status_code == 401
    assert client.get("/sign-in").status_code == 200
    assert client.get("/documents/0000000000000000/original").status_code == 302


def test_accuracy_shows_the_last_evaluation(home: Home, client: FlaskClient) -> None:
    rate = {"p": 0.9, "r": 0.8, "f1": 0.847, "hit": 8, "found": 9, "gold": 10}
    figures = {
        "register": rate,
        "same": {"p": 1.0, "r": 1.0, "f1": 1.0, "hit": 0, "found": 0, "gold": 0},
        "documents": 12,
        "slots": {"signed": 0.75},
        "mentions": {"dates": rate},
        "by_lang": {"id": {"register": rate}},
        "calibration": [{"low": 0.8, "high": 0.9, "records": 4, "right": 3, "mean": 0.85}],
        "search": {"ndcg@10": 0.7},
    }
    run = {"at": "2026-11-20T10:00:00Z", "figures": figures, "marks": {}}
    assert "No evaluation has been run" in client.get("/accuracy").text
    try:
        home.figures.write_text(json.dumps({"samples": run}), encoding="utf-8")
        text = client.get("/accuracy").text
        assert "20 November 2026 over 12 documents" in text
        assert "<b>0.85</b>" in text
        assert "The same agreement" not in text, "nothing was there to be linked"
        assert "80–90 %" in text
        home.figures.write_text("[1, broken", encoding="utf-8")
        assert "No evaluation has been run" in client.get("/accuracy").text
    finally:
        home.figures.unlink()


def test_a_pair_has_a_page_with_its_history(client: FlaskClient) -> None:
    found = client.get("/api/v1/agreements?limit=1").get_json()["items"][0]
    home, partner = (found[role]["code"] or "" for role in ("home", "partner"))
    page = client.get("/pairs", query_string={"home": home, "partner": partner})
    assert page.status_code == 200
    assert f"/agreements/{found['id']}" in page.text
    assert found["partner"]["name"] in page.text
    for wrong in ({}, {"home": home}, {"home": "x", "partner": "<script>"}):
        assert client.get("/pairs", query_string=wrong).status_code == 404
