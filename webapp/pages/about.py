"""What the archive is and where its content comes from."""

from __future__ import annotations

from flask import Blueprint, render_template

pages = Blueprint("about", __name__)


@pages.get("/about")
def about() -> str:
    """The page about the archive."""
    return render_template("about.html")
