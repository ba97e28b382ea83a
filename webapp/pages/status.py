"""What is in the archive, what could not be read, and whether the site is alive."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, Response, jsonify, render_template, request

from webapp.paging import Paging
from webapp.people import may
from webapp.site import catalogue, the_site

pages = Blueprint("status", __name__)

STEPS = ("parse", "extract")
SHOWN = 100


@pages.get("/status")
def status() -> str:
    """Numbers of the archive, and per file how each step ended."""
    archive = catalogue()
    faulty = request.args.get("show") != "all"
    outcomes = sorted(archive.outcomes(faulty=faulty), key=lambda outcome: (outcome.document, _order(outcome.step)))
    by_document: dict[str, list[object]] = {}
    for outcome in outcomes:
        by_document.setdefault(outcome.document, []).append(outcome)
    paging = Paging.of(request.args.get("page"), len(by_document), SHOWN)
    ids = list(by_document)[paging.offset : paging.offset + SHOWN]
    rows = {row.id: row for row in archive.documents(ids)}
    return render_template(
        "status.html",
        documents=archive.count_documents(),
        records=archive.count_records(),
        agreements=archive.count_agreements(),
        steps=_steps(),
        rows=[(rows[id], by_document[id]) for id in ids if id in rows],
        refused=[(_shown(arrival.source), arrival.message or arrival.code) for arrival in archive.refused()],
        faulty=faulty,
        paging=paging,
    )


def _shown(source: str) -> str:
    """The source of a file: where it stands on the server is for administrators only."""
    if may("administrator"):
        return source
    path, mark, member = source.partition("!")
    return path.rsplit("/", 1)[-1] + mark + member


def _steps() -> dict[str, Counter[str]]:
    steps: dict[str, Counter[str]] = {}
    for outcome in catalogue().outcomes():
        steps.setdefault(outcome.step, Counter())[outcome.state] += 1
    return dict(sorted(steps.items(), key=lambda pair: _order(pair[0])))


def _order(step: str) -> int:
    """Where a step stands on the way of a document."""
    return STEPS.index(step) if step in STEPS else len(STEPS)


@pages.get("/healthz")
def health() -> Response:
    """Whether the site can read its catalogue and its index; for machines."""
    documents = catalogue().count_documents()
    try:
        entries: int | None = the_site().engine.count()
    except Exception:  # noqa: BLE001  whatever is wrong with the index, the answer says that it is wrong
        entries = None
    response = jsonify(
        {"status": "ok" if entries is not None else "no index", "documents": documents, "entries": entries}
    )
    response.status_code = 200 if entries is not None else 503
    return response
