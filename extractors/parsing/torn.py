"""Words that a table cell narrower than they are has torn apart, without a hyphen."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from archive.reference import countries, fields, instruments, places
from extractors.parsing.draft import Word
from extractors.parsing.layout import TextLine
from extractors.parsing.tables import Cell

_NARROW, _WIDE = frozenset("iIjlrtf.,;:'|!()[]-/ "), frozenset("mwMW@%")
_SLACK = 1.2
"""How much wider a letter may be than its class says."""
_BORDER = re.compile(r"[a-z][A-Z]|[^\W\d_]\d|\d[^\W\d_]|[^\w\-/][^\W_]|[\w)]\(")
"""Two characters that seldom stand inside one word."""


def torn(cell: Cell, padding: float, known: frozenset[str]) -> frozenset[int]:
    """The numbers of the lines whose last word goes on in the line below.

    Such a line has no room for one more letter of it. Where two words may just happen to fill their cell, the words
    `known` from elsewhere in the document, everyday words and capital letters decide.
    """
    if not cell.ruled:
        return frozenset()
    room = cell.right - cell.left - 2 * padding
    full = [_is_full(above, below.words[0], room) for above, below in pairwise(cell.lines)]
    found: set[int] = set()
    at = 0
    while at < len(full):
        end = at
        # A word that is torn twice has a line of its own in the middle.
        while end < len(full) and full[end] and (end == at or len(cell.lines[end].words) == 1):
            end += 1
        if end > at:
            lines = cell.lines[at : end + 1]
            parts = [lines[0].words[-1].text, *(line.words[0].text for line in lines[1:])]
            found |= {at + place for place in _seams(parts, known)}
        at = max(end, at + 1)
    return frozenset(found)


def edges(cell: Cell) -> set[int]:
    """The ids of the words at line ends inside the cell, which may be parts of words."""
    pairs = pairwise(cell.lines) if cell.ruled else ()
    return {id(word) for above, below in pairs for word in (above.words[-1], below.words[0])}


def _is_full(line: TextLine, below: Word, room: float) -> bool:
    """True where not even the first letter of the word below had fitted on the line, nor the word on a line alone."""
    left = room - (line.x1 - line.x0)
    last = line.words[-1]
    letter = (below.x1 - below.x0) * _weight(below.text[0]) / sum(map(_weight, below.text))
    return left < _SLACK * letter and (last.x1 - last.x0) + (below.x1 - below.x0) > room - letter


def _weight(letter: str) -> float:
    """The width of a letter in ems, about."""
    return 0.3 if letter in _NARROW else 0.85 if letter in _WIDE else 0.7 if letter.isupper() else 0.55


def _seams(parts: list[str], known: frozenset[str]) -> set[int]:
    """After which of the parts a word goes on: of all of them, unless a border or whole words lie between them."""
    if _is_word("".join(parts), known):
        return set(range(len(parts) - 1))
    border = next((at for at in range(1, len(parts)) if _BORDER.match(parts[at - 1][-1] + parts[at][0])), 0)
    if border:
        return _seams(parts[:border], known) | {border + at for at in _seams(parts[border:], known)}
    ends = set(_ends(parts, known))
    return {at for at in range(len(parts) - 1) if at + 1 not in ends}


def _ends(parts: list[str], known: frozenset[str]) -> list[int]:
    """How many of the parts make the first word, the first two ...; nothing where they cannot be cut into words."""
    for end in range(len(parts), 0, -1):
        if _is_word("".join(parts[:end]), known):
            rest = _ends(parts[end:], known)
            if rest or end == len(parts):
                return [end, *(end + at for at in rest)]
    return []


def _is_word(text: str, known: frozenset[str]) -> bool:
    # Only for cells with torn words: the lists take a moment to read.
    from extractors.mentions.namewords import common, inflected

    word = _bare(text)
    if word in known or word in common() or word in _terms():
        return True
    # Blanks do not count in names of places: "FortWorth" is known too, but is two words.
    named = text.istitle() and (bool(places().named(text)) or countries().named(text) is not None)
    return named or ((text.istitle() or text.islower()) and inflected(word))


def _bare(text: str) -> str:
    return text.strip(".,;:!?()[]\"'“”‘’").casefold()


@cache
def _terms() -> frozenset[str]:
    """The words of which the names of fields and instruments are made."""
    terms = (term for entry in (*fields(), *instruments()) for term in (*entry.terms_en, *entry.terms_id))
    return frozenset(word for term in terms for word in term.split())
