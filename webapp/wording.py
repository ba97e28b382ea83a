"""Sentences in the language of the page, with types."""

from __future__ import annotations

from typing import Any

import flask_babel


def gettext(sentence: str, **values: Any) -> str:
    """The sentence in the language of the page."""
    return str(flask_babel.gettext(sentence, **values))


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """The sentence for a number, in the language of the page."""
    return str(flask_babel.ngettext(one, many, num, **values))
