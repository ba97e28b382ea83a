"""The reconciliation service of OpenRefine, version 0.2."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from archive.checklist import reconciliation
from webapp.addresses import root
from webapp.finding import finder
from webapp.site import the_site

pages = Blueprint("reconciling", __name__)


@pages.after_request
def _let_others_ask(response: Response) -> Response:
    # OpenRefine asks from another origin; nothing here depends on who is signed in.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@pages.route("/reconcile", methods=["GET", "POST"])
def reconcile() -> ResponseReturnValue:
    """What the service is, or the answers to a batch of queries."""
    given = request.values.get("queries")
    if given is None:
        return jsonify(reconciliation.manifest(root(), the_site().settings.title))
    try:
        queries = json.loads(given)
        if not isinstance(queries, dict):
            raise ValueError("queries is no object")
        return jsonify(reconciliation.reconcile(queries, finder()))
    except (ValueError, RecursionError) as error:
        abort(400, f"The queries cannot be read: {error}.")


@pages.get("/reconcile/suggest/<any(entity, property, type):what>")
def suggest(what: str) -> Response:
    """Completions for what is typed in OpenRefine."""
    prefix = request.args.get("prefix", "").strip()[:200]
    if what == "entity":
        return jsonify(reconciliation.suggest_entity(prefix, finder()) if prefix else {"result": []})
    chosen = reconciliation.suggest_property if what == "property" else reconciliation.suggest_type
    return jsonify(chosen(prefix))
