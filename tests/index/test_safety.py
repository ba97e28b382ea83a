"""Crashes, damage and other versions: the index opens again or says clearly that it must be rebuilt."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.port import Entry, IndexFault, Request, SearchEngine, StaleIndex, open_engine
from index.whoosh import commit
from index.whoosh.commit import Directory
from index.whoosh.place import POINTER


def entry(number: int, body: str = "kota mitra") -> Entry:
    return Entry(f"d{number}", "document", f"Judul {number}", body, version="1")


def opened(folder: Path, *, create: bool = False) -> SearchEngine:
    return open_engine(f"whoosh://{folder}", lambda ids: {id: entry(int(id[1:])) for id in ids}, create=create)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = opened(tmp_path / "index")
    engine.write(entry(number) for number in range(5))
    engine.close()
    return tmp_path / "index"


def segment_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("index-*/*.naskah"))


def pointer(folder: Path) -> dict[str, object]:
    values: dict[str, object] = json.loads((folder / POINTER).read_text())
    return values


@pytest.mark.parametrize("what", ["schema", "analysis"])
def test_another_version_is_noticed(folder: Path, what: str) -> None:
    (folder / POINTER).write_text(json.dumps({**pointer(folder), what: 0 if what == "schema" else "other"}))
    with pytest.raises(StaleIndex, match="naskah reindex"):
        opened(folder)
    engine = opened(folder, create=True)
    assert engine.count() == 0
    engine.rebuild([entry(1)])
    assert opened(folder).count() == 1


@pytest.mark.parametrize("damage", ["pointer", "gone", "torn", "contents"])
def test_damage_is_noticed(folder: Path, damage: str) -> None:
    if damage == "pointer":
        (folder / POINTER).write_text("{")
    elif damage == "gone":
        segment_files(folder)[0].unlink()
    elif damage == "torn":
        data = segment_files(folder)[0].read_bytes()
        segment_files(folder)[0].write_bytes(data[:-100])
    else:
        next(folder.glob("index-*/*.toc")).write_bytes(b"nonsense")
    with pytest.raises(StaleIndex, match="naskah reindex"):
        opened(folder)
    assert opened(folder, create=True).count() == 0


def test_what_a_crash_left_behind_is_cleaned_up(folder: Path) -> None:
    inside = next(folder.glob("index-*"))
    (inside / "MAIN_leftover0000000.naskah").write_bytes(b"half")
    (inside / "_MAIN_99.toc.new").write_bytes(b"half")
    (folder / "index-abandoned").mkdir()
    engine = opened(folder)
    engine.write([entry(7)])
    assert engine.count() == 6
    assert not (inside / "MAIN_leftover0000000.naskah").exists()
    assert not (inside / "_MAIN_99.toc.new").exists()
    engine.rebuild([entry(1)])
    assert len(list(folder.glob("index-*"))) == 1


WRITER = """
import sys
from pathlib import Path
from index.port import Entry, open_engine
engine = open_engine(f"whoosh://{sys.argv[1]}", lambda ids: {})
for number in range(int(sys.argv[2]), 100_000, 5):
    five = range(number, number + 5)
    engine.write(Entry(f"d{each}", "document", "Judul", "kota mitra " * 200, version="1") for each in five)
    print(number, flush=True)
"""


def test_killed_while_writing_the_index_opens_with_the_last_commit(tmp_path: Path) -> None:
    chance = random.Random(7)
    folder = tmp_path / "index"
    opened(folder).close()
    start = 0
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(folder), str(start)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.random() * 0.15)
            writer.send_signal(signal.SIGKILL)
            said = [int(line) for line in writer.stdout if line.strip().isdecimal()]
        start = max([start, *said]) + 5
        engine = opened(folder)
        count = engine.count()
        # What was confirmed is there; a commit that was under way is there whole or not at all.
        assert count >= start
        assert count % 5 == 0
        assert engine.search(Request("mitra", limit=0)).total == count
        start = count
        engine.close()


def test_a_writer_that_waits_too_long_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "PATIENCE", 0.1)
    first = Directory(next(folder.glob("index-*")))
    with first.locked(), pytest.raises(IndexFault, match="try again"):
        Directory(first.path).remove(["d1"])


def test_many_small_commits_leave_few_segments(tmp_path: Path) -> None:
    engine = opened(tmp_path / "index")
    for number in range(40):
        engine.write([entry(number)])
    assert engine.count() == 40
    assert len(segment_files(tmp_path / "index")) <= 12
    assert engine.search(Request("mitra", limit=0)).total == 40


def test_large_writings_are_cut_into_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "MOST_WORDS", 1_000)
    engine = opened(tmp_path / "index")

    def many() -> Iterator[Entry]:
        for number in range(60):
            yield entry(number, "kota mitra " * 50)

    engine.write(many())
    assert engine.count() == 60
    assert 1 < len(segment_files(tmp_path / "index")) < 20


def test_words_of_any_length_and_script_are_kept(tmp_path: Path) -> None:
    engine = opened(tmp_path / "index")
    body = "x" * 1_000 + " \0 \ud800 " + "인천 浙江 é " + "kota " * 70_000 + "akhir"
    engine.write([entry(1, body), Entry("d2", "document", "", "")])
    assert engine.search(Request("akhir")).total == 1
    assert engine.search(Request('"kota akhir"')).total == 1
    assert engine.search(Request("浙江")).total == 1
    assert engine.count() == 2


def test_unknown_engines_are_refused() -> None:
    with pytest.raises(IndexFault, match="whoosh:///"):
        open_engine("solr://host", lambda ids: {})
