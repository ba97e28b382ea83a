"""Which package may import which; see docs/architecture.md."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ALLOWED = {
    "archive": {"archive"},
    "extractors": {"archive", "extractors"},
    "index": {"archive", "index"},
    "corpus": {"archive", "extractors", "index", "corpus"},
    "webapp": {"archive", "index", "webapp"},
}


def imported(path: Path) -> set[str]:
    """The packages of ours that the file imports, at its head or inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names} & ALLOWED.keys()


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_imports_point_one_way(package: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): extra
        for path in sorted((ROOT / package).rglob("*.py"))
        if (extra := imported(path) - ALLOWED[package])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("archive.main", {"sqlalchemy", "spacy", "pdfplumber", "whoosh", "numpy", "flask", "rich", "trafilatura"}),
        ("archive.catalogue", {"spacy", "pdfplumber", "whoosh", "flask", "trafilatura", "alembic"}),
        ("index.sync", {"spacy", "pdfplumber", "whoosh", "sqlalchemy"}),
        ("index.port", {"spacy", "pdfplumber", "whoosh", "sqlalchemy"}),
        ("webapp", {"spacy", "pdfplumber", "trafilatura", "langdetect"}),
    ],
)
def test_import_stays_light(module: str, heavy: set[str]) -> None:
    script = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(loaded.stdout.split()) & heavy == set()
