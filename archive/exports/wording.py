"""How agreements and their parties are named in exports, in English or Indonesian."""

from __future__ import annotations

from functools import cache
from importlib import resources

from archive.model import HOME, Agreement, Party
from archive.reference import countries, instruments, relations

_GOVERNMENTS = {"province": "Pemerintah Provinsi", "city": "Pemerintah Kota", "regency": "Pemerintah Kabupaten"}


def title(agreement: Agreement, language: str = "en") -> str:
    """A title: "Letter of Intent between Jawa Barat and Incheon, 2017-09-25"."""
    between, joined = ("between", "and") if language == "en" else ("antara", "dan")
    parts = f"{kind(agreement, language)} {between} {agreement.home.name} {joined} {agreement.partner.name}"
    return f"{parts}, {agreement.signed}" if agreement.signed else parts


def kind(agreement: Agreement, language: str = "en") -> str:
    """The name of the instrument, or of the relation where no instrument is known."""
    for term in instruments():
        if term.code == agreement.instrument:
            return term.name(language)
    if agreement.relation is not None and agreement.relation in relations():
        return relations()[agreement.relation].name(language)
    return "Cooperation" if language == "en" else "Kerja sama"


def body(party: Party) -> str:
    """The party as a corporate author; no comma, which reference managers would take for a first name."""
    if party.country == HOME and party.level in _GOVERNMENTS:
        return f"{_GOVERNMENTS[party.level]} {party.name}"
    place = country(party.country)
    return f"{party.name} ({place})" if place and party.level != "institution" else party.name


def country(code: str | None, language: str = "en") -> str:
    """The name of a country."""
    found = countries().get(code) if code else None
    if found is None:
        return code or ""
    return found.name_en if language == "en" else found.name_id


@cache
def _columns() -> dict[str, dict[str, str]]:
    text = resources.files("archive.exports").joinpath("columns.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {line[0]: dict(zip(lines[0], line, strict=True)) for line in lines[1:]}


def column(name: str, language: str = "en") -> str:
    """The heading of a column."""
    return _columns()[name][f"name_{language}"]
