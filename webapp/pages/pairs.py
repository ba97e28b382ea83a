"""A page for two governments: everything between them, and where they stand today."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from archive.catalogue import AgreementFilter
from archive.register.history import pair_history
from webapp import names
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("pairs", __name__)


@pages.get("/pairs")
def pair() -> str:
    """The agreements of the pair that `home` and `partner` (keys of parties) name, with the documents of each."""
    home, partner = request.args.get("home", ""), request.args.get("partner", "")
    archive = catalogue()
    together = archive.agreements(AgreementFilter(home=(home,), partner=(partner,)), sort="signed") if home else []
    if not together or not partner:
        abort(404, gettext("No agreement is known."))
    documents = {link.document for agreement in together for link in agreement.links}
    return render_template(
        "pair.html",
        home=together[0].home,
        partner=together[0].partner,
        history=pair_history(together, home, partner, names.today()),
        documents={row.id: row for row in archive.documents(sorted(documents))},
    )
