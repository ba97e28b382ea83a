"""What the index knows of each document beside its words, as columns: counted for facets, tested for ranges."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.port import Entry
from index.whoosh.arrays import Array, offsets, pack_texts, ranges, unpack_texts

DAY_FIELDS = ("date", "signed")
"""Columns of days, several a document."""

NO_STORY = 0


@dataclass(slots=True)
class Column:
    """Values of the documents, any number each: the codes of document d are `codes[starts[d]:starts[d + 1]]`."""

    values: list[str]
    codes: Array
    starts: Array

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> Column:
        """The column of the given values of each document."""
        known: dict[str, int] = {}
        codes = [known.setdefault(value, len(known)) for row in rows for value in dict.fromkeys(row)]
        counts = np.array([len(set(row)) for row in rows], dtype=np.int64)
        return cls(list(known), np.array(codes, dtype=np.uint32), offsets(counts))

    @classmethod
    def joined(cls, parts: Sequence[tuple[Column, Array]]) -> Column:
        """The column of several columns one after the other, each with the documents to take from it."""
        known: dict[str, int] = {}
        codes, counts = [], []
        for column, rows in parts:
            new = np.array([known.setdefault(value, len(known)) for value in column.values], dtype=np.uint32)
            lengths = np.diff(column.starts)[rows]
            taken = column.codes[ranges(column.starts[rows], lengths)]
            codes.append(new[taken] if new.size else taken)
            counts.append(lengths)
        return cls(list(known), np.concatenate(codes), offsets(np.concatenate(counts)))

    def arrays(self, name: str) -> dict[str, Array]:
        """The column as arrays for the file."""
        return {
            f"{name}.values": pack_texts(self.values),
            f"{name}.codes": self.codes.astype(np.uint32),
            f"{name}.starts": self.starts.astype(np.uint32),
            f"{name}.count": np.array([len(self.values)], dtype=np.uint32),
        }

    @classmethod
    def read(cls, arrays: dict[str, Array], name: str) -> Column:
        """The column that `arrays` wrote."""
        values = unpack_texts(arrays[f"{name}.values"], int(arrays[f"{name}.count"][0]))
        return cls(values, arrays[f"{name}.codes"], arrays[f"{name}.starts"])


def tags(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The values of an entry for each facet."""
    return {
        "type": (entry.type,),
        "kind": (entry.kind,) if entry.type == "document" else (),
        "language": (entry.language,) if entry.type == "document" else (),
        "home": entry.homes,
        "partner": entry.partners,
        "country": entry.countries,
        "field": entry.fields,
        "instrument": entry.instruments,
        "relation": entry.relations,
        "status": entry.statuses,
    }


def story_number(story: str | None) -> int:
    """A number for a story that is the same in every segment; NO_STORY where there is none."""
    if not story:
        return NO_STORY
    return int.from_bytes(hashlib.blake2b(story.encode(), digest_size=7).digest(), "little") + 1


def day_text(iso: str) -> str:
    """The first day that an ISO date of any precision may mean."""
    return iso + "0000-01-01"[len(iso) :]


def day_number(iso: str) -> int:
    """The days from 0001-01-01 to the first day that an ISO date may mean."""
    return datetime.date.fromisoformat(day_text(iso)).toordinal()
