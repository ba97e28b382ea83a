"""Agreements over time and by country, field and instrument, drawn by the server and to be taken away."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.datastructures import MultiDict

from archive.model import Agreement
from webapp import names
from webapp.drawing import Plot, bars, dots
from webapp.pages.agreements import Table
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("plots", __name__)

PLOTS = ("timeline", "country", "field", "instrument", "home")
SHOWN = 18
STYLE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pages.get("/timeline")
def timeline() -> str:
    """All plots over the agreements that the filters choose."""
    table = Table.read(request.args)
    agreements = catalogue().agreements(table.wanted, sort="signed")
    return render_template(
        "timeline.html",
        table=table,
        plots=[drawn(name, agreements, request.args) for name in PLOTS],
        undated=sum(1 for agreement in agreements if agreement.signed is None),
        total=len(agreements),
        choices={
            name: names.by_name(name, catalogue().count_agreements_by(name)) for name in ("home", "country", "field")
        },
    )


@pages.get("/plots/<name>.svg")
def drawing(name: str) -> Response:
    """One plot as a drawing that stands by itself."""
    plot = _plot(name)
    response = Response(render_template("plot.svg", plot=plot), mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = STYLE
    if request.args.get("download"):
        response.headers.set("Content-Disposition", "attachment", filename=f"{name}.svg")
    return response


@pages.get("/plots/<name>.csv")
def numbers(name: str) -> Response:
    """The numbers behind one plot."""
    plot = _plot(name)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(plot.header)
    writer.writerows(plot.rows)
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


def _plot(name: str) -> Plot:
    if name not in PLOTS:
        abort(404)
    return drawn(name, catalogue().agreements(Table.read(request.args).wanted, sort="signed"), request.args)


def drawn(name: str, agreements: list[Agreement], args: MultiDict[str, str]) -> Plot:
    """The plot of that name over the given agreements."""
    if name == "timeline":
        return dots(gettext("Agreements by year of signing"), agreements, gettext("Year"), gettext("Agreements"))
    counts: dict[str, int] = {}
    for agreement in agreements:
        for code in _codes(name, agreement):
            counts[code] = counts.get(code, 0) + 1
    titles = {
        "country": gettext("By country"),
        "field": gettext("By field"),
        "instrument": gettext("By instrument"),
        "home": gettext("By Indonesian party"),
    }
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], names.label(name, pair[0])))
    rows = [(code, names.label(name, code), count) for code, count in ordered]
    return bars(name, titles[name], rows, args, SHOWN, gettext("Agreements"))


def _codes(name: str, agreement: Agreement) -> tuple[str, ...]:
    if name == "field":
        return tuple(dict.fromkeys(agreement.fields))
    if name == "home":
        return (agreement.home.key,)
    value = agreement.partner.country if name == "country" else agreement.instrument
    return (value,) if value else ()
