"""Headers that keep hostile documents harmless, and tokens that keep forms ours."""

from __future__ import annotations

import hmac
import secrets

from flask import Flask, Response, abort, request, session

from webapp import people
from webapp.site import the_site
from webapp.wording import gettext

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

SAFE = {"GET", "HEAD", "OPTIONS"}
WITHOUT_TOKEN = {"oai.oai", "preferences.keep", "lists.check", "reconciling.reconcile"}
"""Endpoints that take POST and change nothing but the asker's own display."""


LARGE = {"uploads.take"}
"""Endpoints that take files."""


def set_up(app: Flask) -> None:
    """Check the token of every form and add the headers to every answer."""
    app.before_request(_check_token)
    app.after_request(_add_headers)
    app.jinja_env.globals["form_token"] = form_token


def form_token() -> str:
    """The token that forms carry while somebody is signed in or not."""
    if "token" not in session:
        session["token"] = secrets.token_urlsafe(24)
    token: str = session["token"]
    return token


def _check_token() -> None:
    if request.method in SAFE or request.endpoint is None or request.endpoint in WITHOUT_TOKEN:
        return
    if request.endpoint in LARGE:
        # The body is only read where somebody may send it.
        if not people.may("editor"):
            abort(403)
        request.max_content_length = the_site().settings.max_file_mb * 1024 * 1024 * 2
    given = request.headers.get("X-Form-Token") or request.form.get("token", "")
    kept = session.get("token")
    if not kept or not hmac.compare_digest(given.encode(), str(kept).encode()):
        abort(400, gettext("This form is too old. Load the page again and repeat what you did."))


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache"
    return response
