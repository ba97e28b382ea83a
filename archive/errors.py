"""Errors that a person can do something about."""

from __future__ import annotations


class NaskahError(Exception):
    """Something a person can mend: the message is one sentence that says what happened and what to do."""
