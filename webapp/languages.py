"""The language of the interface: English or Indonesian."""

from __future__ import annotations

from babel import Locale
from flask import Flask, g, request
from flask_babel import Babel, get_locale

from webapp.site import the_site

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
COOKIE = "language"


def set_up(app: Flask) -> None:
    """Choose a language for each request and give it to the templates."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    Babel(app, locale_selector=_choose)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, language=language)


def language() -> str:
    """The language of the current request: en or id."""
    if "language" not in g:
        locale = get_locale()
        g.language = str(locale.language) if locale is not None else "en"
    spoken: str = g.language
    return spoken


def locale() -> Locale:
    """The same as a Babel locale, for dates, numbers and names of countries."""
    return Locale(language())


def _choose() -> str:
    chosen = request.args.get("lang") or request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    fixed = the_site().settings.language
    if fixed in LANGUAGES:
        return fixed
    # "ms" speakers read Indonesian more easily than English.
    best = request.accept_languages.best_match(["en", "id", "ms"], default="en")
    return "id" if best == "ms" else best
