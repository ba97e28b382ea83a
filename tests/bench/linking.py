"""How well and how fast the register links.

    python tests/bench/linking.py [GOLD.jsonl] [--records 100000] [--catalogue]

Quality: pairwise F1 of "the same agreement" over the gold records, as they are and damaged: the instrument dropped,
the date dropped or moved by days. Speed: a whole rebuild, and adding one document to a large register. With
`--catalogue` the records are also kept in a catalogue, and what a process does first there is timed.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive.catalogue import Catalogue
from archive.model import Claim, Original, PartialDate, Party, Record, Text
from archive.register import DocumentFacts, Linker, link, record_key
from archive.register.desk import Desk
from archive.register.gold import facts_of, pairwise, records_of

GOLD = Path(__file__).parents[3] / "shared" / "eval" / "dev" / "gold.jsonl"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="?", type=Path, default=GOLD)
    ask.add_argument("--records", type=int, default=100_000)
    ask.add_argument("--catalogue", action="store_true")
    args = ask.parse_args()
    if args.gold.exists():
        quality(args.gold)
    if args.records:
        speed(args.records)
        if args.catalogue:
            first_steps(args.records)


def quality(path: Path) -> None:
    """Print the table of quality."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [pair for row in rows for pair in records_of(row)]
    facts = {fact.id: fact for fact in map(facts_of, rows)}
    print(f"{len(pairs)} records of {len({key for _, key in pairs})} agreements")
    print(f"{'damage':38} {'F1':>6} {'P':>6} {'R':>6}  joined  wrong missed")
    rng = random.Random(1)
    damages = {
        "none": lambda record: record,
        "instrument dropped in 1 of 3": lambda record: drop(record, "instrument", rng, 3),
        "date dropped in 1 of 3": lambda record: drop(record, "signed", rng, 3),
        "day dropped in 1 of 2": lambda record: coarse(record, rng),
        "date moved by up to 3 days in 1 of 3": lambda record: move(record, rng, 3),
        "date moved by up to 10 days in 1 of 3": lambda record: move(record, rng, 10),
        "fields and relation dropped in 1 of 2": lambda record: drop(
            drop(record, "relation", rng, 2), "fields", rng, 2
        ),
        "one date in 20 wrong by years": lambda record: wrong_year(record, rng),
    }
    for name, damage in damages.items():
        counts = [0, 0, 0]
        for _ in range(1 if name == "none" else 10):
            damaged = [damage(record) for record, _ in pairs]
            register = link(damaged, (), facts)
            ids = {key: agreement.id for agreement in register.agreements for key in agreement.records}
            for n, value in enumerate(pairwise((key, ids[record.key]) for record, key in pairs)):
                counts[n] += value
        hit, wrong, missed = counts
        figures = (2 * hit / (2 * hit + wrong + missed), hit / (hit + wrong), hit / (hit + missed))
        print(f"{name:38} " + " ".join(f"{figure:6.3f}" for figure in figures) + f" {hit:7} {wrong:6} {missed:6}")


def drop(record: Record, slot: str, rng: random.Random, one_in: int) -> Record:
    return (
        dataclasses.replace(record, **{slot: () if slot == "fields" else None}) if rng.random() < 1 / one_in else record
    )


def coarse(record: Record, rng: random.Random) -> Record:
    if record.signed is None or rng.random() < 0.5:
        return record
    iso = record.signed.value[: rng.choice((4, 7))]
    return dataclasses.replace(record, signed=Claim(PartialDate(iso), ()))


def move(record: Record, rng: random.Random, days: int) -> Record:
    if record.signed is None or record.signed.value.precision != "day" or rng.random() > 1 / 3:
        return record
    day = record.signed.value.earliest() + datetime.timedelta(days=rng.randint(-days, days))
    return dataclasses.replace(record, signed=Claim(PartialDate(day.isoformat()), ()))


def wrong_year(record: Record, rng: random.Random) -> Record:
    if record.signed is None or rng.random() > 1 / 20:
        return record
    iso = f"{record.signed.value.year - rng.randint(3, 10)}{record.signed.value[4:]}"
    if iso.endswith("02-29"):
        return record
    return dataclasses.replace(record, signed=Claim(PartialDate(iso), ()))


