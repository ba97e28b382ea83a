"""What can go wrong with an index as such."""

from __future__ import annotations

from archive.errors import NaskahError


class IndexFault(NaskahError):  # noqa: N818 - a fault of the index, in the words of the rest of the project
    """The search index cannot be used; the message says what to do."""


class StaleIndex(IndexFault):
    """The index was written by another schema or another analysis, or is damaged: it must be rebuilt."""
