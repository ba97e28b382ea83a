"""A made archive for benchmarks: documents of real names of places and the words of the field.

Each has about 300 words; every second one carries a record of an agreement.
"""

from __future__ import annotations

import hashlib
import random
import sys

from archive.home import Home
from archive.model import Block, Claim, Mention, Original, PartialDate, Record, Span, Text
from archive.reference import Place, fields, places
from archive.register.keys import record_key

PROSE = (
    "Pemerintah daerah menyampaikan bahwa pertemuan itu membahas pelaksanaan program kerja bersama tahun berjalan "
    "serta rencana kunjungan balasan. Rombongan diterima di balai kota oleh wali kota dan jajaran dinas terkait."
)


def fill(home: Home, number: int, chance: random.Random) -> None:
    """Make so many documents with their records."""
    homes = [place for place in places().home() if place.level in {"province", "city", "regency"}]
    partners = [place for country in ("KR", "JP", "CN", "AU", "DE", "NL") for place in places().within(country)[:200]]
    codes = [field for field in fields() if field.terms_id]
    with home.catalogue.transaction():
        for count in range(number):
            _document(
                home, count, chance, chance.choice(homes), chance.choice(partners), chance.choice(codes).terms_id[0]
            )
            if count % 1000 == 999:
                print(f"{count + 1} documents made", file=sys.stderr)


def _document(home: Home, count: int, chance: random.Random, one: Place, other: Place, field: str) -> None:
    year = chance.randint(1990, 2026)
    first = f"{one.name} dan {other.name} menandatangani MoU bidang {field} pada {year}."
    filler = PROSE.split()
    words = [chance.choice(filler) for _ in range(290)]
    body = f"{one.name} - {other.name}: {field}\n\n{first} {' '.join(words)}"
    data = body.encode()
    original = Original(hashlib.sha256(data).hexdigest(), len(data), "text/plain", f"{count}.txt")
    home.catalogue.add_original(original)
    cut = body.index("\n\n")
    blocks = (Block(Span(0, cut), "title"), Block(Span(cut + 2, len(body)), "paragraph"))
    home.catalogue.put_text(
        Text(original.id, body, blocks, language="id", kind="news", title=body[:cut], published=PartialDate(str(year)))
    )
    at = cut + 2

    def claim(value: object, words: str) -> Claim[object]:
        start = body.index(words, at)
        return Claim(value, (Span(start, start + len(words)),))

    home.catalogue.put_mentions(
        original.id,
        [
            Mention(Span(at, at + len(one.name)), "place", one.name, one.name, 1.0, one.party()),
            Mention(claim(None, other.name).spans[0], "place", other.name, other.name, 1.0, other.party()),
        ],
    )
    if count % 2:
        return
    home.catalogue.put_records(
        original.id,
        [
            Record(
                key=record_key(original.id, one.name, other.name, "MoU", [PartialDate(str(year))]),
                document=original.id,
                home=claim(one.party(), one.name),  # type: ignore[arg-type]
                partner=claim(other.party(), other.name),  # type: ignore[arg-type]
                status=claim("signed", "menandatangani"),  # type: ignore[arg-type]
                instrument=claim("MoU", "MoU"),  # type: ignore[arg-type]
                signed=claim(PartialDate(str(year)), str(year)),  # type: ignore[arg-type]
                evidence=(Span(at, at + len(first)),),
            )
        ],
    )
