"""The title of a document, from the lines at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.model import Block
from extractors.parsing.cues import pattern
from extractors.parsing.marks import is_section, is_shouted, marker, unmarked
from extractors.parsing.published import full_dates

LONGEST = 220
"""Characters above which a line is a paragraph and no title."""
DEEPEST = 24

_DATELINE = re.compile(r"^\W*[A-Z][\w .,'’()-]{1,60}?(?:\s+[–—-]{1,2}\s+|\s*[–—]\s*|,?\s*\([^)]{2,40}\)\s*[–—-])\s*\S")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_BYLINE = re.compile(r"^(?:by|oleh|penulis|reporter|editor|pewarta|foto|photo|story)\b\s*[:\s]\s*\w", re.I)
_BETWEEN = re.compile(r"^(?:antara|dan|tentang|mengenai|between|and|on|concerning|for|about|regarding)\b", re.I)


def find_title(body: str, blocks: Sequence[Block], agreement: bool = False) -> tuple[str | None, int | None]:
    """The title, and the number of the block that carries it; (None, None) where the text just begins.

    Letterheads ("PEMERINTAH KOTA ..."), forms ("SIARAN PERS") and dates above the title are passed over. The title of
    an agreement runs over several lines ("... ANTARA ... DAN ... TENTANG ..."), all in capitals.
    """
    heads = _head(body, blocks)
    if agreement:
        return _treaty_title(heads, blocks)
    letterhead: tuple[str, int] | None = None
    for place, (at, line) in enumerate(heads):
        if blocks[at].kind == "list_item":
            break
        subject = _subject(line)
        if subject:
            return _BRACKETS.sub("", subject) or subject, at
        below = heads[place + 1][1] if place + 1 < len(heads) else ""
        if below and (_is_furniture(line) or _is_place(line, below)) and not _is_headline(line, below):
            if letterhead is None and _is_office(line):
                letterhead = line, at
            continue
        if _is_prose(line, follows=place + 1 < len(heads) or len(blocks) > at + 1):
            break
        return _shouted_run(heads, place), at
    # A story may have an office for its first words; where nothing else can be the title, that line is.
    return letterhead or (None, None)


def _head(body: str, blocks: Sequence[Block]) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    for at, block in enumerate(blocks[: DEEPEST + 4]):
        if block.kind in {"table_row", "table_cell"} and out:
            break
        if block.kind == "table_cell":
            continue
        line = unmarked(block, body)
        if not line:
            continue
        # A section or list opens the text proper, unless the very first line is one.
        if out and (is_section(line) or (marker(line) and block.kind in {"list_item", "heading"})):
            break
        out.append((at, line))
        if len(out) >= DEEPEST or len(line) > 2 * LONGEST:
            break
    return out


def _is_furniture(line: str) -> bool:
    """True for letterheads, forms, dates, bylines and remarks in brackets."""
    if pattern("title", "mastheads").match(line) or _BYLINE.match(line):
        return True
    if re.fullmatch(r"\(.*\)", line) or re.fullmatch(r"[\W\d_]+", line):
        return True
    if _is_office(line):
        return True
    if re.match(r"[^:]{2,20}:\s", line) and len(line) < 60 and full_dates(line):
        return True
    dates = full_dates(line)
    return bool(dates) and len(line) - (dates[0].end - dates[0].start) <= 45


def _is_office(line: str) -> bool:
    return (
        pattern("title", "offices").match(line) is not None
        and len(line) <= 90
        and not re.search(r"[a-z]{3,}\s+[a-z]{3,}", line)
    )


def _is_headline(line: str, below: str) -> bool:
    """True for a headline that begins with an office ("Dinas Pariwisata Gandeng Kyoto"): date or byline is below it."""
    return _is_office(line) and not is_shouted(line) and (bool(full_dates(below)) or _BYLINE.match(below) is not None)


def _is_place(line: str, below: str) -> bool:
    """True for a bare name of one or two words in a letterhead that goes on below it."""
    return len(line.split()) <= 2 and len(line) <= 24 and not is_shouted(line) and _is_furniture(below)


def _is_prose(line: str, follows: bool) -> bool:
    """True where the line is the first paragraph of a text without a title."""
    if len(line) > LONGEST or not follows:
        return True
    if re.search(r"[.!?]\s+[A-Z\"“].*[.!?]$", line) and len(line) > 120:
        return True
    if re.search(r"[a-z]\.[\"”]?$", line) and len(line.split()) > 14:
        return True
    place = _DATELINE.match(line)
    if place is None:
        return False
    # "SEMARANG – Gubernur ..." is prose; "Jabar–Incheon: LoI diteken" and "YOGYAKARTA REGION - PARTNERS" are titles.
    lead = re.split(r"[–—-]", line)[0]
    return is_shouted(lead) and not is_shouted(line) and (line.rstrip().endswith((".", '"', "”")) or len(line) > 120)


def _subject(line: str) -> str | None:
    match = re.match(rf"(?:{pattern('title', 'subjects').pattern})\s*:\s*(.+)", line, re.I)
    return match[match.lastindex or 1].strip() if match and not re.match(r"acara", line, re.I) else None


def _shouted_run(heads: Sequence[tuple[int, str]], place: int) -> str:
    """The line, and the lines in capitals below it that go on with it."""
    title = heads[place][1]
    if not is_shouted(title) or len(title) > 60:
        return title
    for _, line in heads[place + 1 : place + 4]:
        if not is_shouted(line) or _is_furniture(line) or len(title) > 120 or line.endswith(":"):
            break
        title += " " + line
    return title


def _treaty_title(heads: Sequence[tuple[int, str]], blocks: Sequence[Block]) -> tuple[str | None, int | None]:
    start = next((i for i, (_, line) in enumerate(heads) if not _is_furniture(line)), None)
    if start is None:
        return None, None
    # A bilingual text has its title twice, side by side: one for each column.
    titles: dict[int, str] = {}
    for number, line in heads[start:]:
        column = blocks[number].column or 0
        if titles and not (is_shouted(line) or (_BETWEEN.match(line) and len(line) < 40)):
            break
        if titles and pattern("title", "mastheads").match(line):
            break
        if titles and (line.endswith((":", ";", ".")) or len(titles.get(column, "")) > 2 * LONGEST):
            break
        titles[column] = f"{titles[column]} {line}" if column in titles else line
    return " / ".join(_BRACKETED.sub("", title).rstrip(" ,") for title in titles.values()), heads[start][0]
