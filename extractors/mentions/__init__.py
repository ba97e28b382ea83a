"""Places, dates, fields, instruments, laws, persons and organisations in a text: one finder a file."""

from extractors.mentions.find import FINDER, find

__all__ = ["FINDER", "find"]
