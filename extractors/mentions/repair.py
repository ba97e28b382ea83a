"""Letters that text recognition took for digits, and digits it took for letters, put right one by one.

Every change is one character for one, so positions stay as they are.
"""

from __future__ import annotations

import functools
import re

_AS_DIGITS = re.compile(r"(?<![^\W_])(?=[\dlOoI]*\d)(?:[\dlOoI]{2,})(?![^\W_])|(?<=\d[-–])[lI]{1,2}(?![^\W_])")
_AS_LETTERS = re.compile(
    r"(?<![^\W_])(?=\w*[01])(?=\w*[^\W\d_]\w*[^\W\d_]\w*[^\W\d_])[^\W\d_]*(?:[01][^\W\d_]*){1,3}(?![^\W_])"
)
_CAPITAL_I = re.compile(r"(?<![^\W_])l(?=n[bcdfgjklmnpqrstvwxyz])")
_NOISE = re.compile(
    # Begins with the few signs in question and looks back past them, for so the search passes over all others at once.
    r"[10Ol](?:(?<=[a-z]1)(?=[a-z])|(?<=[A-Z]0)(?=[A-Z])|(?<=\dO)(?=[\dO])|(?<=l)(?<![^\W_]l)\d(?![^\W_]))"
)

_DIGITS = str.maketrans("lOoI", "1001")
_LOWER = str.maketrans("10", "lo")
_UPPER = str.maketrans("10", "IO")


@functools.lru_cache(maxsize=8)
def is_noisy(body: str) -> bool:
    """True where letters and digits are mixed up often enough to say so: three times in the first pages."""
    return sum(1 for _, _noise in zip(range(3), _NOISE.finditer(body, 0, 40_000), strict=False)) == 3


def repair(body: str) -> str:
    """The text with mixed-up letters and digits put right; as long as it was."""
    body = _AS_DIGITS.sub(lambda match: match[0].translate(_DIGITS), body)
    body = _AS_LETTERS.sub(_letters, body)
    return _CAPITAL_I.sub("I", body)


def _letters(match: re.Match[str]) -> str:
    word = match[0]
    letters = [sign for sign in word if sign.isalpha()]
    if all(sign.isupper() for sign in letters):
        return word.translate(_UPPER)
    if word[0] in "10" and len(word) > 1:
        return ("O" if word[0] == "0" else "l") + word[1:].translate(_LOWER)
    return word.translate(_LOWER)
