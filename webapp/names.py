"""Names that people read, for codes, parties, countries and dates, in the language of the page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel.dates import format_date

from archive.model import HOME, Agreement, PartialDate, Party
from archive.model.dates import Precision
from archive.reference import countries, fields, instruments, kinds, levels, places, relations, statuses
from archive.register.history import stage_of
from webapp.languages import language, locale
from webapp.wording import gettext

DATE_PATTERNS: Mapping[Precision, str] = {"year": "y", "month": "MMMM y", "day": "d MMMM y"}

LANGUAGE_NAMES = {
    "en": {"en": "English", "id": "Indonesian", "mixed": "Mixed", "und": "Not known", "ms": "Malay", "jv": "Javanese"},
    "id": {
        "en": "Inggris",
        "id": "Indonesia",
        "mixed": "Campuran",
        "und": "Tidak diketahui",
        "ms": "Melayu",
        "jv": "Jawa",
    },
}


def label(table: str, code: str | None) -> str:
    """The name of a code of a table: field, instrument, relation, status, kind, level, country, language, party ..."""
    if not code:
        return ""
    spoken = language()
    if table == "language":
        return LANGUAGE_NAMES[spoken].get(code) or locale().languages.get(code, code)
    if table in {"home", "partner", "party"}:
        return party_name(code)
    if table == "country":
        country = countries().get(code)
        return country.name(spoken) if country else code
    if table == "type":
        return {"agreement": gettext("Agreements"), "document": gettext("Documents")}.get(code, code)
    return _terms(table, spoken).get(code, code.replace("_", " "))


@lru_cache
def _terms(table: str, spoken: str) -> dict[str, str]:
    if table == "field":
        return {term.code: term.name(spoken) for term in fields()}
    if table == "instrument":
        return {term.code: term.name(spoken) for term in instruments()}
    tables = {"relation": relations, "status": statuses, "kind": kinds, "level": levels}
    return {term.code: term.name(spoken) for term in tables[table]().values()} if table in tables else {}


def today() -> datetime.date:
    """The day that "expiring" and "expired" are about."""
    return datetime.datetime.now(datetime.UTC).date()


def standing(agreement: Agreement) -> str:
    """Where an agreement stands today; only one whose last day is known, and lies ahead, is said to be in force."""
    stage = stage_of(agreement, today())
    if stage in {"expiring", "expired", "terminated"}:
        return stage
    return "in_force" if agreement.status == "signed" and agreement.valid_to is not None else agreement.status


def standing_name(code: str) -> str:
    """What that is called."""
    return _standing_names(language()).get(code) or label("status", code)


@lru_cache
def _standing_names(_spoken: str) -> dict[str, str]:
    return {
        "expiring": gettext("Ends soon"),
        "exploring": gettext("Exploring"),
        "in_force": gettext("In force"),
        "renewed": gettext("Renewed"),
        "LoI": gettext("Letter of intent signed"),
        "MoU": gettext("Memorandum signed"),
    }


def slot_name(slot: str) -> str:
    """What the slot of an agreement is called."""
    return _slot_names(language()).get(slot) or slot.replace("_", " ")


@lru_cache
def _slot_names(_spoken: str) -> dict[str, str]:
    return {
        "home": gettext("Indonesian party"),
        "partner": gettext("Foreign party"),
        "status": gettext("Status"),
        "instrument": gettext("Instrument"),
        "relation": gettext("Relation"),
        "signed": gettext("Signed"),
        "valid_from": gettext("Valid from"),
        "valid_to": gettext("Valid until"),
        "fields": gettext("Fields"),
        "signatories": gettext("Signatories"),
        "place_signed": gettext("Signed in"),
        "country": gettext("Country"),
        "level": gettext("Level"),
        "documents": gettext("Documents"),
        "score": gettext("Certainty"),
    }


def mention_kind(kind: str) -> str:
    """What mentions of a kind are called, in the plural."""
    return _mention_kinds(language()).get(kind, kind)


@lru_cache
def _mention_kinds(_spoken: str) -> dict[str, str]:
    return {
        "place": gettext("Places"),
        "country": gettext("Countries"),
        "date": gettext("Dates"),
        "field": gettext("Fields"),
        "instrument": gettext("Instruments"),
        "relation": gettext("Relations"),
        "law": gettext("Laws"),
        "person": gettext("Persons"),
        "organisation": gettext("Organisations"),
        "office": gettext("Offices"),
    }


def role_name(role: str) -> str:
    """In which role a document speaks of an agreement."""
    return _role_names(language()).get(role, role)


@lru_cache
def _role_names(_spoken: str) -> dict[str, str]:
    return {
        "is_text": gettext("The text of the agreement"),
        "announces": gettext("Announces it"),
        "reports": gettext("Reports on it"),
        "implements": gettext("About carrying it out"),
        "renews": gettext("About its renewal"),
        "terminates": gettext("About its end"),
        "mentions": gettext("Mentions it"),
    }


def party_name(key: str) -> str:
    """The name of a party by its key (a place code, or country and folded name)."""
    place = places().get(key)
    if place is not None:
        return place.name
    country, _, name = key.partition(":")
    return name.title() if name and len(country) == 2 else key


def party_where(party: Party) -> str:
    """Where a party is, as in "city, South Korea"; empty for an Indonesian province."""
    parts = [label("level", party.level)] if party.level != "province" or party.country != HOME else []
    if party.country and party.country != HOME:
        parts.append(label("country", party.country))
    return ", ".join(parts)


@lru_cache(maxsize=4096)
def _formatted(date: PartialDate, pattern: str, spoken: str) -> str:
    return format_date(date.earliest(), pattern, locale=spoken)


def partial_date(date: str | None, patterns: Mapping[Precision, str] = DATE_PATTERNS) -> str:
    """A date of any precision in words, as in "25 September 2017"."""
    if not date:
        return ""
    try:
        known = PartialDate(date[:10])
    except ValueError:
        return date
    return _formatted(known, patterns[known.precision], language())


def short_date(date: str | None) -> str:
    """The same with the month cut short, for tables."""
    return partial_date(date, {"year": "y", "month": "MMM y", "day": "d MMM y"})


def value_text(slot: str, value: object) -> str:
    """The value of a slot in words; dates, codes and party mappings are all known by their slot."""
    if value is None:
        return gettext("not known")
    if isinstance(value, Party):
        return value.name
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list | tuple):
        return ", ".join(value_text(slot, item) for item in value)
    if slot in {"signed", "valid_from", "valid_to"}:
        return partial_date(str(value))
    table = {"fields": "field"}.get(slot, slot)
    return label(table, str(value)) if table in {"status", "instrument", "relation", "field"} else str(value)


def by_name(table: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with their names, sorted by name."""
    return sorted(((code, label(table, code)) for code in codes), key=lambda pair: pair[1].casefold())
