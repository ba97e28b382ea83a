"""Places that stand in a sentence and take no part: how far it is, who is told, what others are likened to."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_SHORT = 2
"""Words."""
BYSTANDERS = Path(__file__).parents[1] / "data" / "bystanders.toml"


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(BYSTANDERS.read_text(encoding="utf-8")).items()}


@cache
def _likenings() -> tuple[str, ...]:
    return tuple(f" {phrase}" for phrase in _words()["likening"])


@cache
def _last_of_likenings() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _words()["likening"])


def is_told(before: Sequence[str]) -> bool:
    """True for one who is only told of what others do ("melapor kepada Gubernur", "with a copy to the Mayor of")."""
    words = _words()
    if words["telling"].isdisjoint(before):
        return False
    said = [place for place, word in enumerate(before) if word in words["telling"]]
    towards = [place for place, word in enumerate(before) if word in words["towards"]]
    return bool(said and towards) and said[-1] < towards[-1]


def is_far(before: Sequence[str]) -> bool:
    """True for a place that only tells how far away another is ("six hours' drive from Kupang")."""
    return bool(before) and before[-1] in _words()["from"] and not _words()["measure"].isdisjoint(before[-4:-1])


def is_on_the_way(before: Sequence[str]) -> bool:
    """True for a place through which somebody goes ("by way of Dumai", "harus memutar lewat Nunukan")."""
    return _ends_with(before, "way")


def is_left_for(before: Sequence[str]) -> bool:
    """True for a place for which somebody leaves ("left for Kupang")."""
    return _ends_with(before, "trip")


@cache
def _last_of(name: str) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _words()[name])


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(f" {phrase}" for phrase in _words()[name])


def _ends_with(before: Sequence[str], name: str) -> bool:
    return bool(before) and before[-1] in _last_of(name) and f" {' '.join(before[-3:])}".endswith(_phrases(name))


def is_likened(before: Sequence[str]) -> bool:
    """True for a place that others are likened to ("a tie like that of Tual")."""
    line = list(before)
    between = _words()["between"]
    while line and (line[-1] in between or (line[-1] == "of" and set(line[-2:-1]) & between)):
        line.pop()
    return bool(line) and line[-1] in _last_of_likenings() and f" {' '.join(line[-3:])}".endswith(_likenings())


def is_enumerated(before: Sequence[str]) -> bool:
    """True for the first of the places where something happens ("di tiga kabupaten, yakni Alor")."""
    words = _words()
    return (
        len(before) > _SHORT
        and before[-1] in words["namely"]
        and before[-2] in words["places"]
        and not words["where"].isdisjoint(before[-5:-2])
    )


def lives(before: Sequence[str]) -> bool:
    """True for a place whose people are spoken of and not its government ("petani Niigata")."""
    return bool(before) and before[-1] in _words()["people"]
