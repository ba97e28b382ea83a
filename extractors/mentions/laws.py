"""Citations of Indonesian statutes, in short form: "UU 24/2000", "Permendagri 25/2020"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from archive.model import HOME, Mention
from archive.reference import countries
from extractors.mentions.passages import BORDER, Passage
from extractors.sieve import matches_from
from extractors.tables import either, rows

_LOOK_BACK = 170

_NUMBER = re.compile(
    r"(?<![\w/.,-])(?:(?P<number>\d{1,4}[A-Za-z]?)"
    r"\s*+(?:/\s?|,?\s*+(?:[Tt]ahun|TAHUN|[Tt]hn\.?|[Tt]h\.?|of|[Yy]ear|OF|YEAR)\s++(?:the\s+year\s+)?)(?P<year>(?:19|20)\d\d)(?![\w/]|-\d)"
    r"|(?P<letter>\d{1,5}(?:/[A-Za-z0-9.-]{1,15}){2,8}))"
)
_FIGURES = re.compile(r"\d+")
"""With such a number begins; without these `re` would try every character."""
_LABEL = r"(?:[Nn]omor|NOMOR|[Nn]o(?:mer)?\.?|NO\.?|[Nn]umbers?|NUMBER|[Nn]os?\.|Nr\.?|№)\s*:?"
_NAME = r"(?:[A-Z][\w.'’-]*|\([^()]{1,40}\)|of|the|dan|RI)"
_BETWEEN = re.compile(rf"(?P<name>(?:\s+{_NAME}){{0,9}}?)(?P<label>\s*,?\s*{_LABEL})?\s*$")
_NEXT = re.compile(
    rf"(?:\s+tentang\s[^.;␤]{{1,90}}?|\s*\([^()]{{1,60}}\))?[\s,;]*(?:dan|and|serta|jo\.?|juncto|&|,|;)\s*(?:{_LABEL})?\s*$"
)
_OF_COUNTRY = re.compile(r"[\s,]*(?:of|dari)\s+(?:the\s+)?((?:[A-Z][\w-]+\s?|of\s){1,5})")
_STATE = re.compile(r"\b(?:republik|republic|kingdom|kerajaan|federasi|federation|of|the|ri)\b", re.IGNORECASE)


@functools.cache
def _forms() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    table = rows("statutes")
    pattern = re.compile(rf"(?<![\w-]){either(row['form'] for row in table)}s?(?![\w-])", re.IGNORECASE)
    shorts = {row["form"]: row["short"] for row in table}
    return pattern, shorts, frozenset(row["form"] for row in table if row["strong"] == "no")


def find_laws(passage: Passage) -> Iterator[Mention]:
    """The statutes that a passage cites; those of other countries are left out.

    In "UU No. 24 Tahun 2000 dan No. 37 Tahun 1999" the second number inherits the kind of the first.
    """
    body = passage.body
    last: tuple[int, str] | None = None
    for match in matches_from(_NUMBER, body, (figures.start() for figures in _FIGURES.finditer(body))):
        start = max(0, match.start() - _LOOK_BACK)
        before = body[start : match.start()].rpartition(BORDER)[2]
        named = _named(before, match)
        if named is not None:
            offset, short = named
            if not _is_foreign(before[offset:], body, match):
                begin = match.start() - len(before) + offset
                yield passage.mention(begin, match.end(), "law", _short_form(short, match))
                last = (match.end(), short)
            else:
                last = None
        elif last is not None and match["year"] and _NEXT.fullmatch(body[last[0] : match.start()]):
            yield passage.mention(match.start(), match.end(), "law", _short_form(last[1], match))
            last = (match.end(), last[1])


def _named(before: str, match: re.Match[str]) -> tuple[int, str] | None:
    """Where the name of the statute begins in the words before its number, and its short form."""
    pattern, shorts, weak = _forms()
    found: tuple[int, str] | None = None
    for form in pattern.finditer(before):
        between = _BETWEEN.fullmatch(before, form.end())
        if between is None:
            continue
        words = between["name"].split()
        if between["label"] is None and (len(words) > 2 or match["letter"]):
            continue
        name = re.sub(r"\s+", " ", form[0].lower())
        key = name if name in shorts else name.removesuffix("s")
        if key in weak and between["label"] is None and "/" in match[0]:
            continue
        found = found or (form.start(), shorts[key])
    return found


def _short_form(short: str, match: re.Match[str]) -> str:
    if match["letter"]:
        return f"{short} {match['letter'].rstrip('.-')}"
    return f"{short} {match['number'].lstrip('0') or '0'}/{match['year']}"


def _is_foreign(name: str, body: str, match: re.Match[str]) -> bool:
    """True where the words around name another country than Indonesia."""
    owners = re.findall(r"\b[A-Z][\w-]+(?:\s[A-Z][\w-]+)?", name)
    preceding = re.search(
        r"([A-Z][\w-]+)\s+$", body[max(0, match.start() - len(name) - 25) : match.start() - len(name)]
    )
    if preceding is not None:
        owners.append(preceding[1])
    after = _OF_COUNTRY.match(body, match.end())
    if after is not None:
        owners.append(after[1])
    found = {_country(owner) for owner in owners}
    return bool(found - {None, HOME}) and HOME not in found


@functools.lru_cache(maxsize=1024)
def _country(name: str) -> str | None:
    words = _STATE.sub(" ", name).split()
    tries = [" ".join(words), *words] if words else []
    return next((code for word in tries if (code := countries().named(word)) is not None), None)