def speed(size: int) -> None:
    """Print the table of speed: pairs of governments are as unevenly popular as in real life."""
    rng = random.Random(2)
    homes = [f"Home {n}" for n in range(500)]
    partners = [f"Partner {n}" for n in range(800)]
    popular = [1 / (n + 5) for n in range(800)]
    documents: dict[str, list[Record]] = {}
    for n in range(size):
        document = f"{n // 3:016x}"
        home, partner = rng.choices(homes, popular[:500])[0], rng.choices(partners, popular)[0]
        documents.setdefault(document, []).append(some(rng, document, home, partner, n % 3 + 1))
    facts = {id: fact(rng, id) for id in documents}
    started = time.perf_counter()
    linker = Linker((record for records in documents.values() for record in records), (), facts)
    register = linker.register()
    largest = max(len(block) for block in linker._blocks.values())
    print(
        f"\n{size} records, {len(documents)} documents, {len(register.agreements)} agreements, largest block {largest}"
    )
    print(f"whole rebuild           {time.perf_counter() - started:8.2f} s")
    for name, chosen in (("one document", None), ("one of the largest block", "Home 0")):
        times: list[float] = []
        for n in range(30):
            id = f"new{n}"
            home = chosen or rng.choices(homes, popular[:500])[0]
            partner = "Partner 0" if chosen else rng.choices(partners, popular)[0]
            records = [some(rng, id, home, partner, 1)]
            started = time.perf_counter()
            linker.add(id, records, fact(rng, id))
            times.append(time.perf_counter() - started)
        print(f"{name:23} {statistics.median(times):8.4f} s median {max(times):8.4f} s most")


def first_steps(size: int) -> None:
    """Print how long a process takes for its first document and its first judgement, and for knowing all records."""
    rng = random.Random(3)
    names = [(f"Home {rng.randrange(500)}", f"Partner {rng.randrange(800)}") for _ in range(size)]
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue.open(f"sqlite:///{folder}/catalogue.sqlite")
        with catalogue.transaction():
            for start in range(0, size, 3):
                keep(catalogue, rng, start // 3, names[start : start + 3])
        Desk(catalogue).update()
        print(f"\n{catalogue.count_records()} records in a catalogue, {catalogue.count_agreements()} agreements")
        times = []
        for number in range(10):
            keep(catalogue, rng, size + number, [rng.choice(names)])
            times.append(timed(lambda: Desk(catalogue).update()))
        print(f"first document          {statistics.median(times):8.2f} s median {max(times):8.2f} s most")
        keys = [record.key for record in catalogue.records(documents=[f"{n:016x}" for n in range(10)])]
        times = [timed(lambda key=key: Desk(catalogue).judge("accept", [key], "bench")) for key in keys[:10]]
        print(f"first judgement         {statistics.median(times):8.2f} s median {max(times):8.2f} s most")
        print(f"knowing all records     {timed(lambda: Desk(catalogue).register):8.2f} s")


def keep(catalogue: Catalogue, rng: random.Random, number: int, pairs: list[tuple[str, str]]) -> None:
    original = Original(f"{number:016x}" * 4, 1, "text/plain", f"{number}.txt")
    catalogue.add_original(original)
    catalogue.put_text(Text(original.id, "", kind="news", language="id", published=fact(rng, original.id).published))
    catalogue.put_records(original.id, [some(rng, original.id, *pair, n) for n, pair in enumerate(pairs, 1)])


def timed(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def some(rng: random.Random, document: str, home: str, partner: str, number: int) -> Record:
    """A record as extraction makes them: mostly vague, sometimes exact."""
    truth = random.Random(f"{home} {partner}")
    signings = [(truth.choice(["LoI", "MoU", "MoU", "agreement"]), truth.randint(1990, 2025)) for _ in range(4)]
    instrument, year = rng.choice(signings)
    if rng.random() < 0.5:
        instrument = None
    iso = rng.choice([None, None, f"{year}", f"{year}-05", f"{year}-05-{rng.choice((11, 11, 11, 12)):02}"])
    signed = PartialDate(iso) if iso else None
    return Record(
        key=record_key(document, home, partner, instrument, [signed], number),
        document=document,
        home=Claim(Party(home, "city", "ID", f"ID-{home}"), ()),
        partner=Claim(Party(partner, "city", "KR", f"gn:{partner}"), ()),
        status=Claim(rng.choice(["signed", "signed", "planned", "expired"]), ()),
        instrument=Claim(instrument, ()) if instrument else None,
        relation=Claim("sister_city", ()) if rng.random() < 0.6 else None,
        signed=Claim(signed, ()) if signed else None,
        fields=tuple(Claim(field, ()) for field in rng.sample(["economy", "trade", "culture", "waste"], 2)),
    )


def fact(rng: random.Random, id: str) -> DocumentFacts:
    day = f"{rng.randint(2000, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return DocumentFacts(id, "news", "id", PartialDate(day))


if __name__ == "__main__":
    main()
