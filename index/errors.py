"""What can go wrong with an index as such."""

from __future__ import annotations


class IndexFault(Exception):
    """The search index cannot be used; the message says what to do."""


class StaleIndex(IndexFault):
    """The index was written by another schema or another analysis, or is damaged: it must be rebuilt."""
