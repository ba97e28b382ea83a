"""Pages and JSON for everything that can go wrong."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from index.port import IndexFault, StaleIndex
from webapp.wording import gettext

log = logging.getLogger("webapp")


def set_up(app: Flask) -> None:
    """Answer every error with a page, or with JSON below /api."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleIndex, _no_index)
    app.register_error_handler(IndexFault, _no_index)
    app.register_error_handler(Exception, _bug)


def problem(status: int, code: str, message: str) -> Response:
    """The one shape of errors in the API."""
    response = jsonify({"error": {"status": status, "code": code, "message": message}})
    response.status_code = status
    return response


def _answer(status: int, code: str, title: str, message: str) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return problem(status, code, message)
    return render_template("error.html", status=status, title=title, message=message), status


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    title, message = {
        400: (
            gettext("This request cannot be read"),
            gettext("Something in the address or form is not as it should be."),
        ),
        403: (gettext("Not for this account"), gettext("Your role does not allow this. Ask an administrator.")),
        404: (
            gettext("There is no such page"),
            gettext("The address is wrong, or what it named has left the archive. A search may find it."),
        ),
        405: (gettext("This cannot be done here"), gettext("The address exists, but not for this kind of request.")),
        413: (gettext("Too large"), gettext("What was sent is larger than this site takes.")),
    }.get(error.code, (error.name, error.description or error.name))
    # A description that one of our views gave says more than the general one.
    if error.description and error.description != type(error).description:
        message = error.description
    response = make_response(_answer(error.code, error.name.lower().replace(" ", "_"), title, message))
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _no_index(error: Exception) -> ResponseReturnValue:
    log.warning("the search index cannot be used: %s", error)
    return _answer(
        503,
        "index_unavailable",
        gettext("The search index is being made"),
        gettext("Searching is possible again when it is complete. The keeper of the archive runs `naskah reindex`."),
    )


def _bug(error: Exception) -> ResponseReturnValue:
    log.exception("%s %s", request.method, request.path, exc_info=error)
    return _answer(
        500,
        "internal_error",
        gettext("Something broke on our side"),
        gettext("It has been noted. Your data is safe; try again, or go back to the search."),
    )
