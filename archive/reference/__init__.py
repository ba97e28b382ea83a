"""What is known beforehand: places, countries, institutions and the words of the field.

Every table is loaded when it is first asked for and then kept. SOURCES.md says where the data come from.
"""

from archive.reference.countries import Countries, Country, countries
from archive.reference.folding import fold
from archive.reference.institutions import Institution, Institutions, institutions
from archive.reference.places import Place, Places, places, squeeze
from archive.reference.vocabulary import (
    Field,
    Instrument,
    Term,
    fields,
    instruments,
    kinds,
    levels,
    relations,
    statuses,
)

__all__ = [
    "Countries",
    "Country",
    "Field",
    "Institution",
    "Institutions",
    "Instrument",
    "Place",
    "Places",
    "Term",
    "countries",
    "fields",
    "fold",
    "institutions",
    "instruments",
    "kinds",
    "levels",
    "places",
    "relations",
    "squeeze",
    "statuses",
]
