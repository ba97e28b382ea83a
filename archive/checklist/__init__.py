"""A user's own list set against the register."""

from archive.checklist.matching import Finder, Result, check_list
from archive.checklist.reading import Line, ListError, read_list

__all__ = ["Finder", "Line", "ListError", "Result", "check_list", "read_list"]
