"""Whole runs of `naskah add` on real files: interrupted, repeated, with unreadable files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from archive.home import Home
from archive.model import Fault
from archive.model.codec import plain
from corpus.ingest.makers import EXTRACT
from corpus.ingest.progress import Silent
from corpus.ingest.run import Again, Run
from index.sync import open_index

TEXTS = Path(__file__).parents[2] / "corpus" / "gold" / "texts"


def naskah(home: Path, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archive", "--home", str(home), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)


def content(home: Path) -> dict[str, Any]:
    """Everything that two archives with the same files must have in common."""
    archive = Home.open(home)
    catalogue = archive.catalogue
    with open_index(archive) as engine:
        indexed = sorted(engine.versions())
    return {
        "documents": sorted(
            (row.id, row.name, row.title, row.kind, row.language, row.published, row.words, row.story)
            for row in catalogue.documents()
        ),
        "texts": [plain(catalogue.text(row.id)) for row in sorted(catalogue.documents(), key=lambda row: row.id)],
        "totals": [plain(claim) for claim in catalogue.totals()],
        "records": sorted((record.key, plain(record)) for record in catalogue.records()),
        "agreements": sorted((agreement.id, plain(agreement)) for agreement in catalogue.agreements()),
        "outcomes": sorted((o.document, o.step, o.input, o.maker, o.state) for o in catalogue.outcomes()),
        "refused": [(arrival.source, arrival.code) for arrival in catalogue.refused()],
        "indexed": indexed,
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of real texts, some of them in a ZIP, with an empty file among them."""
    folder = tmp_path_factory.mktemp("files")
    texts = sorted(TEXTS.glob("*.txt"))[:14]
    for path in texts[:10]:
        (folder / path.name).write_bytes(path.read_bytes())
    with zipfile.ZipFile(folder / "more.zip", "w") as container:
        for path in texts[10:]:
            container.write(path, path.name)
    (folder / "nothing.txt").touch()
    return folder


@pytest.fixture(scope="module")
def undisturbed(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    result = naskah(home, "add", files)
    assert result.returncode == 3, result.stderr
    return home


def test_reads_everything_and_names_what_it_could_not(undisturbed: Path, files: Path) -> None:
    found = content(undisturbed)
    assert len(found["documents"]) == 14
    assert found["agreements"]
    assert found["refused"] == [(str(files / "nothing.txt"), "empty")]
    assert len(found["indexed"]) == 14 + len(found["agreements"])
    status = naskah(undisturbed, "status")
    assert "nothing.txt" in status.stdout


def test_a_second_run_reads_nothing_twice(undisturbed: Path, files: Path) -> None:
    before = content(undisturbed)
    result = naskah(undisturbed, "add", files, "--json")
    summary = json.loads(result.stdout)
    assert (summary["new"], summary["read"], summary["known"]) == (0, 0, 11)
    assert content(undisturbed) == before


@pytest.mark.parametrize("moment", [0.4, 0.9, 1.5, 2.2, 3.0])
def test_a_killed_run_loses_nothing(undisturbed: Path, files: Path, tmp_path: Path, moment: float) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-m", "archive", "--home", str(home), "add", str(files), "--workers", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
    assert naskah(home, "add", files).returncode == 3
    assert content(home) == content(undisturbed)


def test_two_runs_at_once_are_refused(undisturbed: Path, files: Path) -> None:
    from corpus.ingest.lock import one_run

    with one_run(Home.open(undisturbed)):
        result = naskah(undisturbed, "add", files)
    assert result.returncode == 1
    assert "Another run" in result.stderr


def test_a_step_can_be_done_again(undisturbed: Path) -> None:
    before = content(undisturbed)
    summary = json.loads(naskah(undisturbed, "add", "--again", "extract", "--json").stdout)
    assert summary["read"] == 14
    assert content(undisturbed) == before


def test_a_failed_second_reading_takes_nothing_away(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(undisturbed, home)
    before = content(home)
    run = Run(Home.open(home), Silent(), Again(EXTRACT), workers=1)
    monkeypatch.setattr(run._pool, "submit", lambda *_: finished(Fault("timeout", "It took too long.")))
    summary = run.bring_in([])
    assert len(summary.unreadable) == 14
    after = content(home)
    assert {key: after[key] for key in ("texts", "records", "agreements")} == {
        key: before[key] for key in ("texts", "records", "agreements")
    }


def finished(result: object) -> Future[object]:
    future: Future[object] = Future()
    future.set_result(result)
    return future


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "no-such-file.txt"], "does not exist"),
        (["add", "--again", "dance"], "is not one of"),
        (["add", "--failed"], "--again STEP"),
        (["add"], "Name the files to begin with"),
    ],
)
def test_mistakes_get_a_sentence(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = naskah(tmp_path / "none", *arguments)
    assert result.returncode in {1, 2}
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_totals_that_a_document_claims_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Pemprov DKI Jakarta menyebut: terdapat 22 sister city dan 17 mitra lembaga.", encoding="utf-8"
    )
    assert naskah(tmp_path / "home", "add", tmp_path / "a.txt").returncode == 0
    totals = Home.open(tmp_path / "home").catalogue.totals()
    assert [(claim.counted, claim.number, claim.home and claim.home.name) for claim in totals] == [
        ("sister", 22, "DKI Jakarta"),
        ("institution", 17, "DKI Jakarta"),
    ]
