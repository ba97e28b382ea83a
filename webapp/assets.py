"""Style sheet, script and fonts: served with their digest in the address, so that browsers may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory, url_for

FOLDER = Path(__file__).parent / "static"


def set_up(app: Flask) -> None:
    """Add the address of the assets and the template function `asset`."""
    app.add_url_rule("/static/<path:name>", "static", _send)
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of an asset, with its digest."""
    return url_for("static", name=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


@cache
def _zipped(name: str) -> bytes:
    return gzip.compress((FOLDER / name).read_bytes(), 9, mtime=0)


def _send(name: str) -> Response:
    if not (FOLDER / name).is_file():
        abort(404)
    response = send_from_directory(FOLDER, name)
    if request.accept_encodings.quality("gzip") > 0 and name.endswith((".css", ".js", ".svg")):
        response = Response(_zipped(name), mimetype=response.mimetype)
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    if request.args.get("v") == _digest(name):
        response.cache_control.public = True
        response.cache_control.max_age = 365 * 24 * 3600
        response.cache_control.immutable = True
    return response
