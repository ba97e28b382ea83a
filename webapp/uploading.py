"""Files that people hand in on the site: kept in the archive home, then read by `naskah add` in a process of its own.

The site itself parses nothing. Each upload is a folder with its files and a note of how far it has come, so that what
waits is not lost when the site stops.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

from webapp.site import Site

log = logging.getLogger("webapp")

NOTE = "note.json"
MOST_FILES = 500
PAUSE = 5.0
TRIES = 120
"""While another run reads into the archive, an upload waits; so often it asks again, after so many seconds."""

_lock = threading.Lock()
_running: set[str] = set()


def folder_of(site: Site) -> Path:
    """Where uploads are kept."""
    return site.home.path / "uploads"


def keep(site: Site, files: Iterable[FileStorage], who: str) -> str:
    """Keep the files of one upload and begin to read them; the upload's id."""
    id = time.strftime("%Y%m%d-%H%M%S-", time.gmtime()) + secrets.token_hex(4)
    folder = folder_of(site) / id
    (folder / "files").mkdir(parents=True)
    names: list[str] = []
    for file in list(files)[:MOST_FILES]:
        name = _safe(file.filename or "", names)
        file.save(folder / "files" / name)
        names.append(name)
    _note(
        folder,
        {
            "id": id,
            "who": who,
            "files": names,
            "state": "waiting",
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        },
    )
    begin(site)
    return id


def uploads(site: Site, limit: int = 50) -> list[dict[str, Any]]:
    """The last uploads with how far each has come, the newest first."""
    folders = sorted(folder_of(site).glob("*/" + NOTE), reverse=True)[:limit]
    return [note for path in folders if (note := _read(path.parent)) is not None]


def upload(site: Site, id: str) -> dict[str, Any] | None:
    """One upload."""
    return _read(folder_of(site) / id) if re.fullmatch(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}", id) else None


def begin(site: Site) -> None:
    """See that somebody works on what waits."""
    key = str(site.home.path.resolve())
    with _lock:
        if key in _running:
            return
        _running.add(key)
    threading.Thread(target=_work, args=(site, key), name="uploads", daemon=True).start()


def _work(site: Site, key: str) -> None:
    try:
        while waiting := [note for note in uploads(site, 1000) if note["state"] in {"waiting", "reading"}]:
            _take_in(site, folder_of(site) / waiting[-1]["id"], waiting[-1])
    finally:
        with _lock:
            _running.discard(key)


def _take_in(site: Site, folder: Path, note: dict[str, Any]) -> None:
    _note(folder, note | {"state": "reading"})
    command = [sys.executable, "-m", "archive", "--home", str(site.home.path), "add", "--json", str(folder / "files")]
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
        try:
            summary = json.loads(done.stdout)
        except ValueError:
            summary = None
        if summary is not None:
            _note(folder, note | {"state": "done", "summary": summary})
            return
        if "another" not in done.stderr.lower():
            log.error("upload %s could not be read: %s", note["id"], done.stderr[-2000:])
            _note(folder, note | {"state": "failed", "message": (done.stderr.strip().splitlines() or ["?"])[-1][:500]})
            return
        time.sleep(PAUSE)
    _note(folder, note | {"state": "failed", "message": "The archive was busy for too long; add the files again."})


def _safe(name: str, taken: list[str]) -> str:
    """A name that is safe as a file's, unlike those taken."""
    name = re.sub(r"[^\w.\- ()]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")[-120:] or "file"
    stem, dot, ending = name.rpartition(".")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem or ending}-{number}{dot}{ending if stem else ''}"
    return name


def _note(folder: Path, note: dict[str, Any]) -> None:
    aside = folder / (NOTE + ".new")
    aside.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    os.replace(aside, folder / NOTE)


def _read(folder: Path) -> dict[str, Any] | None:
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None
