"""Reading what a request asks for; what cannot be read is a 400 that says why."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import abort, request

LARGEST_PAGE = 200
USUAL_PAGE = 20
CURSOR = "^o[0-9]{1,9}$"


def known_only(*names: str) -> None:
    """Refuse arguments that this address does not have, so that a misspelt filter is not passed over."""
    unknown = sorted(set(request.args) - set(names))
    if unknown:
        abort(400, f"Unknown parameter {unknown[0]!r}. This address has: {', '.join(sorted(names)) or 'none'}.")


def limit() -> int:
    """How many things are wanted at once."""
    given = request.args.get("limit")
    if given is None:
        return USUAL_PAGE
    if not (given.isascii() and given.isdigit()) or not 1 <= int(given[:9]) <= LARGEST_PAGE or len(given) > 9:
        abort(400, f"limit is a number from 1 to {LARGEST_PAGE}.")
    return int(given)


def choice(name: str, allowed: Iterable[str], default: str) -> str:
    """One of a few words."""
    values = list(allowed)
    given = request.args.get(name, default)
    if given not in values:
        abort(400, f"{name} is one of {', '.join(values)}.")
    return given


LONGEST_QUERY = 100_000
"""The search says itself how much of a long query it reads."""


def words(name: str = "q", longest: int = LONGEST_QUERY) -> str:
    """Free text."""
    given = request.args.get(name, "")
    if len(given) > longest:
        abort(400, f"{name} has at most {longest} characters.")
    return " ".join(given.replace("\x00", " ").split())


def flag(name: str) -> bool:
    """True or false."""
    return choice(name, ("true", "false"), "false") == "true"


def cursor() -> int:
    """Where to go on, out of the `next` of the page before."""
    given = request.args.get("cursor")
    if given is None:
        return 0
    if not re.fullmatch(CURSOR, given, re.ASCII):
        abort(400, "This cursor is not one of ours; begin without one.")
    return int(given[1:])


def cursor_at(offset: int) -> str:
    """The cursor that goes on at an offset."""
    return f"o{offset}"
