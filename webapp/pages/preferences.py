"""Language and colours, kept in cookies so that they work without scripts."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from webapp.languages import COOKIE, LANGUAGES

pages = Blueprint("preferences", __name__)
YEAR = 365 * 24 * 3600


@pages.post("/preferences")
def keep() -> Response:
    """Keep a choice and go back to where it was made."""
    response = redirect(local(request.form.get("next", "/")), 303)
    if (chosen := request.form.get("language")) in LANGUAGES:
        response.set_cookie(COOKIE, chosen or "", max_age=YEAR, samesite="Lax", httponly=True)
    theme = request.form.get("theme")
    if theme in {"light", "dark"}:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", httponly=True)
    elif theme == "auto":
        response.delete_cookie("theme")
    return response


def local(address: str) -> str:
    """An address on this site, `/` for anything that leads elsewhere."""
    parts = urlsplit(address.replace("\\", "/"))
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//") or "\\" in address:
        return "/"
    return address if address.isprintable() else "/"
