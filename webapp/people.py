"""Who is asking, and what they may do."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.security import check_password_hash, generate_password_hash

from archive.catalogue import User, UserRole
from webapp.errors import problem
from webapp.site import catalogue, the_site
from webapp.wording import gettext

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

RANK: dict[UserRole, int] = {"reader": 0, "editor": 1, "administrator": 2}
ALWAYS_OPEN = {"static", "account.sign_in", "account.sign_out", "preferences.keep", "status.health"}
"""Endpoints that answer everybody even where reading is closed."""

NAME = r"[A-Za-z0-9._@-]{2,60}"
"""What a name for signing in looks like."""

SHORTEST_PASSWORD = 10
_NOBODY = generate_password_hash("nobody has this password", method="scrypt")


def set_up(app: Flask) -> None:
    """Keep strangers out where reading is closed, and tell templates who is here."""
    app.before_request(_keep_closed)
    app.jinja_env.globals.update(user=user, may=may)


def user() -> User | None:
    """The person who is signed in."""
    if "user" not in g:
        name = session.get("user")
        found = catalogue().user(name) if name else None
        # A changed password ends all sessions that were opened with the old one.
        g.user = found if found is not None and session.get("mark") == _mark(found) else None
    return g.user  # type: ignore[no-any-return]


def may(role: UserRole) -> bool:
    """True where the person here has at least this role."""
    person = user()
    return person is not None and RANK[person.role] >= RANK[role]


def needs(role: UserRole) -> Callable[[View], View]:
    """Lets a view be used only by people with at least this role; others are asked to sign in."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **values: Any) -> ResponseReturnValue:
            if user() is None:
                return _ask_to_sign_in()
            if not may(role):
                abort(403)
            return view(*args, **values)

        return guarded  # type: ignore[return-value]

    return decorate


def sign_in(name: str, password: str) -> bool:
    """Open a session for a name and password; False where they do not fit."""
    found = catalogue().user(name)
    # Somebody unknown costs as much time as a wrong password, so that names cannot be found out.
    fits = check_password_hash(found.password if found else _NOBODY, password)
    if found is None or not fits:
        return False
    session.clear()
    session["user"], session["mark"] = found.name, _mark(found)
    g.user = found
    return True


def hashed(password: str) -> str:
    """A password as it is kept."""
    return generate_password_hash(password, method="scrypt")


def fault_of(password: str) -> str | None:
    """What is wrong with a new password, None where it will do."""
    if len(password) < SHORTEST_PASSWORD:
        return gettext("A password has at least %(n)s characters.", n=SHORTEST_PASSWORD)
    return None


def _mark(person: User) -> str:
    return person.password[-12:]


def _keep_closed() -> ResponseReturnValue | None:
    if the_site().settings.reading != "closed" or request.endpoint in ALWAYS_OPEN or user() is not None:
        return None
    return _ask_to_sign_in()


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return problem(401, "sign_in", "Sign in on the site first; the API takes the same session.")
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("account.sign_in", next=here))
