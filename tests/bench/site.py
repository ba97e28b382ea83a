"""How long the site takes for a page over a large archive: `python tests/bench/site.py [DOCUMENTS]`.

The documents are made of real names of places and the words of the field, about 300 words each; every second one
carries a record of an agreement. Times are those of the whole answer, without the network, of the second and later
requests; the first opens the index. Beside them stands the time of the processor, which other work on the machine
lengthens little; the exit code is 1 where a page of results takes more of it than the budget.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from archive.home import Home
from archive.model import Block, Claim, Mention, Original, PartialDate, Record, Span, Text
from archive.reference import Place, fields, places
from archive.register.desk import Desk
from archive.register.keys import record_key
from index.sync import open_index
from webapp import create_app

BUDGET = 100
"""Milliseconds of the processor that a first page of results may take (median)."""

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


def main() -> None:
    """Make the archive and print a table of times."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        home = Home.create(Path(folder) / "home")
        fill(home, number, random.Random(7))
        Desk(home.catalogue).rebuild()
        with open_index(home) as engine:
            print(f"{home.catalogue.count_documents()} documents, {engine.count()} entries in the index")
        client = create_app(home).test_client()
        some = home.catalogue.agreements(limit=1)[0]
        partner = some.partner.name
        paths = [
            "/",
            f"/search?q={partner}",
            "/search?q=pendidikan",
            "/search?q=MoU&country=KR",
            "/search?q=kerja+sama+pelabuhan&sort=newest",
            "/search",
            "/agreements",
            "/agreements?country=JP&sort=partner",
            f"/agreements/{some.id}",
            f"/places/{some.partner.key}",
            "/places",
            "/map",
            "/timeline",
            "/watch",
            "/totals",
            "/status",
            "/feed?q=pendidikan",
            "/oai?verb=ListRecords&metadataPrefix=oai_dc",
            "/api/v1/search?q=pendidikan",
        ]
        print(f"{'page':60} {'first':>8} {'median':>8} {'worst':>8} {'cpu':>8}  milliseconds")
        slow = []
        for path in paths:
            times, busy = [], []
            for _ in range(8):
                start, worked = time.perf_counter(), time.process_time()
                answer = client.get(path)
                times.append((time.perf_counter() - start) * 1000)
                busy.append((time.process_time() - worked) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
            median, cpu = statistics.median(times[1:]), statistics.median(busy[1:])
            print(f"{path[:60]:60} {times[0]:8.1f} {median:8.1f} {max(times[1:]):8.1f} {cpu:8.1f}")
            if path.startswith("/search") and cpu > BUDGET:
                slow.append(path)
        if slow:
            sys.exit(f"over {BUDGET} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
