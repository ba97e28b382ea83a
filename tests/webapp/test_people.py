"""Signing in, roles, and decisions."""

from __future__ import annotations

import io
import re
import shutil
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_archive import PASSWORD, fill

from archive.home import Home
from webapp import create_app, uploading
from webapp.site import Site

AGREEMENT = "jawa-barat--incheon--loi--2017"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home.create(tmp_path_factory.mktemp("template") / "home")
    fill(home)
    home.catalogue.close()
    return home.path


@pytest.fixture
def own(template: Path, tmp_path: Path) -> tuple[Home, FlaskClient]:
    """An archive of its own, which a test may change."""
    home = Home.open(Path(shutil.copytree(template, tmp_path / "home")))
    return home, create_app(home).test_client()


def token(client: FlaskClient, path: str = "/sign-in") -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD) -> int:
    data = {"name": name, "password": password, "token": token(client), "next": "/account"}
    return client.post("/sign-in", data=data).status_code


def test_forms_need_their_token(own: tuple[Home, FlaskClient]) -> None:
    _, client = own
    assert client.post("/sign-in", data={"name": "edi", "password": PASSWORD}).status_code == 400
    assert client.post("/review/judge", data={"token": "-", "verdict": "accept"}).status_code == 400


def test_sign_in_and_out(own: tuple[Home, FlaskClient]) -> None:
    _, client = own
    assert sign_in(client, "edi", "wrong") == 401
    assert sign_in(client, "nobody") == 401
    assert sign_in(client, "edi") == 303
    assert "edi" in client.get("/account").text
    client.post("/sign-out", data={"token": token(client, "/account")})
    assert client.get("/account").status_code == 302


def test_too_many_wrong_passwords_lock_a_name(own: tuple[Home, FlaskClient]) -> None:
    _, client = own
    for _ in range(8):
        sign_in(client, "lucky", "wrong")
    assert "Too many" in client.post("/sign-in", data={"name": "lucky", "token": token(client)}).text


def test_a_new_password_ends_other_sessions(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    other = create_app(home).test_client()
    sign_in(client, "rini")
    sign_in(other, "rini")
    data = {"old": PASSWORD, "new": "quite another password", "token": token(client, "/account")}
    client.post("/account/password", data=data)
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("rini", "/review", 403),
        ("edi", "/review", 200),
        ("ani", "/review", 200),
        (None, "/review", 302),
        (None, "/account", 302),
    ],
)
def test_roles(own: tuple[Home, FlaskClient], name: str | None, path: str, status: int) -> None:
    _, client = own
    if name:
        sign_in(client, name)
    assert client.get(path).status_code == status


