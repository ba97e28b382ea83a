"""What every store of originals must do."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from archive.errors import NaskahError
from archive.store import Store, open_store


@pytest.fixture(params=["file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store(f"{request.param}://{tmp_path}/with space")


def test_keeps_bytes_under_their_digest(store: Store) -> None:
    digest = store.put(b"naskah")
    assert digest == hashlib.sha256(b"naskah").hexdigest()
    assert store.put(b"naskah") == digest
    assert store.get(digest) == b"naskah"
    assert digest in store
    assert list(store) == [digest]
    assert not store.damaged(digest)


def test_what_is_not_there(store: Store) -> None:
    missing = "0" * 64
    assert missing not in store
    with pytest.raises(KeyError):
        store.get(missing)


@pytest.mark.parametrize("wrong", ["../../etc/passwd", "", "ABC", "0" * 63])
def test_only_digests_are_names(store: Store, wrong: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.get(wrong)


def test_sees_damage(tmp_path: Path) -> None:
    store = open_store(f"file://{tmp_path}")
    digest = store.put(b"naskah")
    path = tmp_path / digest[:2] / digest
    path.chmod(0o644)
    path.write_bytes(b"n4skah")
    assert store.damaged(digest)


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"file://{tmp_path}")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk is full"):
        store.put(b"naskah")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_unknown_kind() -> None:
    with pytest.raises(NaskahError, match="file:///folder"):
        open_store("ftp://example.org/x")
