"""Sentences in the language of the page, with types; the catalogue of a request is looked up once, not per sentence."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Any

import flask_babel
from flask import g


def gettext(sentence: str, **values: Any) -> str:
    """The sentence in the language of the page."""
    said = _catalogue().gettext(sentence)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """The sentence for a number, in the language of the page."""
    return _catalogue().ngettext(one, many, num) % {"num": num, **values}


def _catalogue() -> NullTranslations:
    if "wording" not in g:
        g.wording = flask_babel.get_translations()
    kept: NullTranslations = g.wording
    return kept
