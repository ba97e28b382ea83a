"""The words of a text with their places."""

from __future__ import annotations

import re
from itertools import accumulate


def located(expression: re.Pattern[str], body: str) -> tuple[list[int], list[int], list[str]]:
    """Where the matches of an expression begin and end in a text, and their characters.

    The expression has one group, which holds all that it matches. This is `finditer` without an object and some calls
    for each match, which for the words of a text are most of the work.
    """
    parts = expression.split(body)  # What lies between the matches and they themselves in turn.
    ends = list(accumulate(map(len, parts)))
    return ends[:-1:2], ends[1::2], parts[1::2]
