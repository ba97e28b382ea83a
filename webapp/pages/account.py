"""Signing in and out, one's own account, and the people who may write."""

from __future__ import annotations

import re
import threading
import time
from typing import get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.security import check_password_hash

from archive.catalogue import User, UserRole
from webapp import people
from webapp.pages.preferences import local
from webapp.site import catalogue
from webapp.wording import gettext

pages = Blueprint("account", __name__)

TRIES, PAUSE = 8, 300.0
"""So many wrong passwords for one name lock it for so many seconds."""

_failures: dict[str, list[float]] = {}
_lock = threading.Lock()


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """The form to sign in."""
    name = request.form.get("name", "").strip()[:100]
    wrong = None
    if request.method == "POST":
        if _locked(name):
            wrong = gettext("Too many wrong passwords. Wait five minutes and try again.")
        elif people.sign_in(name, request.form.get("password", "")[:1000]):
            with _lock:
                _failures.pop(name, None)
            return redirect(local(request.form.get("next", "/")), 303)
        else:
            _note_failure(name)
            wrong = gettext("Name or password is wrong.")
    page = render_template("sign_in.html", wrong=wrong, name=name, next=local(request.values.get("next", "/")))
    return page, 401 if wrong else 200


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session."""
    session.clear()
    return redirect(url_for("search.front"), 303)


@pages.get("/account")
@people.needs("reader")
def account() -> ResponseReturnValue:
    """One's own account; for administrators also the list of people."""
    person = _person()
    return render_template(
        "account.html",
        searches=catalogue().saved_searches(person.name),
        people=catalogue().users() if people.may("administrator") else [],
    )


@pages.post("/account/password")
@people.needs("reader")
def change_password() -> ResponseReturnValue:
    """Give oneself a new password."""
    person, new = _person(), request.form.get("new", "")
    if not check_password_hash(person.password, request.form.get("old", "")[:1000]):
        flash(gettext("The password until now is wrong."), "bad")
    elif fault := people.fault_of(new):
        flash(fault, "bad")
    else:
        catalogue().put_user(User(person.name, people.hashed(new), person.role))
        people.sign_in(person.name, new)
        flash(gettext("The password was changed."), "good")
    return redirect(url_for(".account"), 303)


@pages.post("/account/searches")
@people.needs("reader")
def save_search() -> ResponseReturnValue:
    """Keep a search."""
    query = request.form.get("query", "")[:2000]
    name = request.form.get("name", "").strip()[:100] or gettext("Search")
    catalogue().save_search(_person().name, name, query)
    flash(gettext("The search was saved."), "good")
    return redirect(url_for("search.results") + "?" + query, 303)


@pages.post("/account/searches/<int:number>/remove")
@people.needs("reader")
def forget_search(number: int) -> ResponseReturnValue:
    """Drop a saved search."""
    catalogue().forget_search(_person().name, number)
    return redirect(url_for(".account"), 303)


@pages.post("/account/people")
@people.needs("administrator")
def put_person() -> ResponseReturnValue:
    """Add somebody, or change their password and role."""
    name, role = request.form.get("name", "").strip(), request.form.get("role", "")
    password = request.form.get("password", "")
    chosen: UserRole | None = next((known for known in get_args(UserRole) if known == role), None)
    if not re.fullmatch(people.NAME, name) or chosen is None:
        abort(400, gettext("A name has 2 to 60 letters, digits, dots or hyphens; the role is one of the three."))
    if fault := people.fault_of(password):
        flash(fault, "bad")
    elif name == _person().name and chosen != "administrator":
        flash(gettext("You cannot take the administrator's role from yourself."), "bad")
    else:
        catalogue().put_user(User(name, people.hashed(password), chosen))
        flash(gettext("%(name)s can sign in now.", name=name), "good")
    return redirect(url_for(".account"), 303)


@pages.post("/account/people/remove")
@people.needs("administrator")
def remove_person() -> ResponseReturnValue:
    """Take away somebody's right to sign in."""
    name = request.form.get("name", "")
    if name == _person().name:
        abort(400, gettext("You cannot remove yourself."))
    catalogue().remove_user(name)
    return redirect(url_for(".account"), 303)


def _person() -> User:
    person = people.user()
    assert person is not None  # noqa: S101  the views are guarded
    return person


def _locked(name: str) -> bool:
    with _lock:
        recent = [moment for moment in _failures.get(name, []) if time.monotonic() - moment < PAUSE]
        return len(recent) >= TRIES


def _note_failure(name: str) -> None:
    with _lock:
        if len(_failures) > 10_000:
            _failures.clear()
        moments = _failures.setdefault(name, [])
        moments[:] = [*[m for m in moments if time.monotonic() - m < PAUSE], time.monotonic()]
