"""Text on one line."""

from __future__ import annotations

import re

# Control characters, and halves of surrogate pairs, which no file format carries.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def one_line(text: str) -> str:
    """The text with white space squeezed and without characters that no format carries."""
    return " ".join(_UNFIT.sub(" ", text).split())
