"""The register as a table, and the page of one agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from archive.catalogue import AgreementFilter, DocumentRow, Sort
from archive.model import Agreement, Judgement
from archive.model.agreement import Role
from archive.model.party import Level
from archive.reference import countries, fields, instruments, levels, relations, statuses
from archive.register.history import PairHistory, pair_history
from archive.register.rulings import active
from webapp import charts, downloads, names, people
from webapp.describing import describe_agreement
from webapp.evidence import Evidence
from webapp.paging import Paging
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("agreements", __name__)

SHOWN = 100
SLOTS = (
    "status",
    "instrument",
    "relation",
    "signed",
    "place_signed",
    "valid_from",
    "valid_to",
    "fields",
    "signatories",
)
COLUMNS = (
    "home",
    "partner",
    "country",
    "instrument",
    "relation",
    "status",
    "signed",
    "valid_from",
    "valid_to",
    "fields",
    "signatories",
    "documents",
    "score",
)
USUAL_COLUMNS = ("home", "partner", "country", "instrument", "status", "signed", "valid_to", "fields", "documents")
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Table:
    """What the address says about the table: which rows, in which order, which columns."""

    wanted: AgreementFilter
    sort: Sort
    columns: tuple[str, ...]

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> Table:
        """The table that an address describes; wrong values are passed over."""
        sort = args.get("sort", "")
        columns = tuple(column for column in COLUMNS if column in args.getlist("column"))
        years = tuple(
            int(year) for year in args.getlist("year") if year.isascii() and year.isdigit() and len(year) == 4
        )

        def chosen(name: str) -> tuple[str, ...]:
            return tuple(value[:200] for value in args.getlist(name) if value)[:50]

        return cls(
            AgreementFilter(
                home=chosen("home"),
                partner=chosen("partner"),
                country=chosen("country"),
                instrument=chosen("instrument"),
                relation=chosen("relation"),
                status=chosen("status"),
                field=chosen("field"),
                years=years,
                words=" ".join(args.get("q", "").replace("\x00", "").split())[:200],
            ),
            next((known for known in SORTS if known == sort), "-signed"),
            columns or USUAL_COLUMNS,
        )

    @property
    def filtered(self) -> bool:
        return self.wanted != AgreementFilter()


@pages.get("/agreements")
def register() -> str:
    """The table of agreements."""
    archive = catalogue()
    table = Table.read(request.args)
    paging = Paging.of(request.args.get("page"), archive.count_agreements(table.wanted), SHOWN)
    return render_template(
        "agreements.html",
        table=table,
        agreements=archive.agreements(table.wanted, sort=table.sort, offset=paging.offset, limit=SHOWN),
        paging=paging,
        columns=COLUMNS,
        choices={
            name: names.by_name(name, archive.count_agreements_by(name))
            for name in ("country", "status", "instrument", "field")
        },
        years=sorted(archive.count_agreements_by("year"), reverse=True),
        formats=downloads.FORMATS,
    )


@pages.get("/agreements.<suffix>")
def download(suffix: str) -> Response:
    """What the table shows, all pages of it, as a file."""
    table = Table.read(request.args)
    archive = catalogue()
    agreements = archive.agreements(table.wanted, sort=table.sort)
    return downloads.register(suffix, agreements, archive)


@pages.get("/agreements/<id>")
def agreement(id: str) -> str | Response:
    """The page of one agreement; an id that it had before leads to the one it has now."""
    found = known(id)
    if found.id != id:
        return redirect(url_for(".agreement", id=found.id), 301)
    evidence = Evidence(catalogue(), found)
    return render_template(
        "agreement.html",
        agreement=found,
        parties=evidence.values(("home", "partner")),
        values=evidence.values(SLOTS),
        evidence=evidence,
        slots=SLOTS,
        described=describe_agreement(found, catalogue()),
        summary=evidence.summary(),
        roles=_roles(found, evidence),
        validity=charts.validity(found),
        chain=_chain(found),
        history=_history(found),
        formats=downloads.CITATIONS,
        standing_judgements={judgement.id for judgement in active(catalogue().judgements())},
        **(correction_options() if people.may("editor") else {}),
    )


@pages.get("/agreements/<id>.<suffix>")
def citation(id: str, suffix: str) -> Response:
    """One agreement in a format for reference managers and programs."""
    return downloads.citation(suffix, known(id), catalogue())


def correction_options() -> dict[str, object]:
    """What the forms for corrections offer."""
    return {
        "options": {
            "status": names.by_name("status", statuses()),
            "instrument": names.by_name("instrument", [term.code for term in instruments()]),
            "relation": names.by_name("relation", relations()),
            "fields": names.by_name("field", [field.code for field in fields()]),
            "countries": names.by_name("country", [country.code for country in countries()]),
            "level": [(code, names.label("level", code)) for code in get_args(Level) if code in levels()],
        }
    }


def known(id: str) -> Agreement:
    """The agreement with this id; 404 where there is none."""
    found = catalogue().agreement(id)
    if found is None:
        abort(404, gettext("There is no agreement with this number. It may be in the register under another one."))
    return found


def _roles(agreement: Agreement, evidence: Evidence) -> list[tuple[str, list[DocumentRow]]]:
    """The documents of an agreement by the role in which they speak of it, each once."""
    by_role: dict[str, list[DocumentRow]] = {}
    seen: set[str] = set()
    ordered: tuple[str, ...] = get_args(Role)
    for link in sorted(agreement.links, key=lambda link: ordered.index(link.role)):
        if link.document in evidence.documents and link.document not in seen:
            seen.add(link.document)
            by_role.setdefault(link.role, []).append(evidence.documents[link.document])
    return list(by_role.items())


def _chain(agreement: Agreement) -> PairHistory | None:
    """All agreements between the same two parties and how they follow each other, None where this is the only one."""
    home, partner = agreement.home.key, agreement.partner.key
    together = catalogue().agreements(AgreementFilter(home=(home,), partner=(partner,)), sort="signed")
    return pair_history(together, home, partner, names.today()) if len(together) > 1 else None


def _history(agreement: Agreement) -> list[Judgement]:
    """The judgements about the records of an agreement, and those that took them back, newest first."""
    keys = set(agreement.records)
    about = [judgement for judgement in catalogue().judgements() if keys.intersection(judgement.about)]
    ids = {judgement.id for judgement in about}
    undone = [j for j in catalogue().judgements() if j.verdict == "undo" and ids.intersection(j.about)]
    return sorted({j.id: j for j in (*about, *undone)}.values(), key=lambda j: (j.at, j.id), reverse=True)
