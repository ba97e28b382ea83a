"""Handing in documents from the browser."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import people, uploading
from webapp.site import the_site
from webapp.wording import gettext, ngettext

pages = Blueprint("uploads", __name__)


@pages.get("/upload")
@people.needs("editor")
def form() -> ResponseReturnValue:
    """The form, and how far earlier uploads have come."""
    uploading.begin(the_site())
    return render_template("upload.html", uploads=uploading.uploads(the_site()))


@pages.post("/upload")
@people.needs("editor")
def take() -> ResponseReturnValue:
    """Keep files; they are read in the background."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        flash(gettext("Choose at least one file."), "bad")
        return redirect(url_for(".form"), 303)
    person = people.user()
    uploading.keep(the_site(), files, person.name if person else "")
    kept = ngettext(
        "%(num)s file was taken in and is being read.", "%(num)s files were taken in and are being read.", len(files)
    )
    flash(kept, "good")
    return redirect(url_for(".form"), 303)


@pages.get("/upload/<id>.json")
@people.needs("editor")
def state(id: str) -> Response:
    """How far an upload has come."""
    note = uploading.upload(the_site(), id)
    if note is None:
        abort(404)
    return jsonify({"state": note["state"], "summary": note.get("summary"), "message": note.get("message")})
