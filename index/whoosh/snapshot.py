"""One generation of the index as all threads see it: immutable, without locks, evaluated segment by segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.port import FACETS
from index.query.plan import Plan
from index.whoosh.arrays import Array, ranges
from index.whoosh.columns import Column
from index.whoosh.evaluate import Collection, Matches, evaluate
from index.whoosh.segment import Segment

FEW_AMONG = 8
"""Of so many documents one: then the codes of each are taken by themselves, which is quicker for few."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment in a snapshot: where its documents begin, and which of them are alive (None: all)."""

    segment: Segment
    base: int
    alive: Array | None


class Snapshot:
    """The segments of one generation, with what is asked of all of them."""

    def __init__(self, generation: int, segments: Sequence[tuple[Segment, Sequence[int]]]) -> None:
        self.generation = generation
        parts, base = [], 0
        for segment, deleted in segments:
            alive = None
            if deleted:
                alive = np.ones(segment.size, dtype=bool)
                alive[list(deleted)] = False
            parts.append(Part(segment, base, alive))
            base += segment.size
        self.parts: tuple[Part, ...] = tuple(parts)
        self.size = base
        self._frequencies: dict[tuple[str, str], int] = {}
        self._averages: dict[str, float] = {}
        self._filters: dict[tuple[str, str], Array] = {}
        self.collection = Collection(self.size, self.frequency, self._average_length)

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands, deleted ones included."""
        known = self._frequencies.get((field, term))
        if known is None:
            known = 0
            for part in self.parts:
                number = part.segment.find(field, term) if field in part.segment.fields else None
                known += part.segment.frequency(number) if number is not None else 0
            if len(self._frequencies) > 50_000:
                self._frequencies.clear()
            self._frequencies[field, term] = known
        return known

    def _average_length(self, field: str) -> float:
        known = self._averages.get(field)
        if known is None:
            total = sum(part.segment.total_length(field) for part in self.parts)
            # Whoosh divides by the number of documents, deleted ones included.
            known = self._averages[field] = total / (self.size or 1)
        return known

    def search(self, plan: Plan) -> Matches:
        """The living documents that match a resolved plan."""
        documents, scores = [], []
        for part in self.parts:
            found = evaluate(plan, part.segment, self.collection)
            numbers, values = found.documents, found.scores
            if part.alive is not None:
                held = part.alive[numbers]
                numbers, values = numbers[held], values[held]
            documents.append(numbers.astype(np.int64) + part.base)
            scores.append(values)
        if not documents:
            return Matches(np.zeros(0, dtype=np.int64), np.zeros(0))
        return Matches(np.concatenate(documents), np.concatenate(scores))

    def holding(self, field: str, value: str) -> Array:
        """For each document whether it has a value in a facet."""
        known = self._filters.get((field, value))
        if known is None:
            known = np.zeros(self.size, dtype=bool)
            for part in self.parts:
                number = part.segment.find(field, value) if field in part.segment.fields else None
                if number is not None:
                    known[part.segment.postings(number).documents.astype(np.int64) + part.base] = True
            if len(self._filters) > 200:
                self._filters.clear()
            self._filters[field, value] = known
        return known

    def in_years(self, years: Sequence[str]) -> Array:
        """For each document whether its date lies in one of the years."""
        held = np.zeros(self.size, dtype=bool)
        for year in years:
            if year.isdecimal():
                held |= self.years == int(year)
        return held

    @cached_property
    def days(self) -> Array:
        """The day of each document (its first date), 0 where it has none."""
        days = np.zeros(self.size, dtype=np.int32)
        for part in self.parts:
            starts = part.segment.arrays["day.date.starts"].astype(np.int64)
            dated = np.flatnonzero(np.diff(starts))
            days[dated + part.base] = part.segment.arrays["day.date"][starts[dated]]
        return days

    @cached_property
    def years(self) -> Array:
        """The year of each document, 0 where it has no date."""
        dates = (self.days.astype("int64") - 719163).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
        return np.where(self.days > 0, dates + 1970, 0).astype(np.int32)

    @cached_property
    def stories(self) -> Array:
        """The story of each document as a small number, -1 where it has none."""
        numbers = np.concatenate([part.segment.stories for part in self.parts] or [np.zeros(0, dtype=np.int64)])
        codes = np.unique(numbers, return_inverse=True)[1]
        return np.where(numbers == 0, -1, codes).astype(np.int64)

    @cached_property
    def alive(self) -> Array:
        """For each document whether it is alive."""
        return np.concatenate(
            [np.ones(part.segment.size, dtype=bool) if part.alive is None else part.alive for part in self.parts]
            or [np.zeros(0, dtype=bool)]
        )

    def id(self, document: int) -> str:
        """The id of a document."""
        part = self._part(document)
        return part.segment.ids[document - part.base]

    def number(self, id: str) -> int | None:
        """The living document with this id."""
        for part in self.parts:
            found = part.segment.find("id", id)
            if found is not None:
                document = int(part.segment.postings(found).documents[0])
                if part.alive is None or part.alive[document]:
                    return document + part.base
        return None

    def _part(self, document: int) -> Part:
        return next(part for part in reversed(self.parts) if part.base <= document)

    def versions(self) -> Mapping[str, str]:
        """The version of each living document by its id."""
        return {
            id: version
            for part in self.parts
            for row, (id, version) in enumerate(zip(part.segment.ids, part.segment.versions, strict=True))
            if part.alive is None or part.alive[row]
        }

    def count(self) -> int:
        """How many documents are alive."""
        return sum(part.segment.size if part.alive is None else int(part.alive.sum()) for part in self.parts)

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """The columns that are counted."""
        return {name: Facet.over(self.parts, name) for name in FACETS}


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet over all documents: its values, and the codes of the values of each document."""

    values: list[str]
    codes: Array
    starts: Array
    """Where the codes of each document begin."""
    owners: Array | None
    """The document of each code; None where each document has exactly one."""

    @classmethod
    def over(cls, parts: Sequence[Part], name: str) -> Facet:
        columns = [part.segment.column(name) for part in parts]
        if not columns:
            return cls([], np.zeros(0, dtype=np.int32), np.zeros(1, dtype=np.int64), None)
        joined = columns[0]
        if len(columns) > 1:
            joined = Column.joined([(column, np.arange(len(column.starts) - 1)) for column in columns])
        starts = joined.starts.astype(np.int64)
        many: Array = np.diff(starts)
        codes = joined.codes.astype(np.int32)
        if many.size and (many == 1).all():
            return cls(joined.values, codes, starts, None)
        return cls(joined.values, codes, starts, np.repeat(np.arange(len(many), dtype=np.int32), many))

    def count(self, documents: Array, held: Array) -> list[tuple[str, int]]:
        """How many of the documents have each value, most frequent first; `held` is the same as a mask."""
        if self.owners is None:
            codes = self.codes[documents]
        elif len(documents) * FEW_AMONG < len(held):
            begin = self.starts[documents]
            codes = self.codes[ranges(begin, self.starts[documents + 1] - begin)]
        else:
            codes = self.codes[held[self.owners]]
        counts = np.bincount(codes, minlength=len(self.values))
        some = np.flatnonzero(counts)
        order = some[np.argsort(-counts[some], kind="stable")]
        return [(self.values[code], count) for code, count in zip(order.tolist(), counts[order].tolist(), strict=True)]
