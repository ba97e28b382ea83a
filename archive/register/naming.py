"""Readable ids of agreements.

An id says home, partner, instrument (or else relation) and year: "jawa-barat--incheon--loi--2017". It is made of what
was concluded, so it may change when more is learned; the register then says which id took its place, and the old one
leads there. Nothing that changes with time (status, number of documents) is part of it. Where two agreements would
have the same id, the earlier keeps it and the others are numbered from 2.
"""

from __future__ import annotations

from archive.model import Agreement
from archive.register.slugs import slug


def name(agreement: Agreement) -> str:
    """The id that the agreement would have if it were alone."""
    kind = agreement.instrument or agreement.relation or "cooperation"
    year = agreement.signed or agreement.valid_from
    parts = [slug(agreement.home.name), slug(agreement.partner.name), slug(kind)]
    return "--".join(parts + ([str(year.year)] if year else []))


def rank(agreement: Agreement) -> tuple[str, str]:
    """Sorts agreements of the same name: by date, undated last, then by their first record."""
    return (agreement.signed or agreement.valid_from or "9999", agreement.records[0])


def numbered(name: str, position: int) -> str:
    """The id of the agreement at a position (from 0) among those of the same name."""
    return name if position == 0 else f"{name}--{position + 1}"
