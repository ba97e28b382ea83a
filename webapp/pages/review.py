"""The queue of what a person should look at, one case after another; by keyboard if one likes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.register.checking import JudgementError
from archive.register.review import review_queue
from archive.register.rulings import active
from webapp import judging, names, people
from webapp.evidence import Evidence
from webapp.names import slot_name, value_text
from webapp.pages.agreements import correction_options
from webapp.pages.preferences import local
from webapp.site import catalogue, the_site
from webapp.templating import verdict_name
from webapp.wording import gettext

pages = Blueprint("review", __name__)

SLOTS = ("home", "partner", *judging.CORRECTABLE[2:])


@pages.get("/review")
@people.needs("editor")
def review() -> ResponseReturnValue:
    """One case of the queue with its evidence."""
    archive = catalogue()
    register = judging.desk_of(the_site()).register
    items = review_queue(register, names.today())
    keys = [item.agreement.id if item.agreement else item.judgement or "" for item in items]
    wanted = request.args.get("case", "")
    number = keys.index(wanted) if wanted in keys else 0
    item = items[number] if items else None
    common = {
        "case": item,
        "key": keys[number] if items else None,
        "number": number + 1,
        "total": len(items),
        "next_case": keys[number + 1] if number + 1 < len(items) else None,
        "before": keys[number - 1] if number else None,
        "judged": len(archive.judgements()),
        "can_undo": _last_of(_me()) is not None,
        "cause_name": cause_name,
    }
    if item is None:
        return render_template("review_done.html", **common)
    if item.agreement is None:
        lost = next((judgement for judgement in archive.judgements() if judgement.id == item.judgement), None)
        return render_template("review_lost.html", lost=lost, **common)
    other = archive.agreement(item.other) if item.other else None
    evidence = Evidence(archive, item.agreement)
    return render_template(
        "review.html",
        agreement=item.agreement,
        values=evidence.values(SLOTS),
        summary=evidence.summary(),
        other=other,
        other_summary=Evidence(archive, other).summary() if other else None,
        slots=SLOTS,
        **correction_options(),
        **common,
    )


def cause_name(cause: str) -> str:
    """Why a case is in the queue."""
    return {
        "conflict": gettext("Documents contradict each other"),
        "unsure": gettext("The program is not sure"),
        "close_call": gettext("It was a close decision which documents belong together"),
        "similar_names": gettext("Two partners have nearly the same name"),
        "undated": gettext("No document gives a date"),
        "orphan": gettext("A decision has lost its record"),
        "contradiction": gettext("A decision contradicts an earlier one"),
    }.get(cause, cause)


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
    flash(
        verdict_name(made.verdict) + (f": {slot_name(slot)} → {value_text(slot, made.value)}" if slot else "."), "good"
    )
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
