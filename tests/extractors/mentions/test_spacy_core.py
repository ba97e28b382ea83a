"""spaCy is loaded without its command line, works, and keeps nothing of the stand-in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(script: str) -> str:
    """What a script prints in a process of its own, where nothing has been imported yet."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_command_line_is_not_loaded() -> None:
    loaded = set(run("import sys, extractors.mentions.pipeline; print(*sys.modules)").split())
    assert "spacy" in loaded
    assert loaded & {"spacy.cli", "spacy.cli.info", "weasel", "typer", "requests", "httpx"} == set()


def test_command_line_is_there_for_who_asks() -> None:
    script = """
import extractors.mentions.pipeline, spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.info.__module__, spacy.cli.__file__.endswith("__init__.py"))
"""
    assert run(script).split() == ["True", "spacy.cli.info", "True"]


def test_spacy_works() -> None:
    script = """
import extractors.mentions.pipeline, spacy
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
ruler = nlp.add_pipe("entity_ruler")
ruler.add_patterns([{"label": "PLACE", "pattern": "Incheon"}])
doc = nlp("We went to Incheon. It rained.")
print(len(list(doc.sents)), doc.ents[0].label_)
"""
    assert run(script).split() == ["2", "PLACE"]


def test_spacy_that_is_there_already_is_left_alone() -> None:
    script = "import spacy; own = spacy.info; import extractors.mentions.pipeline; print(spacy.info is own)"
    assert run(script).strip() == "True"
