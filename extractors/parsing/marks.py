"""List markers, heading marks and page furniture at the beginning of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.model import Block

_NUMBER = r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})"
_MARKER = re.compile(
    rf"""(?P<bullet>[-*•●○▪■□◆◇▶►➤➢★☆◦‣·>–—+~✓✔✗✘✖]|o(?=\s+\S))(?P<gap>\s+)(?=\S)
      |  (?P<year>(?:1[89]|20)\d\d)\s*[-–—:]\s+(?=[^\W\d_])
      |  (?P<deep>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})\.?\s+(?=\S)
      |  (?P<open>\()?(?P<number>{_NUMBER})(?:(?P<close>[.)]|\.\))\s+|(?P<tab>\t\s*))(?=\S)""",
    re.X,
)
_ROMAN = re.compile(r"(?=[ivxlc])(?:x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_SECTION = re.compile(
    r"(?:pasal|article|bab|chapter|bagian|section|lampiran|annex|appendix|paragraf)\s+(?:\d{1,3}|[ivxlc]{1,7}|ke(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh))\b",
    re.I,
)
_RULE = re.compile(r"[-=_*~+|: ]{3,}")
_UNDERLINE = re.compile(r"[|+\s:-]*-{2,}[|+\s:=-]*|[|+\s:=]*={2,}[|+\s:=-]*")


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark that opens a list item: its style ("1.", "(a)", "-"), its value, and how many characters it takes."""

    style: str
    value: str
    length: int
    depth: int = 1


def marker(line: str) -> Marker | None:
    """The list marker at the start of a line that has no indent, if there is one."""
    found = _MARKER.match(line)
    if found is None:
        return None
    if found["bullet"]:
        return Marker(found["bullet"], "", found.end())
    if found["year"]:
        return Marker("year", "", found.start("year"))
    if found["deep"]:
        depth = found["deep"].count(".") + 1
        return Marker("1" + ".1" * (depth - 1), found["deep"], found.end(), depth)
    value, close = found["number"], found["close"] or "."
    if found["open"] and close == ".":
        return None
    if value.isdigit():
        kind = "1"
    elif len(value) == 1:
        kind = "A" if value.isupper() else "a"
    elif _ROMAN.fullmatch(value):
        kind = "I" if value.isupper() else "i"
    else:
        return None
    # "H. Ahmad", "M. Natsir", "R. Priatna": an initial before a name is no marker unless it can open a series.
    return Marker(("(" if found["open"] else "") + kind + close, value, found.end())


def hashes(line: str) -> tuple[int, int] | None:
    """Depth and length of a Markdown heading mark."""
    found = _HASHES.match(line)
    return (len(found[1]), found.end()) if found else None


def unmarked(block: Block, body: str) -> str:
    """The beginning of a block as one line, without the marks of Markdown around it."""
    return " ".join(block.span.of(body)[:1_000].split()).lstrip(" #>*_").rstrip(" #*_")


def is_section(line: str) -> bool:
    """True for "PASAL 1", "Article 2", "BAB III Akuntabilitas"."""
    return _SECTION.match(line) is not None


def is_rule(line: str) -> bool:
    """True for a line of dashes, equals signs or the like, which carries no text."""
    return _RULE.fullmatch(line.strip()) is not None


def is_underline(line: str) -> bool:
    """True for the line that divides the head of a text table from its rows."""
    return _UNDERLINE.fullmatch(line.strip()) is not None


@lru_cache(maxsize=128)
def is_shouted(line: str) -> bool:
    """True where (nearly) all letters are capitals; a line is asked about again and again."""
    letters = list(filter(str.isalpha, line))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)


def is_heading(line: str) -> bool:
    """True for words in capitals that make a heading; a lone acronym ("UNICEF") or part of a clause makes none."""
    if not is_shouted(line) or line.endswith((";", ",")):
        return False
    return len(line.split()) > 1 or len(line) > 7
