"""One segment of the index, read where it lies: terms, postings, columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from index.whoosh.arrays import Array, PackedTexts, ranges, read_arrays, unpack_texts
from index.whoosh.columns import Column
from index.whoosh.lengths import byte_lengths

EXTENSION = ".naskah"


MOST_FORMS = 64
"""Patterns whose terms are remembered."""


def _expression(pattern: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of a term in order, with their weights."""

    documents: Array
    weights: Array


class Segment:
    """The arrays of one segment under the names of the field; immutable, so any number of threads may share it.

    Terms of a field are numbered by their order; `first` of a field plus that number is the term's number in the
    segment.
    """

    def __init__(self, path: Path) -> None:
        arrays, note = read_arrays(path)
        self.name = path.name.removesuffix(EXTENSION)
        self.arrays = arrays
        self.note = note
        self.size: int = note["documents"]
        self.fields: dict[str, tuple[int, int]] = {
            name: (first, many) for name, (first, many) in note["fields"].items()
        }
        self._terms: dict[str, list[str]] = {}
        self._vocabularies: dict[str, frozenset[str]] = {}
        self._forms: dict[tuple[str, str], Array] = {}
        self._columns: dict[str, Column] = {}
        self._lengths: dict[str, Array] = {}

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the documents by number."""
        return unpack_texts(self.arrays["ids"], self.size)

    @cached_property
    def versions(self) -> list[str]:
        """The versions of the documents by number."""
        return unpack_texts(self.arrays["versions"], self.size)

    @property
    def stories(self) -> Array:
        """The story number of each document."""
        return self.arrays["stories"]

    def terms(self, field: str) -> list[str]:
        """All terms of a field in order."""
        known = self._terms.get(field)
        if known is None:
            many = self.fields.get(field, (0, 0))[1]
            known = self._terms[field] = unpack_texts(self.arrays[f"terms.{field}"], many) if many else []
        return known

    def vocabulary(self, field: str) -> frozenset[str]:
        """All terms of a field as a set, for looking up very many."""
        known = self._vocabularies.get(field)
        if known is None:
            known = self._vocabularies[field] = frozenset(self.terms(field))
        return known

    def find(self, field: str, term: str) -> int | None:
        """The number of a term in the segment."""
        terms = self.terms(field)
        at = bisect_left(terms, term)
        return self.fields[field][0] + at if at < len(terms) and terms[at] == term else None

    def term(self, field: str, number: int) -> str:
        """The term of a field that has this number in the segment."""
        return self.terms(field)[number - self.fields[field][0]]

    def with_prefix(self, field: str, prefix: str) -> range:
        """The numbers of the terms that begin with `prefix`."""
        terms = self.terms(field)
        if not terms:
            return range(0)
        first = self.fields[field][0]
        return range(first + bisect_left(terms, prefix), first + bisect_left(terms, prefix + "\U0010ffff"))

    def of_form(self, field: str, pattern: str) -> Array:
        """The numbers of the terms that a pattern with `*` and `?` describes."""
        known = self._forms.get((field, pattern))
        if known is None:
            if len(self._forms) > MOST_FORMS:
                self._forms.clear()
            known = self._forms[field, pattern] = self._search_form(field, pattern)
        return known

    def _search_form(self, field: str, pattern: str) -> Array:
        """Find the longest fixed piece in all terms, then test the terms that have it."""
        terms = self.terms(field)
        if not terms:
            return np.zeros(0, dtype=np.int64)
        core = max(re.split(r"[*?]+", pattern), key=len)
        if pattern == f"*{core}":
            found = [number for number, term in enumerate(terms) if term.endswith(core)]
        else:
            found = [number for number, term in enumerate(terms) if core in term]
        if pattern not in (f"*{core}*", f"*{core}"):
            form = re.compile(_expression(pattern))
            found = [number for number in found if form.fullmatch(terms[number])]
        return np.array(found, dtype=np.int64) + self.fields[field][0]

    def frequency(self, number: int) -> int:
        """In how many documents the term stands (deleted ones included)."""
        starts = self.arrays["starts"]
        return int(starts[number + 1]) - int(starts[number])

    def frequencies(self, numbers: Array) -> Array:
        """In how many documents each of the terms stands."""
        starts = self.arrays["starts"].astype(np.int64, copy=False)
        found: Array = starts[numbers + 1] - starts[numbers]
        return found

    def frequency_of_run(self, run: range) -> int:
        """How many postings the terms of a run have together."""
        starts = self.arrays["starts"]
        return int(starts[run.stop]) - int(starts[run.start]) if run else 0

    def postings(self, number: int) -> Postings:
        """The documents of a term."""
        first, last = self.arrays["starts"][number : number + 2].tolist()
        return Postings(self.arrays["documents"][first:last], self.arrays["weights"][first:last])

    def positions(self, number: int, chosen: Array) -> tuple[Array, Array]:
        """Where a term stands in some of its postings: for each time the place in `chosen`, and the position."""
        first, last = self.arrays["starts"][number : number + 2].tolist()
        counts = self.arrays["counts"][first:last]
        begin = np.zeros(len(counts) + 1, dtype=np.int64)
        np.cumsum(counts, out=begin[1:])
        begin += int(self.arrays["position_starts"][number])
        many = counts[chosen]
        return np.repeat(np.arange(len(chosen)), many), self.arrays["positions"][ranges(begin[:-1][chosen], many)]

    def all_positions(self, number: int) -> Iterator[list[int]]:
        """The positions of a term, posting by posting."""
        first, last = self.arrays["starts"][number : number + 2].tolist()
        at = int(self.arrays["position_starts"][number])
        for many in self.arrays["counts"][first:last].tolist():
            yield self.arrays["positions"][at : at + many].tolist()
            at += many

    def lengths(self, field: str) -> Array:
        """The length of the field in each document, as Whoosh rounds it."""
        known = self._lengths.get(field)
        if known is None:
            known = self._lengths[field] = byte_lengths()[self.arrays[f"length.{field}"]]
        return known

    def total_length(self, field: str) -> int:
        """The sum of the lengths of a field."""
        total: int = self.note.get(f"length.{field}", 0)
        return total

    def column(self, name: str) -> Column:
        """The column of a facet."""
        known = self._columns.get(name)
        if known is None:
            known = self._columns[name] = Column.read(self.arrays, f"facet.{name}")
        return known

    def relatives(self, stem: str) -> list[str]:
        """The words that have this stem."""
        at = PackedTexts(self.arrays["stem.keys"], self.arrays["stem.ends"]).find(stem)
        if at is None:
            return []
        first, last = self.arrays["stem.starts"][at : at + 2].tolist()
        terms = self.terms("text")
        return [terms[number] for number in self.arrays["stem.terms"][first:last].tolist()]

    def families(self) -> Iterator[tuple[str, list[str]]]:
        """Each stem with its words."""
        terms = self.terms("text")
        starts, members = self.arrays["stem.starts"].tolist(), self.arrays["stem.terms"].tolist()
        for at, stem in enumerate(unpack_texts(self.arrays["stem.keys"], len(self.arrays["stem.ends"]))):
            yield stem, [terms[number] for number in members[starts[at] : starts[at + 1]]]
