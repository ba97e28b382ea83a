"""`naskah user` and `naskah serve`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.errors import NaskahError
from archive.home import Home, HomeChoice
from webapp.commands.serve import serve
from webapp.commands.user import user


def test_the_first_administrator(tmp_path: Path) -> None:
    Home.create(tmp_path / "home")
    choice = HomeChoice(tmp_path / "home")
    run = CliRunner()
    result = run.invoke(
        user, ["add", "ani", "--role", "administrator"], obj=choice, input="long enough!\nlong enough!\n"
    )
    assert result.exit_code == 0, result.output
    assert run.invoke(user, ["list"], obj=choice).output == "ani\tadministrator\n"
    assert run.invoke(user, ["remove", "ani"], obj=choice).exit_code == 0
    for arguments in (
        ["remove", "ani"],
        ["add", "<b>", "--password", "long enough!"],
        ["add", "x1", "--password", "s"],
    ):
        assert isinstance(run.invoke(user, arguments, obj=choice).exception, NaskahError)


def test_no_archive_is_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, [], obj=HomeChoice(tmp_path / "none"))
    assert isinstance(result.exception, NaskahError)


def test_serve_answers(tmp_path: Path) -> None:
    Home.create(tmp_path / "home")
    command = [sys.executable, "-m", "archive", "--home", str(tmp_path / "home"), "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        address = line.split()[4]
        for _ in range(50):
            try:
                with urllib.request.urlopen(address + "/healthz", timeout=5) as answer:
                    assert json.load(answer)["documents"] == 0
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the site did not answer")
    finally:
        server.terminate()
        server.wait(10)


def test_the_site_never_loads_the_readers() -> None:
    code = (
        "import sys, webapp.factory; "
        "print([m for m in sys.modules if m.split('.')[0] in {'spacy', 'pdfplumber', 'corpus', 'extractors'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