def test_only_administrators_add_people(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    sign_in(client, "edi")
    data = {"name": "baru", "password": PASSWORD, "role": "editor", "token": token(client, "/account")}
    assert client.post("/account/people", data=data).status_code == 403
    sign_in(client, "ani")
    data["token"] = token(client, "/account")
    assert client.post("/account/people", data=data).status_code == 303
    assert home.catalogue.user("baru") is not None
    assert client.post("/account/people", data=data | {"password": "short", "name": "x1"}).status_code == 303
    assert home.catalogue.user("x1") is None
    assert client.post("/account/people", data=data | {"name": "<b>"}).status_code == 400
    assert client.post("/account/people/remove", data={"name": "ani", "token": data["token"]}).status_code == 400
    client.post("/account/people/remove", data={"name": "baru", "token": data["token"]})
    assert home.catalogue.user("baru") is None


def decide(client: FlaskClient, **data: object) -> str:
    data["token"] = token(client, "/account")
    answer = client.post("/review/judge", data=data, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def test_accept_reject_correct_and_undo(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    sign_in(client, "edi")
    agreement = home.catalogue.agreement(AGREEMENT)
    assert agreement is not None
    decide(client, verdict="accept", about=agreement.records[0], next=f"/agreements/{AGREEMENT}")
    accepted = home.catalogue.agreement(AGREEMENT)
    assert accepted is not None
    assert accepted.accepted
    assert "Checked by a person" in client.get(f"/agreements/{AGREEMENT}").text

    record = agreement.conclusions["signed"].support[0]
    text = decide(client, verdict="correct", about=record, slot="signed", value="26/9/2017", why="dated on the page")
    assert "Corrected" in text
    corrected = home.catalogue.agreement(AGREEMENT)
    assert corrected is not None
    assert corrected.signed == "2017-09-26"
    page = client.get(f"/agreements/{corrected.id}").text
    assert "dated on the page" in page
    assert "Settled by edi on" in page
    assert "26 September 2017" in client.get("/search?q=Incheon").text

    assert "Take back" in page
    client.post("/review/undo", data={"token": token(client, "/account")})
    undone = home.catalogue.agreement(AGREEMENT)
    assert undone is not None
    assert undone.signed == "2017-09-25"


def test_rejected_agreements_leave_the_register(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    sign_in(client, "edi")
    agreement = home.catalogue.agreement(AGREEMENT)
    assert agreement is not None
    decide(client, verdict="reject", about=list(agreement.records), next="/agreements")
    assert home.catalogue.agreement(AGREEMENT) is None
    assert AGREEMENT not in client.get("/search?q=Incheon").text


@pytest.mark.parametrize(
    "data",
    [
        {"verdict": "nonsense", "about": "x"},
        {"verdict": "accept"},
        {"verdict": "accept", "about": "no-such-record"},
        {"verdict": "correct", "about": "x", "slot": "signed", "value": "31 February"},
        {"verdict": "correct", "about": "x", "slot": "evil", "value": "1"},
        {"verdict": "correct", "about": "x", "slot": "partner", "value": "Incheon", "level": "city", "country": "zz"},
    ],
)
def test_decisions_that_cannot_be_taken_say_why(own: tuple[Home, FlaskClient], data: dict[str, str]) -> None:
    home, client = own
    sign_in(client, "edi")
    text = decide(client, **data)
    assert 'class="message bad"' in text
    assert home.catalogue.judgements() == []


def test_saved_searches(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    sign_in(client, "rini")
    data = {"query": "q=Incheon&kind=news", "name": "Incheon", "token": token(client, "/account")}
    client.post("/account/searches", data=data)
    assert "/search?q=Incheon&amp;kind=news" in client.get("/account").text
    [kept] = home.catalogue.saved_searches("rini")
    client.post(f"/account/searches/{kept.id}/remove", data={"token": data["token"]})
    assert home.catalogue.saved_searches("rini") == []


def test_uploads_are_kept_and_handed_on(own: tuple[Home, FlaskClient], monkeypatch: pytest.MonkeyPatch) -> None:
    home, client = own
    monkeypatch.setattr("webapp.uploading.begin", lambda site: None)
    file = {"files": (io.BytesIO(b"Jawa Barat dan Incheon"), "../../<berita>.txt")}
    assert client.post("/upload", data=file | {"token": "x"}).status_code == 403
    sign_in(client, "edi")
    data = {"token": token(client, "/account"), **{"files": (io.BytesIO(b"Jawa Barat"), "../../<berita>.txt")}}
    assert client.post("/upload", data=data).status_code == 303
    [kept] = list((home.path / "uploads").glob("*/files/*"))
    assert kept.name == "_berita_.txt"
    assert kept.read_bytes() == b"Jawa Barat"
    assert "waiting" in client.get("/upload").text


def test_an_upload_becomes_a_document(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    sign_in(client, "edi")
    text = b"Jawa Barat dan Incheon menandatangani Letter of Intent di Bandung pada 25 September 2017."
    before = home.catalogue.count_documents()
    assert "baru.txt" not in client.get("/search?q=Bandung").text
    data = {"token": token(client, "/account"), "files": (io.BytesIO(text), "baru.txt")}
    client.post("/upload", data=data)
    [note] = uploading.uploads(the_home_site(client), 5)
    for _ in range(300):
        state = client.get(f"/upload/{note['id']}.json").json
        if state and state["state"] in {"done", "failed"}:
            break
        time.sleep(0.2)
    assert state is not None
    assert state["state"] == "done", state
    assert home.catalogue.count_documents() == before + 1
    # Another process wrote the index; the site sees it without being started again.
    assert "baru.txt" in client.get("/search?q=Bandung").text


def the_home_site(client: FlaskClient) -> Site:
    site: Site = client.application.extensions["naskah"]
    return site
