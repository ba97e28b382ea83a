"""What an ending or a renewal is done to: a paper or a tie, or some other thing that the clause names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.records.clauses import Clause
from extractors.records.parties.actors import role_words
from extractors.records.seldom import Seldom
from extractors.records.states.cues import Cue
from extractors.records.words import Word, bare

_SMALL = Path(__file__).parents[1] / "data" / "smallwords.toml"
_TIES = frozenset({"noun", "memo", "tie", "kin", "paper", "anaphor", "duration", "both", "draft", "idea"})
"""Classes of words for a paper or a tie, or for those that are tied."""
_THINGS = frozenset({"visit", "event", "ceremony", "outsider", "ministry", "national"})
"""Classes of words that name something else."""
_OWN = frozenset({"instrument", "relation", "place", "organisation", "country"})
_SUBJECT = (
    Seldom(r"(?P<what>[^,;:.()]*)\s(?:yang|which|that)\s+(?:[^\W\d]+\s+){0,3}\Z"),
    Seldom(r"\b(?P<what>[^\W\d]+)\s+(?:itu|tersebut|tadi)\s+(?:[^\W\d]+\s+){0,3}\Z"),
)
"""What ends, where a relative clause or a demonstrative shows it."""
_CLITIC = "nya"
_NEAR = 70
_BREAK = re.compile(
    r"[,;:()]|\b(?:di|pada|oleh|karena|sejak|in|on|at|by|from|because|after|since|as|when)\b", re.IGNORECASE
)
_ACTIVE = ("me", "nge", "ng", "ny")
_NOUN = re.compile(
    r".*\b(?:term|lease|one|five year|termin \w+|jilid \w+)|p[eu]\w+an(?:nya)?|ke\w+an(?:nya)?|\w*lanjutan(?:nya)?|"
    r"\w+(?:tion|sion|al|ment|als|tions|sions)",
    re.IGNORECASE,
)
_END = frozenset({"end", "ends", "ended", "ending"})
_BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "get", "got", "gets"})
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "it",
        "them",
        "my",
        "our",
        "any",
        "all",
    ]
)
_FOLLOWING = re.compile(r"\s+([^\W\d_]+)")
_BACK = 24
_FROM = (" dari", " from", " of", " into", " with")
_OBJECT_REACH = 40


@cache
def _neutral() -> frozenset[str]:
    """The words that name no thing, and those for a government or its head, who may be the one that ends it."""
    table = tomllib.loads(_SMALL.read_text(encoding="utf-8"))
    small = frozenset(word for words in table.values() for word in words.split())
    return small | role_words()["government"] | role_words()["government_after"] | role_words()["kind"]


def is_of_something_else(clause: Clause, act: Cue) -> bool:
    """True where what ends or is renewed is no paper and no tie ("mengakhiri pidatonya", "the project ended")."""
    surface = _surface(clause, act)
    if _NOUN.fullmatch(surface) or surface.endswith(_CLITIC):
        return False
    stretch = _after(clause, act) if is_active(clause, act) else (clause.start, act.start)
    return _names_a_thing(clause, *stretch) or _is_shown(clause, act)


def _is_shown(clause: Clause, act: Cue) -> bool:
    """True where a relative clause or a demonstrative shows what ended ("layar yang padam", "jatah itu hangus")."""
    at = act.start - clause.start
    first = max(0, at - _NEAR)
    stretch = clause.text[first:at]
    lower = stretch.lower()
    for pattern in _SUBJECT:
        subject = pattern.search(lower, stretch)
        if subject is None or all(word in _neutral() for word in subject["what"].lower().split()):
            continue
        start = clause.start + first + subject.start("what")
        if not _speaks_of_ties(clause, start, start + len(subject["what"])):
            return True
    return False


def _speaks_of_ties(clause: Clause, start: int, end: int) -> bool:
    """True where a paper, a tie or a name stands in a stretch."""
    return any(
        cue.start < end and start < cue.end for cue in clause.cues if cue.name in _TIES or cue.name == "sign"
    ) or any(
        one.span.start < end and start < one.span.end for one in clause.mentions if one.kind not in {"field", "date"}
    )


def _surface(clause: Clause, act: Cue) -> str:
    return clause.text[act.start - clause.start : act.end - clause.start].lower()


def is_active(clause: Clause, act: Cue) -> bool:
    """True for a verb whose object follows it."""
    surface = _surface(clause, act)
    if (surface.startswith(_ACTIVE) and " " not in surface) or surface.endswith(_FROM):
        return True
    english = surface.endswith(("ed", "e", "s", "ing", "d")) and not surface.startswith("di")
    before = clause.text[max(0, act.start - clause.start - _BACK) : act.start - clause.start].lower().split()
    follows = _FOLLOWING.match(clause.text, act.end - clause.start)
    return english and _BE.isdisjoint(before[-2:]) and follows is not None and follows[1].lower() in _DETERMINERS


def is_ended_by(clause: Clause, ending: Cue) -> bool:
    """True where somebody ends it ("the council ended it"), and it does not just end."""
    return _surface(clause, ending) in _END and is_active(clause, ending)


def _after(clause: Clause, act: Cue) -> tuple[int, int]:
    """Where the object of a verb stands: up to the next sign or preposition."""
    end = min(clause.end, act.end + _OBJECT_REACH)
    stop = _BREAK.search(clause.text, act.end - clause.start + 1, end - clause.start)
    return act.end, clause.start + stop.start() if stop else end


def _names_a_thing(clause: Clause, start: int, end: int) -> bool:
    own = [(mention.span.start, mention.span.end) for mention in clause.mentions if mention.kind in _OWN]
    own += [(cue.start, cue.end) for cue in clause.cues if cue.name in _TIES]
    if any(start <= first < end for first, _ in own):
        return False
    neutral = [(cue.start, cue.end) for cue in clause.cues if cue.name not in _THINGS]
    neutral += [(one.span.start, one.span.end) for one in clause.mentions if one.kind in {"date", "person"}]
    return any(
        not any(first <= word.start and word.end <= last for first, last in neutral)
        for word in _content(clause, start, end)
    )


def _content(clause: Clause, start: int, end: int) -> Iterator[Word]:
    for word in clause.sentence.words:
        inside = start <= word.start and word.end <= end and not word.form[0].isdigit()
        if inside and word.form not in _neutral() and bare(word.form) not in _neutral():
            yield word
