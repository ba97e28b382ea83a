"""Places, dates, fields, instruments, laws, persons and organisations in a text: one finder a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.mentions.find import find

if TYPE_CHECKING:
    from archive.model import Maker

    FINDER: Maker

__all__ = ["FINDER", "find"]


def __getattr__(name: str) -> Maker:
    """FINDER, made when it is asked for: its digest is over all reference data, and reading one text needs none."""
    if name == "FINDER":
        from extractors.mentions.maker import FINDER

        return FINDER
    raise AttributeError(name)
