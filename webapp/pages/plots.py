"""Agreements over time and by country, field and instrument, drawn by the server and to be taken away."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.datastructures import MultiDict

from archive.catalogue import AgreementFilter
from webapp import names
from webapp.drawing import Plot, bars, timeline_plot
from webapp.pages.agreements import Table
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("plots", __name__)

PLOTS = ("timeline", "country", "field", "instrument", "home")
SHOWN = 18
MOST_DOTS = 800
STYLE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pages.get("/timeline")
def timeline() -> str:
    """All plots over the agreements that the filters choose."""
    table = Table.read(request.args)
    archive = catalogue()
    total = archive.count_agreements(table.wanted)
    return render_template(
        "timeline.html",
        table=table,
        plots=[drawn(name, table.wanted, request.args) for name in PLOTS],
        undated=total - sum(archive.count_agreements_by("year", table.wanted).values()),
        total=total,
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
    return drawn(name, Table.read(request.args).wanted, request.args)


def drawn(name: str, wanted: AgreementFilter, args: MultiDict[str, str]) -> Plot:
    """The plot of that name over the wanted agreements."""
    archive = catalogue()
    if name == "timeline":
        years = {int(year): count for year, count in archive.count_agreements_by("year", wanted).items()}
        # Beyond some hundreds dots would be dust, and bars tell as much.
        shown = archive.agreements(wanted, sort="signed") if sum(years.values()) <= MOST_DOTS else []
        return timeline_plot(gettext("Agreements by year of signing"), years, shown, (gettext("Year"), unit()))
    titles = {
        "country": gettext("By country"),
        "field": gettext("By field"),
        "instrument": gettext("By instrument"),
        "home": gettext("By Indonesian party"),
    }
    counts = archive.count_agreements_by(name, wanted)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], names.label(name, pair[0])))
    rows = [(code, names.label(name, code), count) for code, count in ordered]
    return bars(name, titles[name], rows, args, SHOWN, unit())


def unit() -> str:
    """What the plots count."""
    return gettext("Agreements")
