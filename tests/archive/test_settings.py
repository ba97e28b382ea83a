"""The table of settings, and where values come from."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from archive import settings
from archive.errors import NaskahError


def test_later_sources_win(tmp_path: Path) -> None:
    (tmp_path / "naskah.toml").write_text('port = 9000\ntitle = "Arsip"\nhost = "0.0.0.0"\n')
    loaded = settings.load(tmp_path, {"NASKAH_PORT": "9001", "NASKAH_HOME": "x"}, host="::1", threads=None)
    assert (loaded.title, loaded.port, loaded.host, loaded.threads) == ("Arsip", 9001, "::1", 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prot = 9000", "unknown setting 'prot'"),
        ('port = "many"', "is no int"),
        ("port = ", "not valid TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "naskah.toml").write_text(text)
    with pytest.raises(NaskahError, match=message):
        settings.load(tmp_path, {})


def test_every_setting_has_help() -> None:
    for setting in dataclasses.fields(settings.Settings):
        assert setting.metadata["help"].endswith("."), setting.name
