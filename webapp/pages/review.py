"""The queue of what a person should look at, one case after another; by keyboard if one likes."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.catalogue import AgreementFilter
from archive.model import Agreement, Record
from archive.register.checking import JudgementError
from archive.register.rulings import active
from webapp import judging, people
from webapp.evidence import Evidence, Quote
from webapp.pages.agreements import correction_options
from webapp.pages.preferences import local
from webapp.site import catalogue, the_site
from webapp.wording import gettext

pages = Blueprint("review", __name__)

SLOTS = ("home", "partner", *judging.CORRECTABLE[2:])
LONGEST_QUEUE = 2000


@dataclass(frozen=True, slots=True)
class Case:
    """One question: is this agreement right, or are these two records the same agreement?"""

    key: str
    agreement: str | None = None
    pair: tuple[str, str] | None = None
    joined: bool = False


def queue() -> list[Case]:
    """What should be looked at: close decisions first, then agreements that nobody checked, the least sure first."""
    register = judging.desk_of(the_site()).register
    doubts = sorted(register.doubts, key=lambda doubt: (abs(doubt.points), doubt.one, doubt.other))
    cases = [Case(f"{d.one}|{d.other}", pair=(d.one, d.other), joined=d.joined) for d in doubts]
    open_ones = catalogue().agreements(AgreementFilter(), sort="score", limit=LONGEST_QUEUE)
    return cases + [Case(one.id, agreement=one.id) for one in open_ones if not one.accepted]


@pages.get("/review")
@people.needs("editor")
def review() -> ResponseReturnValue:
    """One case of the queue with its evidence."""
    cases = queue()
    keys = [case.key for case in cases]
    wanted = request.args.get("case", "")
    number = keys.index(wanted) if wanted in keys else 0
    case = cases[number] if cases else None
    following = cases[number + 1].key if number + 1 < len(cases) else None
    common = {
        "case": case,
        "number": number + 1,
        "total": len(cases),
        "next_case": following,
        "before": cases[number - 1].key if number else None,
        "judged": len(catalogue().judgements()),
        "can_undo": _last_of(_me()) is not None,
    }
    if case is not None and case.pair is not None:
        return render_template("review_pair.html", sides=[_side(key) for key in case.pair], **common)
    agreement = catalogue().agreement(case.agreement) if case is not None and case.agreement else None
    if agreement is None:
        return render_template("review_done.html", **common)
    evidence = Evidence(catalogue(), agreement)
    return render_template(
        "review.html",
        agreement=agreement,
        values=evidence.values(SLOTS),
        evidence=evidence,
        summary=evidence.summary(),
        slots=SLOTS,
        **correction_options(),
        **common,
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that are compared."""

    record: Record
    agreement: Agreement | None
    quote: Quote | None


def _side(key: str) -> Side:
    archive = catalogue()
    register = judging.desk_of(the_site()).register
    found = archive.records(keys=[key])
    holding = register.holding(key)
    if not found:
        abort(404)
    quotes = Evidence(archive, holding).quotes(None, [key]) if holding is not None else ()
    return Side(found[0], holding, quotes[0] if quotes else None)


@pages.post("/review/judge")
@people.needs("editor")
def judge() -> ResponseReturnValue:
    """Keep a decision about records, and go on to the next case."""
    form = request.form
    slot = form.get("slot") or None
    target = local(form.get("next", "/review"))
    try:
        about = [key for key in form.getlist("about") if key][:500]
        value = judging.value_of(slot, form) if slot else None
        made = judging.judge(
            the_site(), _me(), form.get("verdict", ""), about, why=form.get("why", ""), slot=slot, value=value
        )
    except JudgementError as error:
        flash(str(error), "bad")
        return redirect(local(form.get("here", target)), 303)
    flash(f"{_said(made.verdict)} ({made.id})", "good")
    return redirect(target, 303)


@pages.post("/review/undo")
@people.needs("editor")
def undo() -> ResponseReturnValue:
    """Take back one's own last decision, or the named one."""
    target = request.form.get("judgement") or _last_of(_me())
    if target is None:
        flash(gettext("There is nothing to take back."), "bad")
    else:
        try:
            judging.judge(the_site(), _me(), "undo", [target])
            flash(gettext("The decision was taken back."), "good")
        except JudgementError as error:
            flash(str(error), "bad")
    return redirect(local(request.form.get("next", url_for(".review"))), 303)


def _last_of(who: str) -> str | None:
    mine = [judgement for judgement in active(catalogue().judgements()) if judgement.who == who]
    return mine[-1].id if mine else None


def _me() -> str:
    person = people.user()
    return person.name if person else ""


def _said(verdict: str) -> str:
    from webapp.templating import verdict_name

    return verdict_name(verdict)
