"""`naskah totals` on a small archive."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from archive.home import Home
from archive.main import main
from archive.model import Original, Party, Span
from archive.model.total import ClaimedTotal


def test_totals(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home")
    original = Original("a" * 64, 1, "text/plain", "a.txt")
    home.catalogue.add_original(original)
    jakarta = Party("DKI Jakarta", "province", "ID", "ID-31")
    home.catalogue.put_totals(
        original.id,
        [
            ClaimedTotal(original.id, "sister", 22, Span(39, 53), jakarta),
            ClaimedTotal(original.id, "institution", 17, Span(58, 74), jakarta),
            ClaimedTotal(original.id, "sister", 22, Span(89, 103), jakarta),
        ],
    )
    command = ["--home", str(home.path), "totals"]
    shown = CliRunner().invoke(main, command)
    assert shown.exit_code == 0, shown.output
    assert "DKI Jakarta: 22 sister regions; the register knows 0, 22 missing" in shown.output
    assert "2 totals claimed" in shown.output
    found = json.loads(CliRunner().invoke(main, [*command, "--json", "--home", "dki jakarta"]).output)
    assert [(check["claim"]["counted"], check["missing"]) for check in found["checks"]] == [
        ("sister", 22),
        ("institution", 17),
    ]
    assert "0 totals claimed" in CliRunner().invoke(main, [*command, "--home", "Banten"]).output
