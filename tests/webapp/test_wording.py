"""The Indonesian wording is complete, true to the placeholders, and compiled."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

WEBAPP = Path(__file__).parents[2] / "webapp"
FOLDER = WEBAPP / "translations/id/LC_MESSAGES"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.svg", "jinja2")]


def wanted() -> set[str]:
    found = extract_from_dir(WEBAPP, METHODS)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


def test_every_sentence_is_in_indonesian() -> None:
    catalogue = read_po(io.BytesIO((FOLDER / "messages.po").read_bytes()))
    there = {
        message.id[0] if isinstance(message.id, (list, tuple)) else message.id: message
        for message in catalogue
        if message.id
    }
    assert wanted() - there.keys() == set()
    assert there.keys() - wanted() == set()
    for key, message in there.items():
        texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        for text in texts:
            assert text, key
            assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", str(key))), key


def test_compiled_wording_is_todays() -> None:
    catalogue = read_po(io.BytesIO((FOLDER / "messages.po").read_bytes()), locale="id")
    out = io.BytesIO()
    write_mo(out, catalogue)
    assert (FOLDER / "messages.mo").read_bytes() == out.getvalue(), (
        "compile it: pybabel compile -D messages -d webapp/translations -l id"
    )


def test_indonesian_pages_speak_indonesian(client: FlaskClient) -> None:
    text = client.get("/agreements", headers={"Accept-Language": "id-ID,id;q=0.9"}).text
    assert "Naskah kerja sama" in text
    assert "25 Sep 2017" in text
    assert "Korea Selatan" in text
    assert "Show all" not in text
    page = client.get("/agreements/jawa-tengah--queensland--mou--2019", headers={"Accept-Language": "id"}).text
    assert "6 Agustus 2019" in page
