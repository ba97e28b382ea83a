"""Bytes to texts: every supported file becomes a body, blocks, pages and a few facts; bad input becomes faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractors.parsing.limits import DEFAULT_LIMITS, Limits
from extractors.parsing.media import is_container, sniff

if TYPE_CHECKING:
    from extractors.parsing.containers import unpack
    from extractors.parsing.maker import PARSER
    from extractors.parsing.members import Member
    from extractors.parsing.parser import parse, parse_plain

_LAZY = {
    "Member": "extractors.parsing.members",
    "PARSER": "extractors.parsing.maker",
    "parse": "extractors.parsing.parser",
    "parse_plain": "extractors.parsing.parser",
    "unpack": "extractors.parsing.containers",
}

__all__ = ["DEFAULT_LIMITS", "PARSER", "Limits", "Member", "is_container", "parse", "parse_plain", "sniff", "unpack"]


def __getattr__(name: str) -> Any:
    """Import what costs time only when it is asked for."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
