"""A list of one's own, pasted or as a file, set against the register."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from archive.checklist import Line, ListError, Result, read_list
from archive.checklist.answers import counts, rows, write_csv, write_xlsx
from archive.exports import Holding, gather
from webapp.addresses import root
from webapp.finding import finder
from webapp.languages import language
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("lists", __name__)

SHOWN = 500
"""Lines shown on the page; the file holds all."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/lists")
def form() -> str:
    """The form for a list."""
    return render_template("lists.html", text="", results=None, fault=None)


@pages.post("/lists")
def check() -> ResponseReturnValue:
    """The list with what the register knows of each line, as a page or as a file."""
    file = request.files.get("file")
    data = file.read() if file and file.filename else request.form.get("list", "").encode()
    text = request.form.get("list", "")
    try:
        lines = read_list(data, file.filename or "" if file else "")
    except ListError as error:
        return render_template("lists.html", text=text, results=None, fault=str(error)), 400
    results = [finder().check(line) for line in lines]
    holding = _holding(results)
    format = request.form.get("format")
    if format in {"csv", "xlsx"}:
        return _file(results, holding, format)
    shown = list(zip(results, rows(results[:SHOWN], holding), strict=False))
    return render_template(
        "lists.html", text=_as_text(lines), results=shown, total=len(results), counts=counts(results), fault=None
    )


def outcome_name(outcome: str) -> str:
    """What became of a line."""
    return {
        "found": gettext("found"),
        "conflicting": gettext("contradicted"),
        "not_found": gettext("not found"),
        "unreadable": gettext("not readable"),
    }.get(outcome, outcome)


def _holding(results: list[Result]) -> Holding:
    best = {one.candidates[0].agreement.id: one.candidates[0].agreement for one in results if one.candidates}
    return gather(catalogue(), list(best.values()), root())


def _file(results: list[Result], holding: Holding, format: str) -> Response:
    out = io.BytesIO()
    if format == "csv":
        write_csv(results, holding, out)
    else:
        write_xlsx(results, holding, out, language())
    response = Response(out.getvalue(), mimetype="text/csv" if format == "csv" else XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"list.{format}")
    return response


def _as_text(lines: tuple[Line, ...]) -> str:
    """The list as it was understood, so that a file can be corrected on the page and sent again."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["partner", "home", "country", "date", "instrument"])
    writer.writerows([line.partner, line.home, line.country, line.date or "", line.instrument or ""] for line in lines)
    return out.getvalue()
