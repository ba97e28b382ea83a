"""Packs answers for browsers that say they can unpack them."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

PACKED = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/ld+json",
    "image/svg+xml",
)
LEAST = 1024


def set_up(app: Flask) -> None:
    """Pack text answers of more than a kilobyte."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if (
        response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
        or request.accept_encodings.quality("gzip") <= 0
        or not (response.mimetype or "").startswith(PACKED)
    ):
        return response
    data = response.get_data()
    if len(data) >= LEAST:
        response.set_data(gzip.compress(data, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
